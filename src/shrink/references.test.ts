import { describe, expect, test } from 'vitest';
import type { Input, Step } from '../program/types.ts';
import { changedBy } from './changes.ts';
import { leaveOut, type Manner } from './references.ts';

const create = (name: string, more: Input = {}): Step => ({
  do: 'create',
  operation: 'CreateEnvironmentTemplate',
  input: { name, ...more },
});
const retry = (of: number, set?: Input): Step => ({
  do: 'retry',
  of,
  ...(set === undefined ? {} : { change: { set } }),
});
const get = (of: number): Step => ({ do: 'get', of });
const made = (back: number): Step => create(`{{made:${back}.name}}`);

describe('what is left means the same requests', () => {
  test.each<[string, Step[], number[], Manner, Step[] | undefined]>([
    ['a step that nobody refers to', [create('a'), get(0), retry(0)], [1], 'carry', [create('a'), retry(0)]],
    [
      'a create takes along what is about it',
      [create('a'), create('b'), get(1), get(0)],
      [0],
      'carry',
      [create('b'), get(0)],
    ],
    ['references count one less', [create('a'), create('b'), get(1)], [1], 'carry', [create('a'), get(0)]],
    [
      'references that wrap around still mean the same',
      [create('a'), create('b'), get(3)],
      [1],
      'carry',
      [create('a'), get(0)],
    ],
    ['the base stands in for a retry', [create('a'), retry(0), get(0)], [1], 'carry', [create('a'), get(0)]],
    [
      'a changed retry hands its change on',
      [create('a'), retry(0, { b: 1 }), retry(0)],
      [1],
      'carry',
      [create('a'), retry(0, { b: 1 })],
    ],
    ['or its change goes with it', [create('a'), retry(0, { b: 1 }), retry(0)], [1], 'drop', [create('a'), retry(0)]],
    [
      'changes of changes add up',
      [create('a'), retry(0, { b: 1, c: 1 }), retry(0, { c: 2 })],
      [1],
      'carry',
      [create('a'), retry(0, { b: 1, c: 2 })],
    ],
    [
      'the first retry becomes the create',
      [create('a'), get(0), retry(0, { name: 'b' }), get(1), retry(1)],
      [0],
      'promote',
      [create('b'), get(0), retry(0)],
    ],
    ['nothing to promote', [create('a'), get(0)], [0], 'promote', undefined],
    ['symbols point on', [create('a'), create('b'), made(1)], [1], 'carry', [create('a'), made(0)]],
    ['a symbol without what it points to goes too', [create('a'), made(0), get(0)], [0], 'carry', []],
    [
      'several at once',
      [create('a'), retry(0), retry(0), get(0), create('b')],
      [1, 2, 4],
      'carry',
      [create('a'), get(0)],
    ],
  ])('%s', (_, steps, gone, manner, expected) => {
    expect(leaveOut(steps, new Set(gone), manner)).toEqual(expected);
  });
});

describe('two changes as one', () => {
  test.each([
    ['the later one wins', { set: { a: 1 } }, { set: { a: 2 } }, { set: { a: 2 } }],
    ['what is left out later is not set', { set: { a: 1 } }, { drop: ['a'] }, { drop: ['a'] }],
    ['a whole member set later takes its parts', { set: { 'a.b': 1 } }, { set: { a: 2 } }, { set: { a: 2 } }],
    ['what was left out may be set again', { drop: ['a'] }, { set: { a: 1 } }, { set: { a: 1 }, drop: ['a'] }],
    ['a part left out of what was set', { set: { a: { b: 1 } } }, { drop: ['a.b'] }, 'impossible'],
    ['none', undefined, undefined, undefined],
  ])('%s', (_, first, then, expected) => {
    expect(changedBy(first, then)).toEqual(expected);
  });
});
