// What a list may show, all pages together: each thing once, what is gone no more, nothing else, and tags as they were set.
import { expect, test } from 'vitest';
import type { Detail } from '../../wire/types.ts';
import {
  connection,
  empty,
  environment,
  type Line,
  line,
  lists,
  MADE,
  mismatch,
  notFound,
  type Reply,
  shows,
  template,
  version,
  walk,
} from '../testing/build.ts';
import { decisionTable, type Situation } from '../testing/decisions.ts';

const one = (more: Detail = {}): Detail => template('ns-a', { description: 'd', ...more });
const two = template('ns-b');
const create = (reply: Reply = shows(one()), description = 'd'): Line =>
  line('CreateEnvironmentTemplate', { name: 'ns-a', description }, reply);
const other = line('CreateEnvironmentTemplate', { name: 'ns-b' }, shows(two));
const remove = (reply: Reply = empty): Line => line('DeleteEnvironmentTemplate', { name: 'ns-a' }, reply);
const all = (reply: Reply): Line => line('ListEnvironmentTemplates', {}, reply);
const soon = (reply: Reply): Line => ({ ...all(reply), afterMs: 500 });
const seen = [create(), all(lists([one()]))];

const templates: Record<string, Situation> = {
  nothing: [[], all],
  'what was made': [[create()], all],
  'what was made just now': [[create()], soon],
  'what was sent again': [[...seen, create()], all],
  'what was sent again just now': [[...seen, create()], soon],
  'what was refused a change': [[...seen, create(mismatch, 'x')], all],
  'what is beside a deletion': [
    [other, ...seen.slice(0, 1), line('DeleteEnvironmentTemplate', { name: 'ns-b' }, empty)],
    all,
  ],
  'two that were sent again': [[other, create(), other, create()], all],
  'what was deleted': [[...seen, remove()], all],
  'what was deleted just now': [[...seen, remove()], soon],
  'what was deleted twice': [[...seen, remove(), remove()], all],
  'what was perhaps deleted': [[...seen, remove('lost')], all],
  'what was made again': [
    [...seen, remove(), create(shows(one({ createdAt: MADE + 9, lastModifiedAt: MADE + 9 })))],
    all,
  ],
  'what was perhaps made': [[create('lost')], all],
};
const answers = {
  none: lists([]),
  it: lists([one()]),
  touched: lists([one({ lastModifiedAt: MADE + 7 })]),
  changed: lists([one({ description: 'x' })]),
  again: lists([one({ createdAt: MADE + 9, lastModifiedAt: MADE + 9 })]),
  twice: lists([one(), one()]),
  'with a double': lists([one(), one({ arn: 'arn:double' })]),
  both: lists([one(), two]),
  'the other': lists([two]),
};

const v = (minor: string, more: Detail = {}): Detail => version('ns-a', minor, { description: 'd', ...more });
const add = (token: string, minor: string, reply: Reply = shows(v(minor))): Line =>
  line(
    'CreateEnvironmentTemplateVersion',
    { templateName: 'ns-a', majorVersion: '1', description: 'd', clientToken: token },
    reply,
  );
const minors = (reply: Reply): Line =>
  line('ListEnvironmentTemplateVersions', { templateName: 'ns-a', majorVersion: '1' }, reply);
const majors = (reply: Reply): Line => line('ListEnvironmentTemplateVersions', { templateName: 'ns-a' }, reply);
const elsewhere = (reply: Reply): Line =>
  line('ListEnvironmentTemplateVersions', { templateName: 'ns-b', majorVersion: '1' }, reply);
const pair = [create(), add('a', '0'), add('b', '1')];
const versions: Record<string, Situation> = {
  'two that were sent again': [[...pair, minors(lists([v('0'), v('1')])), add('a', '0'), add('b', '1')], minors],
  'two, without their major version': [[...pair, add('a', '0'), add('b', '1')], majors],
  'two deleted, without their major version': [
    [
      ...pair,
      ...['0', '1'].map((minorVersion) =>
        line('DeleteEnvironmentTemplateVersion', { templateName: 'ns-a', majorVersion: '1', minorVersion }, empty),
      ),
    ],
    majors,
  ],
  'two, in another template': [[...pair, other, add('a', '0'), add('b', '1')], elsewhere],
  'one deleted': [
    [
      ...pair,
      line('DeleteEnvironmentTemplateVersion', { templateName: 'ns-a', majorVersion: '1', minorVersion: '1' }, empty),
    ],
    minors,
  ],
  'one perhaps made': [[create(), add('a', '0'), add('b', '1', 'lost')], minors],
};
const versionAnswers = {
  none: lists([]),
  first: lists([v('0')]),
  second: lists([v('1')]),
  both: lists([v('0'), v('1')]),
  three: lists([v('0'), v('1'), v('2')]),
  changed: lists([v('0'), v('1', { description: 'z' })]),
  'a major version': lists([v('1', { arn: 'arn:major', createdAt: MADE - 9 })]),
  'another one': lists([v('0', { arn: 'arn:two', majorVersion: '2' })]),
};

const is = (status: string): Detail => environment('ns-e', status, { description: 'd' });
const begun = line(
  'CreateEnvironment',
  { name: 'ns-e', templateName: 'ns-t', templateMajorVersion: '1', spec: 's', description: 'd' },
  shows(is('IN_PROGRESS')),
);
const look = (reply: Reply): Line => line('GetEnvironment', { name: 'ns-e' }, reply);
const drop = line('DeleteEnvironment', { name: 'ns-e' }, shows(is('DELETE_IN_PROGRESS')));
const environments = (reply: Reply): Line => line('ListEnvironments', {}, reply);
const slow: Record<string, Situation> = {
  'one being made': [[begun, begun], environments],
  'one in deletion': [[begun, look(shows(is('SUCCEEDED'))), drop], environments],
  'one gone': [[begun, look(shows(is('SUCCEEDED'))), drop, look(notFound)], environments],
};
const slowAnswers = {
  none: lists([]),
  it: lists([is('SUCCEEDED')]),
  working: lists([is('IN_PROGRESS')]),
  going: lists([is('DELETE_IN_PROGRESS')]),
  'gone by its status': lists([is('DELETE_COMPLETE')]),
  'that, and it': lists([is('DELETE_COMPLETE'), is('SUCCEEDED')]),
};

const [k, l] = [
  { key: 'k', value: '1' },
  { key: 'l', value: '2' },
];
const tagged = line('CreateEnvironmentTemplate', { name: 'ns-a', description: 'd', tags: [k] }, shows(one()));
const arn = one().arn as string;
const tags = (reply: Reply): Line => line('ListTagsForResource', { resourceArn: arn }, reply);
const tag = line('TagResource', { resourceArn: arn, tags: [l] }, empty);
const untag = line('UntagResource', { resourceArn: arn, tagKeys: ['k'] }, empty);
const refusedTags = line('CreateEnvironmentTemplate', { name: 'ns-a', description: 'd', tags: [l] }, mismatch);
const tagging: Record<string, Situation> = {
  'tags never looked at': [[tagged, tagged], tags],
  'tags seen before': [[tagged, tags(lists([k])), tagged], tags],
  'tags of a refused request': [[tagged, refusedTags], tags],
  'tags added': [[tagged, tags(lists([k])), tag, tags(lists([k, l])), tagged], tags],
  'tags taken away': [[tagged, tags(lists([k])), untag, tags(lists([])), tagged], tags],
};
const tagAnswers = {
  none: lists([]),
  k: lists([k]),
  l: lists([l]),
  both: lists([l, k]),
  value: lists([{ key: 'k', value: '9' }]),
};

const table = `
nothing | others: right
what was made | none: right | it: right | touched: right | changed: right | others: breaks once
what was made just now | it: right | touched: right | changed: right | both: breaks once | the other: breaks once | others: excused
what was sent again | it: shows create.retry | others: breaks create.retry
what was sent again just now | none: breaks create.retry | it: right | touched: right | changed: right | again: breaks create.retry | both: breaks create.retry | the other: breaks create.retry | others: excused
what was refused a change | it: shows create.rejected-harmless | others: breaks create.rejected-harmless
what is beside a deletion | it: shows delete.first | touched: shows delete.first | changed: shows delete.first | both: breaks delete.first | others: breaks delete.only
two that were sent again | both: shows create.retry | others: breaks create.retry
what was deleted | none: shows delete.first | others: breaks delete.first
what was deleted just now | none: right | again: breaks delete.first | with a double: breaks delete.first | both: breaks delete.first | the other: breaks delete.first | others: excused
what was deleted twice | none: shows delete.first delete.retry | others: breaks delete.first
what was perhaps deleted | none: shows delete.only once.lost-response | it: right | others: breaks once.lost-response
what was made again | again: shows delete.first | others: breaks create.after-delete
what was perhaps made | twice: breaks once.lost-response | with a double: breaks once.lost-response | both: breaks once.lost-response | the other: breaks once.lost-response | others: shows once.lost-response
`;

const versionTable = `
two that were sent again | second: shows token.retry | both: shows token.retry | changed: shows token.retry | others: breaks token.retry
two, without their major version | another one: breaks token.retry | others: right
two deleted, without their major version | none: right | others: breaks delete.first
two, in another template | none: right | others: breaks token.retry
one deleted | none: shows delete.first | first: shows delete.first | others: breaks delete.first
one perhaps made | three: breaks once.lost-response | others: shows once.lost-response
`;

const slowTable = `
one being made | none: breaks create.retry | gone by its status: breaks create.retry | others: shows create.retry
one in deletion | others: shows delete.only
one gone | none: shows delete.only | gone by its status: shows delete.only | others: breaks async-delete.effect
`;

const tagTable = `
tags never looked at | k: shows create.retry | others: right
tags seen before | k: shows create.retry | others: breaks create.retry
tags of a refused request | k: shows create.rejected-harmless | l: breaks create.rejected-harmless | both: breaks create.rejected-harmless | others: right
tags added | both: shows create.retry | others: breaks create.retry
tags taken away | none: shows create.retry | others: breaks create.retry
`;

test.each([
  ...decisionTable(templates, answers, table),
  ...decisionTable(versions, versionAnswers, versionTable),
  ...decisionTable(slow, slowAnswers, slowTable),
  ...decisionTable(tagging, tagAnswers, tagTable),
])('a list shows %s', (_, row) => {
  const { decided, expected } = row();
  expect(decided).toEqual(expected);
});

test.each<[string, string]>([
  ['DELETE_COMPLETE', 'right'],
  ['SUCCEEDED', 'async-delete.effect'],
])('of an earlier bearer of the name a list may show no more than that it is gone: %s', (status, verdict) => {
  const later = { createdAt: MADE + 9 };
  const anew = { ...begun, reply: shows({ ...is('IN_PROGRESS'), ...later }) };
  const seen = walk([
    ...[begun, look(shows(is('SUCCEEDED'))), drop, look(notFound), anew],
    environments(lists([is(status), { ...is('SUCCEEDED'), ...later }])),
  ]);
  expect(seen.verdict, seen.story).toBe(verdict);
});

const unnamed = (id: string): Detail => {
  const { environmentName: _, ...rest } = connection(id, 'ns-a');
  return rest;
};
const connect = line(
  'CreateEnvironmentAccountConnection',
  { environmentName: 'ns-a', clientToken: 'a' },
  shows(connection('1', 'ns-a')),
);
const disconnect = line('DeleteEnvironmentAccountConnection', { id: '1' }, empty);

test.each<[string, Line[], Detail[], string]>([
  ['by its id', [connect], [unnamed('1')], 'right'],
  ['beside that of somebody', [connect], [unnamed('1'), unnamed('2')], 'right'],
  ['as that of somebody alone', [connect, connect], [unnamed('2')], 'token.retry'],
  ['perhaps, where nobody has seen it', [{ ...connect, reply: 'lost' }], [unnamed('2')], 'right'],
  ['once it was deleted', [connect, disconnect], [unnamed('1')], 'delete.first'],
])('a list without the names of environments shows a connection %s', (_, before, items, verdict) => {
  const all = line('ListEnvironmentAccountConnections', { requestedBy: 'ENVIRONMENT_ACCOUNT' }, lists(items));
  const seen = walk([...before, all]);
  expect(seen.verdict, seen.story).toBe(verdict);
});
