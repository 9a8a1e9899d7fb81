// What changed from one report to another. Only what two runs with different seeds must have in common is compared: the
// statuses of the guarantees on the operations that they bind.
import { guarantees } from '../../specs/index.ts';
import { leftOutBy } from '../only.ts';
import type { ChangedCell, Comparable, ComparedCell, ReportDiff, Side } from './types.ts';

/** Latency that grew by less than both is noise. */
const SLOWER_BY_FACTOR = 1.5;
const SLOWER_BY_MS = 5;
/** A median of fewer calls says little. */
const CALLS_AT_LEAST = 20;

export const compare = (old: Comparable, now: Comparable): ReportDiff => {
  const changes = changedCells(old, now);
  const newlyViolated = changes.filter(({ before, after }) => isViolated(after) && !isViolated(before));
  const coverageLost = changes.filter(({ before, after }) => isDecided(before) && !isDecided(after));
  return {
    schemaVersion: 1,
    old: sideOf(old),
    new: sideOf(now),
    regression: newlyViolated.length > 0 || coverageLost.length > 0,
    newlyViolated,
    newlyHeld: changes.filter(({ before, after }) => isViolated(before) && after === 'held'),
    coverageLost,
    coverageGained: changes.filter(({ before, after }) => !isDecided(before) && after === 'held'),
    readings: changedReadings(old, now),
    slower: slowerOperations(old, now),
  };
};

type Seen = ChangedCell['before'];

const isViolated = (status: Seen): boolean => status === 'violated' || status === 'known';
const isDecided = (status: Seen): boolean => status === 'held' || isViolated(status);

const changedCells = (old: Comparable, now: Comparable): ChangedCell[] => {
  const [before, after] = [cellsOf(old), cellsOf(now)];
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((key) => {
    const [was, is] = [before.get(key), after.get(key)];
    const { guarantee, operation } = (is ?? was)!;
    if (was?.status === is?.status || !isStable(old, guarantee, operation, is)) return [];
    const reason = is?.reason === undefined ? {} : { reason: is.reason };
    return [{ guarantee, operation, before: was?.status ?? 'absent', after: is?.status ?? 'absent', ...reason }];
  });
};

const cellsOf = ({ guarantees: all }: Comparable): Map<string, ComparedCell & { readonly guarantee: string }> =>
  new Map(
    all
      .filter(({ of }) => of === 'endpoint')
      .flatMap(({ id, operations }) =>
        operations.map((one) => [`${id}\n${one.operation}`, { ...one, guarantee: id }] as const),
      ),
  );

/** Whether a refusal was seen, which Get, List and Update were called, and what was seen beside its part, is the chance of a run. */
const isStable = (old: Comparable, guarantee: string, operation: string, is: ComparedCell | undefined): boolean => {
  if (is !== undefined && isDecided(is.status)) return true;
  if (leftOutBy({ only: [], ...old }, guarantee, operation) !== undefined) return false;
  const known = guarantees.find(({ id }) => id === guarantee);
  return guarantee !== 'wire.error' && known?.operations.includes(operation) === true;
};

const changedReadings = (old: Comparable, now: Comparable): ReportDiff['readings'] =>
  (now.readings ?? []).flatMap(({ point, operation, taken }) => {
    const was = old.readings?.find((one) => one.point === point && one.operation === operation);
    if (was === undefined) return [];
    const [before, after] = [Object.keys(was.taken).sort(), Object.keys(taken).sort()];
    return before.join('\n') === after.join('\n') ? [] : [{ point, operation, before, after }];
  });

const slowerOperations = (old: Comparable, now: Comparable): ReportDiff['slower'] =>
  (now.cost?.operations ?? []).flatMap(({ operation, calls, latencyMs }) => {
    const was = old.cost?.operations.find((one) => one.operation === operation);
    if (was?.latencyMs === undefined || latencyMs === undefined) return [];
    if (Math.min(calls, was.calls) < CALLS_AT_LEAST) return [];
    const [before, after] = [was.latencyMs.p50, latencyMs.p50];
    return after >= before * SLOWER_BY_FACTOR && after >= before + SLOWER_BY_MS ? [{ operation, before, after }] : [];
  });

const sideOf = ({ endpoint, implementation, verdict, seed, startedAt, versions }: Comparable): Side => ({
  endpoint,
  ...(implementation === undefined ? {} : { implementation: `${implementation.name}@${implementation.version}` }),
  verdict,
  seed,
  startedAt,
  version: versions['proton-conformance'] ?? 'unknown',
});
