// How fast to send and how long to wait before sending again. Throttled, all programs slow down together; served, they
// speed up again bit by bit (additive-increase/multiplicative-decrease, turned round for intervals).
import type { Time } from './time.ts';

const FIRST_BACKOFF_MS = 50;
const MAX_BACKOFF_MS = 5_000;
const FIRST_INTERVAL_MS = 5;
const MAX_INTERVAL_MS = 1_000;
/** Answers to calls of the same burst say the same thing once. */
const SLOW_DOWN_EVERY_MS = 100;
/** Where a fixed share of all requests is refused, however slow one is, up to a quarter of them slows nobody down for good. */
const SPEED_UP = 0.8;

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

export class Pacer {
  #intervalMs = 0;
  #nextAt = 0;
  #slowedAt = Number.NEGATIVE_INFINITY;
  readonly #time: Time;

  constructor(time: Time) {
    this.#time = time;
  }

  /** Resolves when it is this call's turn. */
  async turn(signal?: AbortSignal): Promise<void> {
    if (this.#intervalMs === 0) return;
    const now = this.#time.now();
    const at = Math.max(now, this.#nextAt);
    this.#nextAt = at + this.#intervalMs;
    if (at > now) await this.#time.sleep(at - now, signal);
  }

  throttled(): void {
    const now = this.#time.now();
    if (now - this.#slowedAt < SLOW_DOWN_EVERY_MS) return;
    this.#slowedAt = now;
    this.#intervalMs = Math.min(MAX_INTERVAL_MS, Math.max(FIRST_INTERVAL_MS, this.#intervalMs * 2));
  }

  served(): void {
    this.#intervalMs = this.#intervalMs < 1 ? 0 : this.#intervalMs * SPEED_UP;
  }
}
