import { expect, test } from 'vitest';
import { listMutants } from '../emulator/index.ts';
import { minimalityOf } from './testing/minimality.ts';

/** Of each family, one that takes a moved clock, and one that confuses programs. `npm run minimality` takes every mutant. */
const sample = [
  'token-ignored',
  'create-retry-refused',
  'delete-retry-not-found',
  'async-delete-complete-not-found',
  'token-never-expires',
  'token-retry-shows-another-connection',
];
const all = process.env.MINIMALITY === 'all';

const lengths: number[] = [];
test.each(all ? listMutants().map(({ name }) => name) : sample)(
  '%s: nothing smaller breaks the same',
  async (mutant) => {
    const result = await minimalityOf(mutant);
    if (result === undefined || result.shrunk.shrinking !== 'minimal' || result.shrunk.reproduced.times < 10) {
      if (all)
        console.log(
          mutant,
          result === undefined ? 'not found by its own programs' : result.shrunk.shrinking,
          result?.shrunk.calls,
          JSON.stringify(result?.shrunk.reproduced),
        );
      expect(all).toBe(true);
      return;
    }
    lengths.push(result.shrunk.program.steps.length);
    if (all)
      console.log(mutant, `${lengths.at(-1)} steps, ${result.shrunk.calls} calls, ${result.tried} smaller tried`);
    expect(result.tried).toBeGreaterThan(0);
    expect(result.smaller).toEqual([]);
  },
);

test('half of them take at most four steps', () => {
  const sorted = lengths.sort((a, b) => a - b);
  if (all) console.log(`median ${sorted[sorted.length >> 1]} steps of ${sorted.length}: ${sorted.join(' ')}`);
  expect(sorted[sorted.length >> 1]).toBeLessThanOrEqual(4);
});
