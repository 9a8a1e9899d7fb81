// request-cut: the head promises a whole body, half of it is sent, and the connection breaks.
import { setImmediate as turn } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { broken, type Way } from './way.ts';

export const requestCut: Way = (dispatch) => (options, handler) => {
  const bytes = bytesOf(options.body);
  const headers = { ...(options.headers as Record<string, string>), 'content-length': String(bytes.length) };
  return dispatch({ ...options, reset: true, headers, body: half(bytes) as never }, handler);
};

async function* half(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes.subarray(0, Math.ceil(bytes.length / 2));
  // What is written leaves this machine first.
  await turn();
  throw broken('the connection broke in the middle of the request');
}

function bytesOf(body: Dispatcher.DispatchOptions['body']): Buffer {
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  throw new TypeError('both lanes give the body as text or bytes');
}
