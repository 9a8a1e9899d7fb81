import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createEndpoint } from './endpoint.ts';
import { type ProbeOptions, probe } from './probe.ts';
import { problemOfLost } from './problems.ts';
import { always, type Handler, startServer } from './testing/server.ts';
import type { CallRequest, Endpoint, Reply } from './types.ts';

const error = (type: string, message = '', status = 400): Handler =>
  always(status, JSON.stringify({ __type: `com.amazonaws.proton#${type}`, message }));

const html = { 'content-type': 'text/html' };
const page = '<!doctype html><title>Not Found</title>';
const coral =
  '{"Output":{"__type":"com.amazon.coral.service#UnknownOperationException","message":null},"Version":"1.0"}';

async function probed(handler: Handler, options: ProbeOptions = {}) {
  const server = await startServer(handler);
  const endpoint = createEndpoint({ url: server.url, region: 'us-east-1' });
  const result = await probe(endpoint, { pauseMs: 1, ...options });
  await endpoint.close();
  await server.close();
  return { result, calls: server.seen.length };
}

describe('usable is an endpoint', () => {
  test.each<[string, Handler, number]>([
    ['that lists', always(200, '{"templates":[]}'), 1],
    ['that answers with an error of the protocol', error('ValidationException'), 1],
    ['whose answers are wrong in a way that a run would find', always(200, '{"templates":[{"name":7}]}'), 1],
    ['that is throttled at first', throttledAtFirst(2), 3],
    ['that hangs up at first', hangingUpAtFirst(2), 3],
    ['that implements some of the lists', only('ListServices', error('UnknownOperationException', '', 404)), 4],
    [
      'that answers with a page of its framework where a list is missing',
      only('ListServices', always(501, page, html)),
      4,
    ],
    ['that names an unknown operation as no SDK reads it', only('ListServices', always(400, coral)), 4],
    ['that has a list that is broken', only('ListServiceTemplates', always(500, 'Internal Server Error')), 5],
    ['that has lists that are broken', only('ListServices', always(500, 'Internal Server Error')), 9],
    [
      'that has a list that may not be called',
      only('ListServiceTemplates', error('AccessDeniedException', '', 403)),
      2,
    ],
    ['that hangs up on one list', only('ListServiceTemplates', (seen) => void seen.socket.destroy()), 5],
    ['that redirects one list', only('ListServiceTemplates', always(302, '', { location: 'https://x/' })), 2],
    ['that has no lists', only('GetEnvironmentTemplate', always(501, '{}'), error('ResourceNotFoundException')), 6],
    [
      'that has no lists and connections alone',
      only('GetEnvironmentAccountConnection', always(501, '{}'), error('ResourceNotFoundException')),
      10,
    ],
  ])('%s', async (_, handler, calls) => {
    expect(await probed(handler)).toEqual({ result: { ok: true }, calls });
  });
});

/** The operations that are asked of an endpoint that is silent on some, and what comes of it. */
async function probedSilent(isSilent: (operation: string) => boolean) {
  const asked: string[] = [];
  let slow = 0;
  const call = async ({ operation }: CallRequest): Promise<Reply> => {
    asked.push(operation);
    if (isSilent(operation)) return { kind: 'lost', why: 'timeout', lane: 'raw' };
    return { kind: 'answer', status: 200, headers: {}, body: '{}', lane: 'raw' };
  };
  const endpoint = { url: 'http://x/', region: 'us-east-1', call };
  const result = await probe(endpoint as unknown as Endpoint, { onSlow: () => void slow++ });
  return { result, asked, slow };
}

test('one that does not answer its first request, but another one, is usable', async () => {
  expect(await probedSilent((operation) => operation === 'ListEnvironmentTemplates')).toEqual({
    result: { ok: true },
    asked: ['ListEnvironmentTemplates', 'ListServiceTemplates'],
    slow: 1,
  });
});

describe('not usable is', () => {
  test.each<[string, Handler, string, RegExp]>([
    [
      'a web server',
      always(200, '<!doctype html><html>', { 'content-type': 'text/html' }),
      'not-proton',
      /HTML.*--endpoint/,
    ],
    [
      'another service',
      always(403, '<?xml version="1.0"?><Error/>', { 'content-type': 'application/xml' }),
      'not-proton',
      /XML/,
    ],
    ['a redirect', always(301, '', { location: 'https://x/' }), 'not-proton', /redirects/],
    ['another JSON', always(200, '[1]'), 'not-proton', /--endpoint/],
    [
      'refused credentials',
      error('UnrecognizedClientException', 'The security token is invalid'),
      'credentials',
      /AWS_ACCESS_KEY_ID/,
    ],
    ['a refused signature', error('InvalidSignatureException', 'does not match'), 'credentials', /does not match/],
    [
      'another region',
      error('InvalidSignatureException', 'Credential should be scoped to a valid region.'),
      'region',
      /us-east-1.*--region/,
    ],
    ['nothing implemented', always(404, '{}'), 'not-implemented', /none/],
    ['nothing permitted', error('AccessDeniedException'), 'not-permitted', /proton:\*/],
    ['another web server, where nothing is', always(404, page, html), 'not-proton', /HTML.*404/],
    ['one that is always broken', always(503, ''), 'unavailable', /HTTP 503/],
    ['one that hangs up', (seen) => void seen.socket.destroy(), 'not-http', /https/],
    ['no HTTP', (seen) => void seen.socket.end('SSH-2.0-OpenSSH\r\n'), 'not-http', /HTTP/],
  ])('%s', async (_, handler, problem, words) => {
    const { result } = await probed(handler);
    expect(result).toMatchObject({ ok: false, problem, message: expect.stringMatching(words) });
    expect(!result.ok && result.message).not.toMatch(/[\u0000-\u001f]/);
  });

  test('silence, which is told while it is waited for', async () => {
    const { result, slow } = await probedSilent(() => true);
    expect(result).toMatchObject({
      ok: false,
      problem: 'unreachable',
      message: expect.stringMatching(/no whole answer/),
    });
    expect(slow).toBe(1);
  });

  test('one that was not waited for', async () => {
    const stop = new AbortController();
    const { result, calls } = await probed(() => stop.abort(), { signal: stop.signal });
    expect([result.ok, calls]).toEqual([false, 1]);
  });

  test('a port where nobody listens', async () => {
    const endpoint = createEndpoint({ url: `http://127.0.0.1:${await freePort()}`, region: 'us-east-1' });
    expect(await probe(endpoint)).toMatchObject({ ok: false, problem: 'refused' });
    await endpoint.close();
  });

  test('TLS where there is none', async () => {
    const server = await startServer(always(200, ''));
    const endpoint = createEndpoint({ url: server.url.replace('http:', 'https:'), region: 'us-east-1' });
    expect(await probe(endpoint)).toMatchObject({
      ok: false,
      problem: 'tls',
      message: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    });
    await endpoint.close();
    await server.close();
  });
});

describe('a name that does not resolve', () => {
  const reply = { kind: 'lost', why: 'not-sent', code: 'ENOTFOUND', lane: 'raw' } as const;

  test.each([
    ['https://proton.us-east-1.amazonaws.com/', /retired.*2026-10-07/],
    ['https://proton.eu-west-1.amazonaws.com/', /retired/],
    ['http://no-such-host.example/', /no-such-host\.example does not resolve.*spelling/],
  ])('%s', (url, words) => {
    expect(problemOfLost(reply, { url, region: 'us-east-1' })).toMatchObject({
      problem: 'name',
      message: expect.stringMatching(words),
    });
  });
});

function throttledAtFirst(times: number): Handler {
  let left = times;
  return (seen, response, request) =>
    (left-- > 0 ? error('ThrottlingException') : always(200, '{"templates":[]}'))(seen, response, request);
}

function hangingUpAtFirst(times: number): Handler {
  let left = times;
  return (seen, response, request) =>
    left-- > 0 ? void seen.socket.destroy() : always(200, '{"templates":[]}')(seen, response, request);
}

/** `there` for one operation, and the same for all others. */
function only(operation: string, others: Handler, there: Handler = always(200, '{}')): Handler {
  return (seen, response, request) => {
    const isThere = String(seen.headers['x-amz-target']).endsWith(`.${operation}`);
    (isThere ? there : others)(seen, response, request);
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
