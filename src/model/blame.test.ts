import { expect, test } from 'vitest';
import {
  clearCollection,
  cleared,
  collectionSuspects,
  lostBefore,
  lostDelete,
  stake,
  stakeCollection,
  stakeOthers,
  surplusSuspects,
  suspectsOf,
  undeadSuspects,
} from './blame.ts';
import { initial, type State, type Suspect, type Thing } from './state.ts';
import { callOf, line, moment, shows, template, walk } from './testing/build.ts';

const suspect = (guarantee: string, operation = 'CreateEnvironmentTemplate'): Suspect => ({ guarantee, operation });
const make = (name: string) => line('CreateEnvironmentTemplate', { name }, shows(template(name)));
const { states } = walk([make('ns-a'), make('ns-b'), make('ns-c')]);
const state = states[0] as State;
const thing: Thing = { ...(state.things[0] as Thing), suspects: [], past: [] };
const names = (suspects: readonly Suspect[]): string[] => suspects.map((s) => s.guarantee);
const staked = (...guarantees: string[]): Thing => guarantees.reduce((t, g) => stake(t, suspect(g), 0), thing);

test.each<[string, Thing, string[]]>([
  ['the latest first', staked('a', 'b', 'c'), ['c', 'b', 'a']],
  ['each once, at its latest place', staked('a', 'b', 'a'), ['a', 'b']],
  ['no more than 12', staked(...'abcdefghijklmn'), [...'nmlkjihgfedc']],
  ['those cleared before come last', stake(cleared(staked('a', 'b')), suspect('c'), 0), ['c', 'b', 'a']],
  ['what haunts a name first', { ...staked('a'), haunted: suspect('h') }, ['h', 'a']],
  ['a refused retry is a retry', staked('create.rejected-harmless'), ['create.rejected-harmless', 'create.retry']],
  ['so is a mismatch', staked('token.mismatch-harmless'), ['token.mismatch-harmless', 'token.retry']],
  ['a lost response may have doubled', staked('once.lost-response'), ['once.lost-response', 'once']],
])('suspects of a thing: %s', (_, one, expected) => {
  expect(names(suspectsOf(one))).toEqual(expected);
});

test('the same guarantee of two operations is two suspects', () => {
  const both = stake(staked('a'), suspect('a', 'DeleteEnvironmentTemplate'), 0);
  expect(suspectsOf(both).map((s) => s.operation)).toEqual(['DeleteEnvironmentTemplate', 'CreateEnvironmentTemplate']);
});

test('a thing remembers its latest touch, not its last told one', () => {
  const at = moment(9000).at;
  expect(stake(stake(thing, suspect('a'), at), suspect('b'), at - 5000).touchedAt).toBe(at);
});

test('a delete puts at stake all that is there, and nothing else', () => {
  const [a, b, c] = state.things as [Thing, Thing, Thing];
  const mixed = { ...state, things: [a, { ...b, life: 'gone' as const }, c] };
  const call = callOf({ operation: 'DeleteEnvironmentTemplate', input: {} });
  const after = stakeOthers(mixed, c.id, suspect('delete.only'), call);
  expect(after.things.map((t) => names(t.suspects).includes('delete.only'))).toEqual([true, false, false]);
});

test('a collection’s suspects stay known after they are cleared, as past ones', () => {
  const at = stakeCollection(initial, 'c', suspect('once.lost-response'), 5);
  expect(names(lostBefore(at, 'c'))).toEqual(['once.lost-response']);
  expect(lostBefore(at, 'other')).toEqual([]);
  const after = clearCollection(at, 'c');
  expect(names(lostBefore(after, 'c'))).toEqual([]);
  expect(names(collectionSuspects(after, 'c'))).toEqual(['once.lost-response', 'once']);
});

test.each([
  ['its delete', 'once.lost-response', 'DeleteEnvironmentTemplate', true],
  ['an update', 'once.lost-response', 'UpdateEnvironmentTemplate', false],
  ['an answered delete', 'delete.only', 'DeleteEnvironmentTemplate', false],
])('a lost delete is suspected after %s: %s of %s', (_, guarantee, operation, lost) => {
  expect(lostDelete(stake(thing, suspect(guarantee, operation), 0), 'DeleteEnvironmentTemplate')).toBe(lost);
});

test('a delete is the last to be suspected of something that is there too often', () => {
  const all = [suspect('delete.first', 'DeleteEnvironmentTemplate'), suspect('create.retry'), suspect('once')];
  expect(names(surplusSuspects(all))).toEqual(['create.retry', 'once', 'delete.first']);
});

const deletion = suspect('delete.first', 'DeleteEnvironmentTemplateVersion');
const version: Thing = { ...thing, id: 1, type: 'environmentTemplateVersion', name: 'ns-c', life: 'gone' };
const after = (gone: Thing, ...things: Thing[]): string[] =>
  names(undeadSuspects({ ...state, things: [gone, ...things] }, gone));

test.each<[string, string[], string[]]>([
  ['its delete', after(stake(version, deletion, 0)), ['delete.first', 'delete.first']],
  [
    'what came after it was seen to be gone',
    after(stake(cleared(stake(version, deletion, 0)), suspect('token.retry', 'CreateEnvironmentTemplateVersion'), 0)),
    ['token.retry', 'delete.first', 'token.retry', 'delete.first'],
  ],
  [
    'the template that was made anew since',
    after(stake(version, deletion, 0), { ...thing, id: 2, name: 'ns-c' }),
    ['create.after-delete', 'delete.first', 'delete.first'],
  ],
  [
    'a restart',
    after(stake(version, suspect('durable', deletion.operation), 0)),
    ['durable', 'delete.first', 'durable'],
  ],
])('what is gone and shows again was brought back by %s', (_, found, expected) => {
  expect(found).toEqual(expected);
});
