// A small HTTP server for tests: it does with each request what it is told to, and keeps what came in: whole requests, and
// the bytes of each connection.
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Seen {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly socket: Socket;
}

export type Handler = (seen: Seen, response: ServerResponse, request: IncomingMessage) => void;

export interface Connection {
  /** All that came in, as text. */
  bytes: string;
  /** Whether it is over, whoever ended it. */
  closed: boolean;
}

export interface TestServer {
  readonly url: string;
  readonly seen: Seen[];
  readonly connections: Connection[];
  close(): Promise<void>;
}

export async function startServer(handler: Handler): Promise<TestServer> {
  const seen: Seen[] = [];
  const connections: Connection[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = {
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
        socket: request.socket,
      };
      seen.push(one);
      handler(one, response, request);
    });
  });
  server.on('connection', (socket: Socket) => {
    const connection: Connection = { bytes: '', closed: false };
    connections.push(connection);
    socket.on('data', (chunk: Buffer) => {
      connection.bytes += chunk.toString('utf8');
    });
    socket.on('close', () => {
      connection.closed = true;
    });
  });
  await listen(server);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    connections,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const listen = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

/** Answers every request alike. */
export const always =
  (
    status: number,
    body: string,
    headers: Record<string, string> = { 'content-type': 'application/x-amz-json-1.0' },
  ): Handler =>
  (_, response) => {
    response.writeHead(status, headers).end(body);
  };
