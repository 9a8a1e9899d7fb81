import { expect, test } from 'vitest';
import { buildReport } from './build.ts';
import { inGitHubActions } from './github.ts';
import { history, record, verdict, violation } from './testing/sample.ts';

const violating = buildReport(
  record(),
  [history(1, { verdict: verdict({ violations: [violation({ observed: '100 %\n::error::made up' })] }) })],
  () => [],
);

test('the summary stands in a group, in which no line is a command', () => {
  const text = inGitHubActions(violating, 'VIOLATED\n::set-output name=x::y\n', 'n0nce');
  expect(text.split('\n').slice(0, 6)).toEqual([
    '::group::proton-conformance',
    '::stop-commands::n0nce',
    'VIOLATED',
    '::set-output name=x::y',
    '::n0nce::',
    '::endgroup::',
  ]);
});

test('each time the commands are stopped with another word', () => {
  expect(inGitHubActions(violating, '')).not.toBe(inGitHubActions(violating, ''));
});

test('a violation is an error of one line, whatever the endpoint sent', () => {
  const errors = inGitHubActions(violating, '')
    .split('\n')
    .filter((line) => line.startsWith('::error'));
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(/^::error title=token\.retry on \w+::.*100 %25/);
});

test('what left the run undecided is a warning', () => {
  const interrupted = buildReport(record({ stopped: 'interrupted', stoppedBecause: 'Ctrl-C' }), [], () => []);
  expect(inGitHubActions(interrupted, '')).toMatch(/^::warning title=.*Ctrl-C/m);
});
