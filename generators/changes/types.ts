// One way to change exactly one parameter of a standard request, as data.
import type { Change } from '../../src/program/types.ts';

export interface Mutation {
  /** The member, and what is done to it; unique within the operation. */
  readonly label: string;
  /** Made to the standard request first: what the original then is. */
  readonly base: Change;
  /** Made to the original: the one parameter that then differs. */
  readonly change: Change;
  /** False where a strict endpoint might refuse original or changed request for its own sake. */
  readonly safe: boolean;
}

/** A change that the contract leaves open: it is never a strict mismatch, its reading is recorded. */
export interface SilentChange {
  readonly point: string;
  readonly label: string;
  readonly base: Change;
  readonly change: Change;
}
