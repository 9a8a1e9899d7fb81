import { expect, test } from 'vitest';
import type { Input } from '../../program/types.ts';
import type { Detail } from '../../wire/types.ts';
import { restarted } from '../durable.ts';
import type { Judged } from '../judge.ts';
import type { State, Thing } from '../state.ts';
import { step } from '../step.ts';
import {
  callOf,
  conflict,
  empty,
  environment,
  type Line,
  line,
  MADE,
  mismatch,
  moment,
  notFound,
  type Reply,
  shows,
  template,
  version,
  walk,
} from '../testing/build.ts';
import { gaveUp } from './get.ts';

const SOON = { afterMs: 500 };
const old = template('ns-a', { description: 'first' });
const a = { name: 'ns-a' };
const create = (input: Input = {}, reply: Reply = shows(old)): Line =>
  line('CreateEnvironmentTemplate', { ...a, description: 'first', ...input }, reply);
const get = (reply: Reply, when: Partial<Line> = {}): Line => line('GetEnvironmentTemplate', a, reply, when);
const remove = (reply: Reply = empty): Line => line('DeleteEnvironmentTemplate', a, reply);
const other = shows(template('ns-a', { description: 'x' }));
const refused = [create(), get(shows(old)), create({ description: 'x' }, mismatch)];

test.each<[string, Line[], string]>([
  ['what was made', [create(), get(shows(old))], 'right'],
  ['nothing soon after it was made', [create(), get(notFound, SOON)], 'excused'],
  ['nothing later, with no call to blame', [create(), get(notFound)], 'right'],
  ['nothing later, after a retry', [create(), create(), get(notFound)], 'create.retry'],
  ['an answer without detail counts as nothing', [create(), create(), get(empty)], 'create.retry'],
  ['another identity, soon', [create(), create(), get(shows({ ...old, arn: 'arn:x' }), SOON)], 'excused'],
  ['another identity, later', [create(), create(), get(shows({ ...old, arn: 'arn:x' }))], 'create.retry'],
  ['a refused value, soon', [...refused, get(other, SOON)], 'excused'],
  ['a refused value, later', [...refused, get(other)], 'create.rejected-harmless'],
  [
    'a refused value, after it was once seen right',
    [...refused, get(shows(old)), get(other)],
    'create.rejected-harmless',
  ],
  ['a value that nobody sent', [create(), get(shows(old)), create(), get(other)], 'create.retry'],
  ['what was deleted, soon', [create(), remove(), get(shows(old), SOON)], 'excused'],
  ['what was deleted, later', [create(), remove(), get(shows(old))], 'delete.first'],
  ['nothing after a deletion', [create(), remove(), get(notFound, SOON)], 'right'],
  ['something never made, with no call to blame', [get(shows(old))], 'right'],
  [
    'something that only another template’s deletion can have taken',
    [create(), line('DeleteEnvironmentTemplate', { name: 'ns-b' }, empty), get(notFound)],
    'delete.only',
  ],
  ['an error that says nothing of it', [create(), create(), get(conflict)], 'right'],
  [
    'the old one after it was made again',
    [
      create(),
      remove(),
      create({ description: 'second' }, shows(template('ns-a', { createdAt: MADE + 9 }))),
      get(shows(old)),
    ],
    'create.after-delete',
  ],
  [
    'a version recommended by one made again',
    [create(), remove(), create(), get(shows({ ...old, recommendedVersion: '1.0' }))],
    'create.after-delete',
  ],
  [
    'that one made again recommends none',
    [create(), remove(), create(), get(shows({ ...old, recommendedVersion: '' }))],
    'right',
  ],
])('Get shows %s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});

const added = line(
  'CreateEnvironmentTemplateVersion',
  { templateName: 'ns-a', clientToken: 't' },
  shows(version('ns-a', '0')),
);
const key = { templateName: 'ns-a', majorVersion: '1', minorVersion: '0' };
const lookAt = (reply: Reply, when: Partial<Line> = {}): Line =>
  line('GetEnvironmentTemplateVersion', key, reply, when);
const there = shows(version('ns-a', '0'));
const removed = line('DeleteEnvironmentTemplateVersion', key, empty);
const second = line(
  'CreateEnvironmentTemplateVersion',
  { templateName: 'ns-a', majorVersion: '1', clientToken: 'u' },
  shows(version('ns-a', '1')),
);
const removedToo = line('DeleteEnvironmentTemplateVersion', { ...key, minorVersion: '1' }, empty);

test.each<[string, Line[], string]>([
  ['a version gone with its template, or not', [create(), added, remove(), lookAt(notFound), lookAt(there)], 'right'],
  [
    'a version deleted long before another',
    [create(), added, second, removed, removedToo, lookAt(there, SOON)],
    'delete.first',
  ],
  [
    'a template that recommends what others added',
    [create(), create(), get(shows({ ...old, recommendedVersion: '1.0' }))],
    'right',
  ],
])('Get shows %s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});

test('a right look shows what was at stake once, and a read that may lag shows nothing', () => {
  expect(walk([create(), create(), get(shows(old), SOON)]).shown).toEqual([]);
  expect(walk([create(), create(), get(shows(old), SOON), get(shows(old))]).shown).toEqual(['create.retry']);
  expect(walk([create(), create(), get(shows(old)), get(shows(old))]).shown).toEqual([]);
});

test('a right look at a version says nothing of its template', () => {
  // The first look sees the registration over; only what comes after can't lag behind that.
  const seen = walk([create(), create(), added, added, lookAt(there), lookAt(there)]);
  expect(seen.shown, seen.story).toEqual(['token.retry']);
});

const e = { name: 'ns-e' };
const input = { ...e, templateName: 'ns-t', templateMajorVersion: '1', spec: 's' };
const in_ = (status: string, more: Detail = {}): Reply => shows(environment('ns-e', status, { spec: 's', ...more }));
const bare = (status: string): Reply => shows(environment('ns-e', status));
const begin = (status = 'IN_PROGRESS'): Line => line('CreateEnvironment', input, in_(status));
const look = (reply: Reply, when: Partial<Line> = {}): Line => line('GetEnvironment', e, reply, when);
const drop = (reply: Reply = in_('DELETE_IN_PROGRESS'), when: Partial<Line> = {}): Line =>
  line('DeleteEnvironment', e, reply, when);
const settled = [begin(), look(in_('SUCCEEDED'))];
const dropped = [...settled, drop()];
const update = line('UpdateEnvironment', { ...e, spec: 'u', deploymentType: 'CURRENT_VERSION' }, in_('IN_PROGRESS'));

test.each<[string, Line[], string]>([
  ['work going on', [begin(), begin(), look(in_('IN_PROGRESS'))], 'right'],
  ['work over', [begin(), begin(), look(in_('SUCCEEDED'))], 'right'],
  ['work begun anew by a retry', [...settled, begin('SUCCEEDED'), look(in_('IN_PROGRESS'))], 'create.retry'],
  ['work begun anew by a retry, soon', [...settled, begin('SUCCEEDED'), look(in_('IN_PROGRESS'), SOON)], 'excused'],
  ['work of an update', [...settled, begin('SUCCEEDED'), update, look(in_('IN_PROGRESS'))], 'right'],
  [
    'a deletion that nobody asked for',
    [...settled, begin('SUCCEEDED'), look(in_('DELETE_IN_PROGRESS'))],
    'create.retry',
  ],
  [
    'a failed deletion that nobody asked for',
    [...settled, begin('SUCCEEDED'), look(in_('DELETE_FAILED'))],
    'create.retry',
  ],
  ['a deletion in progress', [...dropped, look(in_('DELETE_IN_PROGRESS'))], 'right'],
  ['a deletion that failed', [...dropped, look(in_('DELETE_FAILED'))], 'right'],
  ['no more than the name of what is being deleted', [...dropped, look(bare('DELETE_IN_PROGRESS'))], 'right'],
  ['no more than the name of what could not be deleted', [...dropped, look(bare('DELETE_FAILED'))], 'right'],
  [
    'another value of what is being deleted',
    [...dropped, look(in_('DELETE_IN_PROGRESS', { spec: 'x' }))],
    'async-delete.effect',
  ],
  [
    'no more than the name of what has failed',
    [begin(), look(in_('FAILED')), begin('FAILED'), look(bare('FAILED'))],
    'right',
  ],
  [
    'another value of what has failed',
    [begin(), look(in_('FAILED')), begin('FAILED'), look(in_('FAILED', { spec: 'x' }))],
    'create.retry',
  ],
  ['no more than the name of what is there', [...settled, begin('SUCCEEDED'), look(bare('SUCCEEDED'))], 'create.retry'],
  ['a live status in deletion, soon', [...dropped, look(in_('SUCCEEDED'), SOON)], 'excused'],
  ['a live status in deletion', [...dropped, look(in_('SUCCEEDED'))], 'async-delete.effect'],
  ['work in progress in deletion', [...dropped, look(in_('IN_PROGRESS'))], 'async-delete.effect'],
  ['a failed status in deletion', [...dropped, look(in_('FAILED'))], 'async-delete.effect'],
  ['a live status in a retried deletion', [...dropped, drop(), look(in_('SUCCEEDED'))], 'async-delete.in-progress'],
  ['a live status in a busy deletion', [begin(), drop(in_('IN_PROGRESS')), look(in_('SUCCEEDED'))], 'excused'],
  ['a failed status in a busy deletion', [begin(), drop(in_('IN_PROGRESS')), look(in_('FAILED'))], 'excused'],
  ['work in progress in a busy deletion', [begin(), drop(in_('IN_PROGRESS')), look(in_('IN_PROGRESS'))], 'right'],
  ['an unknown status in deletion', [...dropped, look(in_('DELETE_QUEUED'))], 'right'],
  ['DELETE_COMPLETE, which is gone', [...dropped, look(in_('DELETE_COMPLETE')), look(notFound)], 'right'],
  ['one that came back, soon', [...dropped, look(notFound), look(in_('SUCCEEDED'), SOON)], 'excused'],
  ['one that came back', [...dropped, look(notFound), look(in_('SUCCEEDED'))], 'async-delete.effect'],
  [
    'one that came back after retries',
    [...dropped, drop(), look(notFound), look(in_('SUCCEEDED'))],
    'async-delete.in-progress',
  ],
  ['a deletion that failed after all', [...dropped, look(notFound), look(in_('DELETE_FAILED'))], 'right'],
])('Get of an environment shows %s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});

test.each<[string, Line[], boolean]>([
  ['not while a look may be one from before it', [update, look(in_('SUCCEEDED'), { afterMs: 0 })], false],
  ['so late that no read lags', [update, look(in_('SUCCEEDED'))], true],
  ['after it was answered as over, but soon', [{ ...update, reply: empty }, look(in_('SUCCEEDED'), SOON)], false],
  [
    'after a passing status',
    [{ ...update, reply: empty }, look(in_('IN_PROGRESS'), SOON), look(in_('SUCCEEDED'))],
    true,
  ],
  ['never while it is in progress', [update, look(in_('IN_PROGRESS'))], false],
  ['nor if it failed', [update, look(in_('FAILED'))], false],
])('the work of an update is over: %s', (_, lines, finished) => {
  const seen = walk([...settled, ...lines]);
  expect(seen.states[0]?.things[0]?.modifications[0]?.finished, seen.story).toBe(finished);
});

const updateTo = (spec: string): Line =>
  line('UpdateEnvironment', { ...e, deploymentType: 'CURRENT_VERSION', spec }, in_('IN_PROGRESS', { spec }));

test.each([
  ['with what it has', 's', 'excused'],
  ['with something new', 'v', 'right'],
])('a settled status soon after an update %s: %s', (_, spec, verdict) => {
  const seen = walk([...settled, begin('SUCCEEDED'), updateTo(spec), look(in_('SUCCEEDED', { spec }), SOON)]);
  expect(seen.verdict, seen.story).toBe(verdict);
});

test('a failed status soon after an update of what had failed may be the one from before it', () => {
  const failed = [begin(), look(in_('FAILED')), updateTo('v')];
  expect(walk([...failed, look(in_('FAILED'), SOON)]).verdict).toBe('excused');
  expect(walk([...settled, updateTo('v'), look(in_('FAILED'), SOON)]).verdict).toBe('right');
});

test.each<[string, Line[], string | undefined]>([
  ['a deletion', dropped, 'async-delete.effect'],
  ['a retried deletion', [...dropped, drop()], 'async-delete.effect,async-delete.in-progress'],
  ['a creation', [begin()], undefined],
  ['a failed deletion', [...dropped, look(in_('DELETE_FAILED'))], undefined],
])('giving up on %s', (_, lines, expected) => {
  const refusal = gaveUp((walk(lines).states[0] as State).things[0] as Thing, 60_000);
  expect(refusal && [refusal.guarantee, ...refusal.also.filter((g) => g === 'async-delete.in-progress')].join()).toBe(
    expected,
  );
});

test('a live status in a busy deletion stays open once the endpoint was killed', () => {
  const [state] = walk([begin(), drop(in_('IN_PROGRESS'))]).states;
  const after = restarted(state!, moment(10_000));
  const { branches } = step(
    after,
    callOf({ operation: 'GetEnvironment', input: e }, 20_000),
    in_('SUCCEEDED') as Judged,
  );
  expect(branches.map(({ excused }) => excused)).toEqual([undefined]);
  expect(gaveUp(branches[0]!.state.things[0]!, 60_000)).toBe(undefined);
});
