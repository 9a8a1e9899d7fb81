// `--only` and `--profile`: which guarantee × operation a run is about.
import { matches } from '../specs/patterns.ts';
import { operationsOfParts } from '../specs/profiles.ts';
import type { RunRecord } from './types.ts';

type Run = Pick<RunRecord, 'only' | 'requirements'>;

/** What leaves a guarantee on an operation out of a run; undefined where the run is about it. */
export const leftOutBy = (
  { only, requirements }: Run,
  guarantee: string,
  operation: string,
): '--only' | '--profile' | undefined => {
  if (only.length > 0 && !only.some((pattern) => matches(pattern, guarantee) || matches(pattern, operation)))
    return '--only';
  const operations = operationsOfParts(requirements?.profile ?? []);
  return operations === undefined || operations.has(operation) ? undefined : '--profile';
};

/** Whether a run is about less than everything. */
export const isOfPart = ({ only, requirements }: Run): boolean =>
  only.length > 0 || operationsOfParts(requirements?.profile ?? []) !== undefined;
