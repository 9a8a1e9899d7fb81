import { describe, expect, test } from 'vitest';
import { advancesOf, fixturesOf, memberAt, movesOf, operationsOf, peakOf, position } from './facts.ts';
import type { Sending, Step } from './types.ts';

const create: Extract<Sending, { do: 'create' }> = {
  do: 'create',
  operation: 'CreateEnvironmentTemplate',
  input: { name: '{{name:a}}' },
};
const again: Sending = { do: 'retry', of: 0 };
const changed: Step = { do: 'retry', of: 0, change: { set: { name: 'x' } } };
const gone: Step = { do: 'delete', of: 0 };
const later: Step = { do: 'advance', seconds: 5 };

test('the operations of a program are those that its steps call', () => {
  const steps: Step[] = [
    { do: 'create', operation: 'CreateEnvironment', input: {} },
    { do: 'create', operation: 'CreateEnvironmentTemplate', input: {} },
    { do: 'settle', of: 1 },
    { do: 'modify', of: 0, operation: 'UpdateEnvironmentTemplate', input: {} },
    { do: 'list', of: 1 },
    { do: 'listTags', of: 1 },
    { do: 'listInstances', of: 1 },
    { do: 'retry', of: 1 },
    { do: 'delete', of: 0 },
  ];
  expect([...operationsOf({ steps })].sort()).toEqual(
    [
      'CreateEnvironment',
      'CreateEnvironmentTemplate',
      'GetEnvironment',
      'UpdateEnvironmentTemplate',
      'ListEnvironments',
      'ListTagsForResource',
      'DeleteEnvironment',
    ].sort(),
  );
});

describe('the templates that a program holds at a time', () => {
  test.each<[string, Step[], number]>([
    ['a create', [create], 1],
    ['retries make none', [create, again, again], 1],
    ['a changed retry may make one', [create, changed], 2],
    ['two creates, one after the other', [create, gone, create], 1],
    ['two creates', [create, create], 2],
    ['one create, sent twice at the same time', [{ do: 'together', steps: [create, again] }], 1],
    ['a copy that comes after the deletion', [{ ...create, fault: 'copied' }, gone, create, { do: 'deliver' }], 2],
  ])('%s', (_, steps, expected) => {
    expect(peakOf({ steps })).toEqual(new Map([['environmentTemplate', expected]]));
  });
});

test('references count backwards, modulo the number there are', () => {
  expect([0, 1, 2, 3, 7].map((back) => position(back, 3))).toEqual([2, 1, 0, 2, 1]);
});

test('fixtures, advances and moves are found in the steps', () => {
  const steps: Step[] = [
    { do: 'create', operation: 'CreateService', input: { a: ['{{fixture:environment}} {{fixture:t.arn}}'] } },
    later,
    create,
    { do: 'restart' },
  ];
  expect(fixturesOf(steps)).toEqual(['environment', 't']);
  expect(advancesOf(steps)).toEqual([5]);
  expect(movesOf(steps)).toEqual([5, 'restart']);
});

test('a member is found by its path, and nothing that is inherited', () => {
  const value = { tags: [{ key: 'k' }] };
  expect(memberAt(value, 'tags.0.key')).toBe('k');
  expect(memberAt(value, 'tags.1.key')).toBeUndefined();
  expect(memberAt(value, 'constructor')).toBeUndefined();
});
