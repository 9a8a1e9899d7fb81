import { afterEach, describe, expect, test } from 'vitest';
import { ClockError, noClock } from '../clock.ts';
import { always, type Handler, startServer, type TestServer } from '../testing/server.ts';
import { controlClock, findControlClock } from './control.ts';

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const now = JSON.stringify({ now: '2026-11-23T10:00:00.000Z' });

test('the control route moves the clock', async () => {
  server = await startServer(always(200, now));
  const clock = await findControlClock({ url: `${server.url}/` });
  await clock?.advance(60);
  expect(clock?.mode).toBe('control');
  expect(server.seen.map(({ path, body }) => [path, body])).toEqual([
    ['/_conformance/clock', ''],
    ['/_conformance/clock', '{"advanceSeconds":60}'],
  ]);
});

describe.each<[string, Handler]>([
  ['answers with an error', always(404, now)],
  ['answers without a time', always(200, '{}')],
  ['answers with a time that is none', always(200, '{"now":"later"}')],
  ['answers with HTML', always(200, '<html></html>')],
  ['answers without end', (_, response) => void response.writeHead(200).write('x'.repeat(1 << 20))],
  ['does not answer', () => undefined],
  ['breaks the connection off', (seen) => void seen.socket.destroy()],
])('an endpoint that %s', (_, handler) => {
  test('has no clock, and does not move', async () => {
    server = await startServer(handler);
    const options = { url: server.url, timeoutMs: 300 };
    expect(await findControlClock(options)).toBeUndefined();
    await expect(controlClock(options).advance(1)).rejects.toThrow(ClockError);
  });
});

test('without a clock nothing moves', async () => {
  await expect(noClock.advance(1)).rejects.toThrow(ClockError);
});
