// A history: what one program did to an endpoint, as JSON Lines, one event a line, secrets redacted. It is all that the
// checker sees, so a stored history can be judged again without the endpoint, by a newer model.
import type { Fault, Input, Lane, Program } from '../program/types.ts';

/** Milliseconds since the Unix epoch on the suite's own clock, which never jumps within a run. */
export type Millis = number;

export interface Settings {
  /** How long Get and List may lag behind (`--settle`), milliseconds. */
  readonly settleMs: number;
  /** What the endpoint's clock may be off on either side of the eight hours, seconds. */
  readonly clockToleranceSeconds: number;
  /** The two accounts, where known. */
  readonly managementAccount?: string;
}

export interface Header {
  readonly event: 'header';
  readonly schemaVersion: 1;
  readonly run: string;
  /** Every name and token of the program begins with it. */
  readonly namespace: string;
  readonly settings: Settings;
  readonly program: Program | { readonly fixture: string };
}

/** A request goes out. Each attempt on the wire is an invocation of its own. */
export interface Invocation {
  readonly event: 'invoke';
  /** Unique within the history. */
  readonly call: number;
  /** Position in `program.steps`. */
  readonly step: number;
  readonly at: Millis;
  readonly operation: string;
  readonly input: Input;
  readonly lane: Lane;
  readonly reordered?: true;
  /** The client token that the SDK filled in, seen on the wire, where the input has none. */
  readonly filledToken?: string;
  /** A list read once for several programs: its answer is cut down to the items of this history's name space. */
  readonly shared?: true;
  /** What was done to this request or its answer on the way. */
  readonly fault?: Fault;
  /** The second copy of a request that went before: its answer is known, though the client never saw it. */
  readonly copy?: true;
  /** The SDK has sent the request before it again by itself, within the same call. */
  readonly resent?: true;
  /** Position in `steps` of a `together`, or in `during` of a `restart`. */
  readonly part?: number;
  /** 1 for the first try of a step's request, counted up while it is sent again. */
  readonly attempt: number;
}

/** An answer, whole; of a successful one of more than 64 Ki characters what the API model knows. Bytes that are not UTF-8 are replaced. */
export interface Answer {
  readonly event: 'answer';
  readonly call: number;
  readonly at: Millis;
  readonly status: number;
  /** Only `content-type`, `date`, `x-amzn-errortype`, `x-amzn-requestid`, `retry-after`; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** No answer. `not-sent`: nothing reached the wire, so an effect is impossible. */
export interface Lost {
  readonly event: 'lost';
  readonly call: number;
  readonly at: Millis;
  readonly why: 'not-sent' | 'broken' | 'timeout' | 'too-large';
  readonly detail?: string;
}

/** The endpoint's clock was moved. */
export interface ClockMove {
  readonly event: 'clock';
  readonly at: Millis;
  readonly advanceSeconds: number;
}

/** The endpoint was killed at `at`, and answered again at `readyAt`. What was under way then is `lost`. */
export interface Restart {
  readonly event: 'restart';
  readonly at: Millis;
  readonly readyAt: Millis;
  /** Its clock was moved before, may have lost that, and cannot be read. */
  readonly clockUnsure?: true;
}

/** The runner stopped waiting for asynchronous work on what call `of` made, after `limitMs` (contract: async-delete.effect). */
export interface GaveUp {
  readonly event: 'gave-up';
  readonly at: Millis;
  readonly step: number;
  readonly of: number;
  readonly limitMs: number;
}

/** `done`: every step was taken, or the rest would have shown nothing (`detail` says so). Else why not, for a person: a quota, an operation not there, the budget, an interrupt. */
export interface End {
  readonly event: 'end';
  readonly at: Millis;
  readonly reason:
    | 'done'
    | 'quota'
    | 'not-implemented'
    | 'not-permitted'
    | 'refused'
    | 'budget'
    | 'interrupted'
    | 'set-up'
    | 'unreachable';
  readonly detail?: string;
}

export type HistoryEvent = Header | Invocation | Answer | Lost | ClockMove | Restart | GaveUp | End;
