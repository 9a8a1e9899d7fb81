// Turns the report of the run into tests: one for each guarantee and operation, so that a runner's own filters and
// reporters serve for guarantees too.
import { describe, inject, test } from 'vitest';
import type { OperationReport, Report } from '../src/report/index.ts';
import { violationText } from '../src/report/index.ts';

/** Declares the tests of every guarantee whose id begins with one of `prefixes`. */
export const guaranteeTests = (...prefixes: readonly string[]): void => {
  const { report, folder } = inject('conformance');
  for (const guarantee of report.guarantees.filter(({ id }) => prefixes.some((prefix) => id.startsWith(prefix))))
    describe(guarantee.id, () => {
      for (const operation of guarantee.operations)
        test(`${guarantee.id} on ${operation.operation}: ${guarantee.sentence}`, (context) => {
          const failure = explanation(report, folder, guarantee.id, operation);
          if (failure !== undefined) throw new Error(failure);
          if (operation.status !== 'held') context.skip(operation.reason ?? operation.status);
        });
    });
};

const explanation = (report: Report, folder: string, id: string, one: OperationReport): string | undefined => {
  if (one.status === 'unknown') return `not decided: ${one.reason ?? 'no reason known'}`;
  if (one.status !== 'violated') return undefined;
  const found = [...report.violations, ...report.clientViolations].find(
    (violation) => violation.guarantee === id && violation.operation === one.operation,
  );
  return found === undefined ? 'violated' : violationText(found, folder);
};
