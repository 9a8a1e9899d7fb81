import { expect, test } from 'vitest';
import { type Alternative, inWords, judge, refuse, type Situation } from './judge.ts';
import { initial } from './state.ts';
import { conflict, empty, fails, lists, shows, validation } from './testing/build.ts';

const alternative = (more: Partial<Alternative> = {}): Alternative => ({
  says: 'success',
  fits: (o) => o.kind === 'success',
  next: () => initial,
  ...more,
});
const situation = (alternatives: readonly Alternative[], more: Partial<Situation> = {}): Situation => ({
  name: 'first call',
  operation: 'CreateService',
  guarantee: 'create.retry',
  alternatives,
  ...more,
});

test.each<[string, Partial<Alternative>, string[]]>([
  ['says nothing of it', {}, ['create.retry']],
  ['says what', { shows: ['create.modified', 'token.scope'] }, ['create.modified', 'token.scope']],
  ['is a reading', { taken: ['create.dying', 'success'] }, []],
  ['is an excuse', { excused: true }, []],
  ['ends the program', { ends: 'refused' }, []],
])('an alternative that fits shows the guarantee, or what it says: one that %s', (_, more, shown) => {
  const { branches } = judge(situation([alternative(more)]), empty);
  expect(branches.flatMap((b) => b.shown.map((s) => s.guarantee))).toEqual(shown);
});

test('each alternative that fits is a branch, with the readings taken', () => {
  const fitting = alternative({ taken: ['a', 'x'], takenToo: () => ['b', 'y'] });
  const { branches, refusal } = judge(situation([fitting, alternative({ fits: () => false }), alternative()]), empty);
  expect(refusal).toBeUndefined();
  expect(branches.map((b) => b.taken.map((t) => `${t.point}=${t.reading}`))).toEqual([['a=x', 'b=y'], []]);
});

test('where none fits, the best blame is named, the situation’s own guarantee beside it, and what was allowed', () => {
  const excused = alternative({ says: 'a conflict for a while', excused: true, fits: () => false });
  const { branches, refusal } = judge(
    situation([alternative(), alternative(), excused], {
      blame: () => [{ guarantee: 'delete.only', operation: 'DeleteService' }, 'token.scope'],
    }),
    validation,
  );
  expect(branches).toEqual([]);
  expect(refusal).toEqual({
    guarantee: 'delete.only',
    operation: 'DeleteService',
    also: ['token.scope', 'create.retry'],
    situation: 'first call',
    allowed: ['success'],
    observed: 'ValidationException',
  });
});

test('a refusal without a guarantee is a defect of the model, not of the endpoint', () => {
  expect(() => refuse([], 's', [], 'o')).toThrow('guarantee');
});

test.each([
  [conflict, 'ConflictException'],
  [fails('ValidationException', 'Idempotent\nmismatch'), 'ValidationException: Idempotent\\nmismatch'],
  [empty, 'success, empty'],
  [lists([{}, {}]), 'a list of 2'],
  [shows({ name: 'n' }), 'success: {"name":"n"}'],
])('outcome %# in words', (outcome, words) => {
  expect(inWords(outcome)).toBe(words);
});

test('words have a limit', () => {
  expect(inWords(shows({ name: 'n'.repeat(9999) })).length).toBeLessThan(450);
});
