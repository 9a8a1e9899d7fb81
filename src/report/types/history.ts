// A history with its verdict, which a report is built from.
import type { HistoryVerdict } from '../../checker/types.ts';
import type { End } from '../../history/types.ts';
import type { Program } from '../../program/types.ts';
import type { Spent } from '../spent.ts';

/** A history as far as a report needs it. */
export interface JudgedHistory {
  /** Relative to the report folder. */
  readonly path: string;
  readonly program: Program | { readonly fixture: string };
  readonly end?: End;
  readonly verdict: HistoryVerdict;
  readonly spent: Spent;
}
