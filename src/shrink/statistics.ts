// How often a program is tried: a violation that does not come each time must be missed often enough in a row before
// it is taken for gone.
import type { Reproduced } from './types.ts';

/** A violation that comes as often as it was seen to is missed so seldom. */
const MISSED_AT_MOST = 0.05;
const MOST_REPEATS = 30;
/** The first tries of what was found; the others are spared where these all say the same. */
export const FIRST_TRIES = 3;
export const TRIES = 10;
/** A race that is lost one time in ten is found again with 96 %. */
export const TRIES_OF_RACES = 30;

/** How many tries without the violation say that it is gone: 1 where it came each time. */
export function repeatsFor({ times, of }: Reproduced): number {
  if (times >= of) return 1;
  const missed = 1 - times / of;
  return Math.min(MOST_REPEATS, Math.ceil(Math.log(MISSED_AT_MOST) / Math.log(missed)));
}
