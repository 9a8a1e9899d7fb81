import { Agent, request as httpRequest } from 'node:http';
import { request } from 'undici';
import { afterEach, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator, emulatorDispatcher, startEmulator } from '../index.ts';

const open: Emulator[] = [];
afterEach(() => Promise.all(open.splice(0).map((emulator) => emulator.close())));

async function start(options: Parameters<typeof startEmulator>[0] = {}) {
  const emulator = await startEmulator(options);
  open.push(emulator);
  return emulator;
}

const headers = (operation: string) => ({ 'x-amz-target': `AwsProton20200720.${operation}` });

describe('protocol', () => {
  const emulator = createEmulator();

  test.each([
    ['an unknown operation', '/', headers('MakeCoffee'), '{}', 404, 'UnknownOperationException'],
    ['no target', '/', {}, '{}', 404, 'UnknownOperationException'],
    ['another service', '/', { 'x-amz-target': 'Other.ListServices' }, '{}', 404, 'UnknownOperationException'],
    ['another path', '/other', headers('ListServices'), '{}', 404, 'UnknownOperationException'],
    ['an operation that is missing', '/', headers('ListRepositories'), '{}', 501, 'NotImplemented'],
    ['no JSON', '/', headers('ListServices'), '{', 400, 'SerializationException'],
    ['JSON that is no object', '/', headers('ListServices'), '[]', 400, 'SerializationException'],
    ['no body', '/', headers('ListServices'), '', 200, undefined],
  ])('%s', (_about, path, given, body, status, type) => {
    const answer = emulator.handler({ method: 'POST', path, headers: given, body });
    expect([answer.status, answer.headers['x-amzn-errortype']]).toEqual([status, type]);
    if (type) expect(JSON.parse(answer.body).__type).toBe(`com.amazonaws.proton.v20200720#${type}`);
    expect(answer.headers['content-type']).toBe('application/x-amz-json-1.0');
    expect(answer.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('the same requests get the same answers from the same seed', () => {
    const clock = () => 1_800_000_000_000;
    const connect = '{"environmentName":"x","managementAccountId":"123456789012"}';
    const [left, right, other] = [1, 1, 2].map((seed) => {
      const call = { method: 'POST', path: '/', headers: headers('CreateEnvironmentAccountConnection'), body: connect };
      return createEmulator({ seed, clock }).handler(call);
    });
    expect(left).toEqual(right);
    expect(left?.body).not.toBe(other?.body);
  });

  test('credentials tell accounts apart', () => {
    const credentials = { KEYONE: '111111111111', KEYTWO: '222222222222' };
    const guarded = createEmulator({ credentials });
    const call = (operation: string, key: string, input: object) => {
      const authorization = `AWS4-HMAC-SHA256 Credential=${key}/20260101/us-east-1/proton/aws4_request`;
      const answer = guarded.handler({
        method: 'POST',
        path: '/',
        headers: { ...headers(operation), authorization },
        body: JSON.stringify(input),
      });
      return { type: answer.headers['x-amzn-errortype'], ...JSON.parse(answer.body).environmentAccountConnection };
    };
    const made = call('CreateEnvironmentAccountConnection', 'KEYONE', {
      environmentName: 'x',
      managementAccountId: '222222222222',
    });
    expect(made.environmentAccountId).toBe('111111111111');
    expect(call('AcceptEnvironmentAccountConnection', 'KEYONE', { id: made.id }).type).toBe('AccessDeniedException');
    expect(call('AcceptEnvironmentAccountConnection', 'KEYTWO', { id: made.id }).status).toBe('CONNECTED');
    expect(call('ListServices', 'KEYTHREE', {}).type).toBe('UnrecognizedClientException');
  });
});

describe('the clock', () => {
  test.each([
    ['GET', '', 200, 0],
    ['POST', '{"advanceSeconds":3600}', 200, 3600],
    ['POST', '{"advanceSeconds":-1}', 400, 0],
    ['POST', '{"advanceSeconds":"1"}', 400, 0],
    ['POST', 'no', 400, 0],
    ['PUT', '{"advanceSeconds":1}', 405, 0],
  ])('%s %s', (method, body, status, seconds) => {
    const emulator = createEmulator({ clock: () => 1_800_000_000_000 });
    const answer = emulator.handler({ method, path: '/_conformance/clock', headers: {}, body });
    const now = new Date(1_800_000_000_000 + seconds * 1000);
    expect(answer.status).toBe(status);
    if (status === 200) expect(JSON.parse(answer.body)).toEqual({ now: now.toISOString() });
    const list = emulator.handler({ method: 'POST', path: '/', headers: headers('ListServices'), body: '{}' });
    expect(list.headers.date).toBe(now.toUTCString());
  });
});

describe('over HTTP', () => {
  test('a port that is taken is named in the error', async () => {
    const { port } = await start();
    await expect(startEmulator({ port })).rejects.toThrow(`port ${port} on 127.0.0.1 is taken`);
  });

  test('closing does not wait for idle connections', async () => {
    const emulator = await startEmulator();
    const agent = new Agent({ keepAlive: true });
    await new Promise<void>((resolve) => {
      httpRequest(`${emulator.url}/_conformance/clock`, { agent }, (answer) =>
        answer.resume().on('end', resolve),
      ).end();
    });
    await emulator.close();
    agent.destroy();
    await expect(request(`${emulator.url}/_conformance/clock`)).rejects.toThrow();
  });

  test('a body that is too long is refused', async () => {
    const { url } = await start({ maxBodyBytes: 100 });
    const answer = await request(url, { method: 'POST', headers: headers('ListServices'), body: ' '.repeat(101) });
    expect(answer.statusCode).toBe(413);
    await answer.body.dump();
  });

  test('a broken connection is broken', async () => {
    const { url } = await start({ habits: { breakRate: 1 } });
    const call = { method: 'POST', headers: headers('ListServices'), body: '{}' } as const;
    await expect(request(url, call)).rejects.toThrow('other side closed');
  });
});

describe('in process', () => {
  const call = { method: 'POST', headers: headers('CreateEnvironmentTemplate'), body: '{"name":"x"}' } as const;
  const url = 'http://emulator/';

  test.each([
    ['text', call.body],
    ['bytes', Buffer.from(call.body)],
    [
      'a generator',
      (async function* () {
        yield Buffer.from(call.body);
      })(),
    ],
  ])('a body as %s', async (_about, body) => {
    const dispatcher = emulatorDispatcher(createEmulator());
    const answer = await request(url, { ...call, body: body as string, dispatcher });
    expect(answer.statusCode).toBe(200);
    expect(await answer.body.json()).toMatchObject({ environmentTemplate: { name: 'x' } });
  });

  test('interceptors can be put before it', async () => {
    const seen: unknown[] = [];
    const dispatcher = emulatorDispatcher(createEmulator()).compose((dispatch) => (options, handler) => {
      seen.push(options.path);
      return dispatch(options, {
        onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
        onResponseStart: (controller, status, given, text) =>
          handler.onResponseStart?.(controller, status + 1, given, text),
        onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
        onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
        onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
      });
    });
    const answer = await request(url, { ...call, dispatcher });
    expect([answer.statusCode, seen]).toEqual([201, ['/']]);
    await answer.body.dump();
  });

  test('a broken connection is an error of undici', async () => {
    const dispatcher = emulatorDispatcher(createEmulator({ habits: { breakRate: 1 } }));
    await expect(request(url, { ...call, dispatcher })).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
  });

  test('a request can be given up', async () => {
    const dispatcher = emulatorDispatcher(createEmulator({ habits: { latencyMs: 60_000 } }));
    await expect(request(url, { ...call, dispatcher, signal: AbortSignal.abort() })).rejects.toThrow();
  });
});
