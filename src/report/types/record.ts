// What a run leaves in run.json: all that its histories do not tell.
import type { Json } from '../../program/types.ts';
import type { Need, ResourceType } from '../../specs/index.ts';

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
  /** Requests sent in all, with set-up, clean-up and shrinking. */
  readonly calls: number;
  /** Of these, those that made violations smaller; left out: none. */
  readonly shrinkingCalls?: number;
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
