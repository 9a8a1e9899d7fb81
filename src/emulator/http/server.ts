// The emulator over node:http.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Responder, WireRequest } from './message.ts';

/** Between the parts of an answer that goes out in parts, milliseconds. */
const partMs = 5;

export interface Listening {
  url: string;
  port: number;
  /** Ends at once, whatever connections are open. */
  close(): Promise<void>;
}

/**
 * Serves a responder.
 * @throws Error where the port is taken or can't be opened, naming it
 */
export async function listen(responder: Responder, host: string, port: number): Promise<Listening> {
  const server = createServer((request, answer) => {
    serve(responder, request, answer).catch(() => answer.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' ? `port ${port} on ${host} is taken` : error.message;
      reject(new Error(`the emulator can't listen: ${taken}`, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  const name = host.includes(':') ? `[${host}]` : host;
  return { url: `http://${name}:${bound}`, port: bound, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function serve(responder: Responder, request: IncomingMessage, answer: ServerResponse): Promise<void> {
  const { body, end } = await readBody(request, responder.maxBodyBytes);
  if (end === 'too long') return refuseLong(answer, responder.maxBodyBytes);
  if (end === 'cut') return responder.cut(wireRequest(request, body));
  const gone = new AbortController();
  const onClose = () => gone.abort();
  answer.once('close', onClose);
  const response = await responder.respond({ ...wireRequest(request, body), gone: gone.signal });
  answer.off('close', onClose);
  if (!response) return void request.socket.destroy();
  answer.writeHead(response.status, { ...response.headers, 'content-length': Buffer.byteLength(response.body) });
  if (response.delivered) await writeInParts(answer, response.body, response.delivered);
  else answer.end(response.body);
}

/** Head, half of the body and the other half, with time between in which a client may break the connection. */
async function writeInParts(answer: ServerResponse, body: string, delivered: (isWhole: boolean) => void) {
  const bytes = Buffer.from(body);
  let isBroken = false;
  answer.once('close', () => {
    isBroken = !answer.writableFinished;
    delivered(!isBroken);
  });
  answer.flushHeaders();
  for (const half of [bytes.subarray(0, bytes.length / 2), bytes.subarray(bytes.length / 2)]) {
    await sleep(partMs);
    if (isBroken) return;
    answer.write(half);
  }
  await sleep(partMs);
  answer.end();
}

function refuseLong(answer: ServerResponse, maxBodyBytes: number): void {
  const body = `{"__type":"SerializationException","message":"The body is longer than ${maxBodyBytes} bytes"}`;
  answer.writeHead(413, { 'content-type': 'application/x-amz-json-1.0', connection: 'close' });
  answer.end(body);
}

/** What came of the body, and how it ended. */
async function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<{ body: string; end: 'whole' | 'cut' | 'too long' }> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const read = () => Buffer.concat(chunks).toString();
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) return { body: '', end: 'too long' };
      chunks.push(chunk);
    }
  } catch {
    return { body: read(), end: 'cut' };
  }
  return { body: read(), end: 'whole' };
}

function wireRequest(request: IncomingMessage, body: string): WireRequest {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value ?? '')]);
  const path = new URL(request.url ?? '/', 'http://emulator').pathname;
  const connection = `${request.socket.remoteAddress} ${request.socket.remotePort}`;
  return { method: request.method ?? 'GET', path, headers: Object.fromEntries(headers), body, connection };
}
