import { expect, test } from 'vitest';
import type { TokenUse } from './state.ts';
import { callOf, moment } from './testing/build.ts';
import { ageOf, isFresh } from './time.ts';

const HOURS_8 = 8 * 3600;
const TOLERANCE = 10;
const request = { operation: 'CreateEnvironmentTemplateVersion', input: {} };
const start = moment(0).clock;
const use = (more: Partial<TokenUse> = {}): TokenUse => ({
  value: 't',
  born: moment(0),
  aliveFrom: start,
  lastAnswered: start + 1,
  lastCounted: start + 1,
  ...more,
});

test.each<[string, TokenUse, number, number, string]>([
  ['at once', use(), 1, 2, 'alive'],
  ['answered just inside the tolerance', use(), 1, HOURS_8 - TOLERANCE - 1, 'alive'],
  ['answered at the tolerance', use(), 1, HOURS_8 - TOLERANCE, 'doubtful'],
  ['sent at eight hours', use(), HOURS_8, HOURS_8 + 1, 'doubtful'],
  ['sent at the tolerance after its last use', use(), HOURS_8 + TOLERANCE + 1, HOURS_8 + 20, 'doubtful'],
  ['sent beyond that', use(), HOURS_8 + TOLERANCE + 2, HOURS_8 + 20, 'expired'],
  ['used again in between', use({ lastAnswered: start + 3600 }), HOURS_8 + 600, HOURS_8 + 601, 'doubtful'],
  ['one use was never answered', use({ lastAnswered: Number.POSITIVE_INFINITY }), 99 * 3600, 99 * 3600, 'doubtful'],
  ['the hours of a deleted one count', use({ aliveFrom: start - 3600 }), HOURS_8 - 1800, HOURS_8 - 1799, 'doubtful'],
])('a token %s: %s → %s', (_, token, sentSeconds, answeredSeconds, age) => {
  const call = callOf(request, 0, { sent: moment(0, sentSeconds), answered: moment(0, answeredSeconds) });
  expect(ageOf(token, call)).toBe(age);
});

test.each([
  [0, 1999, false],
  [0, 2000, true],
  [500, 2000, false],
])('a read of something touched at %i, sent at %i, is fresh: %s', (touched, sent, fresh) => {
  expect(isFresh(callOf(request, sent), moment(touched).at)).toBe(fresh);
});
