// What was put to the test how often: guarantee × operation × situation. Counted from the verdicts, in a fixed order.
import type { Exercised, Violation } from '../checker/types.ts';
import { guarantees } from '../specs/index.ts';
import type { Coverage, JudgedHistory } from './types.ts';

export const coverageOf = (histories: readonly JudgedHistory[]): Coverage => {
  const counts = new Map<string, Map<string, Map<string, number>>>();
  for (const { verdict } of histories)
    for (const { guarantee, operation, situation, count } of [
      ...verdict.exercised,
      ...verdict.violations.map(broken),
    ]) {
      const byOperation = counts.get(guarantee) ?? new Map<string, Map<string, number>>();
      const bySituation = byOperation.get(operation) ?? new Map<string, number>();
      counts.set(guarantee, byOperation.set(operation, bySituation));
      bySituation.set(situation, (bySituation.get(situation) ?? 0) + count);
    }
  const known = guarantees.map(({ id }) => id).filter((id) => counts.has(id));
  return Object.fromEntries(
    known.map((id) => [
      id,
      Object.fromEntries(
        [...counts.get(id)!]
          .sort(byKey)
          .map(([operation, situations]) => [operation, Object.fromEntries([...situations].sort(byKey))]),
      ),
    ]),
  );
};

/** What breaks a guarantee has put it to the test. */
const broken = ({ guarantee, operation, situation }: Violation): Exercised => ({
  guarantee,
  operation,
  situation,
  count: 1,
});

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
