import { describe, expect, test } from 'vitest';
import { changedInput } from '../../src/program/change.ts';
import type { Input } from '../../src/program/types.ts';
import { api } from '../../src/specs/index.ts';
import { allCreates, standardRequest } from '../requests.ts';
import { concrete, wireProblems } from '../testing/laws.ts';
import { changes, silentChanges } from './index.ts';

const differing = (a: Input, b: Input): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (member) => JSON.stringify(a[member]) !== JSON.stringify(b[member]),
  );

describe.each(allCreates)('a change of %s', (operation) => {
  const all = changes(operation);
  const requests = [...all, ...silentChanges(operation)].map(({ label, base, change }) => {
    const original = changedInput(standardRequest(operation), base);
    return { label, original, changed: changedInput(original, change) };
  });

  test('makes a difference, in one parameter unless its label says otherwise', () => {
    for (const { label, original, changed } of requests) {
      const expected = /^[\w.]+ and [\w.]+ (exchanged|cut elsewhere)$/.test(label)
        ? 2
        : label === 'repository: left out'
          ? 3
          : 1;
      expect(differing(original, changed).length, label).toBe(expected);
      expect(JSON.stringify(concrete(original)), label).not.toBe(JSON.stringify(concrete(changed)));
    }
  });

  test('leaves a request that the wire model allows', () => {
    const input = api.operations[operation]!.input;
    for (const { label, original, changed } of requests) {
      expect([...wireProblems(input, original), ...wireProblems(input, changed)], label).toEqual([]);
    }
  });

  test('has a label of its own', () => {
    const labels = all.map(({ label }) => label);
    expect(labels.filter((label, at) => labels.indexOf(label) !== at)).toEqual([]);
  });

  test('is there for every member that is no key, token or made-up id', () => {
    const known = all.flatMap(({ base, change }) => [
      ...Object.keys(change.set ?? {}),
      ...(change.drop ?? []),
      ...Object.keys(base.set ?? {}),
    ]);
    const changed = new Set(known.map((path) => path.split('.')[0]!));
    const members = Object.keys(api.shapes[api.operations[operation]!.input]!.members!);
    const apart = [
      'name',
      'clientToken',
      'environmentAccountConnectionId',
      ...(operation.endsWith('Version') ? ['templateName'] : []),
    ];
    expect(members.filter((member) => !changed.has(member) && !apart.includes(member))).toEqual([]);
  });
});

test('silent changes are none of the strict ones', () => {
  for (const operation of allCreates) {
    const strict = new Set(changes(operation).map(({ base, change }) => JSON.stringify({ base, change })));
    expect(silentChanges(operation).filter(({ base, change }) => strict.has(JSON.stringify({ base, change })))).toEqual(
      [],
    );
  }
});
