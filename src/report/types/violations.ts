// What a report says of a violation: the example, and when each call of it was under way.
import type { Fault, Json, Program } from '../../program/types.ts';
import type { Counterexample, Reproduced } from '../../shrink/types.ts';
import type { Explanation } from '../explanation.ts';

/** One call of a violation's example, for a person. */
export interface ExampleCall {
  readonly call: number;
  readonly operation: string;
  readonly input: Json;
  /** Status and body, or why there was no answer; cut to `answerChars`, without control characters. */
  readonly answer: string;
}

export interface ViolationReport {
  readonly guarantee: string;
  readonly operation: string;
  /** How many programs showed it. */
  readonly count: number;
  /** Allowed against observed, in a sentence. */
  readonly summary: string;
  readonly also: readonly string[];
  readonly situation: string;
  readonly allowed: readonly string[];
  readonly observed: string;
  /** How far the program below was made smaller; left out: it was not tried. */
  readonly shrinking?: Counterexample['shrinking'];
  /** How often the violation came again; left out: it was not tried. */
  readonly reproduced?: Reproduced;
  /** Relative to the report folder: all that it takes to run the program again. */
  readonly counterexample?: string;
  /** The last calls of the example, the one that shows the violation at the end. */
  readonly calls: readonly ExampleCall[];
  /** Steps in words, allowed against observed, the wire pair. */
  readonly explanation: Explanation;
  /** Left out: the evidence has no calls. */
  readonly timeline?: Timeline;
  /** The smallest program that showed it, as plain data. */
  readonly program: Program | { readonly fixture: string };
  /** Relative to the report folder. */
  readonly history: string;
  /** A command, to be run in the report folder, that runs the program again, or else judges the history again. */
  readonly replay: string;
}

export interface PossibleStates {
  readonly states: readonly string[];
  /** So many more. */
  readonly more?: number;
}

export interface TimelineCall {
  readonly call: number;
  /** Position in the program's steps. */
  readonly step: number;
  /** Position in `lanes`. */
  readonly lane: number;
  readonly operation: string;
  readonly sentMs: number;
  /** When the answer was there, or the client gave up; left out: neither. */
  readonly overMs?: number;
  readonly unanswered?: true;
  /** In a few words. */
  readonly answer: string;
  readonly fault?: Fault;
  readonly violates?: true;
  /** What may have been the case, by the model, when it was sent; left out: not known. */
  readonly before?: PossibleStates;
  /** What may be the case once it was over; left out: as before, or, of the one that violates, nothing. */
  readonly after?: PossibleStates;
}

export interface TimelineMark {
  readonly kind: 'clock' | 'restart' | 'gave up waiting';
  readonly atMs: number;
  /** Of a restart: when the endpoint answered again. */
  readonly readyMs?: number;
  /** Of the clock: by how much it was moved. */
  readonly seconds?: number;
}

/** The last calls of the evidence; times are milliseconds since the first of them was sent. */
export interface Timeline {
  /** One for each client that was sending at a time. */
  readonly lanes: readonly string[];
  readonly calls: readonly TimelineCall[];
  readonly marks: readonly TimelineMark[];
  /** Calls up to the violation that are not shown. */
  readonly leftOut: number;
}
