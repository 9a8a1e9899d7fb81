// What a run is told and what it tells.
import type { ClockMode } from '../endpoint/clock/mode.ts';
import type { Credentials } from '../endpoint/types.ts';
import type { Json } from '../program/types.ts';
import type { BaselineEntry, Report } from '../report/index.ts';
import type { Technique } from './techniques.ts';

export interface RunOptions {
  /** URL of the endpoint; default: an emulator that the run starts and stops. */
  readonly endpoint?: string;
  /** Default us-east-1. */
  readonly region?: string;
  /** Default: the requests are signed with dummy keys. */
  readonly credentials?: Credentials;
  /** The management account's, where it is another one. */
  readonly managementCredentials?: Credentials;
  /** Its 12 digits; default: as the endpoint's own ARNs say. */
  readonly managementAccount?: string;
  /** The same seed makes the same random programs. Default: a random one. */
  readonly seed?: number;
  /** Every program of up to so many steps, set-up and looks apart, is run (0 to 6; 0: none). Default 3. */
  readonly exhaustive?: number;
  /** Random programs beside the systematic and exhaustive ones. */
  readonly runs?: number;
  /** Budget of requests, set-up and clean-up apart. */
  readonly maxCalls?: number;
  /** The `nth` (from 1) of `of` parts, which together are the programs of one run. Default: all programs. */
  readonly shard?: { readonly nth: number; readonly of: number };
  /** Most steps of a random program. */
  readonly maxSteps?: number;
  /** Techniques that are left out, to measure what they buy. Default: none. */
  readonly without?: readonly Technique[];
  /** Budget of time for the programs; cleaning up comes after, and shrinking, with what is left, or a quarter of it. */
  readonly maxSeconds?: number;
  /** Programs at a time. */
  readonly concurrency?: number;
  /**
   * How the endpoint's clock is moved, as eight hours cannot be waited for; all but `control` and `none` need `endpoint`.
   * Default `find`: `control` where probing finds it.
   */
  readonly clock?: ClockMode;
  /**
   * Run by the shell to kill the endpoint and start it again, within 60 s; it may end before the endpoint is ready. Left out:
   * nothing is restarted, but for the embedded emulator.
   */
  readonly restartCommand?: string;
  /** Patterns of guarantee ids and operation names, with `*`; default: everything. */
  readonly only?: readonly string[];
  /** Names of specs/profiles.json: parts of the API that the run is about, and must be there; a pace. Default: all, no pace. */
  readonly profile?: readonly string[];
  /** Patterns of guarantee ids that must be exercised, whatever the excuse, or else the run is inconclusive. Default: none. */
  readonly require?: readonly string[];
  /** How often each required guarantee must be exercised on each operation that it binds. Default 1. */
  readonly minExercised?: number;
  /** How long Get and List may lag behind, milliseconds. */
  readonly settleMs?: number;
  /** The least time that an asynchronous deletion is given, milliseconds. */
  readonly asyncTimeoutMs?: number;
  /** Ends the run early, in order, once so many different violations were seen (guarantee × operation × cause). Default: never. */
  readonly maxViolations?: number;
  /** Whether violations are tried again and made as small as can be. Default true. */
  readonly shrink?: boolean;
  /** Known violations, which leave the exit code alone. Default: none, and no baseline is reported. */
  readonly baseline?: readonly BaselineEntry[];
  /** Whether an entry of the baseline that holds by now leaves the exit code alone too. Default false. */
  readonly allowStale?: boolean;
  /** Whether what this run shows becomes the baseline: the report is then made with that one. Default false. */
  readonly updateBaseline?: boolean;
  /** Where the report goes; an earlier report there is overwritten. Default reports/latest. */
  readonly reportDir?: string;
  /** What the endpoint is, for the report. */
  readonly implementation?: { readonly name: string; readonly version: string };
  /** The options as a person gave them, without secrets, for the report; the arguments lack the seed. Default: the report is silent. */
  readonly given?: { readonly configuration: Readonly<Record<string, Json>>; readonly arguments: readonly string[] };
  /** Aborted: no new program starts, what was made is deleted, and the report tells what was seen. */
  readonly signal?: AbortSignal;
  /** Told what goes on, while it does; must not throw. */
  readonly onEvent?: (event: RunEvent) => void;
}

/** Where a run is, several times a second at most. */
export interface RunProgress {
  readonly event: 'progress';
  readonly doing: 'running' | 'running with the clock' | 'cleaning up' | 'shrinking';
  /** Done so far: programs, or violations while they are shrunk. */
  readonly programs: number;
  /** In all, as far as is known by now and the budgets let them. */
  readonly of: number;
  /** Requests of programs so far, and their budget. */
  readonly calls: number;
  readonly maxCalls: number;
  /** Programs that showed a violation so far. */
  readonly violations: number;
}

/** A violation of a kind (guarantee × operation × cause) that the run has not seen before; not shrunk yet. */
export interface ViolationSeen {
  readonly event: 'violation';
  readonly guarantee: string;
  readonly operation: string;
  readonly situation: string;
  /** Each answer that would have been right, and what came, in words. */
  readonly allowed: readonly string[];
  readonly observed: string;
}

/** The endpoint has not answered the first request for some seconds: it is given as long as a call of the run. */
export interface SlowStart {
  readonly event: 'slow-start';
}

export type RunEvent = RunProgress | ViolationSeen | SlowStart;

export interface RunResult {
  readonly report: Report;
  /** The folder that it was written to. */
  readonly reportDir: string;
  /** With `updateBaseline`: what the baseline is now; left out where the run ended too soon to tell. */
  readonly updatedBaseline?: readonly BaselineEntry[];
  /** Why the endpoint could not be used at all, in a sentence with what to do; the report says so too. */
  readonly unusable?: string;
  /** The report could not be written, for this reason (a full disk); what stood there before is still valid. */
  readonly notWritten?: string;
}
