// What run.json says of a run: at its start, so that what a killed run leaves behind can be judged, and at its end.

import type { RunRecord, Stopped, Told } from '../report/index.ts';
import type { RunResult as ProgramsResult } from '../runner/types.ts';
import type { LedgerWork } from './ledger/index.ts';
import type { Plan } from './plan.ts';
import { exhaustiveOf } from './programs.ts';
import type { ShrinkResult } from './shrinking.ts';

const noRestart =
  'the endpoint cannot be restarted: give --restart-command CMD, which kills it and starts it again (docs/your-endpoint.md)';
const clockNone = '--clock none was given; docs/your-endpoint.md has the ways to move it';
const noClock =
  'the endpoint’s clock cannot be moved: let it offer POST /_conformance/clock, or give --clock faketime:FILE, command:CMD or ledger:FILE (docs/your-endpoint.md)';

/** The record of a run that has not come to its end. */
export const firstRecord = (plan: Plan, run: string, startedAt: Date, versions: Record<string, string>): RunRecord => ({
  schemaVersion: 1,
  tool: 'proton-conformance',
  run,
  seed: plan.seed,
  startedAt: startedAt.toISOString(),
  durationMs: 0,
  calls: 0,
  programs: 0,
  endpoint: plan.endpoint ?? 'embedded emulator',
  embedded: plan.endpoint === undefined,
  region: plan.region,
  versions,
  ...toldBy(plan),
  only: plan.only,
  ...(plan.shard === undefined ? {} : { shard: plan.shard }),
  ...requirementsOf(plan),
  withheld: plan.endpoint !== undefined && plan.restartCommand === undefined ? { restart: noRestart } : {},
  ...(plan.baseline === undefined
    ? {}
    : { baseline: { entries: plan.baseline, allowStale: plan.allowStale ?? false } }),
  exhaustive: { steps: plan.exhaustive, programs: Object.fromEntries(exhaustiveOf(plan)) },
  stopped: 'interrupted',
  stoppedBecause: 'the run did not come to its end',
  notes: [],
});

const requirementsOf = ({ require, minExercised, profile }: Plan): Pick<RunRecord, 'requirements'> => {
  const requirements = {
    ...(require === undefined ? {} : { require }),
    ...(minExercised === undefined ? {} : { minExercised }),
    ...(profile === undefined ? {} : { profile }),
  };
  return Object.keys(requirements).length === 0 ? {} : { requirements };
};

/** The command ends with the seed, which the run may have drawn itself. */
const toldBy = ({ implementation, given, seed }: Plan): Told => ({
  ...(implementation === undefined ? {} : { implementation }),
  ...(given === undefined
    ? {}
    : {
        configuration: given.configuration,
        command: ['proton-conformance run', ...given.arguments, `--seed ${seed}`].join(' '),
      }),
});

/** The record with what a run without a clock could not offer; `reason`: of one that has a ledger. */
export const withoutClock = (record: RunRecord, clock: Plan['clock'], reason?: string): RunRecord => ({
  ...record,
  withheld: { clock: reason ?? (clock === 'none' ? clockNone : noClock), ...record.withheld },
});

/** The record with what was done with the ledger, where there is one. */
export const withLedger = (record: RunRecord, ledger: LedgerWork | undefined): RunRecord =>
  ledger === undefined
    ? record
    : {
        ...record,
        calls: record.calls + ledger.calls,
        notes: [...record.notes, ...notesOn(ledger), ...ledger.notes],
      };

/** The record of a run that ended so. */
export const lastRecord = (
  record: RunRecord,
  stopped: { readonly stopped: Stopped; readonly stoppedBecause?: string },
  result: ProgramsResult | undefined,
  durationMs: number,
  notes: readonly string[] = [],
): RunRecord => {
  const { stoppedBecause: _, ...rest } = record;
  return {
    ...rest,
    ...stopped,
    durationMs: Math.round(durationMs),
    calls: result?.calls ?? 0,
    programs: result?.programs ?? 0,
    ...leftBehindOf({}, result),
    notes: [...notesOn(result), ...clockLost(result), ...notes],
  };
};

const clockLost = (result: ProgramsResult | undefined): string[] =>
  result?.clockLost === undefined
    ? []
    : [`${result.clockLost}; from then on nothing was judged that depends on the age of a token`];

/** The record with what the shrinking of its violations left to say. */
export const withShrinking = (
  record: RunRecord,
  { calls, notes, leftBehind }: ShrinkResult,
  durationMs: number,
): RunRecord => ({
  ...record,
  calls: record.calls + calls,
  shrinkingCalls: calls,
  durationMs: Math.round(durationMs),
  ...leftBehindOf(record.leftBehind ?? {}, { leftBehind }),
  notes: [...record.notes, ...notesOn({ leftBehind }), ...notes],
});

type LeftBehind = Pick<ProgramsResult, 'leftBehind'> | undefined;

const leftBehindOf = (
  before: NonNullable<RunRecord['leftBehind']>,
  result: LeftBehind,
): Pick<RunRecord, 'leftBehind'> => {
  const counts = { ...before };
  for (const { resource } of result?.leftBehind ?? []) counts[resource] = (counts[resource] ?? 0) + 1;
  return Object.keys(counts).length === 0 ? {} : { leftBehind: counts };
};

const leftBehindShown = 20;

const notesOn = (result: LeftBehind): string[] => {
  const leftBehind = result?.leftBehind ?? [];
  const more = leftBehind.length - leftBehindShown;
  return [
    ...leftBehind
      .slice(0, leftBehindShown)
      .map(({ resource, key }) => `left behind, as it could not be deleted: ${resource} ${key}`),
    ...(more > 0 ? [`left behind: ${more} more`] : []),
  ];
};
