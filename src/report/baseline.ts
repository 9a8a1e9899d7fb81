// The gate's memory: violations that are known, at the level of guarantee × operation. They do not fail a run; what is not
// among them does, and so does an entry that holds by now, lest a list of excuses outlives its reasons.
import { leftOutBy } from './only.ts';
import type { BaselineEntry, BaselineReport, GuaranteeReport, Report, RunRecord, UndecidedEntry } from './types.ts';

type Run = Pick<RunRecord, 'only' | 'requirements' | 'stopped' | 'baseline' | 'shard'>;

/** The entry for a guarantee on an operation. */
export const knownAs = (
  entries: readonly BaselineEntry[] | undefined,
  guarantee: string,
  operation: string,
): BaselineEntry | undefined => entries?.find((one) => one.guarantee === guarantee && one.operation === operation);

/** Ends of a run after which `held` says as much as it ever does. */
const hadItsTime = new Set<RunRecord['stopped']>(['done', 'budget']);

/** What became of each entry; undefined where the run has no baseline. */
export const baselineReport = (run: Run, all: readonly GuaranteeReport[]): BaselineReport | undefined => {
  if (run.baseline === undefined) return undefined;
  const known: BaselineEntry[] = [];
  const stale: BaselineEntry[] = [];
  const undecided: UndecidedEntry[] = [];
  for (const entry of run.baseline.entries) {
    const cell = all
      .find(({ id }) => id === entry.guarantee)
      ?.operations.find(({ operation }) => operation === entry.operation);
    const whole = run.shard === undefined && hadItsTime.has(run.stopped);
    const meant = whole && leftOutBy(run, entry.guarantee, entry.operation) === undefined;
    if (cell?.status === 'known') known.push(entry);
    else if (cell?.status === 'held' && meant) stale.push(entry);
    else undecided.push({ ...entry, why: cell?.reason ?? 'this run was not made to decide it' });
  }
  return { known, stale, undecided, allowStale: run.baseline.allowStale };
};

/**
 * The entries of a baseline after this run: everything violated. Entries that stay keep their reasons, those that were
 * not decided stay as they are, and those that hold are gone.
 */
export const updatedBaseline = (report: Report): BaselineEntry[] => {
  const { known = [], undecided = [] } = report.baseline ?? {};
  const fresh = report.guarantees
    .filter(({ of }) => of === 'endpoint')
    .flatMap(({ id, operations }) =>
      operations
        .filter(({ status }) => status === 'violated')
        .map(({ operation }) => ({ guarantee: id, operation, reason: '' })),
    );
  const kept = undecided.map(({ guarantee, operation, reason }) => ({ guarantee, operation, reason }));
  return [...known, ...kept, ...fresh].sort((a, b) => compare(placeOf(a), placeOf(b)));
};

const placeOf = ({ guarantee, operation }: BaselineEntry): string => `${guarantee} ${operation}`;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
