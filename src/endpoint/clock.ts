// Moves the endpoint's clock, as eight hours cannot be waited for (contract, "Time"). Each way to do so is a maker of a
// `Clock` in the folder beside this file. A ledger is none of them: there, real time passes.

export interface Clock {
  readonly mode: 'control' | 'faketime' | 'command' | 'none';
  /** Moves the endpoint's clock forward. Rejects with a `ClockError` if it did not move. */
  advance(seconds: number): Promise<void>;
  /** What a person should know of the moves so far. */
  readonly notes?: readonly string[];
  /** The endpoint's time in milliseconds since the epoch; undefined if it does not tell. Left out: it keeps its moves. */
  read?(): Promise<number | undefined>;
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
