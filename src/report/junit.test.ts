import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { buildReport } from './build.ts';
import { junit } from './junit.ts';
import { everythingHeld, history, record, verdict, violation } from './testing/sample.ts';
import type { Report } from './types.ts';

const schema = readFileSync(new URL('../../specs/schemas/junit.xsd', import.meta.url), 'utf8');
const problemsOf = async (xml: string): Promise<unknown> =>
  (await validateXML({ xml: { fileName: 'junit.xml', contents: xml }, schema })).errors;

const hostile = ']]><x>&"\u0000\u0007\u001b[31m\uFFFE\uD800\u202e'.repeat(3);
const violating = buildReport(
  record({ stopped: 'interrupted', stoppedBecause: hostile }),
  [history(1, { verdict: verdict({ violations: [violation({ observed: hostile })] }) })],
  () => [],
);
const held = buildReport(record(), [everythingHeld()], () => []);
const inconclusive = buildReport(record({ stopped: 'interrupted', stoppedBecause: 'Ctrl-C' }), [], () => []);

/** The results of a guarantee: `operation: result`. */
const resultsOf = (report: Report, guarantee: string): string[] => {
  const suite = new RegExp(`<testsuite name="${guarantee}"[\\s\\S]*?</testsuite>`).exec(junit(report, 'r'))?.[0] ?? '';
  return [...suite.matchAll(/<testcase [^>]*? name="(\w+)"(?: time="[\d.]+")?(?:\/>|>\s*<(\w+))/g)].map(
    ([, name, is]) => `${name}: ${is}`,
  );
};

test.each([
  ['held', held],
  ['hostile', violating],
  ['inconclusive', inconclusive],
])('a report that is %s is valid by the schema', async (_, report) => {
  expect(await problemsOf(junit(report, 'reports/latest'))).toEqual([]);
});

describe('a case', () => {
  test('passes only where the guarantee held', () => {
    expect(resultsOf(held, 'create.namespace')).toEqual([
      'CreateEnvironmentTemplate: undefined',
      'CreateServiceTemplate: undefined',
      'CreateEnvironment: undefined',
      'CreateService: undefined',
    ]);
  });

  test('fails with the counterexample where it is violated', () => {
    expect(resultsOf(violating, 'token.retry')).toContain('CreateEnvironmentTemplateVersion: failure');
    expect(junit(violating, 'r')).toContain('VIOLATED  token.retry');
  });

  test('is skipped, with the reason, where the guarantee was not exercised and need not be', () => {
    expect(new Set(resultsOf(held, 'durable').map((one) => one.split(': ')[1]))).toEqual(new Set(['skipped']));
    expect(junit(held, 'r')).toMatch(/<skipped message="not in this version"/);
  });

  test('is skipped, too, where it was required: the verdict is what fails then', () => {
    expect(resultsOf(inconclusive, 'delete.retry')).toContain('DeleteEnvironmentTemplate: skipped');
    expect(resultsOf(inconclusive, 'run')).toEqual(['verdict: error']);
  });

  test('is an error where it could not be decided', () => {
    const unknown = [{ guarantee: 'delete.retry', operation: 'DeleteEnvironmentTemplate', reason: 'too many ways' }];
    const report = buildReport(record(), [everythingHeld(), history(2, { verdict: verdict({ unknown }) })], () => []);
    expect(resultsOf(report, 'delete.retry')).toContain('DeleteEnvironmentTemplate: error');
    expect(resultsOf(report, 'run')).toEqual(['verdict: error']);
  });
});

test('the verdict is an error where the run is inconclusive, with all that is missing, and else passes', () => {
  const xml = junit(inconclusive, 'r');
  expect(xml).toMatch(
    /name="verdict" time="[\d.]+">\s*<error type="inconclusive" message="Ctrl-C; nothing was exercised/,
  );
  expect(xml).toContain('delete.retry on DeleteEnvironmentTemplate: Ctrl-C');
  expect(resultsOf(held, 'run')).toEqual(['verdict: undefined']);
});

test('only the run has a time: that of a guarantee is not known', () => {
  expect([...junit(held, 'r').matchAll(/<(\w+)[^>]* time="/g)].map(([, name]) => name)).toEqual([
    'testsuites',
    'testsuite',
    'testcase',
  ]);
});
