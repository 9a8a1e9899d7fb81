import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createEndpoint } from './endpoint.ts';
import { always, type Handler, startServer, type TestServer } from './testing/server.ts';
import type { CallRequest, Endpoint, EndpointOptions } from './types.ts';

const version = { templateName: 'a', description: 'one', source: { s3: { bucket: 'b', key: 'k' } } };
const created = JSON.stringify({ environmentTemplate: { arn: 'arn:x', name: 'a', createdAt: 1, lastModifiedAt: 1 } });
const lanes = ['sdk', 'raw'] as const;

let server: TestServer;
let endpoint: Endpoint;

async function start(handler: Handler, options: Partial<EndpointOptions> = {}): Promise<void> {
  server = await startServer(handler);
  endpoint = createEndpoint({ url: server.url, region: 'us-east-1', callTimeoutMs: 10_000, ...options });
}

const call = (lane: 'sdk' | 'raw', more: Partial<CallRequest> = {}) =>
  endpoint.call({ operation: 'CreateEnvironmentTemplate', input: { name: 'a', displayName: 'é' }, lane, ...more });

afterEach(async () => {
  await endpoint.close();
  await server.close();
});

describe.each(lanes)('over the %s lane', (lane) => {
  test('a request has the protocol’s form and a signature, and its answer comes back whole', async () => {
    await start(
      always(200, created, {
        'content-type': 'application/x-amz-json-1.0',
        'x-amzn-requestid': 'r-1',
        'set-cookie': 'no',
      }),
    );
    const reply = await call(lane);
    expect(reply).toMatchObject({ kind: 'answer', status: 200, body: created, lane });
    expect(reply.kind === 'answer' && Object.keys(reply.headers).sort()).toEqual([
      'content-type',
      'date',
      'x-amzn-requestid',
    ]);
    const { headers, body, path } = server.seen[0]!;
    expect(path).toBe('/');
    expect(headers['x-amz-target']).toBe('AwsProton20200720.CreateEnvironmentTemplate');
    expect(headers['content-type']).toBe('application/x-amz-json-1.0');
    expect(headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=dummy\/\d{8}\/us-east-1\/proton\/aws4_request/);
    expect(JSON.parse(body)).toEqual({ name: 'a', displayName: 'é' });
  });

  test.each([
    ['an error', 400, '{"__type":"x#ValidationException","message":"no"}'],
    ['what no SDK can parse', 200, '{"environmentTemplate": ['],
    ['wrong types', 200, '{"environmentTemplate": 7}'],
    ['a redirect', 302, ''],
    ['deep nesting', 200, '['.repeat(200_000)],
  ])('%s comes back as it is', async (_, status, body) => {
    await start(always(status, body, { location: 'http://127.0.0.1:1/' }));
    expect(await call(lane)).toMatchObject({ kind: 'answer', status, body, lane });
    expect(server.seen).toHaveLength(1);
  });

  test.each<[string, Handler, string]>([
    ['a connection that breaks before the answer', (seen) => seen.socket.destroy(), 'broken'],
    [
      'a connection that breaks in the answer',
      (seen, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('{');
        setTimeout(() => seen.socket.destroy(), 20);
      },
      'broken',
    ],
    ['what is not HTTP', (seen) => void seen.socket.end('SSH-2.0-OpenSSH\r\n\r\n'), 'broken'],
    ['an endless body', (_, response) => endless(response, 64 * 1024), 'too-large'],
    [
      'headers without end',
      (_, response) => void response.writeHead(200, { 'x-long': 'x'.repeat(1 << 20) }).end(),
      'too-large',
    ],
  ])('%s is a lost answer', async (_, handler, why) => {
    await start(handler, { maxAnswerBytes: 1 << 20 });
    expect(await call(lane)).toMatchObject({ kind: 'lost', why, lane });
    expect(server.seen).toHaveLength(1);
  });

  test.each<[string, Handler]>([
    ['silence', () => undefined],
    ['a trickling body', (_, response) => trickle(response)],
  ])('%s ends by the time limit', async (_, handler) => {
    await start(handler, { callTimeoutMs: 300 });
    expect(await call(lane)).toMatchObject({ kind: 'lost', why: 'timeout', lane });
  });

  test('a call can be given up', async () => {
    const stop = new AbortController();
    await start(() => {
      stop.abort();
      return undefined;
    });
    expect(await call(lane, { signal: stop.signal })).toMatchObject({ kind: 'lost', why: 'timeout' });
    expect(await call(lane, { signal: stop.signal })).toMatchObject({ kind: 'lost', why: 'not-sent' });
  });

  test('signatures follow the server’s clock', async () => {
    const ahead = new Date(Date.now() + 9 * 3_600_000);
    await start(always(200, created, { date: ahead.toUTCString() }));
    await call(lane);
    await call(lane);
    const signedAt = server.seen.map(({ headers }) => headers['x-amz-date']?.toString().slice(0, 11));
    expect(signedAt[1]).toBe(`${ahead.toISOString().slice(0, 13).replaceAll('-', '')}`);
    expect(signedAt[0]).not.toBe(signedAt[1]);
  });

  test.each([429, 500, 503])('signatures do not follow the clock of what answers %d', async (status) => {
    const ahead = new Date(Date.now() + 9 * 24 * 3_600_000);
    await start(always(status, '', { date: ahead.toUTCString() }));
    await call(lane);
    await call(lane);
    const second = server.seen[1]?.headers['x-amz-date']?.toString();
    expect(second?.slice(0, 8)).not.toBe(ahead.toISOString().slice(0, 10).replaceAll('-', ''));
  });

  test('the management account has keys of its own', async () => {
    await start(always(200, created), { managementCredentials: { accessKeyId: 'management', secretAccessKey: 'm' } });
    await call(lane, { account: 'management' });
    await call(lane);
    expect(server.seen.map(({ headers }) => /Credential=([^/]*)/.exec(headers.authorization ?? '')?.[1])).toEqual([
      'management',
      'dummy',
    ]);
  });

  test('secrets that are echoed are taken out', async () => {
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    await start(always(400, `{"message":"${secret}"}`, { 'x-amzn-requestid': `for ${secret}` }), {
      credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: secret },
    });
    expect(await call(lane)).toMatchObject({
      headers: { 'x-amzn-requestid': 'for [redacted]' },
      body: '{"message":"[redacted]"}',
    });
  });

  test('calls go over several connections, and a fresh one over one of its own', async () => {
    await start(always(200, created));
    for (let n = 0; n < 8; n++) await call(lane);
    const shared = new Set(server.seen.map(({ socket }) => socket.remotePort));
    expect(shared.size).toBeGreaterThan(1);
    await call(lane, { fresh: true });
    await call(lane, { fresh: true });
    const [one, two] = server.seen.slice(-2).map(({ socket }) => socket);
    expect(one).not.toBe(two);
    expect(server.seen.slice(0, 8).map(({ socket }) => socket)).not.toContain(one);
  });

  test('a path in the URL is kept', async () => {
    await start(always(200, created));
    const other = createEndpoint({ url: `${server.url}/proton`, region: 'us-east-1' });
    await other.call({ operation: 'ListEnvironments', input: {}, lane });
    expect(server.seen[0]?.path.replace(/\/$/, '')).toBe('/proton');
    await other.close();
  });
});

test('the token that the SDK fills in is told, before the answer comes and after', async () => {
  await start(always(200, '{}'));
  const told: unknown[] = [];
  const send = () =>
    endpoint.call({
      operation: 'CreateEnvironmentTemplateVersion',
      input: version,
      lane: 'sdk',
      onSend: (sent) => told.push(sent),
    });
  const [one, two] = [await send(), await send()];
  const tokens = server.seen.map(({ body }) => JSON.parse(body).clientToken as string);
  expect([one.filledToken, two.filledToken]).toEqual(tokens);
  expect(told).toEqual(tokens.map((filledToken) => ({ lane: 'sdk', filledToken })));
  expect(tokens[0]).not.toBe(tokens[1]);
});

test('the raw lane sends no token where there is none, and turns the members round when asked', async () => {
  await start(always(200, '{}'));
  const reply = await endpoint.call({
    operation: 'CreateEnvironmentTemplateVersion',
    input: version,
    lane: 'raw',
    reordered: true,
  });
  expect(reply.filledToken).toBeUndefined();
  expect(Object.keys(JSON.parse(server.seen[0]!.body))).toEqual(['source', 'description', 'templateName']);
  expect(server.seen[0]!.body).toContain('\n');
});

test.each([
  ['null', { name: null }],
  ['an unknown member', { name: 'a', more: 1 }],
  ['a wrong type', { name: 7 }],
])('what the SDK would not send as it is goes raw: %s', async (_, input) => {
  await start(always(200, created));
  expect(await call('sdk', { input })).toMatchObject({ lane: 'raw' });
  expect(JSON.parse(server.seen[0]!.body)).toEqual(input);
});

describe.each(lanes)('over the %s lane', (lane) => {
  test('a refused connection is not sent', async () => {
    await start(always(200, ''));
    const port = await freePort();
    const nowhere = createEndpoint({ url: `http://127.0.0.1:${port}`, region: 'us-east-1' });
    const reply = await nowhere.call({ operation: 'ListEnvironments', input: {}, lane });
    expect(reply).toMatchObject({ kind: 'lost', why: 'not-sent', code: 'ECONNREFUSED' });
    await nowhere.close();
  });
});

test('a server that serves one connection until it is closed is not held up by those that lie idle', async () => {
  await start(always(200, created));
  const http = createHttpServer((_, response) => void response.end(created));
  const waiting: Socket[] = [];
  let busy = false;
  const serve = () => {
    const next = busy ? undefined : waiting.shift();
    if (next === undefined) return;
    busy = true;
    next.on('close', () => {
      busy = false;
      serve();
    });
    http.emit('connection', next);
  };
  const single = createServer((socket) => {
    waiting.push(socket);
    serve();
  });
  const port = await new Promise<number>((resolve) =>
    single.listen(0, '127.0.0.1', () => resolve((single.address() as AddressInfo).port)),
  );
  const one = createEndpoint({ url: `http://127.0.0.1:${port}`, region: 'us-east-1', callTimeoutMs: 3_000 });
  for (const fresh of [false, false, true, false])
    expect(await one.call({ operation: 'ListEnvironments', input: {}, lane: 'raw', fresh })).toMatchObject({
      kind: 'answer',
    });
  await one.close();
  await new Promise((resolve) => single.close(resolve));
});

test('interceptors are composed around the network', async () => {
  await start(always(200, created), {
    interceptors: [
      (dispatch) => (options, handler) =>
        dispatch({ ...options, headers: { ...(options.headers as object), 'x-fault': '1' } }, handler),
    ],
  });
  for (const lane of lanes) await call(lane);
  expect(server.seen.map(({ headers }) => headers['x-fault'])).toEqual(['1', '1']);
});

test.each(['ftp://x', 'nonsense'])('%s is no endpoint', async (url) => {
  await start(always(200, ''));
  expect(() => createEndpoint({ url, region: 'us-east-1' })).toThrow(TypeError);
});

function endless(response: Parameters<Handler>[1], chunkBytes: number): void {
  response.writeHead(200);
  const more = () => {
    while (!response.destroyed && response.write('x'.repeat(chunkBytes)));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
}

function trickle(response: Parameters<Handler>[1]): void {
  response.writeHead(200);
  const timer = setInterval(() => response.write('x'), 20);
  response.on('close', () => clearInterval(timer));
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
