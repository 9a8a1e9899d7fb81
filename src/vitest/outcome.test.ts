import { describe, expect, test } from 'vitest';
import { buildReport } from '../report/index.ts';
import { history, record, verdict, violation } from '../report/testing/sample.ts';
import type { OperationReport, Report } from '../report/types.ts';
import { outcomeOf, restOf } from './outcome.ts';

const operation = 'CreateService';
const tested = [{ id: 'create.retry', operations: [operation] }];

const reportWith = (one: Partial<OperationReport>, over: Partial<Report> = {}): Report => {
  const report = buildReport(record(), [history(1)], () => []);
  return {
    ...report,
    exitCode: 0,
    ...over,
    guarantees: report.guarantees.map((guarantee) => ({
      ...guarantee,
      operations: guarantee.operations.map((each) => (each.operation === operation ? { ...each, ...one } : each)),
    })),
  };
};

describe('one guarantee on one operation', () => {
  test.each<[string, Partial<OperationReport>, string]>([
    ['held', { status: 'held' }, 'passed'],
    ['violated', { status: 'violated' }, 'failed'],
    ['not decided', { status: 'unknown', reason: 'too many ways' }, 'failed'],
    ['not exercised though required', { status: 'not-exercised', required: true, reason: 'no room' }, 'failed'],
    ['not exercised', { status: 'not-exercised', required: false, reason: 'no clock' }, 'skipped'],
    ['not implemented', { status: 'not-implemented', required: false, reason: 'it is not there' }, 'skipped'],
    ['known', { status: 'known', reason: 'in the baseline' }, 'skipped'],
  ])('that is %s', (_, one, outcome) => {
    const told = outcomeOf(reportWith(one), 'reports', 'create.retry', operation);
    expect(told.is).toBe(outcome);
    if (told.is !== 'passed' && one.reason !== undefined) expect(told.because).toContain(one.reason);
  });

  test('that is not decided names a program and how to run it again', () => {
    const unknown = [{ guarantee: 'create.retry', operation, reason: 'too many ways' }];
    const report = buildReport(record(), [history(3, { verdict: verdict({ unknown }) })], () => []);
    expect(outcomeOf(report, 'reports', 'create.retry', operation)).toEqual({
      is: 'failed',
      because:
        'not decided: too many ways\nproton-conformance replay reports/histories/000003.jsonl --endpoint http://127.0.0.1:8080/',
    });
  });

  test('that the report does not know is no success', () => {
    expect(outcomeOf(reportWith({}), 'reports', 'no.such', operation).is).toBe('skipped');
  });
});

describe('the rest of the run', () => {
  const violating = buildReport(
    record(),
    [
      history(1, {
        verdict: verdict({ violations: [violation({ guarantee: 'wire.response', operation: 'GetService' })] }),
      }),
    ],
    () => [],
  );

  test('is right where it exits with 0', () => {
    expect(restOf(reportWith({ status: 'held' }), 'reports', tested)).toBeUndefined();
  });

  test('is wrong where something is violated that no test tells', () => {
    expect(restOf(violating, 'reports', tested)).toContain('wire.response on GetService');
    expect(restOf(violating, 'reports', [{ id: 'wire.response', operations: ['GetService'] }])).toBeUndefined();
  });

  test('is wrong where the run is inconclusive though every test passes, and not told twice', () => {
    const interrupted = buildReport(record({ stopped: 'interrupted' }), [], () => []);
    const held = { ...reportWith({ status: 'held' }, { exitCode: 3 }), inconclusive: interrupted.inconclusive };
    expect(restOf(held, 'reports', tested)).toContain('INCONCLUSIVE');
    expect(restOf(reportWith({ status: 'unknown' }, { exitCode: 3 }), 'reports', tested)).toBeUndefined();
  });
});
