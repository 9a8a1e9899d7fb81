// A report as it stands in report.json (specs/schemas/report.schema.json).
import type { Coverage, GuaranteeReport } from './guarantees.ts';
import type { Cost, ExhaustiveReport, ReadingReport, ResidualRisk, WindowReport } from './measured.ts';
import type { BaselineEntry, Requirements, Told } from './record.ts';
import type { ViolationReport } from './violations.ts';

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

export interface InconclusiveReport {
  readonly reason: string;
  /** Where one guarantee on one operation was not exercised or decided. */
  readonly guarantee?: string;
  readonly operation?: string;
  /** The first history that left it so, relative to the report folder; left out where it is none's. */
  readonly history?: string;
  /** A command, to be run in the report folder, that runs that history's program again. */
  readonly replay?: string;
  /** How many histories it concerns; 1 for a whole run or one guarantee on one operation. */
  readonly count: number;
  /** Whether exit code 3 is due to it (unless a violation takes precedence). */
  readonly decisive: boolean;
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
