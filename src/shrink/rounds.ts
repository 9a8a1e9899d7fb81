// Several violations shrunk at a time share their batches: fixtures, clean-up and moves of the clock cost the same for one
// program as for many. A round begins when everybody who shrinks waits for one.
import type { Program } from '../program/types.ts';
import type { Company, Reproduce, Trial } from './shrink.ts';

interface Waiting {
  readonly programs: readonly Program[];
  readonly company: Company;
  resolve(trials: readonly Trial[] | undefined): void;
  reject(error: unknown): void;
}

export class Rounds {
  #members = 0;
  #waiting: Waiting[] = [];
  readonly #run: Reproduce;

  /** `run` is called with the programs of a whole round. */
  constructor(run: Reproduce) {
    this.#run = run;
  }

  /** Does `work` as a member, who is waited for until it ends. */
  async join<T>(work: (reproduce: Reproduce) => Promise<T>): Promise<T> {
    this.#members++;
    try {
      return await work((programs, company) => this.#wait(programs, company));
    } finally {
      this.#members--;
      this.#beginSoon();
    }
  }

  #wait(programs: readonly Program[], company: Company): Promise<readonly Trial[] | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ programs, company, resolve, reject });
      this.#beginSoon();
    });
  }

  /** Once everybody who is about to join or to ask has done so. */
  #beginSoon(): void {
    setImmediate(() => this.#beginIfAllWait());
  }

  #beginIfAllWait(): void {
    if (this.#waiting.length === 0 || this.#waiting.length < this.#members) return;
    const round = this.#waiting;
    this.#waiting = [];
    void this.#hold(round);
  }

  async #hold(round: readonly Waiting[]): Promise<void> {
    const done: (() => void)[] = [];
    for (const company of ['together', 'alone'] as const) {
      const members = round.filter((one) => one.company === company);
      if (members.length === 0) continue;
      try {
        const trials = await this.#run(
          members.flatMap(({ programs }) => programs),
          company,
        );
        let from = 0;
        for (const { programs, resolve } of members) {
          const own = trials?.slice(from, from + programs.length);
          from += programs.length;
          done.push(() => resolve(own));
        }
      } catch (error) {
        for (const { reject } of members) done.push(() => reject(error));
      }
    }
    for (const tell of done) tell();
  }
}
