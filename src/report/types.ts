// What a report says, as it stands in report.json (specs/schemas/report.schema.json), and what it is built from: the
// record that the run leaves in run.json, and every history with its verdict. Nothing else enters a report.
import type { HistoryVerdict } from '../checker/types.ts';
import type { End } from '../history/types.ts';
import type { Fault, Json, Program } from '../program/types.ts';
import type { Counterexample, Reproduced } from '../shrink/types.ts';
import type { Need, ResourceType } from '../specs/index.ts';
import type { Explanation } from './explanation.ts';
import type { Spent } from './spent.ts';

/** Why a run ended: all programs done, or what kept it from that. */
export type Stopped = 'done' | 'budget' | 'interrupted' | 'unreachable' | 'credentials' | 'refused' | 'disk';

/** What the person who ran it said of the run. */
export interface Told {
  /** `--implementation NAME@VERSION`. */
  readonly implementation?: { readonly name: string; readonly version: string };
  /** The options that were given, without secrets. */
  readonly configuration?: Readonly<Record<string, Json>>;
  /** The command that runs the same again. */
  readonly command?: string;
}

/** `run.json`: what a run knows that its histories do not tell. Written by the run, read by `check DIR`. */
export interface RunRecord extends Told {
  readonly schemaVersion: 1;
  /** Marks the folder as a report of ours. */
  readonly tool: 'proton-conformance';
  readonly run: string;
  readonly seed: number;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** Requests sent in all, with set-up and clean-up. */
  readonly calls: number;
  /** Programs run; fixtures are not counted. */
  readonly programs: number;
  readonly endpoint: string;
  readonly embedded: boolean;
  readonly region: string;
  readonly versions: Readonly<Record<string, string>>;
  /** `--only`; empty: everything. */
  readonly only: readonly string[];
  /** What the person asked for beyond the contract's own rules; left out: nothing. */
  readonly requirements?: Requirements;
  /** Needs that the run did not offer, each with the reason in words, ending with how to offer it where there is a way. */
  readonly withheld: Readonly<Partial<Record<Need, string>>>;
  /** `--shard`: it ran the `nth` of `of` parts of the programs; left out: all of them. */
  readonly shard?: Shard;
  /** Violations that are known; left out: the run had no baseline. */
  readonly baseline?: { readonly entries: readonly BaselineEntry[]; readonly allowStale: boolean };
  /** The exhaustive programs that there are within the bound of so many steps, by create operation; none without it. */
  readonly exhaustive?: { readonly steps: number; readonly programs: Readonly<Record<string, number>> };
  readonly stopped: Stopped;
  /** Why, for a person, where `stopped` is not `done`. */
  readonly stoppedBecause?: string;
  /** What the run made and could not delete, by type. */
  readonly leftBehind?: Readonly<Partial<Record<ResourceType, number>>>;
  /** What a person should know beside the verdict: resources left behind, a clock that did not follow. */
  readonly notes: readonly string[];
}

export interface Shard {
  readonly nth: number;
  readonly of: number;
}

/** `--require`, `--min-exercised` and `--profile`, as far as they were given. */
export interface Requirements {
  /** Patterns of guarantee ids that must be exercised, whatever the excuse. */
  readonly require?: readonly string[];
  /** How often each required guarantee must be exercised on each operation that it binds. */
  readonly minExercised?: number;
  /** Names of specs/profiles.json. */
  readonly profile?: readonly string[];
}

/** A known violation: a guarantee on an operation, and why it is borne with, in a person's words; empty: not said. */
export interface BaselineEntry {
  readonly guarantee: string;
  readonly operation: string;
  readonly reason: string;
}

/** An entry of which the run cannot say whether it is violated still. */
export interface UndecidedEntry extends BaselineEntry {
  readonly why: string;
}

/** What became of the entries of a baseline. */
export interface BaselineReport {
  /** Still violated. */
  readonly known: readonly BaselineEntry[];
  /** Exercised, and held. */
  readonly stale: readonly BaselineEntry[];
  readonly undecided: readonly UndecidedEntry[];
  /** Whether a stale entry leaves the exit code alone. */
  readonly allowStale: boolean;
}

/** One call of a violation's example, for a person. */
export interface ExampleCall {
  readonly call: number;
  readonly operation: string;
  readonly input: Json;
  /** Status and body, or why there was no answer; cut to `answerChars`, without control characters. */
  readonly answer: string;
}

/** A history as far as a report needs it. */
export interface JudgedHistory {
  /** Relative to the report folder. */
  readonly path: string;
  readonly program: Program | { readonly fixture: string };
  readonly end?: End;
  readonly verdict: HistoryVerdict;
  readonly spent: Spent;
}

export type Status = 'held' | 'violated' | 'known' | 'unknown' | 'not-exercised' | 'not-implemented';

export interface OperationReport {
  readonly operation: string;
  readonly status: Status;
  /** How often the guarantee was put to the test on this operation. */
  readonly exercised: number;
  /** Whether the run is inconclusive without it. */
  readonly required: boolean;
  /** In words; of every status but `held` and `violated`. */
  readonly reason?: string;
}

export interface GuaranteeReport {
  readonly id: string;
  readonly sentence: string;
  readonly section: string;
  /** `client`: of the SDK and not of the endpoint; no part of verdict and exit code. */
  readonly of: 'endpoint' | 'client';
  readonly status: Status;
  readonly exercised: number;
  readonly reason?: string;
  readonly operations: readonly OperationReport[];
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

export interface ReadingReport {
  readonly point: string;
  readonly operation: string;
  readonly taken: Readonly<Record<string, number>>;
  /** False if the endpoint takes several readings here, or another one on a sibling operation. */
  readonly consistent: boolean;
}

export interface InconclusiveReport {
  readonly reason: string;
  /** Where one guarantee on one operation was not exercised or decided. */
  readonly guarantee?: string;
  readonly operation?: string;
  /** How many histories it concerns; 1 for a whole run or one guarantee on one operation. */
  readonly count: number;
  /** Whether exit code 3 is due to it (unless a violation takes precedence). */
  readonly decisive: boolean;
}

/** Of how many programs of up to so many steps (set-up and looks apart) a create operation was put to the test. */
export interface ExhaustiveReport {
  readonly operation: string;
  readonly steps: number;
  readonly covered: number;
  readonly of: number;
}

/** What random programs tell of those that were not run (Good–Turing). */
export interface ResidualRisk {
  /** Random programs that ran to their end. */
  readonly randomPrograms: number;
  /** Different situations that the programs of the run showed. */
  readonly situations: number;
  /** Random programs that showed a situation which no other program of the run shows. */
  readonly withNewSituation: number;
  /** The chance, 0 to 1, that another random program shows a situation not seen yet; left out where it can't be told. */
  readonly chance?: number;
  /** Where `chance` is 0: what it is below, at 95 % confidence. */
  readonly below?: number;
}

/** Guarantee → operation → situation → how often it was put to the test there. */
export type Coverage = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;

export interface OperationCost {
  readonly operation: string;
  readonly calls: number;
  readonly throttled: number;
  /** Calls that repeat an earlier one which was refused for a time, or not answered. */
  readonly sentAgain: number;
  readonly unanswered: number;
  /** From sending to the whole answer, milliseconds; left out: none came. */
  readonly latencyMs?: { readonly p50: number; readonly p95: number; readonly p99: number };
}

/** Of the calls in the histories: the set-up of the account and cleaning up are not among them. */
export interface Cost {
  readonly operations: readonly OperationCost[];
  /** `created`: different ones that answers showed; `deleted`: those that are not left behind. */
  readonly resources: readonly {
    readonly resource: string;
    readonly created: number;
    readonly deleted: number;
    readonly leftBehind: number;
  }[];
  /** Races, by the number of requests that were really under way at a time. */
  readonly races: readonly { readonly width: number; readonly count: number }[];
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

/** How long client tokens of an operation live here, as measured; of the bounds, in seconds, one may be unknown. */
export interface WindowReport {
  readonly operation: string;
  /** A token of at least this age still stood for what it had made. */
  readonly aliveSeconds?: number;
  /** A token of at most this age no longer did. */
  readonly overSeconds?: number;
  /** The request that the age counts from. */
  readonly from: 'first' | 'latest';
  /** For a person: `8 h 0 min ± 31 s from the first request`. */
  readonly says: string;
}

export interface Report extends Told {
  readonly schemaVersion: 1;
  /** `known-violations`: exit 0, as they stand in the baseline. `stale-baseline`: exit 1, as an entry of it holds. */
  readonly verdict: 'conformant' | 'known-violations' | 'violations' | 'stale-baseline' | 'inconclusive';
  readonly exitCode: 0 | 1 | 3;
  readonly seed: number;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly calls: number;
  readonly programs: number;
  readonly endpoint: string;
  readonly embedded: boolean;
  readonly region: string;
  readonly run: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly only: readonly string[];
  readonly requirements?: Requirements;
  readonly guarantees: readonly GuaranteeReport[];
  /** But for the known ones. */
  readonly violations: readonly ViolationReport[];
  /** Those in the baseline; they leave the exit code alone. */
  readonly knownViolations: readonly ViolationReport[];
  /** Left out: the run had none. */
  readonly baseline?: BaselineReport;
  /** Of guarantees that are the client's. */
  readonly clientViolations: readonly ViolationReport[];
  readonly coverage: Coverage;
  readonly cost: Cost;
  readonly exhaustive: readonly ExhaustiveReport[];
  readonly residualRisk: ResidualRisk;
  readonly readings: readonly ReadingReport[];
  /** Left out where nothing was measured. */
  readonly window?: readonly WindowReport[];
  readonly inconclusive: readonly InconclusiveReport[];
  readonly notes: readonly string[];
}
