// What two reports have that can be compared, and what the comparison says (specs/schemas/diff.schema.json).
import type { Requirements, Status } from '../types.ts';

/** What is read of a report.json; those of other versions may lack what is optional here, or have more. */
export interface Comparable {
  readonly verdict: string;
  readonly endpoint: string;
  readonly seed: number;
  readonly startedAt: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly implementation?: { readonly name: string; readonly version: string };
  readonly only?: readonly string[];
  readonly requirements?: Requirements;
  readonly guarantees: readonly {
    readonly id: string;
    readonly of: 'endpoint' | 'client';
    readonly operations: readonly ComparedCell[];
  }[];
  readonly readings?: readonly {
    readonly point: string;
    readonly operation: string;
    readonly taken: Readonly<Record<string, number>>;
  }[];
  readonly cost?: {
    readonly operations: readonly {
      readonly operation: string;
      readonly calls: number;
      readonly latencyMs?: { readonly p50: number };
    }[];
  };
}

export interface ComparedCell {
  readonly operation: string;
  readonly status: Status;
  readonly reason?: string;
}

/** One of the two runs, as a person tells them apart. */
export interface Side {
  readonly endpoint: string;
  readonly implementation?: string;
  readonly verdict: string;
  readonly seed: number;
  readonly startedAt: string;
  /** Of proton-conformance. */
  readonly version: string;
}

/** A guarantee on an operation whose status changed; `absent`: the report does not tell of it. */
export interface ChangedCell {
  readonly guarantee: string;
  readonly operation: string;
  readonly before: Status | 'absent';
  readonly after: Status | 'absent';
  /** Why it is so now, where the report says it. */
  readonly reason?: string;
}

export interface ReportDiff {
  readonly schemaVersion: 1;
  readonly old: Side;
  readonly new: Side;
  /** Whether something is newly violated, or coverage was lost. */
  readonly regression: boolean;
  readonly newlyViolated: readonly ChangedCell[];
  /** Violated before. */
  readonly newlyHeld: readonly ChangedCell[];
  /** Exercised and decided before, and not now. */
  readonly coverageLost: readonly ChangedCell[];
  readonly coverageGained: readonly ChangedCell[];
  /** The readings of a silent point, in alphabetical order, where both runs saw some. */
  readonly readings: readonly {
    readonly point: string;
    readonly operation: string;
    readonly before: readonly string[];
    readonly after: readonly string[];
  }[];
  /** The median from sending to the whole answer, milliseconds. */
  readonly slower: readonly { readonly operation: string; readonly before: number; readonly after: number }[];
}
