import { expect, test } from 'vitest';
import { buildReport } from './build.ts';
import { history, record, twoCalls, verdict, violation } from './testing/sample.ts';
import type { ViolationReport } from './types.ts';
import { violationText } from './violation-lines.ts';

const found = history(1, { verdict: verdict({ violations: [violation()] }) });
const [reported] = buildReport(record(), [found], () => twoCalls()).violations;
const long = `counterexamples/${'name-'.repeat(20)}.json`;

const linesOf = (more: Partial<ViolationReport>, folder = 'reports/latest'): string[] =>
  violationText({ ...reported!, ...more }, folder).split('\n');

test.each<[string, Partial<ViolationReport>, string | undefined, string]>([
  [
    'a long path is not broken',
    { counterexample: long, replay: `proton-conformance replay ${long} --endpoint http://127.0.0.1:1/` },
    undefined,
    `replay reports/latest/${long} --endpoint http://127.0.0.1:1/`,
  ],
  ['the history is the evidence', {}, undefined, `check reports/latest/${found.path}`],
  ['of a pair the whole folder is', { replay: 'proton-conformance check .' }, undefined, 'check reports/latest'],
  ['also from inside it', { replay: 'proton-conformance check .' }, '', 'check .'],
  ['no path can steer a terminal', {}, 'a\u001b[2J', `check a\\u{1b}[2J/${found.path}`],
])('the command that shows it again can be copied: %s', (_, more, folder, expected) => {
  const line = linesOf(more, folder).find((one) => / proton-conformance (check|replay) /.test(one));
  expect(line?.replace(/^.*proton-conformance /, '')).toBe(expected);
});
