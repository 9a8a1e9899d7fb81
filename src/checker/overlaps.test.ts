import { expect, test } from 'vitest';
import { Overlaps } from './overlaps.ts';

/** `+` a request is sent, `-` one is over. */
const seen = (story: string): string => {
  const overlaps = new Overlaps();
  for (const [, sign, call] of story.matchAll(/([+-])(\d+)/g)) {
    if (sign === '+') overlaps.sent(Number(call));
    else overlaps.over(Number(call));
  }
  return overlaps.seen.map(({ width, count }) => `${count} of ${width}`).join();
};

test.each([
  ['one after another', '+1 -1 +2 -2', ''],
  ['three at the same time', '+1 +2 +3 -2 -1 -3', '1 of 3'],
  ['what was sent after the first answer counts no more', '+1 +2 -1 +3 +4 -2 -3 -4', '1 of 2'],
  ['a third that came too late is no race of three', '+1 -1 +2 +3 -2 -3', '1 of 2'],
  ['races of one width are counted together', '+1 +2 -1 -2 +3 +4 -3 -4 +5 +6 +7 -5 -6 -7', '2 of 2,1 of 3'],
  ['what was never sent does not end', '-9 +1 +2 -9 -1 -2', '1 of 2'],
])('%s: %s', (_, story, expected) => {
  expect(seen(story)).toBe(expected);
});
