// What a trial is: one way to find violations, on one mutant, with one seed; and what is kept of it, one line of JSON.
import type { Calls, InProcess } from './in-process.ts';

/** What tells one trial from another. */
export interface TrialKey {
  readonly mutant: string;
  readonly seed: number;
  readonly strategy: string;
  /** Most judged calls; left out: the budget of the command `run`. */
  readonly maxCalls?: number;
}

/** In which part of a run a violation was seen. */
export const phases = [
  'fixtures',
  'systematic',
  'exhaustive',
  'twins',
  'random',
  'examples',
  'commands',
  'whole run',
] as const;
export type Phase = (typeof phases)[number];

/** The first violation. */
export interface Kill {
  readonly guarantee: string;
  /** Other guarantees that the same answer breaks. */
  readonly also: readonly string[];
  readonly operation: string;
  readonly phase: Phase;
  /** The program's position in the run; the name of a fixture or an example. */
  readonly program: number | string;
}

export interface Trial extends TrialKey {
  /** The guarantee that the mutant breaks, by the catalogue. */
  readonly breaks: string;
  /** Left out: the mutant survived until the budget was spent or no program was left. */
  readonly kill?: Kill;
  /** Until the violation was seen, or until the end. */
  readonly calls: Calls;
  readonly ms: number;
}

/** What a way to find violations is given beside the endpoint. */
export interface SearchOptions {
  readonly seed: number;
  /** Most judged calls; default: as many as this way takes by itself. */
  readonly maxCalls?: number;
  readonly signal?: AbortSignal;
}

/** A way to find violations: the first that it finds on an endpoint, and the requests until then; or undefined. */
export type Search = (on: InProcess, options: SearchOptions) => Promise<Found | undefined>;

export interface Found {
  readonly kill: Kill;
  readonly calls: Calls;
}
