// What the checker says of a history: which guarantees it exercised, which readings it took, and what broke.
import type { LastLook } from './ending.ts';

/** What the checker makes of the latest event, for whoever is still running the program. */
export type Advice =
  /** Explained. */
  | 'go-on'
  /** Explained only by an allowance that time takes away (a stale read, a lingering conflict): worth sending again. */
  | 'again'
  /** A violation, or nothing more can be judged: the rest of the program shows nothing. */
  | 'stop';

export interface Violation {
  readonly guarantee: string;
  /** Other guarantees that the same answer breaks, or that it may be laid at the door of. */
  readonly also: readonly string[];
  /** The operation of the fourteen that is to blame. */
  readonly operation: string;
  /** The call whose answer shows it; its step in the program. */
  readonly call: number;
  readonly step: number;
  readonly situation: string;
  /** Each answer that would have been right, in words. */
  readonly allowed: readonly string[];
  /** What came, in words. */
  readonly observed: string;
  /** The operation whose work nobody saw end: where such work fails now and then, the answer may be right. */
  readonly doubt?: string;
  /** Only the comparison of two programs shows it: one of them alone cannot show it again. */
  readonly ofPair?: true;
}

export interface Exercised {
  readonly guarantee: string;
  readonly operation: string;
  readonly situation: string;
  readonly count: number;
}

export interface ReadingTaken {
  readonly point: string;
  readonly operation: string;
  readonly reading: string;
  readonly count: number;
  /** Perhaps the point was not open when the answer came, so that it is no reading of it. */
  readonly unsure?: true;
}

/** How long asynchronous work was seen to take; `retried`: a delete that was sent again while in progress. */
export interface Duration {
  readonly resource: string;
  readonly work: 'create' | 'delete';
  readonly retried: boolean;
  /** Until the look that found it over. */
  readonly ms: number;
  /** Until the last look before that, which found it in progress; 0 if there was none. */
  readonly inProgressMs: number;
  readonly call: number;
}

/** Races, by the number of requests that were sent before the first of them was over. */
export interface Overlap {
  readonly width: number;
  readonly count: number;
}

export interface HistoryVerdict {
  readonly violations: readonly Violation[];
  readonly exercised: readonly Exercised[];
  readonly readings: readonly ReadingTaken[];
  /** Not decided within limits. */
  readonly unknown: readonly { readonly guarantee: string; readonly operation: string; readonly reason: string }[];
  readonly notImplemented: readonly string[];
  readonly notPermitted: readonly string[];
  /** Operations that are there, whatever single answers said. */
  readonly served: readonly string[];
  readonly durations: readonly Duration[];
  /** The requests that were really under way at a time, narrowest first; empty where none overlapped. */
  readonly overlaps: readonly Overlap[];
  /** Operations whose work was seen to fail. */
  readonly failed: readonly string[];
  /** Of one of a pair: what its last looks show, if all went as documented. */
  readonly lastLooks?: readonly LastLook[];
  /** Why the history says less than its program meant to. */
  readonly inconclusive: readonly string[];
}
