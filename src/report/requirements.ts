// What a person requires of a run beyond the contract's own rules: guarantees that must be exercised, how often, and parts
// of the API that must be there.
import { type Guarantee, guarantees } from '../specs/index.ts';
import { matches } from '../specs/patterns.ts';
import { operationsOfParts } from '../specs/profiles.ts';
import type { Tally } from './tally.ts';
import type { InconclusiveReport, OperationReport, RunRecord } from './types.ts';

type Run = Pick<RunRecord, 'requirements' | 'shard'>;

/** Whether `--require` names it: no excuse is then good enough for not exercising it. */
export const isDemanded = ({ requirements }: Run, { id, of, operations }: Guarantee, operation: string): boolean =>
  of === 'endpoint' &&
  operations.includes(operation) &&
  (requirements?.require ?? []).some((pattern) => matches(pattern, id));

const undecided = new Set<OperationReport['status']>(['unknown', 'not-exercised', 'not-implemented']);

/** Why a guarantee on an operation leaves the run inconclusive; undefined where it does not. */
export const wanting = (run: Run, id: string, one: OperationReport): string | undefined => {
  if (!one.required) return undefined;
  if (undecided.has(one.status)) return one.reason ?? one.status;
  // The other shards add to it.
  const least = run.shard === undefined ? (run.requirements?.minExercised ?? 1) : 1;
  return one.status === 'held' && one.exercised < least && isCounted(run, id, one.operation)
    ? `exercised less often than ${least} times`
    : undefined;
};

/** How often an endpoint refuses an operation is its own choice, and so is how often Get and List are called ours. */
const isCounted = (run: Run, id: string, operation: string): boolean => {
  const guarantee = guarantees.find((one) => one.id === id);
  if (guarantee === undefined || !guarantee.operations.includes(operation)) return false;
  return id !== 'wire.error' || isDemanded(run, guarantee, operation);
};

/** Operations of the profiles given that the endpoint does not have. */
export const missingOperations = ({ requirements }: Run, seen: Tally): InconclusiveReport[] => {
  const profile = requirements?.profile ?? [];
  const missing = [...(operationsOfParts(profile) ?? [])].filter((name) => seen.notImplemented.has(name)).sort();
  if (missing.length === 0) return [];
  const reason = `of --profile ${profile.join(' ')} the endpoint does not implement ${missing.join(', ')}`;
  return [{ reason, count: 1, decisive: true }];
};
