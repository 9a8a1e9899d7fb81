// What a report says of one guarantee on one operation, as the outcome of a test. Nothing but `held` passes.
import { type Report, summary, type ViolationReport, violationText } from '../report/index.ts';
import { seenAgain } from '../report/replay-command.ts';
import type { Guarantee } from '../specs/index.ts';

export type TestOutcome =
  | { readonly is: 'passed' }
  /** `because` is the counterexample, or why nothing can be said although it must. */
  | { readonly is: 'failed' | 'skipped'; readonly because: string };

/** @param folder the report folder, which the paths in the text begin with */
export const outcomeOf = (report: Report, folder: string, guarantee: string, operation: string): TestOutcome => {
  const one = report.guarantees
    .find(({ id }) => id === guarantee)
    ?.operations.find((each) => each.operation === operation);
  if (one === undefined) return { is: 'skipped', because: 'the report does not tell about it' };
  const reason = one.reason ?? one.status;
  if (one.status === 'held') return { is: 'passed' };
  if (one.status === 'violated') return { is: 'failed', because: counterexample(report, folder, guarantee, operation) };
  if (one.status === 'unknown') {
    const left = report.inconclusive.find((each) => each.guarantee === guarantee && each.operation === operation);
    const again = left === undefined ? undefined : seenAgain(left, folder);
    return { is: 'failed', because: [`not decided: ${reason}`, ...(again === undefined ? [] : [again])].join('\n') };
  }
  if (one.status === 'not-exercised' && one.required) return { is: 'failed', because: `not exercised: ${reason}` };
  return { is: 'skipped', because: reason };
};

/**
 * What is wrong with a run beyond the outcomes of its tests: violations that none of them tells, and why the run would not
 * exit with 0 although all of them pass; undefined if nothing is.
 */
export const restOf = (
  report: Report,
  folder: string,
  tested: readonly Pick<Guarantee, 'id' | 'operations'>[],
): string | undefined => {
  const told = ({ guarantee, operation }: ViolationReport): boolean =>
    tested.some(({ id, operations }) => id === guarantee && operations.includes(operation));
  const others = report.violations.filter((one) => !told(one));
  if (others.length > 0) return others.map((one) => violationText(one, folder)).join('\n\n');
  const failed = tested.some(({ id, operations }) =>
    operations.some((operation) => outcomeOf(report, folder, id, operation).is === 'failed'),
  );
  return failed || report.exitCode === 0 ? undefined : summary(report, { folder, colour: false });
};

const counterexample = (report: Report, folder: string, guarantee: string, operation: string): string => {
  const found = [...report.violations, ...report.clientViolations].find(
    (violation) => violation.guarantee === guarantee && violation.operation === operation,
  );
  return found === undefined ? 'violated' : violationText(found, folder);
};
