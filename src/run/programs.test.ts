import { expect, test } from 'vitest';
import { planOf } from './plan.ts';
import { Programs } from './programs.ts';
import type { RunOptions } from './types.ts';

const few: RunOptions = { seed: 1, exhaustive: 1, runs: 8 };

/** How many are handed out, and how many there were said to be before and after. */
const handedOut = (options: RunOptions, clock = true): { before: number; after: number; indices: number[] } => {
  const programs = new Programs(planOf({ ...few, ...options }), { clock, restart: true });
  const before = programs.count;
  const indices = [...programs].flatMap((one) => (one === 'cohorts' ? [] : [one.index]));
  return { before, after: programs.count, indices };
};

test.each<[string, RunOptions, boolean]>([
  ['all programs', {}, true],
  ['a part of them', { only: ['token.length'] }, true],
  ['a profile', { profile: ['templates'] }, true],
  ['a shard', { shard: { nth: 2, of: 3 } }, true],
  ['a part of a shard', { only: ['DeleteService'], shard: { nth: 1, of: 3 } }, true],
  ['no clock', {}, false],
  ['no pairs', { without: ['twins', 'exhaustive'] }, true],
])('with %s, what progress counts against is in the end what was handed out', (_, options, clock) => {
  const { before, after, indices } = handedOut(options, clock);
  expect(after).toBe(indices.length);
  expect(before).toBeGreaterThanOrEqual(after);
});

test('shards have every program once between them, and know at once how many are theirs', () => {
  const parts = [1, 2, 3].map((nth) => handedOut({ shard: { nth, of: 3 } }));
  for (const { before, indices } of parts) expect(before).toBe(indices.length);
  const whole = handedOut({}).indices.sort((a, b) => a - b);
  expect(parts.flatMap(({ indices }) => indices).sort((a, b) => a - b)).toEqual(whole);
});
