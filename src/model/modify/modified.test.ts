import { expect, test } from 'vitest';
import type { Input } from '../../program/types.ts';
import type { Modification, State, Thing } from '../state.ts';
import { line, moment, shows, template, walk } from '../testing/build.ts';
import { current, modified } from './modified.ts';

const params = { name: 'ns-a', description: 'first' };
const made = (walk([line('CreateEnvironmentTemplate', params, shows(template('ns-a')))]).states[0] as State)
  .things[0] as Thing;
const update = (values: Input, more: Partial<Modification> = {}): Modification => ({
  operation: 'UpdateEnvironmentTemplate',
  values,
  sent: moment(0),
  answered: moment(1),
  shown: Object.keys(values),
  finished: true,
  underWay: false,
  ...more,
});
const [b, back] = [update({ description: 'b' }), update({ description: 'first' })];
const hidden = update({ encryptionKey: 'k' }, { shown: [] });
const unfinished = update({ description: 'b' }, { finished: false });

test.each<[string, Modification[], string[], string]>([
  ['untouched', [], [], 'no'],
  ['a visible member changed', [b], [], 'yes'],
  ['one that was not given at first', [update({ displayName: 'd' })], [], 'yes'],
  ['the change never showed', [update({ description: 'b' }, { shown: [] })], [], 'create.hidden-update'],
  ['a visible and a hidden one', [b, hidden], [], 'yes'],
  ['a hidden member only', [hidden], [], 'create.hidden-update'],
  ['a hidden one, and one without effect', [hidden, back], [], 'create.hidden-update create.noop-update'],
  ['the value that it had', [back], [], 'create.noop-update'],
  ['in other tag order', [update({ description: '' }), update({ description: 'first' })], [], 'create.modified-back'],
  ['changed and changed back', [b, back], [], 'create.modified-back'],
  ['changed back, and back again', [b, back, back], [], 'create.modified-back create.noop-update'],
  ['work not over', [unfinished], [], 'create.update-unfinished'],
  ['work not over after one that is', [b, update({ displayName: 'd' }, { finished: false })], [], 'yes'],
  [
    'a change back not over',
    [b, update({ description: 'first' }, { finished: false })],
    [],
    'create.update-unfinished create.modified-back',
  ],
  ['an empty member emptied', [update({ displayName: '' })], [], 'create.noop-update'],
  ['tagged and changed', [b], ['create.tagged'], 'yes'],
])('%s', (_, modifications, touched, expected) => {
  const { state, points } = modified({ ...made, modifications, touched });
  expect(state === 'open' ? points.join(' ') : state).toBe(expected);
});

test.each<[string, Modification[], Partial<Thing>, string]>([
  ['tagged', [], { tags: ['k'] }, 'create.tagged'],
  ['tagged and set to what it was', [back], { tags: ['k'] }, 'create.tagged create.noop-update'],
  ['tagged as at first', [], {}, 'create.tagged tags that are those of the creation'],
])('%s', (_, modifications, more, expected) => {
  const { points } = modified({ ...made, modifications, touched: ['create.tagged'], ...more });
  expect(points.join(' ')).toBe(expected);
});

const trimmed = { params: { ...params, description: ' first ' } };
const own = update({ description: 'first' }, { chosen: { description: ['"first"'] } });
test.each<[string, Modification[], string]>([
  ['what showed already', [own], 'create.noop-update an update to what showed already'],
  ['that, twice', [own, back], 'create.noop-update an update to what showed already'],
  [
    'that, after another value',
    [{ ...own, ...b, chosen: own.chosen ?? {} }, back],
    'create.modified-back an update to what showed already',
  ],
  ['another value, after that', [own, b], 'yes'],
  ['that, and a member that changed', [own, update({ displayName: 'd' })], 'yes'],
])('in another form than asked for, updated to %s', (_, modifications, expected) => {
  const { state, points } = modified({ ...made, ...trimmed, modifications });
  expect(state === 'open' ? points.join(' ') : state).toBe(expected);
});

test.each<[string, Partial<Thing>, string[]]>([
  ['nothing of it', {}, ['create.hidden-update']],
  ['the member is not there', { got: { description: '(none)' } }, ['create.hidden-update']],
  ['another value', { got: { description: '"first"' } }, ['create.hidden-update', 'create.update-unfinished']],
])('after an update that is over a look shows %s', (_, more, points) => {
  const modifications = [update({ description: 'b' }, { shown: [] })];
  expect(modified({ ...made, ...more, modifications }).points).toEqual(points);
});

test('a change that does not show, of a member that every answer must have, is not surely hidden', () => {
  const moved = update({ templateMajorVersion: '2' }, { shown: [] });
  const { points } = modified({ ...made, type: 'environment', modifications: [moved] });
  expect(points).toEqual(['create.hidden-update', 'a required member that was left out']);
});

test('the parameters as the updates left them', () => {
  expect(current({ ...made, modifications: [b, update({ displayName: 'd' }), update({ description: 'c' })] })).toEqual({
    name: 'ns-a',
    description: 'c',
    displayName: 'd',
  });
});
