// Adds up what the histories of a run say of each guarantee × operation, before anything is concluded from it. The
// order in which histories arrive makes no difference.
import type { End } from '../history/types.ts';
import type { JudgedHistory } from './types.ts';

/** What was seen of one guarantee on one operation. */
export interface Cell {
  exercised: number;
  violated: number;
  /** Why it could not be decided, where it could not, each with the first history that tells so. */
  readonly unknown: Map<string, string>;
  /** How the programs that were aimed at it ended, with the details given. */
  readonly aimed: Map<End['reason'], Set<string>>;
  /** What the programs that were aimed at it showed violated, which ended them. */
  readonly endedBy: { readonly guarantee: string; readonly operation: string }[];
}

export interface Tally {
  /** By guarantee, then by operation. */
  readonly cells: ReadonlyMap<string, ReadonlyMap<string, Cell>>;
  readonly notImplemented: ReadonlySet<string>;
  readonly notPermitted: ReadonlySet<string>;
  /** Operations that are there, and were answered at other times as if they were not, or not permitted. */
  readonly unsteady: ReadonlySet<string>;
  /** Point → operation → reading → count. */
  readonly readings: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, number>>>;
  /** Why histories say less than their programs meant to: reason → number of histories, and the first of them. */
  readonly inconclusive: ReadonlyMap<string, { readonly count: number; readonly history: string }>;
}

const within = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const there = map.get(key);
  if (there !== undefined) return there;
  const made = make();
  map.set(key, made);
  return made;
};

const emptyCell = (): Cell => ({ exercised: 0, violated: 0, unknown: new Map(), aimed: new Map(), endedBy: [] });

type Reading = JudgedHistory['verdict']['readings'][number];

/** What may be no reading of a point tells only where nothing else does, and where all that there is of it agrees. */
const tellingReadings = (histories: readonly JudgedHistory[]): ((one: Reading) => boolean) => {
  const all = histories.flatMap(({ verdict }) => verdict.readings);
  const sure = new Set(all.flatMap((one) => (one.unsure ? [] : [one.point])));
  const unsure = new Map<string, Set<string>>();
  for (const { point, reading } of all.filter((one) => one.unsure))
    within(unsure, point, () => new Set<string>()).add(reading);
  return (one) => !one.unsure || (!sure.has(one.point) && unsure.get(one.point)?.size === 1);
};

/** Adds up the verdicts of `histories`; `extra`: violations that only the whole run shows. */
export const tally = (
  histories: readonly JudgedHistory[],
  extra: readonly { guarantee: string; operation: string }[] = [],
): Tally => {
  const cells = new Map<string, Map<string, Cell>>();
  const readings = new Map<string, Map<string, Map<string, number>>>();
  const notImplemented = new Set<string>();
  const notPermitted = new Set<string>();
  const served = new Set(histories.flatMap(({ verdict }) => verdict.served));
  const unsteady = new Set<string>();
  const inconclusive = new Map<string, { count: number; history: string }>();
  const cell = (guarantee: string, operation: string): Cell =>
    within(
      within(cells, guarantee, () => new Map<string, Cell>()),
      operation,
      emptyCell,
    );

  const told = tellingReadings(histories);

  for (const { path, program, end, verdict } of histories) {
    for (const { guarantee, operation, count } of verdict.exercised) cell(guarantee, operation).exercised += count;
    for (const { guarantee, operation } of verdict.violations) {
      cell(guarantee, operation).violated += 1;
      cell(guarantee, operation).exercised += 1;
    }
    for (const { guarantee, operation, reason } of verdict.unknown)
      within(cell(guarantee, operation).unknown, reason, () => path);
    for (const operation of verdict.notImplemented) (served.has(operation) ? unsteady : notImplemented).add(operation);
    for (const operation of verdict.notPermitted) (served.has(operation) ? unsteady : notPermitted).add(operation);
    for (const reason of new Set(verdict.inconclusive))
      within(inconclusive, reason, () => ({ count: 0, history: path })).count += 1;
    for (const { point, operation, reading, count } of verdict.readings.filter(told)) {
      const byOperation = within(readings, point, () => new Map<string, Map<string, number>>());
      const byReading = within(byOperation, operation, () => new Map<string, number>());
      byReading.set(reading, (byReading.get(reading) ?? 0) + count);
    }
    if ('aim' in program && end !== undefined) {
      const { aimed, endedBy } = cell(program.aim.guarantee, program.aim.operation);
      endedBy.push(...verdict.violations);
      const details = within(aimed, end.reason, () => new Set<string>());
      if (end.detail !== undefined) details.add(end.detail);
    }
  }
  for (const { guarantee, operation } of extra) cell(guarantee, operation).violated += 1;
  return { cells, notImplemented, notPermitted, unsteady, readings, inconclusive };
};
