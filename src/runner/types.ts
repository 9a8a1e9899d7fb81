// What goes into a run of programs and what comes out. The runner knows nothing about guarantees: the checker is given
// to it as a watcher that sees each event and advises.
import type { Advice } from '../checker/types.ts';
import type { Clock } from '../endpoint/clock.ts';
import type { Endpoint } from '../endpoint/types.ts';
import type { Header, HistoryEvent, Settings } from '../history/types.ts';
import type { Fixture, Program } from '../program/types.ts';
import type { ResourceType } from '../specs/index.ts';
import type { Time } from './time.ts';

export interface Watcher {
  push(event: HistoryEvent): Advice;
}

export interface RunOptions {
  readonly endpoint: Endpoint;
  /** Taken one by one as there is room; those that move the clock or restart the endpoint are set aside until `cohorts` comes, or the end. */
  readonly programs: Iterable<Program | 'cohorts'>;
  readonly fixtures: readonly Fixture[];
  /** Six lower-case letters and digits (`makeRunId`). */
  readonly runId: string;
  /**
   * For programs that have an index in common (shrink attempts, repetitions): a number of its own for each, 0 to 1 295, so
   * that no two share a name space. Default 0.
   */
  readonly attempts?: ReadonlyMap<Program, number>;
  /** Decides the jitter of pauses. */
  readonly seed: number;
  /** Programs that send at a time; one that waits does not count. */
  readonly concurrency: number;
  /** Programs begun and not ended, those that wait too. Default: many times `concurrency`. */
  readonly maxOpen?: number;
  /** Most judged calls (all but set-up of the account and clean-up). Default: no limit. */
  readonly maxCalls?: number;
  readonly settings: Settings;
  /** With mode `none`, programs that move the clock are not run. */
  readonly clock: Clock;
  /** Kills the endpoint and starts it again; rejects with a reason for a person. Left out: programs that need it are not run. */
  readonly restart?: () => Promise<void>;
  /** How long asynchronous work is waited for. Default: the greater of 60 s and 10 × the longest creation seen. */
  readonly asyncTimeoutMs?: number;
  /**
   * What is looked at once more at the end of the run: fixtures, and what some programs have deleted; those histories are
   * handed out only then. Default: both.
   */
  readonly lastLooks?: readonly ('fixtures' | 'deleted')[];
  /** Called once for each history, before its events. */
  observe(header: Header): Watcher;
  /** A history that has ended; awaited before the program's place is given away (but for those that `lastLooks` holds back). A rejection ends the run. */
  onHistory(history: readonly [Header, ...HistoryEvent[]]): void | Promise<void>;
  onProgress?(progress: Progress): void;
  /**
   * Ends the run in order: no new program, the rest end at their next call, then everything is cleaned up. With an
   * `OutOfTime` for its reason that is no interrupt but a budget that is spent; with an `Unreachable` there is no cleaning
   * up either.
   */
  readonly signal?: AbortSignal;
  /** Default: the real one. */
  readonly time?: Time;
}

/** Why a run is ended from outside: there is no endpoint any more. The message is for a person. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The time that a run was given is over. The message is for a person. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

export interface Progress {
  readonly phase: 'programs' | 'cohorts' | 'clean-up';
  /** Programs begun and ended so far. */
  readonly started: number;
  readonly ended: number;
  readonly judgedCalls: number;
}

export type Stopped = 'done' | 'budget' | 'interrupted' | 'unreachable' | 'credentials';

export interface RunResult {
  readonly stopped: Stopped;
  /** For a person, where `stopped` is not `done`. */
  readonly stoppedBecause?: string;
  /** Programs run; fixtures and those that could not start are not counted. */
  readonly programs: number;
  readonly judgedCalls: number;
  /** With set-up and clean-up. */
  readonly calls: number;
  /** Programs that move the clock and were not run for want of one. */
  readonly withoutClock: number;
  /** Programs that restart the endpoint and were not run for want of a way. */
  readonly withoutRestart: number;
  /** For a person: why nothing that depends on the age of tokens was judged from some moment on. */
  readonly clockLost?: string;
  /** What the run made and could not delete. */
  readonly leftBehind: readonly LeftBehind[];
}

export interface LeftBehind {
  readonly resource: ResourceType;
  /** The key members, for a person: `name`, `id`, or `template 1.0`. */
  readonly key: string;
}
