import { describe, expect, test } from 'vitest';
import { emulatorReadings } from '../emulator/index.ts';
import { combinationOf } from './combination.ts';
import { hunt } from './hunt.ts';

describe('combinations', () => {
  const several = Array.from({ length: 200 }, (_, index) => combinationOf(1, index));

  test('are the same for the same seed and index, and others for others', () => {
    expect(combinationOf(1, 7)).toEqual(several[7]);
    expect(combinationOf(2, 7)).not.toEqual(several[7]);
    expect(new Set(several.map((one) => JSON.stringify(one))).size).toBe(several.length);
  });

  test('take every reading of every point', () => {
    for (const [point, { readings }] of Object.entries(emulatorReadings)) {
      const taken = several.map((one) => one.readings[point as keyof typeof emulatorReadings]);
      expect([point, [...new Set(taken)].sort()]).toEqual([point, [...readings].sort()]);
    }
  });

  test('leave each habit and each failure off in most', () => {
    const odd = several.flatMap(({ habits, failures }) => [...Object.keys(habits), ...Object.keys(failures)]);
    for (const what of new Set(odd)) expect(odd.filter((one) => one === what).length).toBeLessThan(100);
    expect(new Set(odd).size).toBe(39);
  });
});

/** Random programs, and pairs on two of them: what is systematic is the same in each run, and runs elsewhere. */
test.each([
  [0, []],
  [1, []],
  [2, ['twins']],
  [3, ['twins']],
] as const)('combination %i of a right endpoint raises no alarm', async (index, without) => {
  const extent = { without: ['systematic', 'exhaustive', ...without], runs: 12 } as const;
  const combination = combinationOf(1, index);
  const { alarms, stoppedBecause, judgedCalls } = await hunt(combination, 1, extent);
  // Where work fails, the systematic programs see it; without them, only what hangs on work that nobody saw end is in doubt.
  const workFails = Object.keys(combination.failures).length > 0 || combination.habits.halfDoneRate !== undefined;
  const sure = alarms.filter(({ violation }) => !workFails || violation.doubt === undefined);
  expect(sure.map(({ violation }) => violation)).toEqual([]);
  expect(stoppedBecause).toBeUndefined();
  expect(judgedCalls).toBeGreaterThan(100);
});
