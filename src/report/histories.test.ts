import { expect, test } from 'vitest';
import { historiesSummary } from './histories.ts';
import { everythingHeld, history, verdict, violation } from './testing/sample.ts';
import type { JudgedHistory } from './types.ts';

const unknown = [{ guarantee: 'delete.retry', operation: 'DeleteEnvironmentTemplate', reason: 'too many ways' }];

test.each<[string, JudgedHistory[], number, RegExp]>([
  ['what held', [everythingHeld()], 0, /^HELD\n[\s\S]*delete\.retry on DeleteEnvironmentTemplate/],
  ['a violation', [history(1, { verdict: verdict({ violations: [violation()], unknown }) })], 1, /^VIOLATED/],
  ['nothing', [history(1)], 3, /INCONCLUSIVE: nothing was exercised/],
  [
    'something undecided beside what held',
    [everythingHeld(), history(2, { verdict: verdict({ unknown }) })],
    3,
    /UNDECIDED\n {2}- delete\.retry on DeleteEnvironmentTemplate: too many ways\nINCONCLUSIVE: not everything/,
  ],
])('histories that show %s', (_, judged, exitCode, expected) => {
  const told = historiesSummary(judged, [], false);
  expect(told.exitCode).toBe(exitCode);
  expect(told.text).toMatch(expected);
});

test('what one history leaves undecided is not told as held by another', () => {
  const { text } = historiesSummary([everythingHeld(), history(2, { verdict: verdict({ unknown }) })], [], false);
  expect(text).not.toMatch(/- delete\.retry on DeleteEnvironmentTemplate \(\d/);
});
