import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createEndpoint } from './endpoint.ts';
import { probe } from './probe.ts';
import { problemOfLost } from './problems.ts';
import { always, type Handler, startServer } from './testing/server.ts';

const error = (type: string, message = '', status = 400): Handler =>
  always(status, JSON.stringify({ __type: `com.amazonaws.proton#${type}`, message }));

async function probed(handler: Handler, options = { budgetMs: 3_000, callTimeoutMs: 300 }) {
  const server = await startServer(handler);
  const endpoint = createEndpoint({ url: server.url, region: 'us-east-1' });
  const result = await probe(endpoint, options);
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
    ['that implements some of the lists', onlyServices(), 4],
  ])('%s', async (_, handler, calls) => {
    expect(await probed(handler)).toEqual({ result: { ok: true }, calls });
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
    ['one that is always broken', always(503, ''), 'unavailable', /HTTP 503/],
    ['silence', () => undefined, 'unreachable', /no whole answer/],
    ['one that hangs up', (seen) => void seen.socket.destroy(), 'not-http', /https/],
    ['no HTTP', (seen) => void seen.socket.end('SSH-2.0-OpenSSH\r\n'), 'not-http', /HTTP/],
  ])('%s', async (_, handler, problem, words) => {
    const { result } = await probed(handler);
    expect(result).toMatchObject({ ok: false, problem, message: expect.stringMatching(words) });
    expect(!result.ok && result.message).not.toMatch(/[\u0000-\u001f]/);
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

function onlyServices(): Handler {
  return (seen, response, request) => {
    const there = String(seen.headers['x-amz-target']).endsWith('ListServices');
    (there ? always(200, '{"services":[]}') : error('UnknownOperationException', '', 404))(seen, response, request);
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
