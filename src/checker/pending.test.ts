import { expect, test } from 'vitest';
import { initial } from '../model/index.ts';
import { callOf } from '../model/testing/build.ts';
import { covers } from './pending.ts';

const pending = (names: string) => ({
  state: initial,
  log: [],
  pending: [...names].map((name) => callOf({ operation: 'DeleteEnvironmentTemplate', input: { name } })),
});

test.each([
  ['the same, in any order', 'ab', 'ba', true],
  ['more than that', 'abc', 'b', true],
  ['none', '', '', true],
  ['one of two that are alike', 'aa', 'a', true],
  ['not two of one', 'a', 'aa', false],
  ['not another', 'ab', 'c', false],
  ['nor as many others', 'ab', 'ac', false],
])('calls that are pending cover %s', (_, a, b, expected) => {
  expect(covers(pending(a), pending(b))).toBe(expected);
});
