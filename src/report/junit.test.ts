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
  return [...suite.matchAll(/<testcase [^>]*? name="(\w+)"(?:\/>|>\s*<(\w+))/g)].map(
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

  test('is an error where it was required and not exercised', () => {
    expect(resultsOf(inconclusive, 'delete.retry')).toContain('DeleteEnvironmentTemplate: error');
  });
});

test('why the run did not come to its end is an error of its own', () => {
  expect(junit(inconclusive, 'r')).toMatch(/<testcase classname="run" name="came to its end">\s*<error .*Ctrl-C/);
  expect(junit(held, 'r')).toContain('<testcase classname="run" name="came to its end"/>');
});
