import { expect, test } from 'vitest';
import { fixtureNamespace, makeRunId, programNamespace, runPrefix } from './namespace.ts';

const indexes = [0, 1, 35, 36, 37, 1295, 1296, 46655, 46656, 36 ** 5 - 1];
const attempts = [0, 1, 35, 36, 1295];
const spaces = [
  ...indexes.flatMap((index) => attempts.map((attempt) => programNamespace('abc123', index, attempt))),
  ...indexes.map((index) => fixtureNamespace('abc123', index)),
];

test('no name space begins another', () => {
  for (const a of spaces)
    for (const b of spaces) if (a !== b) expect(`${b} in ${a}: ${a.startsWith(b)}`).toBe(`${b} in ${a}: false`);
  expect(new Set(spaces).size).toBe(spaces.length);
});

test('a name space is short, lower case, and begins with the run’s', () => {
  for (const space of spaces) expect(space).toMatch(/^pcabc123[a-z0-9]{1,12}$/);
});

test('run ids are six characters, whatever the random numbers', () => {
  for (const random of [0, 0.5, 0.999_999_999]) expect(makeRunId(() => random)).toMatch(/^[a-z0-9]{6}$/);
});

test.each(['', 'abc', 'ABCDEF', 'abc-12', 'abcdefg'])('%j is no run id', (id) => {
  expect(() => runPrefix(id)).toThrow(RangeError);
});

test.each([-1, 0.5, 36 ** 5])('%d is no index', (index) => {
  expect(() => programNamespace('abc123', index)).toThrow(RangeError);
});
