// A counting limit on what goes on at a time. Whoever comes back from waiting goes before whoever starts, so that
// programs end, and what they hold is given back.

export class Slots {
  #free: number;
  readonly #resuming: (() => void)[] = [];
  readonly #starting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = Math.max(1, count);
  }

  async acquire(priority: 'start' | 'resume' = 'start'): Promise<void> {
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    await new Promise<void>((resolve) => (priority === 'resume' ? this.#resuming : this.#starting).push(resolve));
  }

  release(): void {
    const next = this.#resuming.shift() ?? this.#starting.shift();
    if (next) next();
    else this.#free++;
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
}
