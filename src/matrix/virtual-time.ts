// Time that jumps to the next moment somebody waits for, as soon as no request is under way. Runner and emulator share
// it, so that a run takes as long as it computes, and the same seed gives the same run on a busy machine and on an idle one.
import type { Time } from '../runner/time.ts';

/** What a request takes each way. */
const travelMs = 1;
/** So much longer than the one before, up to `differing` of them: answers at one instant could not be told apart. */
const differenceMs = 0.001;
const differing = 100;
/** Some time in the past, for everybody the same. */
const begin = 1_700_000_000_000;

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export class VirtualTime implements Time {
  #now = begin;
  #underWay = 0;
  #requests = 0;
  #turning = false;
  readonly #sleepers = new Set<Sleeper>();

  now(): number {
    return this.#now;
  }

  /** Wakes in the order of the times slept for; those of the same time, in the order in which they went to sleep. */
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const sleeper = { at: this.#now + Math.max(0, ms), wake: done };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', done, { once: true });
      this.#turn();
    });
  }

  /** Does `work` while time stands still, but for the travelling there and back. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#requests = (this.#requests + 1) % differing;
    const way = travelMs + this.#requests * differenceMs;
    this.#underWay++;
    try {
      await this.sleepWithin(way);
      const done = await work();
      await this.sleepWithin(way);
      return done;
    } finally {
      this.#underWay--;
      this.#turn();
    }
  }

  /** The other side's waiting, within `during`: time goes on meanwhile. */
  sleepWithin(ms: number): Promise<void> {
    return this.waitWithin(() => this.sleep(ms));
  }

  /** Waits for others, within `during`: time goes on meanwhile. */
  async waitWithin<T>(wait: () => Promise<T>): Promise<T> {
    this.#underWay--;
    this.#turn();
    try {
      return await wait();
    } finally {
      this.#underWay++;
    }
  }

  /** Whoever can go on without waiting does so first; then the next sleeper is woken. */
  #turn(): void {
    if (this.#turning || this.#underWay > 0 || this.#sleepers.size === 0) return;
    this.#turning = true;
    setImmediate(() => {
      this.#turning = false;
      if (this.#underWay > 0) return;
      const next = this.#first();
      if (next === undefined) return;
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      this.#turn();
    });
  }

  #first(): Sleeper | undefined {
    let first: Sleeper | undefined;
    for (const sleeper of this.#sleepers) if (first === undefined || sleeper.at < first.at) first = sleeper;
    return first;
  }
}
