// Moves the endpoint's clock, as eight hours cannot be waited for. Other ways than the control route (`faketime`,
// `command`, `ledger`, contract section "Time") become further makers of a `Clock` in this file's place.
import { type Dispatcher, request } from 'undici';

const CONTROL_PATH = '_conformance/clock';
const CONTROL_TIMEOUT_MS = 5_000;
const MAX_CONTROL_ANSWER_BYTES = 64 * 1024;

export interface Clock {
  readonly mode: 'control' | 'none';
  /** Moves the endpoint's clock forward. Rejects with a `ClockError` if it did not move. */
  advance(seconds: number): Promise<void>;
}

/** The message is for a person. */
export class ClockError extends Error {
  override readonly name = 'ClockError';
}

/** No clock: guarantees about time are not exercised. */
export const noClock: Clock = {
  mode: 'none',
  advance: () => Promise.reject(new ClockError('this run has no way to move the endpoint’s clock')),
};

export interface ControlOptions {
  readonly url: string;
  /** Default: connections of undici's own. */
  readonly dispatcher?: Dispatcher;
  /** Each request, default 5 000 ms. */
  readonly timeoutMs?: number;
}

/** The clock behind `/_conformance/clock`, without asking whether it is there. */
export function controlClock(options: ControlOptions): Clock {
  return {
    mode: 'control',
    advance: async (seconds) => {
      if ((await ask(options, 'POST', JSON.stringify({ advanceSeconds: seconds }))) === undefined) {
        throw new ClockError(`POST /${CONTROL_PATH} did not answer with the new time ("now")`);
      }
    },
  };
}

/** The control clock if the endpoint has one: `GET /_conformance/clock` answers with a time. Never rejects. */
export async function findControlClock(options: ControlOptions): Promise<Clock | undefined> {
  return (await ask(options, 'GET')) === undefined ? undefined : controlClock(options);
}

/** The endpoint's time in milliseconds since the epoch; undefined for any answer that does not give it. */
async function ask(
  { url, dispatcher, timeoutMs = CONTROL_TIMEOUT_MS }: ControlOptions,
  method: 'GET' | 'POST',
  body?: string,
) {
  try {
    const target = `${url.replace(/\/+$/, '')}/${CONTROL_PATH}`;
    const { statusCode, body: answer } = await request(target, {
      method,
      ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
      ...(dispatcher === undefined ? {} : { dispatcher }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const now = timeIn(await readAtMost(answer, MAX_CONTROL_ANSWER_BYTES));
    return statusCode === 200 ? now : undefined;
  } catch {
    return undefined;
  }
}

async function readAtMost(stream: AsyncIterable<Buffer>, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > maxBytes) return '';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function timeIn(text: string): number | undefined {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('now' in value) || typeof value.now !== 'string')
    return undefined;
  const at = Date.parse(value.now);
  return Number.isNaN(at) ? undefined : at;
}
