import { afterEach, describe, expect, test } from 'vitest';
import { ClockError, noClock } from '../clock.ts';
import { always, type Handler, startServer, type TestServer } from '../testing/server.ts';
import { controlClock, findControlClock } from './control.ts';

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const HOURS = 8 * 3600;
const at = (seconds: number): string =>
  JSON.stringify({ now: new Date(1_800_000_000_000 + seconds * 1000).toISOString() });
const now = at(0);

interface Route {
  /** By how much a POST of so many seconds moves the clock. Default: by these. */
  readonly moves?: (seconds: number) => number;
  /** Default: 200 with what a GET says afterwards. `nth` counts all requests, from 1. */
  readonly answers?: (method: string, seconds: number, nth: number) => readonly [number, string] | undefined;
}

/** A clock that stands still but for its moves. */
const route = ({ moves = (seconds) => seconds, answers }: Route): Handler => {
  let seconds = 0;
  let nth = 0;
  return ({ body }, response, { method = '' }) => {
    if (method === 'POST') seconds += moves(Number(JSON.parse(body).advanceSeconds));
    const [status, text] = answers?.(method, seconds, ++nth) ?? [200, at(seconds)];
    response.writeHead(status).end(text);
  };
};

const clockOf = async (handler: Handler) => {
  server = await startServer(handler);
  return controlClock({ url: server.url, pauseMs: 1 });
};

test('the control route moves the clock', async () => {
  server = await startServer(route({}));
  const clock = await findControlClock({ url: `${server.url}/` });
  await clock?.advance(60);
  expect(clock?.mode).toBe('control');
  expect(server.seen.map(({ path, body }) => [path, body])).toEqual([
    ['/_conformance/clock', ''],
    ['/_conformance/clock', ''],
    ['/_conformance/clock', '{"advanceSeconds":60}'],
  ]);
});

describe('a move is believed of a route', () => {
  test.each<[string, Route]>([
    ['that shows it', {}],
    ['whose clock has whole seconds', { moves: (seconds) => seconds - 0.9 }],
    [
      'that moves the clock and does not say to when',
      { answers: (m) => (m === 'POST' ? [200, '{"ok":true}'] : undefined) },
    ],
    ['that moves the clock and says so with 204', { answers: (m) => (m === 'POST' ? [204, ''] : undefined) }],
    ['that moves the clock and then fails', { answers: (m) => (m === 'POST' ? [500, 'oops'] : undefined) }],
    [
      'that answers with the time before the move',
      { answers: (m, s) => (m === 'POST' ? [200, at(s - HOURS)] : undefined) },
    ],
    ['that fails now and then', { answers: (_, __, nth) => (nth % 2 === 1 ? [503, ''] : undefined) }],
  ])('%s', async (_, how) => {
    await (await clockOf(route(how))).advance(HOURS);
  });
});

describe('a move is not believed of a route whose clock', () => {
  test.each<[string, Route, RegExp]>([
    ['stands where it was', { moves: () => 0 }, /HTTP 200.* had moved by 0 s/],
    ['takes the seconds for milliseconds', { moves: (seconds) => seconds / 1000 }, /moved by 29 s/],
    ['takes the seconds for minutes', { moves: (seconds) => seconds * 60 }, /moved by 1728000 s/],
    ['goes back', { moves: (seconds) => -seconds }, /moved by -28800 s/],
    [
      'stands still though POST says nothing',
      { moves: () => 0, answers: (m) => (m === 'POST' ? [200, ''] : undefined) },
      /moved by 0 s/,
    ],
    ['refuses to move', { moves: () => 0, answers: (m) => (m === 'POST' ? [400, '{}'] : undefined) }, /HTTP 400/],
    ['cannot be read', { answers: () => [200, '{}'] }, /new time/],
  ])('%s', async (_, how, words) => {
    const moving = (await clockOf(route(how))).advance(HOURS);
    await expect(moving).rejects.toThrow(ClockError);
    await expect(moving).rejects.toThrow(words);
  });
});

test('an endpoint that is busy at first is asked again whether it has a clock', async () => {
  server = await startServer(route({ answers: (_, __, nth) => (nth < 4 ? [503, ''] : undefined) }));
  expect((await findControlClock({ url: server.url, pauseMs: 1 }))?.mode).toBe('control');
});

describe.each<[string, Handler, number?, number?]>([
  ['answers with an error', always(404, now), 1],
  ['does not implement it', always(501, now), 1],
  ['answers without a time', always(200, '{}'), 1],
  ['answers with a time that is none', always(200, '{"now":"later"}'), 1],
  ['answers with HTML', always(200, '<html></html>'), 1],
  ['answers without end', (_, response) => void response.writeHead(200).write('x'.repeat(1 << 20)), 1],
  ['is broken', always(500, ''), 4],
  ['does not answer', () => undefined, undefined, 50],
  ['breaks the connection off', (seen) => void seen.socket.destroy(), 4],
])('an endpoint that %s', (_, handler, asked, timeoutMs = 5_000) => {
  test('has no clock, and does not move', async () => {
    server = await startServer(handler);
    const options = { url: server.url, timeoutMs, pauseMs: 1 };
    expect(await findControlClock(options)).toBeUndefined();
    // One that was not waited for may not have arrived.
    expect(server.seen.length).toBe(asked ?? server.seen.length);
    await expect(controlClock(options).advance(1)).rejects.toThrow(ClockError);
  });
});

test('without a clock nothing moves', async () => {
  await expect(noClock.advance(1)).rejects.toThrow(ClockError);
});
