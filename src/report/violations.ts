// Violations, grouped by guarantee, operation and cause: one defect shows in many programs, and a person needs to see it
// once, in the smallest of them.
import { withoutDoubtful } from '../checker/doubts.ts';
import { judgeDurations } from '../checker/durations.ts';
import { judgeTwins } from '../checker/twins.ts';
import type { Violation } from '../checker/types.ts';
import type { HistoryEvent } from '../history/types.ts';
import type { Counterexample } from '../shrink/types.ts';
import { guarantees } from '../specs/index.ts';
import { callsUpTo } from './calls.ts';
import { causeOf } from './cause.ts';
import { counterexamplePath, evidenceOf } from './counterexamples.ts';
import { explain } from './explanation.ts';
import { replayCommand } from './replay-command.ts';
import { timelineOf } from './timeline.ts';
import type { JudgedHistory, ViolationReport } from './types.ts';

/** Reads the events of a judged history. */
export type ReadEvents = (history: Pick<JudgedHistory, 'path' | 'program'>) => readonly HistoryEvent[];

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
  const ended = histories.map(({ path, program, verdict }) => ({ history: path, program, verdict }));
  const ofRun = [...judgeDurations(seen), ...judgeTwins(ended)].map(({ history, violation }) => ({
    history: byPath.get(history)!,
    violation,
  }));
  return { own, ofRun };
};

/** The groups of violations that the report of these histories tells. */
export const groupsOfRun = (histories: readonly JudgedHistory[]): ViolationGroup[] => {
  const inOrder = withoutDoubtful([...histories].sort((a, b) => compare(a.path, b.path)));
  const { own, ofRun } = findViolations(inOrder);
  return groupsOf([...own, ...ofRun]);
};

/** Violations that are taken for one defect: one guarantee, one operation, one cause. */
export interface ViolationGroup {
  readonly guarantee: string;
  readonly operation: string;
  readonly cause: string;
  /** The simplest first. */
  readonly found: readonly [Found, ...Found[]];
}

/** The groups in the order of the specs, then by operation, then the simplest first. */
export const groupsOf = (found: readonly Found[]): ViolationGroup[] => {
  const groups = new Map<string, [Found, ...Found[]]>();
  for (const one of found) {
    const key = groupKey(one.violation);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  const rank = new Map(guarantees.map(({ id }, index) => [id, index]));
  return [...groups.values()]
    .map((group): ViolationGroup => {
      const sorted = group.sort(simplestFirst);
      const { guarantee, operation } = sorted[0].violation;
      return { guarantee, operation, cause: causeOf(sorted[0].violation), found: sorted };
    })
    .sort(
      (a, b) =>
        (rank.get(a.guarantee) ?? rank.size) - (rank.get(b.guarantee) ?? rank.size) ||
        compare(a.operation, b.operation) ||
        simplestFirst(a.found[0], b.found[0]) ||
        compare(a.cause, b.cause),
    );
};

/** Equal for violations of one group. */
export const groupKey = (violation: Omit<Violation, 'step'>): string =>
  [violation.guarantee, violation.operation, causeOf(violation)].join('\n');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Fixtures have a program that nobody sees. */
const size = ({ program }: JudgedHistory): number => ('steps' in program ? program.steps.length : Number.MAX_VALUE);
const index = ({ program }: JudgedHistory): number => ('steps' in program ? program.index : Number.MAX_VALUE);

const simplestFirst = (a: Found, b: Found): number =>
  size(a.history) - size(b.history) ||
  index(a.history) - index(b.history) ||
  compare(a.history.path, b.history.path) ||
  a.violation.call - b.violation.call;

/** One entry for each group; those that were shrunk to one counterexample are one. */
export const violationReports = (
  found: readonly Found[],
  readEvents: ReadEvents,
  counterexamples: readonly Counterexample[] = [],
  endpoint?: string,
): ViolationReport[] => {
  const reports = new Map<string, readonly ViolationGroup[]>();
  for (const group of groupsOf(found)) {
    const shrunk = counterexampleOf(group, counterexamples);
    const key = shrunk?.name ?? `${groupKey(group.found[0].violation)}\n`;
    reports.set(key, [...(reports.get(key) ?? []), group]);
  }
  return [...reports.values()].map((groups) =>
    report(groups, readEvents, counterexampleOf(groups[0]!, counterexamples), endpoint),
  );
};

/** How to see it again, from the report folder; two histories that differ are compared where all are judged. */
const replayOf = (
  { ofPair }: Pick<Violation, 'ofPair'>,
  history: string,
  counterexample: string | undefined,
  endpoint: string | undefined,
): string =>
  counterexample === undefined
    ? `proton-conformance check ${ofPair ? '.' : history}`
    : replayCommand(counterexample, endpoint);

const counterexampleOf = (
  { guarantee, operation, cause }: ViolationGroup,
  counterexamples: readonly Counterexample[],
): Counterexample | undefined =>
  counterexamples.find(
    ({ violation, causes = [causeOf(violation)] }) =>
      violation.guarantee === guarantee && violation.operation === operation && causes.includes(cause),
  );

const report = (
  groups: readonly ViolationGroup[],
  readEvents: ReadEvents,
  shrunk: Counterexample | undefined,
  endpoint: string | undefined,
): ViolationReport => {
  const example = groups[0]!.found[0];
  const { violation } = shrunk ?? example;
  const history = shrunk === undefined ? example.history : evidenceOf(shrunk);
  const path = shrunk === undefined ? undefined : counterexamplePath(shrunk.name);
  const events = readEvents(history);
  const timeline = timelineOf(events, violation.call);
  return {
    guarantee: violation.guarantee,
    operation: violation.operation,
    count: new Set(groups.flatMap(({ found }) => found.map((one) => one.history.path))).size,
    summary: `${violation.operation} (${violation.situation}): allowed ${violation.allowed.join(', or ')}; observed ${violation.observed}.`,
    also: violation.also,
    situation: violation.situation,
    allowed: violation.allowed,
    observed: violation.observed,
    ...(shrunk === undefined ? {} : { shrinking: shrunk.shrinking, reproduced: shrunk.reproduced }),
    ...(path === undefined ? {} : { counterexample: path }),
    calls: callsUpTo(events, violation.call),
    explanation: explain(history.program, violation, events),
    ...(timeline === undefined ? {} : { timeline }),
    program: history.program,
    history: history.path,
    replay: replayOf(violation, history.path, path, endpoint),
  };
};
