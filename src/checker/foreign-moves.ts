// Whether somebody else moves the endpoint's clock while a program runs, as another run on the same endpoint does: its
// tokens are then older than the program knows. Or whether the clock falls back, as one may that loses its moves in a
// restart, or that of a ledger's second machine. The `Date` of an answer tells, where it follows the clock.
import type { Millis, Settings } from '../history/types.ts';
import { operations } from '../specs/index.ts';

export const movedByOthers =
  'the endpoint’s clock leapt ahead though this run did not move it, as if another run used the same endpoint: give each an endpoint of its own';

/** `Date` has whole seconds. */
const DATE_SECONDS = 1;

export interface Dated {
  readonly sent: Millis;
  readonly answered: Millis;
  readonly date: string | undefined;
}

export class ForeignMoves {
  /**
   * How far the endpoint's clock was ahead of the suite's before any move, seconds, at most. `Date` may follow a move of
   * our own late or not at all, and a clock may lose its moves in a restart: so nothing is taken off for them here.
   */
  #mostAhead = Number.POSITIVE_INFINITY;
  /** By how much it is ahead at least, seconds, as the latest answer has shown, and when that came. */
  #latest = { atLeast: Number.NEGATIVE_INFINITY, answered: 0 };
  #hasToken = false;

  sent(operation: string): void {
    this.#hasToken ||= operations[operation]?.family === 'token';
  }

  /**
   * Whether the answer shows the clock to be further ahead than it can be, where tokens make that matter. An answer may have
   * been on its way for long: only what is sure counts. A clock that falls back makes no token older.
   * @param ownSeconds by how much this program has moved the clock so far
   */
  see({ sent, answered, date }: Dated, ownSeconds: number, { clockToleranceSeconds }: Settings): boolean {
    const shown = Date.parse(date ?? '') / 1000;
    if (Number.isNaN(shown)) return false;
    const leap = shown - answered / 1000 - ownSeconds - this.#mostAhead;
    this.#mostAhead = Math.min(this.#mostAhead, shown + DATE_SECONDS - sent / 1000);
    return this.#hasToken && leap > clockToleranceSeconds;
  }

  /** Whether the clock has surely been set back between the answer before and this request. */
  hasFallen({ sent, answered, date }: Dated, { clockToleranceSeconds }: Settings): boolean {
    const shown = Date.parse(date ?? '') / 1000;
    if (Number.isNaN(shown) || sent < this.#latest.answered) return false;
    const fall = this.#latest.atLeast - (shown + DATE_SECONDS - sent / 1000);
    this.#latest = { atLeast: shown - answered / 1000, answered };
    return fall > clockToleranceSeconds;
  }
}
