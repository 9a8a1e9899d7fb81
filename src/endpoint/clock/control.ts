// The clock behind `POST /_conformance/clock`, which an emulator offers for tests.
import { type Dispatcher, request } from 'undici';
import { type Clock, ClockError } from '../clock.ts';

const CONTROL_PATH = '_conformance/clock';
const CONTROL_TIMEOUT_MS = 5_000;
const MAX_CONTROL_ANSWER_BYTES = 64 * 1024;

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
    read: () => ask(options, 'GET'),
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
      // Kept alive, the connection would hold up those of the calls where the server has one thread.
      reset: true,
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
