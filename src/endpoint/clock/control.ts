// The clock behind `POST /_conformance/clock`, which an emulator offers for tests. What the route says of the time is
// believed, and not that it answered: a clock that was taken for moved and was not would make a right endpoint look wrong.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Dispatcher, request } from 'undici';
import { type Clock, ClockError } from '../clock.ts';

const CONTROL_PATH = '_conformance/clock';
const CONTROL_TIMEOUT_MS = 5_000;
const MAX_CONTROL_ANSWER_BYTES = 64 * 1024;
/** An endpoint that is busy or has just started is asked again for its time, so often and for so long. */
const TRIES = 4;
const ASK_FOR_MS = 10_000;
const FIRST_PAUSE_MS = 250;
/** A move may be off by so much: no more than the tolerance that is left on either side of the eight hours. */
const CONTROL_TOLERANCE_SECONDS = 10;

export interface ControlOptions {
  readonly url: string;
  /** Default: connections of undici's own. */
  readonly dispatcher?: Dispatcher;
  /** Each request, default 5 000 ms. */
  readonly timeoutMs?: number;
  /** The first pause before it is asked again, default 250 ms. */
  readonly pauseMs?: number;
}

/** The clock behind `/_conformance/clock`, without asking whether it is there. */
export function controlClock(options: ControlOptions): Clock {
  return {
    mode: 'control',
    read: () => read(options),
    advance: async (seconds) => {
      const begunAt = performance.now();
      const before = await read(options);
      const told = await ask(options, 'POST', JSON.stringify({ advanceSeconds: seconds }));
      const moved = (now: number | undefined): number | undefined =>
        now === undefined || before === undefined ? undefined : (now - before) / 1000;
      // A clock may stand still but for its moves.
      const isRight = (by: number | undefined): boolean =>
        by !== undefined &&
        by >= seconds - CONTROL_TOLERANCE_SECONDS &&
        by <= seconds + (performance.now() - begunAt) / 1000 + CONTROL_TOLERANCE_SECONDS;
      if (isRight(moved(told.now))) return;
      // Whatever the answer was, it may have moved.
      const after = (await read(options)) ?? told.now;
      if (after === undefined) throw new ClockError(`POST /${CONTROL_PATH} did not answer with the new time ("now")`);
      const by = moved(after);
      if (by !== undefined && !isRight(by)) throw new ClockError(wrongMove(seconds, by, told.status));
      if (by === undefined && told.now === undefined) throw new ClockError(UNTOLD);
    },
  };
}

const UNTOLD = `POST /${CONTROL_PATH} did not answer with the new time ("now"), and what it was before could not be read`;

const wrongMove = (seconds: number, by: number, status: number | undefined): string =>
  `after POST /${CONTROL_PATH} {"advanceSeconds":${seconds}} (${status === undefined ? 'no answer' : `HTTP ${status}`}) the endpoint's own "now" had moved by ${Math.round(by)} s`;

/** The control clock if the endpoint has one: `GET /_conformance/clock` answers with a time. Never rejects. */
export async function findControlClock(options: ControlOptions): Promise<Clock | undefined> {
  return (await read(options)) === undefined ? undefined : controlClock(options);
}

/** The endpoint's time; asks again where the answer may be another one soon. */
async function read(options: ControlOptions): Promise<number | undefined> {
  const { pauseMs = FIRST_PAUSE_MS } = options;
  const begunAt = performance.now();
  for (let tries = 1; ; tries++) {
    const { now, status } = await ask(options, 'GET');
    const isForNow = status === undefined || status === 429 || (status >= 500 && status !== 501);
    if (now !== undefined || !isForNow || tries === TRIES || performance.now() - begunAt >= ASK_FOR_MS) return now;
    await sleep(pauseMs * 2 ** (tries - 1));
  }
}

interface Told {
  /** Left out: no answer. */
  readonly status?: number;
  /** The endpoint's time in milliseconds since the epoch; left out for any answer that does not give it. */
  readonly now?: number;
}

async function ask(
  { url, dispatcher, timeoutMs = CONTROL_TIMEOUT_MS }: ControlOptions,
  method: 'GET' | 'POST',
  body?: string,
): Promise<Told> {
  try {
    const target = `${url.replace(/\/+$/, '')}/${CONTROL_PATH}`;
    const { statusCode: status, body: answer } = await request(target, {
      // Kept alive, the connection would hold up those of the calls where the server has one thread.
      reset: true,
      method,
      ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
      ...(dispatcher === undefined ? {} : { dispatcher }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const now = timeIn(await readAtMost(answer, MAX_CONTROL_ANSWER_BYTES));
    return status === 200 && now !== undefined ? { status, now } : { status };
  } catch {
    return {};
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
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('now' in value) || typeof value.now !== 'string')
      return undefined;
    const at = Date.parse(value.now);
    return Number.isNaN(at) ? undefined : at;
  } catch {
    return undefined;
  }
}
