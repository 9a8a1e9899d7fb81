// A limit on what goes on at a time. Whoever comes back from waiting goes before whoever starts, so that programs end, and
// what they hold is given back. Where less at a time is borne, fewer are let in, and bit by bit more again.

/** So many good answers let one more in. */
const WIDEN_AFTER = 32;

export class Slots {
  readonly #most: number;
  #limit: number;
  #taken = 0;
  readonly #resuming: (() => void)[] = [];
  readonly #starting: (() => void)[] = [];

  constructor(count: number) {
    this.#most = Math.max(1, count);
    this.#limit = this.#most;
  }

  async acquire(priority: 'start' | 'resume' = 'start'): Promise<void> {
    await new Promise<void>((resolve) => {
      (priority === 'resume' ? this.#resuming : this.#starting).push(resolve);
      this.#letIn();
    });
  }

  release(): void {
    this.#taken--;
    this.#letIn();
  }

  /** Half as many at a time from now on, at least one; whoever is in stays. */
  narrow(): void {
    this.#limit = Math.max(1, this.#limit / 2);
  }

  widen(): void {
    this.#limit = Math.min(this.#most, this.#limit + 1 / WIDEN_AFTER);
    this.#letIn();
  }

  /** Holds a slot while `work` goes on. */
  async with<T>(work: () => Promise<T>): Promise<T> {
    await this.acquire();
    try {
      return await work();
    } finally {
      this.release();
    }
  }

  /** Gives the slot up while `wait` goes on. */
  async without(wait: () => Promise<void>): Promise<void> {
    this.release();
    try {
      await wait();
    } finally {
      await this.acquire('resume');
    }
  }

  #letIn(): void {
    while (this.#taken + 1 <= this.#limit) {
      const next = this.#resuming.shift() ?? this.#starting.shift();
      if (!next) return;
      this.#taken++;
      next();
    }
  }
}
