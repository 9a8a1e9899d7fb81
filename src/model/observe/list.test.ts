import { expect, test } from 'vitest';
import type { Detail } from '../../wire/types.ts';
import { step } from '../step.ts';
import {
  callOf,
  connection,
  empty,
  type Line,
  line,
  lists,
  MADE,
  mismatch,
  notFound,
  shows,
  template,
  version,
  walk,
} from '../testing/build.ts';

const SOON = { afterMs: 500 };
const one = template('ns-a');
const create = (name: string): Line => line('CreateEnvironmentTemplate', { name }, shows(template(name)));
const remove = line('DeleteEnvironmentTemplate', { name: 'ns-a' }, empty);
const list = (items: readonly Detail[], when: Partial<Line> = {}): Line =>
  line('ListEnvironmentTemplates', {}, lists(items), when);
const again = [create('ns-a'), create('ns-a')];
const anew = shows(template('ns-a', { createdAt: MADE + 9 }));
const recreated = [...again, remove, { ...create('ns-a'), reply: anew }];

const token = (t: string, minor: string): Line =>
  line(
    'CreateEnvironmentTemplateVersion',
    { templateName: 'ns-a', majorVersion: '1', clientToken: t },
    shows(version('ns-a', minor)),
  );
const [v0, v1, v2] = ['0', '1', '2'].map((minor) => version('ns-a', minor)) as [Detail, Detail, Detail];
const versions = (items: readonly Detail[], majorVersion?: string): Line =>
  line(
    'ListEnvironmentTemplateVersions',
    { templateName: 'ns-a', ...(majorVersion ? { majorVersion } : {}) },
    lists(items),
  );
const two = [create('ns-a'), token('t', '0'), token('t', '0'), token('u', '1'), token('u', '1')];

const other = {
  ...token('o', '0'),
  input: { templateName: 'ns-a', majorVersion: '2', clientToken: 'o' },
  reply: shows(version('ns-a', '0', { majorVersion: '2', arn: 'arn:2.0' })),
};
const remove0 = line(
  'DeleteEnvironmentTemplateVersion',
  { templateName: 'ns-a', majorVersion: '1', minorVersion: '0' },
  empty,
);
/** Not answered, but it has happened: a mismatch says so. */
const lostIn = (majorVersion: string | undefined): Line[] => {
  const input = { templateName: 'ns-a', clientToken: 'w', ...(majorVersion === undefined ? {} : { majorVersion }) };
  const request = line('CreateEnvironmentTemplateVersion', input, 'lost');
  return [request, { ...request, input: { ...input, description: 'x' }, reply: mismatch }];
};

const nowhere = line(
  'GetEnvironmentTemplateVersion',
  { templateName: 'ns-a', majorVersion: '1', minorVersion: '1' },
  notFound,
);

const pair = (t: string, id: string): Line =>
  line(
    'CreateEnvironmentAccountConnection',
    { environmentName: 'ns-e', managementAccountId: '1', clientToken: t },
    shows(connection(id, 'ns-e')),
  );
const connections = (...ids: string[]): Line =>
  line(
    'ListEnvironmentAccountConnections',
    { requestedBy: 'ENVIRONMENT_ACCOUNT' },
    lists(ids.map((id) => connection(id, 'ns-e'))),
  );

const filtered = (...ids: string[]): Line => ({
  ...connections(...ids),
  input: { requestedBy: 'ENVIRONMENT_ACCOUNT', environmentName: 'ns-e' },
});
const removed = (id: string): Line => line('DeleteEnvironmentAccountConnection', { id }, empty);

test.each<[string, Line[], string]>([
  ['what was made', [...again, list([one])], 'right'],
  ['an item twice', [...again, list([one, { ...one }])], 'create.retry'],
  ['nothing, soon after it was made', [create('ns-a'), list([], SOON)], 'excused'],
  ['nothing, soon after a retry', [...again, list([], SOON)], 'create.retry'],
  ['nothing, later', [...again, list([])], 'create.retry'],
  ['nothing, with no call to blame', [create('ns-a'), list([])], 'right'],
  ['one too many', [...again, list([one, template('ns-b')])], 'create.retry'],
  ['two of one name', [...again, list([one, { ...one, arn: 'arn:x' }])], 'create.retry'],
  ['two of one name, soon', [...again, list([one, { ...one, arn: 'arn:x' }], SOON)], 'excused'],
  ['what is deleted, soon', [...again, remove, list([one], SOON)], 'excused'],
  ['what is deleted, soon after a retry', [...again, remove, remove, list([one], SOON)], 'delete.first'],
  ['what is deleted, later', [...again, remove, list([one])], 'delete.first'],
  ['the one made again', [...recreated, list([template('ns-a', { createdAt: MADE + 9 })])], 'right'],
  ['the old one beside it', [...recreated, list([one, template('ns-a', { createdAt: MADE + 9 })])], 'delete.first'],
  [
    'a summary changed',
    [...again, list([one]), list([{ ...one, displayName: 'x', lastModifiedAt: MADE + 5 }])],
    'create.retry',
  ],
  ['versions', [...two, versions([v0, v1], '1')], 'right'],
  ['versions without the minor version 0', [...two, versions([v1], '1')], 'right'],
  ['versions without another', [...two, versions([v0], '1')], 'token.retry'],
  ['a version too many', [...two, versions([v0, v1, v2], '1')], 'token.retry'],
  ['versions gone with their template, or not', [...two, remove, nowhere, versions([v0, v1], '1')], 'right'],
  ['versions of another major version', [...two, versions([], '2')], 'right'],
  [
    'versions of a major version that was not asked for, too',
    [...two, other, versions([v0, v1, version('ns-a', '0', { majorVersion: '2', arn: 'arn:2.0' })], '1')],
    'right',
  ],
  [
    'one of another major version that nobody made',
    [...two, versions([v0, v1, version('ns-a', '0', { majorVersion: '2', arn: 'arn:2.0' })], '1')],
    'token.retry',
  ],
  ['a lost version once', [create('ns-a'), { ...token('t', '0'), reply: 'lost' }, versions([v0], '1')], 'right'],
  ['a lost version not at all', [create('ns-a'), { ...token('t', '0'), reply: 'lost' }, versions([], '1')], 'right'],
  [
    'a lost version twice',
    [create('ns-a'), { ...token('t', '0'), reply: 'lost' }, versions([v0, v1], '1')],
    'once.lost-response',
  ],
  [
    'a major version without a lost one that named none',
    [...two, ...lostIn(undefined), versions([v0, v1], '1')],
    'right',
  ],
  [
    'a major version without what was lost in another',
    [...two, other, ...lostIn('2'), versions([v0, v1], '1')],
    'right',
  ],
  [
    'a major version with what was lost in another',
    [...two, other, ...lostIn('2'), versions([v0, v1, v2], '1')],
    'token.mismatch-harmless',
  ],
  [
    'a lost version not at all, which may be the minor version 0',
    [...two, remove0, ...lostIn('1'), versions([v1], '1')],
    'right',
  ],
  ['connections narrowed by a filter, without one', [pair('t', 'i'), pair('t', 'i'), filtered()], 'right'],
  ['connections narrowed by a filter, and one deleted', [pair('t', 'i'), removed('i'), filtered('i')], 'delete.first'],
  ['two connections of two tokens', [pair('t', 'i'), pair('u', 'j'), pair('u', 'j'), connections('i', 'j')], 'right'],
  ['one of the two', [pair('t', 'i'), pair('u', 'j'), pair('u', 'j'), connections('i')], 'token.retry'],
])('List shows %s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});

test.each<[string, Line[], string[]]>([
  ['what was at stake in the collection', [...again, list([one])], ['create.retry']],
  ['nothing if a filter narrows it', [pair('t', 'i'), removed('i'), filtered()], []],
  ['that a deletion removes', [create('ns-a'), remove, list([])], ['delete.first']],
  ['nothing soon after the call', [...again, list([one], SOON)], []],
  ['nothing a second time', [...again, list([one]), list([one])], []],
])('a right list shows %s', (_, lines, shown) => {
  const seen = walk(lines);
  expect(seen.shown, seen.story).toEqual(shown);
});

test.each([
  [1, 2000, 'create.retry'],
  [2, 2000, undefined],
  [2, 4999, undefined],
  [2, 5000, 'create.retry'],
])('a list of %i pages, sent %i ms later, may miss an item that others moved', (pages, ms, guarantee) => {
  const { states } = walk(again);
  const sent = 100 + 3000 + 100 + ms;
  const call = callOf({ operation: 'ListEnvironmentTemplates', input: {} }, sent);
  const missedBefore = states[0]!.things.map((thing) => ({ ...thing, missed: 2 }));
  const { branches, refusal } = step({ ...states[0]!, things: missedBefore }, call, lists([]), { items: [], pages });
  expect([refusal?.guarantee, branches[0]?.excused]).toEqual([guarantee, guarantee ? undefined : true]);
});

const [x, y] = [
  { key: 'x', value: '1' },
  { key: 'y', value: '2' },
];
const z = { key: 'x', value: '9' };
const refused = [{ key: 'w', value: '1' }];
const strange = line('CreateEnvironmentTemplate', { name: 'ns-a', tags: refused }, mismatch);
const tagged = line('CreateEnvironmentTemplate', { name: 'ns-a', tags: [x, y] }, shows(one));
const tags = (items: readonly Detail[], when: Partial<Line> = {}): Line =>
  line('ListTagsForResource', { resourceArn: one.arn! }, lists(items), when);
const add = line('TagResource', { resourceArn: one.arn!, tags: [z] }, empty);
const addMore = line('TagResource', { resourceArn: one.arn!, tags: [{ key: 'v', value: '1' }] }, empty);
const take = line('UntagResource', { resourceArn: one.arn!, tagKeys: ['x'] }, empty);

test.each<[string, Line[], string]>([
  ['in any order', [tagged, tagged, tags([y, x])], 'right'],
  ['one missing, soon', [tagged, tags([x, y]), tagged, tags([x], SOON)], 'excused'],
  ['one missing', [tagged, tags([x, y]), tagged, tags([x])], 'create.retry'],
  ['one missing from the first, as the endpoint likes', [tagged, tagged, tags([x])], 'right'],
  ['one missing, with no call to blame', [tagged, tags([x])], 'right'],
  ['one changed', [tagged, tags([x, y]), tagged, tags([x, { ...y, value: '3' }])], 'create.retry'],
  ['none soon after it was made, and as given later', [tagged, tagged, tags([], SOON), tags([x, y])], 'right'],
  ['none soon, and later one missing', [tagged, tags([x, y]), tagged, tags([], SOON), tags([x])], 'create.retry'],
  [
    'as before it was tagged, soon, and as tagged later',
    [tagged, tagged, tags([x, y]), add, tags([x, y], SOON), tags([z, y])],
    'right',
  ],
  [
    'as before one was taken, soon, and without it later',
    [tagged, tagged, tags([x, y]), take, tags([x, y], SOON), tags([y])],
    'right',
  ],
  ['one tagged anew', [tagged, tagged, add, tags([z, y])], 'right'],
  ['as before it was tagged, which TagResource may ignore', [tagged, tags([x, y]), tagged, add, tags([x, y])], 'right'],
  [
    'as before it was tagged again, where it was seen to be',
    [tagged, add, tags([z, y]), tagged, addMore, tags([z, y])],
    'create.retry',
  ],
  ['as nobody tagged it, once it was looked at', [tagged, add, tags([z, y]), tagged, tags([x, y])], 'create.retry'],
  ['the one of a refused request', [tagged, strange, add, tags([...refused, y])], 'create.rejected-harmless'],
  ['with those of the service', [tagged, tags([x, y]), tagged, tags([x, y, { key: 'aws:z', value: '1' }])], 'right'],
  ['one taken', [tagged, tagged, take, tags([y])], 'right'],
  ['the one taken, which UntagResource may ignore', [tagged, tagged, take, tags([x, y])], 'right'],
  ['the one taken, once it was looked at', [tagged, take, tags([y]), tagged, tags([x, y])], 'create.retry'],
  ['an error', [tagged, { ...tags([]), reply: notFound }], 'right'],
])('tags are shown %s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});

test.each([
  ['that failed is not counted', 'REGISTRATION_FAILED', 'right'],
  ['that did not is one too many', 'DRAFT', 'once.lost-response'],
])('beside the one that a retry shows, one of the unanswered request %s', (_, status, verdict) => {
  const parent = line('CreateEnvironmentTemplate', { name: 'ns-a' }, shows(template('ns-a')));
  const request = { templateName: 'ns-a', clientToken: 'a' };
  const versions = [version('ns-a', '1', { status }), version('ns-a', '2')];
  const seen = walk([
    parent,
    line('CreateEnvironmentTemplateVersion', request, 'lost'),
    line('CreateEnvironmentTemplateVersion', request, shows(version('ns-a', '2'))),
    line('ListEnvironmentTemplateVersions', { templateName: 'ns-a', majorVersion: '1' }, lists(versions)),
  ]);
  expect(seen.verdict, seen.story).toBe(verdict);
});
