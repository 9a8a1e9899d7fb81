import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { api, operations } from '../../src/specs/index.ts';
import { assertLaws, wireProblems } from '../testing/laws.ts';
import { inputOf, memberOf } from './inputs.ts';

const names = Object.keys(operations);

describe('the input of an operation', () => {
  test.each(names)('%s keeps the laws and the wire model', (operation) => {
    assertLaws(inputOf(operation), (value) => wireProblems(api.operations[operation]!.input, value));
  });

  test.each(names)('%s has each of its members at times, and lacks each optional one at times', (operation) => {
    const shape = api.shapes[api.operations[operation]!.input]!;
    const seen = fc.sample(inputOf(operation), { seed: 7, numRuns: 200 });
    for (const member of Object.keys(shape.members ?? {})) {
      const count = seen.filter((input) => member in input).length;
      expect(count, member).toBeGreaterThan(0);
      if (!shape.required?.includes(member)) expect(count, member).toBeLessThan(seen.length);
    }
  });
});

test('texts are empty, and as long as they may be, at times', () => {
  const lengths = fc
    .sample(memberOf('CreateEnvironmentTemplate', 'description'), { seed: 7, numRuns: 300 })
    .map((text) => String(text).length);
  expect(Math.min(...lengths)).toBe(0);
  expect(Math.max(...lengths)).toBe(500);
});

test('unknown operations and members are refused', () => {
  expect(() => inputOf('CreateNothing')).toThrow('CreateNothing');
  expect(() => memberOf('CreateService', 'nothing')).toThrow('nothing');
});
