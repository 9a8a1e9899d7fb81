// What the run cost: calls by operation with their latencies, resources made and left, races reached. What is sent beside
// the programs is in no history: of that only the number is known.
import { type ResourceType, resources } from '../specs/index.ts';
import type { CallMade } from './spent.ts';
import type { Cost, JudgedHistory, OperationCost, RunRecord } from './types.ts';

type Run = Pick<RunRecord, 'leftBehind' | 'shrinkingCalls'> & Partial<Pick<RunRecord, 'calls'>>;

export const costOf = (record: Run, histories: readonly JudgedHistory[]): Cost => {
  const byOperation = new Map<string, CallMade[]>();
  const ofPrograms = callsOf(histories);
  for (const call of ofPrograms) {
    const calls = byOperation.get(call.operation);
    if (calls === undefined) byOperation.set(call.operation, [call]);
    else calls.push(call);
  }
  return {
    operations: [...byOperation].sort(byKey).map(([operation, calls]) => operationCost(operation, calls)),
    beside: besidePrograms(record, ofPrograms.length),
    resources: resourceCosts(record, histories),
    races: racesOf(histories),
  };
};

/** With a ledger, histories have calls of earlier runs, too: what is left of this run's is then told as none. */
const besidePrograms = ({ calls = 0, shrinkingCalls = 0 }: Run, ofPrograms: number): Cost['beside'] =>
  [
    { what: 'making violations smaller', calls: shrinkingCalls },
    { what: 'counting what the account has, and cleaning up', calls: calls - shrinkingCalls - ofPrograms },
  ].filter((one) => one.calls > 0);

/** A call that was sent once for several histories stands in each of them, and is counted once. */
const callsOf = (histories: readonly JudgedHistory[]): CallMade[] => {
  const shared = new Set<string>();
  return histories.flatMap(({ spent }) =>
    spent.calls.filter((call) => {
      if (!call.shared) return true;
      const key = `${call.operation} ${call.at}`;
      if (shared.has(key)) return false;
      shared.add(key);
      return true;
    }),
  );
};

const operationCost = (operation: string, calls: readonly CallMade[]): OperationCost => {
  const ms = Float64Array.from(calls.flatMap((call) => (call.ms === undefined ? [] : [call.ms]))).sort();
  return {
    operation,
    calls: calls.length,
    throttled: calls.filter(({ throttled }) => throttled).length,
    sentAgain: calls.filter(({ again }) => again).length,
    unanswered: calls.length - ms.length,
    ...(ms.length === 0
      ? {}
      : { latencyMs: { p50: nearest(ms, 0.5), p95: nearest(ms, 0.95), p99: nearest(ms, 0.99) } }),
  };
};

/** The nearest-rank percentile, to a tenth of a millisecond. */
const nearest = (sorted: Float64Array, share: number): number =>
  Math.round((sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0) * 10) / 10;

const resourceCosts = ({ leftBehind = {} }: Pick<RunRecord, 'leftBehind'>, histories: readonly JudgedHistory[]) =>
  (Object.keys(resources) as ResourceType[]).flatMap((resource) => {
    const created = histories.reduce((sum, { spent }) => sum + (spent.made[resource] ?? 0), 0);
    const left = leftBehind[resource] ?? 0;
    return created === 0 && left === 0
      ? []
      : [{ resource: resources[resource].title, created, deleted: Math.max(0, created - left), leftBehind: left }];
  });

const racesOf = (histories: readonly JudgedHistory[]): Cost['races'] => {
  const counts = new Map<number, number>();
  for (const { verdict } of histories)
    for (const { width, count } of verdict.overlaps) counts.set(width, (counts.get(width) ?? 0) + count);
  return [...counts].sort(([a], [b]) => a - b).map(([width, count]) => ({ width, count }));
};

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
