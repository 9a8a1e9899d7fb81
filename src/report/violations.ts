// Violations, grouped by guarantee and operation: one defect shows in many programs, and a person needs to see it once,
// in the shortest of them.
import { judgeDurations } from '../checker/durations.ts';
import type { Violation } from '../checker/types.ts';
import type { HistoryEvent } from '../history/types.ts';
import { guarantees } from '../specs/index.ts';
import { callsUpTo } from './calls.ts';
import type { JudgedHistory, ViolationReport } from './types.ts';

/** Reads the events of a judged history. */
export type ReadEvents = (history: JudgedHistory) => readonly HistoryEvent[];

/** A violation and the history that shows it. */
export interface Found {
  readonly history: JudgedHistory;
  readonly violation: Omit<Violation, 'step'>;
}

/** Every violation of the histories, those that only the run as a whole shows at the end. */
export const findViolations = (histories: readonly JudgedHistory[]): { own: Found[]; ofRun: Found[] } => {
  const byPath = new Map(histories.map((history) => [history.path, history]));
  const own = histories.flatMap((history) => history.verdict.violations.map((violation) => ({ history, violation })));
  const seen = histories.map(({ path, verdict }) => ({ history: path, durations: verdict.durations }));
  const ofRun = judgeDurations(seen).map((breach) => ({
    history: byPath.get(breach.history)!,
    violation: breach.violation,
  }));
  return { own, ofRun };
};

/** One entry for each guarantee × operation, in the order of the specs, then by operation. */
export const violationReports = (found: readonly Found[], readEvents: ReadEvents): ViolationReport[] => {
  const groups = new Map<string, Found[]>();
  for (const one of found) {
    const key = `${one.violation.guarantee} ${one.violation.operation}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const rank = new Map(guarantees.map(({ id }, index) => [id, index]));
  return [...groups.values()]
    .map((group) => report(group, readEvents))
    .sort(
      (a, b) =>
        (rank.get(a.guarantee) ?? rank.size) - (rank.get(b.guarantee) ?? rank.size) ||
        (a.operation < b.operation ? -1 : 1),
    );
};

const size = ({ program }: JudgedHistory): number => ('steps' in program ? program.steps.length : Number.MAX_VALUE);
const index = ({ program }: JudgedHistory): number => ('steps' in program ? program.index : Number.MAX_VALUE);

const simplestFirst = (a: Found, b: Found): number =>
  size(a.history) - size(b.history) ||
  index(a.history) - index(b.history) ||
  (a.history.path < b.history.path ? -1 : a.history.path > b.history.path ? 1 : a.violation.call - b.violation.call);

const report = (group: readonly Found[], readEvents: ReadEvents): ViolationReport => {
  const { history, violation } = [...group].sort(simplestFirst)[0]!;
  return {
    guarantee: violation.guarantee,
    operation: violation.operation,
    count: new Set(group.map((one) => one.history.path)).size,
    summary: `${violation.operation} (${violation.situation}): allowed ${violation.allowed.join(', or ')}; observed ${violation.observed}.`,
    also: violation.also,
    situation: violation.situation,
    allowed: violation.allowed,
    observed: violation.observed,
    calls: callsUpTo(readEvents(history), violation.call),
    program: history.program,
    history: history.path,
    replay: `proton-conformance check ${history.path}`,
  };
};
