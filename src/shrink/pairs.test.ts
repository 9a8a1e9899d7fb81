import { describe, expect, test } from 'vitest';
import { twinPrograms } from '../../generators/index.ts';
import type { Program, Step } from '../program/types.ts';
import { isWaitedFor, plainOf } from './pairs.ts';

const programs = [...twinPrograms({ seed: 5, random: 40 })];
const pairs = programs.flatMap((plain): [string, Program, Program][] => {
  const retried = plain.twin?.part === 'plain' ? programs.find(({ index }) => index === plain.twin!.of)! : undefined;
  return retried === undefined ? [] : [[`${retried.index} ${retried.aim.operation}`, plain, retried]];
});

describe('the pairs that a run has', () => {
  test.each(pairs)('%s: without its retries it is the plain one', (_, plain, retried) => {
    expect(plainOf(retried).steps).toEqual(plain.steps);
    expect(plainOf(plain).steps).toEqual(plain.steps);
  });

  test('wait for everything before they end', () => {
    expect(pairs.filter(([, plain]) => !isWaitedFor(plain)).map(([title]) => title)).toEqual([]);
  });
});

test('what is still in progress is not waited for', () => {
  const create: Step = { do: 'create', operation: 'CreateEnvironment', input: { name: '{{name:a}}' } };
  expect(isWaitedFor({ steps: [create, { do: 'settle', of: 0 }, { do: 'delete', of: 0 }] })).toBe(false);
});
