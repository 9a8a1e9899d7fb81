// A tour of what can go wrong on the way of a request: what the endpoint really gets, and what the client really sees.
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createEmulator, emulatorDispatcher } from '../../emulator/index.ts';
import type { Fault } from '../../program/types.ts';
import { createEndpoint } from '../endpoint.ts';
import { always, type Handler, startServer, type TestServer } from '../testing/server.ts';
import type { CallRequest, Copy, Endpoint, Sent } from '../types.ts';

const input = { name: 'a', description: 'x'.repeat(1000) };
const made = JSON.stringify({ environmentTemplate: { name: 'a', description: 'y'.repeat(1000) } });

let server: TestServer;
let endpoint: Endpoint;

async function start(handler: Handler): Promise<void> {
  server = await startServer(handler);
  endpoint = createEndpoint({ url: server.url, region: 'us-east-1', callTimeoutMs: 5_000 });
}

const call = (lane: 'sdk' | 'raw', fault: Fault, more: Partial<CallRequest> = {}) =>
  endpoint.call({ operation: 'CreateEnvironmentTemplate', input, lane, fault, ...more });

const eventually = (holds: () => void) => vi.waitFor(holds, { timeout: 5_000, interval: 5 });

afterEach(async () => {
  await endpoint.close();
  await server?.close();
});

describe.each(['sdk', 'raw'] as const)('over the %s lane', (lane) => {
  test('request-lost: nothing reaches the endpoint', async () => {
    await start(always(200, made));
    expect(await call(lane, 'request-lost')).toMatchObject({ kind: 'lost', why: 'not-sent' });
    expect(server.connections).toEqual([]);
  });

  test('request-cut: the endpoint gets the head and half of the body, and then the connection breaks', async () => {
    await start(always(200, made));
    expect(await call(lane, 'request-cut')).toMatchObject({ kind: 'lost', why: 'broken', lane });
    await eventually(() => expect(server.connections[0]).toMatchObject({ closed: true }));
    const [head, body] = server.connections[0]!.bytes.split('\r\n\r\n');
    const length = JSON.stringify(input).length;
    expect(head?.toLowerCase()).toContain(`content-length: ${length}`);
    expect(body).toBe(JSON.stringify(input).slice(0, Math.ceil(length / 2)));
    expect(server.seen).toEqual([]);
  });

  test('answer-lost: the endpoint answers in peace, and the client sees nothing of it', async () => {
    await start(always(200, made));
    expect(await call(lane, 'answer-lost')).toMatchObject({ kind: 'lost', why: 'broken', lane });
    expect(server.seen).toMatchObject([{ body: JSON.stringify(input) }]);
    expect(server.connections).toMatchObject([{ closed: false }]);
  });

  test.each(['head-cut', 'body-cut'] as const)(
    '%s: the connection breaks while the endpoint answers',
    async (fault) => {
      await start((_, response) => {
        response.writeHead(200, { 'content-length': made.length });
        response.write(made.slice(0, 500));
      });
      expect(await call(lane, fault)).toMatchObject({ kind: 'lost', why: 'broken', lane });
      expect(server.seen).toMatchObject([{ body: JSON.stringify(input) }]);
      await eventually(() => expect(server.connections[0]).toMatchObject({ closed: true }));
    },
  );

  test('body-cut: an answer without a body is lost, too', async () => {
    await start(always(200, ''));
    expect(await call(lane, 'body-cut')).toMatchObject({ kind: 'lost', why: 'broken' });
  });

  test('timed-out: the client gives up at once, and the endpoint goes on working', async () => {
    let answer = () => {};
    await start((_, response) => {
      answer = () => response.end(made);
    });
    const reply = await call(lane, 'timed-out');
    expect(reply).toMatchObject({ kind: 'lost', why: 'timeout', lane });
    await eventually(() => expect(server.seen).toHaveLength(1));
    const late = reply.kind === 'lost' ? reply.late : undefined;
    expect(await Promise.race([late?.then(() => 'done'), pause(20).then(() => 'at work')])).toBe('at work');
    expect(server.connections).toMatchObject([{ closed: false }]);
    answer();
    await late;
  });

  test.each(['hung-up', 'hung-up-later'] as const)(
    '%s: the endpoint gets the whole request, and sees while it works that the client is gone',
    async (fault) => {
      const gone: boolean[] = [];
      await start((_, response) => void response.on('close', () => gone.push(response.writableFinished)));
      expect(await call(lane, fault)).toMatchObject({ kind: 'lost', why: 'timeout', lane });
      await eventually(() => expect(gone).toEqual([false]));
      expect(server.seen).toMatchObject([{ body: JSON.stringify(input) }]);
      expect(server.connections[0]).toMatchObject({ closed: true });
    },
  );

  test('hung-up-later: an answer that comes before is not taken', async () => {
    await start(always(200, made));
    expect(await call(lane, 'hung-up-later')).toMatchObject({ kind: 'lost', why: 'timeout' });
  });

  test('twice: a second copy goes out at the same time, over another connection', async () => {
    await start(always(200, made));
    const copies: ReturnType<Copy>[] = [];
    const reply = await call(lane, 'twice', { onCopy: (copy) => copies.push(copy()) });
    expect([reply, await copies[0]]).toMatchObject([
      { kind: 'answer', body: made, lane },
      { kind: 'answer', body: made, lane },
    ]);
    const [one, two] = server.seen;
    expect(two).toEqual({ ...one, socket: expect.anything(), headers: { ...one!.headers, connection: 'close' } });
    expect(one!.socket).not.toBe(two!.socket);
  });

  test('copied: the copy stays on the way until it is let go', async () => {
    await start(always(200, made));
    let copy: Copy | undefined;
    expect(await call(lane, 'copied', { onCopy: (kept) => (copy = kept) })).toMatchObject({ kind: 'answer' });
    await call(lane, 'answer-lost');
    expect(server.seen).toHaveLength(2);
    expect(await copy?.()).toMatchObject({ kind: 'answer', body: made, lane });
    expect(server.seen[2]).toMatchObject({ body: server.seen[0]!.body });
    expect(server.seen[2]!.headers.authorization).toBe(server.seen[0]!.headers.authorization);
  });

  test('a gate holds requests back that are ready, until all of them go out', async () => {
    await start(always(200, made));
    let open = () => {};
    const opened = new Promise<void>((resolve) => (open = resolve));
    const sent: string[] = [];
    let waiting = 0;
    const calls = ['one', 'two', 'three'].map((name) =>
      endpoint.call({
        operation: 'CreateEnvironmentTemplate',
        input: { name },
        lane,
        gate: () => {
          waiting++;
          return opened;
        },
        onSend: () => sent.push(name),
      }),
    );
    await eventually(() => expect([waiting, server.connections.length]).toEqual([3, 3]));
    expect(server.connections.map(({ bytes }) => bytes)).toEqual(['', '', '']);
    open();
    await Promise.race(calls);
    expect(sent).toHaveLength(3);
    expect(await Promise.all(calls)).toMatchObject(Array.from({ length: 3 }, () => ({ kind: 'answer', lane })));
    expect(new Set(server.seen.map(({ socket }) => socket)).size).toBe(3);
  });
});

test.each(['answer-lost', 'request-cut', 'request-lost', 'head-cut'] as const)(
  '%s: the SDK, where it may, sends the request again by itself, with the token that it has filled in',
  async (fault) => {
    await start(always(200, '{}'));
    const told: Sent[] = [];
    const reply = await endpoint.call({
      operation: 'CreateEnvironmentTemplateVersion',
      input: { templateName: 'a', source: { s3: { bucket: 'b', key: 'k' } } },
      lane: 'sdk',
      fault,
      onSend: (sent) => told.push(sent),
      onResend: (sent) => told.push(sent),
    });
    expect(reply).toMatchObject({ kind: 'lost', lane: 'sdk' });
    expect(reply.kind === 'lost' && (await reply.resent)).toMatchObject({ kind: 'answer', body: '{}' });
    expect(told).toHaveLength(2);
    expect(told[0]?.filledToken).toMatch(/^[!-~]{1,64}$/);
    expect(told[1]).toEqual(told[0]);
    const wholes = server.seen.map(({ body }) => JSON.parse(body).clientToken as string);
    expect(wholes).toEqual(fault.startsWith('request') ? [told[0]?.filledToken] : told.map((sent) => sent.filledToken));
  },
);

test('a fault on the way to an endpoint that is not there: nothing was sent', async () => {
  await start(always(200, made));
  await server.close();
  for (const fault of ['answer-lost', 'timed-out', 'body-cut', 'request-cut'] as const)
    expect(await call('raw', fault)).toMatchObject({ kind: 'lost', why: 'not-sent', code: 'ECONNREFUSED' });
});

test.each<[Fault, boolean, object]>([
  ['request-lost', false, { kind: 'lost', why: 'not-sent' }],
  ['request-cut', false, { kind: 'lost', why: 'broken' }],
  ['answer-lost', true, { kind: 'lost', why: 'broken' }],
  ['head-cut', true, { kind: 'lost', why: 'broken' }],
  ['body-cut', true, { kind: 'lost', why: 'broken' }],
  ['timed-out', true, { kind: 'lost', why: 'timeout' }],
  ['hung-up', true, { kind: 'lost', why: 'timeout' }],
  ['hung-up-later', true, { kind: 'lost', why: 'timeout' }],
  ['twice', true, { kind: 'answer', status: 200 }],
  ['copied', true, { kind: 'answer', status: 200 }],
])('%s in process: the emulator has worked: %s', async (fault, effect, expected) => {
  const dispatcher = emulatorDispatcher(createEmulator());
  endpoint = createEndpoint({ url: 'http://emulator.invalid', region: 'us-east-1', dispatcher });
  for (const lane of ['sdk', 'raw'] as const) {
    const name = `${fault}-${lane}`;
    const reply = await call(lane, fault, { input: { name } });
    expect(reply).toMatchObject({ ...expected, lane });
    if (reply.kind === 'lost') await reply.late;
    const shown = await endpoint.call({ operation: 'GetEnvironmentTemplate', input: { name }, lane: 'raw' });
    expect(shown).toMatchObject({ status: effect ? 200 : 400 });
  }
});
