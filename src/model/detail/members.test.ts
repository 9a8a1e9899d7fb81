import { describe, expect, test } from 'vitest';
import type { Input, Json } from '../../program/types.ts';
import type { Detail } from '../../wire/types.ts';
import type { Modification, State, Thing } from '../state.ts';
import { connection, environment, line, MADE, moment, shows, template, version, walk } from '../testing/build.ts';
import { ABSENT, comparable } from './forms.ts';
import { sameIdentity } from './identity.ts';
import { choices, learn, loosen, readFaults, snapshotFaults, snapshotReading, withWrong } from './members.ts';

const create = { name: 'ns-a', description: 'first' };
const first = template('ns-a', { description: 'first' });
const [made] = (walk([line('CreateEnvironmentTemplate', create, shows(first))]).states[0] as State).things as [Thing];
const [unseen] = (walk([line('CreateEnvironmentTemplate', create, 'lost')]).states[1] as State).things as [Thing];
const updated = (...values: Input[]): Thing => ({
  ...made,
  modifications: values.map(
    (v): Modification => ({
      operation: 'UpdateEnvironmentTemplate',
      values: v,
      sent: moment(0),
      answered: moment(1),
      shown: [],
      finished: true,
      underWay: false,
    }),
  ),
});

test.each<[string, string, Json | undefined, string]>([
  ['nothing', 'description', undefined, ABSENT],
  ['null', 'description', null, ABSENT],
  ['empty text', 'description', '', ABSENT],
  ['an empty list', 'tags', [], ABSENT],
  ['false', 'description', false, 'false'],
  ['a time, to the second', 'createdAt', 5, '5'],
  ['a time with a fraction', 'createdAt', 5.9, '5.5'],
  ['a number that is no time', 'description', 5.9, '5.9'],
  ['a list in any order', 'tags', ['b', 'a'], '"a","b"'],
])('%s in comparable form', (_, member, value, form) => {
  expect(comparable('environmentTemplate', member, value)).toBe(form);
});

describe('the same resource', () => {
  test.each<[string, Detail, boolean]>([
    ['shown again', first, true],
    ['without its ARN', { name: 'ns-a' }, true],
    ['another name', template('ns-b'), false],
    ['another ARN', { ...first, arn: 'arn:x' }, false],
    ['a second rounded', { ...first, createdAt: MADE + 1.9 }, true],
    ['made two seconds later', { ...first, createdAt: MADE + 2 }, false],
    ['made two seconds earlier', { ...first, createdAt: MADE - 2 }, false],
  ])('%s', (_, detail, same) => {
    expect(sameIdentity(made, detail)).toBe(same);
  });

  const lost = (operation: string, input: Input): Thing =>
    (walk([line(operation, input, 'lost')]).states[1] as State).things[0] as Thing;
  const versionLost = lost('CreateEnvironmentTemplateVersion', { templateName: 'ns-a', clientToken: 't' });
  const pairLost = lost('CreateEnvironmentAccountConnection', { environmentName: 'ns-e', clientToken: 't' });
  test.each<[string, Thing, Detail, boolean]>([
    ['of its name', unseen, first, true],
    ['of another name', unseen, template('ns-b'), false],
    ['in its template', versionLost, version('ns-a', '7'), true],
    ['in another template', versionLost, version('ns-b', '7'), false],
    ['for its environment', pairLost, connection('i', 'ns-e'), true],
    ['for another environment', pairLost, connection('i', 'ns-f'), false],
  ])('never seen, and now something %s', (_, thing, detail, same) => {
    expect(sameIdentity(thing, detail)).toBe(same);
  });
});

describe('an answer to a retry is wrong', () => {
  const slow = (phase: Thing['phase'], movedAt = 0): Thing => ({ ...made, phase, movedAt });
  test.each<[string, Thing, Detail, string[]]>([
    ['not as it was', made, first, []],
    ['not with members left out', made, { name: 'ns-a' }, []],
    ['with another value', made, { ...first, description: 'x' }, ['description is "x", was "first"']],
    ['not with a value updated to', updated({ description: 'b' }), { ...first, description: 'b' }, []],
    ['not with the first one after that', updated({ description: 'b' }), first, []],
    [
      'with neither',
      updated({ description: 'b' }),
      { ...first, description: 'c' },
      ['description is "c", was "first" or "b"'],
    ],
    ['not with soft members', made, { ...first, recommendedVersion: '1.0' }, []],
    ['not with a time rounded', made, { ...first, lastModifiedAt: MADE + 1 }, []],
    ['with a time moved', made, { ...first, lastModifiedAt: MADE + 2 }, [`lastModifiedAt is ${MADE + 2}, was ${MADE}`]],
    ['not with a time moved at work', slow('working'), { ...first, lastModifiedAt: MADE + 9 }, []],
    ['not with a time moved by another', slow('settled', 5), { ...first, lastModifiedAt: MADE + 9 }, []],
    [
      'with what was asked for changed at work',
      slow('working'),
      { ...first, description: 'x' },
      ['description is "x", was "first"'],
    ],
    ['not with a member never shown', made, { ...first, pipelineProvisioning: 'x' }, []],
    [
      'with a refused value never shown',
      withWrong(made, { encryptionKey: 'k' }),
      { ...first, encryptionKey: 'k' },
      ['encryptionKey is "k"'],
    ],
  ])('%s', (_, thing, detail, faults) => {
    expect(snapshotFaults(thing, detail)).toEqual(faults);
  });
});

describe('a conclusive read is wrong', () => {
  const known = learn(made, { ...first, displayName: 'd' }, 'read', true);
  test.each<[string, Thing, Detail, string[]]>([
    ['not where nothing is known', made, { ...first, description: 'x', lastModifiedAt: 1 }, []],
    ['not as before', known, { ...first, displayName: 'd' }, []],
    ['with another value', known, { ...first, displayName: 'e' }, ['displayName is "e", was "d"']],
    ['without a value', known, first, ['displayName is (none), was "d"']],
    [
      'with a time moved',
      known,
      { ...first, displayName: 'd', lastModifiedAt: MADE + 1 },
      [`lastModifiedAt is ${MADE + 1}, was ${MADE}`],
    ],
    [
      'not without a member that the model requires',
      known,
      { name: 'ns-a', description: 'first', displayName: 'd' },
      [],
    ],
    [
      'with another value after that',
      learn(known, { name: 'ns-a', description: 'first', displayName: 'd' }, 'read', true),
      { ...first, displayName: 'd', lastModifiedAt: MADE + 1 },
      [`lastModifiedAt is ${MADE + 1}, was ${MADE}`],
    ],
    ['not within the second', known, { ...first, displayName: 'd', lastModifiedAt: MADE + 0.7 }, []],
    ['not with soft members', known, { ...first, displayName: 'd', recommendedVersion: '1.0' }, []],
    [
      'with a member that a request could give and none has given',
      known,
      { ...first, displayName: 'd', encryptionKey: 'k' },
      ['encryptionKey is "k", was (none)'],
    ],
    ['not with it after something legitimate', loosen(known, [], 7), { ...first, encryptionKey: 'k' }, []],
    [
      'not with a member that came late, while work may be to begin',
      learn({ ...made, awaited: 1 }, first, 'read', true),
      { ...first, encryptionKey: 'k' },
      [],
    ],
    ['not with a member that no request can give', known, { ...first, displayName: 'd', schema: 's' }, []],
    [
      'with a refused value',
      withWrong(made, { displayName: 'w' }),
      { ...first, displayName: 'w' },
      ['displayName is "w"'],
    ],
    ['not with a value it had', withWrong(known, { displayName: 'd' }), { ...first, displayName: 'd' }, []],
  ])('%s', (_, thing, detail, faults) => {
    expect(readFaults(thing, detail, 'got')).toEqual(faults);
  });

  test('lists and gets are compared with their own kind only', () => {
    expect(readFaults(known, { ...first, displayName: 'e' }, 'listed')).toEqual([]);
    expect(learn(made, first, 'read', false).got).toEqual({});
    expect(learn(made, first, 'list', true)).toMatchObject({ got: {}, listed: { displayName: '(none)' } });
    expect(readFaults(learn(made, first, 'list', true), { ...first, displayName: 'e' }, 'got')).toEqual([]);
  });
});

test('after something legitimate only what was asked for and not touched stays known', () => {
  const known = withWrong(learn(made, { ...first, encryptionKey: 'k' }, 'read', true), {
    displayName: 'w',
    tags: ['x'],
  });
  const { got, wrong, movedAt } = loosen(known, ['displayName'], 7);
  expect({ got, wrong, movedAt }).toEqual({ got: { description: '"first"' }, wrong: { tags: ['"x"'] }, movedAt: 7 });
  expect(loosen(known, ['description'], 7).got).toEqual({});
  expect(loosen({ ...known, movedAt: 9 }, [], 7).movedAt).toBe(9);
});

test.each<[string, Thing, Input, Thing['wrong']]>([
  ['another value', made, { description: 'x' }, { description: ['"x"'] }],
  ['its own value', made, { description: 'first' }, {}],
  ['a value that an update gave it', updated({ description: 'x' }), { description: 'x' }, {}],
  ['nothing', made, { description: '' }, {}],
  ['identity, which answers show', made, { name: 'x' }, {}],
  ['another spec', made, { spec: 'x' }, { spec: ['"x"'] }],
])('wrong from now on, after a refused request with %s', (_, thing, params, wrong) => {
  expect(withWrong(thing, params).wrong).toEqual(wrong);
});

test.each<[string, Thing, Detail, string | undefined]>([
  ['the first value', updated({ description: 'b' }), first, 'first'],
  ['the value of now', updated({ description: 'b' }), { ...first, description: 'b' }, 'now'],
  [
    'the first value, which is that of now',
    { ...updated({ description: 'b' }), got: { description: '"first"' } },
    first,
    undefined,
  ],
  [
    'the value of now, which showed from the first',
    {
      ...made,
      modifications: updated({ description: 'b' }).modifications.map((m) => ({
        ...m,
        chosen: { description: ['"b"'] },
      })),
    },
    { ...first, description: 'b' },
    undefined,
  ],
  ['neither', updated({ description: 'b' }), { ...first, description: 'c' }, undefined],
  ['a value that never changed', updated({ description: 'first' }), first, undefined],
  ['a value that an update brought back', updated({ description: 'b' }, { description: 'first' }), first, undefined],
  [
    'the latest update counts',
    updated({ description: 'b' }, { description: 'c' }),
    { ...first, description: 'c' },
    'now',
  ],
])('the reading of an answer that shows %s', (_, thing, detail, reading) => {
  expect(snapshotReading(thing, shows(detail))?.[1]).toBe(reading);
});

test('choices are what was shown and not asked for, neither at first nor by an update', () => {
  const shown = learn(updated({ displayName: 'd' }), { ...first, displayName: 'd', encryptionKey: 'k' }, 'read', true);
  expect(Object.keys(choices(shown)).sort()).toEqual(['encryptionKey', 'lastModifiedAt']);
});

test('an update is evidenced by its value, or by the absence of one that was shown before', () => {
  const shownBy = (thing: Thing, detail: Detail, conclusive: boolean) =>
    learn(thing, detail, 'read', conclusive).modifications[0]?.shown;
  expect(shownBy(updated({ description: 'b' }), { ...first, description: 'b' }, false)).toEqual(['description']);
  expect(shownBy(updated({ description: 'b' }), first, true)).toEqual([]);
  expect(shownBy(updated({ description: '' }), { name: 'ns-a' }, true)).toEqual(['description']);
  expect(shownBy(updated({ description: '' }), { name: 'ns-a' }, false)).toEqual([]);
  expect(shownBy(updated({ displayName: '' }), { name: 'ns-a' }, true)).toEqual([]);
});

test('a status is remembered, and never compared as a value', () => {
  const input = { name: 'ns-e', templateName: 'ns-t', templateMajorVersion: '1', spec: 's' };
  const begun = line('CreateEnvironment', input, shows(environment('ns-e', 'IN_PROGRESS')));
  const [e] = (walk([begun]).states[0] as State).things as [Thing];
  const known = learn(e, environment('ns-e', 'SUCCEEDED'), 'read', true);
  expect([e.status, known.status]).toEqual(['IN_PROGRESS', 'SUCCEEDED']);
  expect(readFaults(known, environment('ns-e', 'FAILED'), 'got')).toEqual([]);
});
