// An endpoint that refuses signatures dated more than five minutes off its clock, as AWS does, over an emulator whose clock
// can be moved in every way. Its `Date` header follows that clock or not.
import { existsSync, readFileSync } from 'node:fs';
import { createEmulator, type EmulatorOptions } from '../../emulator/index.ts';
import { startServer, type TestServer } from '../../endpoint/testing/server.ts';

const SKEW_MS = 300_000;

export interface StrictServer extends TestServer {
  /** Requests that were refused for their date. */
  readonly refused: () => number;
}

export interface StrictOptions extends EmulatorOptions {
  /** Seconds by which the clock is ahead, read at every request: as under libfaketime, or the sum of what a command wrote. */
  readonly file?: string;
  /** The `Date` header, and the time that signatures are held to, stay those of this machine. */
  readonly dateStays?: boolean;
}

export async function startStrictServer({ file, dateStays, ...options }: StrictOptions): Promise<StrictServer> {
  const clock = () => Date.now() + (file === undefined ? 0 : secondsIn(file)) * 1000;
  const emulator = createEmulator({ asyncMs: 5, ...options, clock });
  let refused = 0;
  const server = await startServer((seen, response, { method = 'POST' }) => {
    const now = dateStays ? Date.now() : emulator.clock.now();
    const date = new Date(now).toUTCString();
    const isSigned = seen.path === '/';
    if (isSigned && Math.abs(signedAt(seen.headers['x-amz-date']) - now) > SKEW_MS) {
      refused += 1;
      response.writeHead(400, { date }).end('{"__type":"InvalidSignatureException","message":"Signature expired"}');
      return;
    }
    const headers = Object.fromEntries(Object.entries(seen.headers).map(([name, value]) => [name, String(value)]));
    const answer = emulator.handler({ method, path: seen.path, headers, body: seen.body });
    response.writeHead(answer.status, { ...answer.headers, date }).end(answer.body);
  });
  return { ...server, refused: () => refused };
}

/** One number a line: all of them count. */
const secondsIn = (file: string): number =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .reduce((sum, line) => sum + Number(line), 0)
    : 0;

/** `20260101T000000Z` */
function signedAt(header: string | string[] | undefined): number {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(header)) ?? [];
  const [year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
