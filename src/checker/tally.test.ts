import { expect, test } from 'vitest';
import type { LogEntry } from './logs.ts';
import { tally } from './tally.ts';

type Shown = Extract<LogEntry, { kind: 'shown' }>;
type Taken = Extract<LogEntry, { kind: 'taken' }>;
const shown = (guarantee: string, situation = 's'): Shown => ({ kind: 'shown', guarantee, operation: 'O', situation });
const taken = (reading: string): Taken => ({ kind: 'taken', point: 'p', operation: 'O', reading });
const [a, b] = [shown('a'), shown('b')];

test.each<[string, LogEntry[][], Shown[], string[]]>([
  ['no explanation, nothing else', [], [], []],
  ['one explanation', [[a, b, a]], [], ['a s 2', 'b s 1']],
  ['what all explanations show', [[a, b], [b], [b, a]], [], ['b s 1']],
  [
    'as often as the one that shows it least often',
    [
      [a, a, a],
      [a, a],
    ],
    [],
    ['a s 2'],
  ],
  ['what only the second shows', [[], [a]], [], []],
  ['and what shows without them', [[a]], [a, b], ['a s 2', 'b s 1']],
  ['situations apart', [[a, shown('a', 't')]], [], ['a s 1', 'a t 1']],
])('exercised: %s', (_, logs, beside, expected) => {
  const { exercised } = tally([logs], beside, []);
  expect(exercised.map((e) => `${e.guarantee} ${e.situation} ${e.count}`)).toEqual(expected);
});

test.each<[string, LogEntry[][], Taken[], string[]]>([
  ['one explanation', [[taken('x'), taken('y'), taken('x'), a]], [], ['x 2', 'y 1']],
  ['two that differ', [[taken('x')], [taken('y')]], [], []],
  ['and what shows without them', [[taken('x')]], [taken('x')], ['x 2']],
])('readings: %s', (_, logs, beside, expected) => {
  const { readings } = tally([logs], [], beside);
  expect(readings.map((r) => `${r.reading} ${r.count}`)).toEqual(expected);
});

test('of parts that are explained apart, what each shows is added up', () => {
  const { exercised } = tally([[[a], [a, b]], [[a, b]]], [], []);
  expect(exercised.map((e) => `${e.guarantee} ${e.count}`)).toEqual(['a 2', 'b 1']);
});
