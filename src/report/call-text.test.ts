import { describe, expect, test } from 'vitest';
import type { Json } from '../program/types.ts';
import { callText, lastWithOriginal } from './call-text.ts';

const first = { name: 'a', spec: 's', description: 'one' };

test.each<[string, Json, string]>([
  ['the same request', first, 'CreateService, the same request as 1'],
  ['one member changed', { ...first, description: 'two' }, 'CreateService as 1, but description: "two"'],
  ['one member added', { ...first, branchName: 'b' }, 'CreateService as 1, but branchName: "b"'],
  ['one member left out', { name: 'a', spec: 's' }, 'CreateService as 1, but no description'],
  ['another request', { name: 'b', spec: 't' }, 'CreateService { "name": "b", "spec": "t" }'],
])('%s', (_, input, expected) => {
  const calls = [
    { call: 4, operation: 'CreateService', input: first, answer: '' },
    { call: 5, operation: 'GetService', input: { name: 'a' }, answer: '' },
    { call: 6, operation: 'CreateService', input, answer: '' },
  ];
  expect(callText(calls, 2)).toBe(expected);
});

test('the nearest of several is named, the first of equal ones', () => {
  const calls = [first, { ...first, description: 'two' }, first, { ...first, description: 'two' }].map(
    (input, call) => ({
      call,
      operation: 'CreateService',
      input,
      answer: '',
    }),
  );
  expect(calls.map((_, at) => callText(calls, at).replace(/^CreateService,? /, ''))).toEqual([
    '{ "name": "a", "spec": "s", "description": "one" }',
    'as 1, but description: "two"',
    'the same request as 1',
    'the same request as 2',
  ]);
});

describe('the calls that are told', () => {
  const call = (operation: string, name: string) => ({ operation, input: { name, spec: 's', branchName: 'b' } });
  const others = ['c', 'd', 'e'].map((name) => call('CreateEnvironment', name));
  const told = (calls: readonly ReturnType<typeof call>[]): string[] =>
    lastWithOriginal(calls, 3).map(({ input }) => input.name);

  test.each([
    ['the last ones', others, ['c', 'd', 'e']],
    [
      'the request that the last one repeats, in place of a later one',
      [call('CreateService', 'a'), ...others, call('CreateService', 'a')],
      ['a', 'e', 'a'],
    ],
    [
      'the last ones, where it is among them',
      [...others, call('CreateService', 'a'), call('CreateService', 'a')],
      ['e', 'a', 'a'],
    ],
    ['the last ones, where there is none', [...others, call('CreateService', 'a')], ['d', 'e', 'a']],
    ['fewer than there is room for', others.slice(1), ['d', 'e']],
  ])('%s', (_, calls, expected) => {
    expect(told(calls)).toEqual(expected);
  });
});
