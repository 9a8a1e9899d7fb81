import { expect, test } from 'vitest';
import { changedInput } from '../../src/program/change.ts';
import { allCreates, standardRequest } from '../requests.ts';
import { grouped } from './grouped.ts';
import { changes, type Mutation, silentChanges } from './index.ts';

type Grouped = Pick<Mutation, 'base' | 'change' | 'label'>;

test.each(allCreates)('grouping keeps every change of %s, and what it presupposes', (operation) => {
  const sorts: readonly (readonly Grouped[])[] = [changes(operation), silentChanges(operation)];
  for (const all of sorts) {
    const groups = grouped(all, 10);
    expect(groups.flatMap(({ members }) => members).length).toBe(all.length);
    for (const { base, members } of groups) {
      const original = changedInput(standardRequest(operation), base);
      for (const { base: own, change, label } of members) {
        const alone = changedInput(standardRequest(operation), own);
        for (const path of [...Object.keys(change.set ?? {}), ...(change.drop ?? [])]) {
          const member = path.split('.')[0]!;
          expect(original[member], label).toEqual(alone[member]);
        }
      }
    }
  }
});

test('a group is no larger than it may be, and groups are few', () => {
  for (const operation of allCreates) {
    const all = changes(operation);
    const groups = grouped(all, 10);
    expect(Math.max(...groups.map(({ members }) => members.length))).toBeLessThanOrEqual(10);
    expect(groups.length).toBeLessThan(all.length / 4);
  }
});
