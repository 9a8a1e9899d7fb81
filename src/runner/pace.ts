// How fast to send and how long to wait before sending again. Throttled, all programs slow down together; served, they
// speed up again bit by bit.
import type { Time } from './time.ts';

const FIRST_BACKOFF_MS = 50;
const MAX_BACKOFF_MS = 5_000;
const FIRST_INTERVAL_MS = 5;
const MAX_INTERVAL_MS = 1_000;
/**
 * How much longer a throttled answer makes the interval, and how much shorter any other. They balance where about a third
 * is throttled: a limit on the rate is met so closely, and where a share is refused however slow one is, up to that much of
 * it slows nobody down for good.
 */
const SLOW_DOWN = 1.25;
const SPEED_UP = 0.9;

/** The pause before try `tries + 1`, milliseconds: doubled each time, with jitter; `random` gives 0 up to 1. */
export function backoffMs(tries: number, random: () => number): number {
  return Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(tries - 1, 20)) * (0.5 + random() / 2);
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Pace {
  intervalMs: number;
  nextAt: number;
}

/** Each operation at its own pace, as an endpoint may limit each by itself; a limit on all of them slows down each. */
export class Pacer {
  readonly #paces = new Map<string, Pace>();
  readonly #time: Time;

  constructor(time: Time) {
    this.#time = time;
  }

  /** Resolves when it is this call's turn. */
  async turn(operation: string, signal?: AbortSignal): Promise<void> {
    const pace = this.#paces.get(operation);
    if (pace === undefined) return;
    const now = this.#time.now();
    const at = Math.max(now, pace.nextAt);
    pace.nextAt = at + pace.intervalMs;
    if (at > now) await this.#time.sleep(at - now, signal);
  }

  throttled(operation: string): void {
    const pace = this.#paces.get(operation);
    if (pace === undefined) this.#paces.set(operation, { intervalMs: FIRST_INTERVAL_MS, nextAt: 0 });
    else pace.intervalMs = Math.min(MAX_INTERVAL_MS, pace.intervalMs * SLOW_DOWN);
  }

  served(operation: string): void {
    const pace = this.#paces.get(operation);
    if (pace === undefined) return;
    pace.intervalMs *= SPEED_UP;
    if (pace.intervalMs < 1) this.#paces.delete(operation);
  }
}
