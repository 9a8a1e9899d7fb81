// Whose keys sign, and at what time. A server whose clock was moved refuses signatures dated now, so both lanes follow
// the Date header of its answers.
import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Credentials, Sign } from './types.ts';

/** SigV4 allows five minutes; a difference below this is not worth following. */
const FOLLOW_FROM_MS = 60_000;
const LATEST_YEAR = 9999;

const SERVICE = 'proton';

/** For endpoints that look at no keys; not secret. */
export const DUMMY_CREDENTIALS: Credentials = { accessKeyId: 'dummy', secretAccessKey: 'dummy' };

/** How far the server's clock is ahead of this machine's, milliseconds. */
export class ServerClock {
  offsetMs = 0;

  /** Takes note of an answer's `Date` header; one that is no date is passed over. */
  follow(date: string | undefined, nowMs = Date.now()): void {
    const serverMs = date === undefined ? Number.NaN : Date.parse(date);
    if (Number.isNaN(serverMs) || serverMs < 0 || new Date(serverMs).getUTCFullYear() > LATEST_YEAR) return;
    if (Math.abs(serverMs - nowMs - this.offsetMs) > FOLLOW_FROM_MS) this.offsetMs = serverMs - nowMs;
  }

  now(nowMs = Date.now()): Date {
    return new Date(nowMs + this.offsetMs);
  }
}

/** SHA-256, keyed where there is a secret, by the machine's own code: it is on the way of every request. */
class Sha256 {
  readonly #hash: { update(data: Uint8Array | string): unknown; digest(): Uint8Array };

  constructor(secret?: Parameters<typeof bytesOf>[0]) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(data: Parameters<typeof bytesOf>[0]): void {
    this.#hash.update(bytesOf(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  /** The signer takes a new one for each text. */
  reset(): void {
    throw new Error('not for a second text');
  }
}

const bytesOf = (data: string | ArrayBuffer | ArrayBufferView): Uint8Array | string => {
  if (typeof data === 'string') return data;
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
};

/** Gives a function that signs a POST request (SigV4, service `proton`) and returns all its headers. */
export function signer(credentials: Credentials, region: string, clock: ServerClock): Sign {
  const signature = new SignatureV4({ service: SERVICE, region, credentials, sha256: Sha256 });
  return async ({ url, headers, body }) => {
    const signed = await signature.sign(
      {
        method: 'POST',
        protocol: url.protocol,
        hostname: url.hostname,
        ...(url.port ? { port: Number(url.port) } : {}),
        path: url.pathname,
        query: {},
        headers: { host: url.host, ...headers },
        body,
      },
      { signingDate: clock.now() },
    );
    return { ...signed.headers };
  };
}
