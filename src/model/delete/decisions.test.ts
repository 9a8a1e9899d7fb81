// Every answer to a delete that is done at once: of templates, versions and connections.
import { expect, test } from 'vitest';
import {
  conflict,
  connection,
  empty,
  environment,
  type Line,
  line,
  mismatch,
  notFound,
  type Reply,
  shows,
  template,
  validation,
  version,
} from '../testing/build.ts';
import { decisionTable, type Situation } from '../testing/decisions.ts';

const t = template('ns-t', { description: 'd' });
const create = line('CreateEnvironmentTemplate', { name: 'ns-t', description: 'd' }, shows(t));
const other = line('CreateEnvironmentTemplate', { name: 'ns-u' }, shows(template('ns-u')));
const update = line('UpdateEnvironmentTemplate', { name: 'ns-t', description: 'u' }, shows({ ...t, description: 'u' }));
const remove = (reply: Reply): Line => line('DeleteEnvironmentTemplate', { name: 'ns-t' }, reply);
const addVersion = (token: string, minor: string, majorVersion?: string): Line =>
  line(
    'CreateEnvironmentTemplateVersion',
    { templateName: 'ns-t', clientToken: token, ...(majorVersion ? { majorVersion } : {}) },
    shows(version('ns-t', minor)),
  );
const key = (minorVersion: string) => ({ templateName: 'ns-t', majorVersion: '1', minorVersion });
const removeVersion =
  (minor: string) =>
  (reply: Reply): Line =>
    line('DeleteEnvironmentTemplateVersion', key(minor), reply);
const publish = (minor: string): Line =>
  line(
    'UpdateEnvironmentTemplateVersion',
    { ...key(minor), status: 'PUBLISHED' },
    shows(version('ns-t', minor, { status: 'PUBLISHED' })),
  );
const withVersion = [create, addVersion('a', '0')];
const two = [...withVersion, addVersion('b', '1', '1')];
const serviceTemplate = line('CreateServiceTemplate', { name: 'ns-x' }, shows({ ...template('ns-x'), arn: 'arn:x' }));
const compatible = line(
  'CreateServiceTemplateVersion',
  {
    templateName: 'ns-x',
    clientToken: 'c',
    compatibleEnvironmentTemplates: [{ templateName: 'ns-t', majorVersion: '1' }],
  },
  shows({ ...version('ns-x', '0'), arn: 'arn:xv' }),
);
const role = { protonServiceRoleArn: 'arn:aws:iam::123456789012:role/r' };
const made = (name: string, more = {}): Line =>
  line(
    'CreateEnvironment',
    { name, templateName: 'ns-t', templateMajorVersion: '1', spec: 's', ...more },
    shows(environment(name, 'SUCCEEDED')),
  );
const connect = line(
  'CreateEnvironmentAccountConnection',
  { environmentName: 'ns-e', managementAccountId: '1', clientToken: 'c' },
  shows(connection('i', 'ns-e')),
);
const disconnect = (reply: Reply): Line => line('DeleteEnvironmentAccountConnection', { id: 'i' }, reply);

const situations: Record<string, Situation> = {
  'that never was': [[], remove],
  'that never was, beside another': [[other], remove],
  'that is there': [[create], remove],
  'that was updated': [[create, update], remove],
  'in a lost request before': [[create, remove('lost')], remove],
  'in a lost request before, with versions': [[...withVersion, remove('lost')], remove],
  'that is gone': [[create, remove(empty)], remove],
  'that is gone, a year ago': [[create, remove(empty)], (reply) => ({ ...remove(reply), advanceSeconds: 31_536_000 })],
  'that is gone after an update': [[create, update, remove(empty)], remove],
  'that is gone, unseen': [
    [create, remove('lost'), line('GetEnvironmentTemplate', { name: 'ns-t' }, notFound)],
    remove,
  ],
  'that has versions': [withVersion, remove],
  'whose versions are gone': [[...withVersion, removeVersion('0')(empty)], remove],
  'with an environment made of it': [[create, made('ns-e', role)], remove],
  'with an environment of that name made of another': [
    [create, made('ns-e', { ...role, templateName: 'ns-u' })],
    remove,
  ],
  'with a version of another that needs it': [[create, serviceTemplate, compatible], remove],
};

const versions: Record<string, Situation> = {
  alone: [withVersion, removeVersion('0')],
  'alone and published': [[...withVersion, publish('0')], removeVersion('0')],
  'a draft beside another': [two, removeVersion('1')],
  'published beside another': [[...two, publish('0')], removeVersion('0')],
  'published, the other gone': [[...two, publish('0'), removeVersion('1')(empty)], removeVersion('0')],
  'in use': [[...withVersion, publish('0'), made('ns-e', role)], removeVersion('0')],
  'needed by another': [[...withVersion, publish('0'), serviceTemplate, compatible], removeVersion('0')],
  gone: [[...withVersion, removeVersion('0')(empty)], removeVersion('0')],
  'gone, and its template': [[...withVersion, removeVersion('0')(empty), remove(empty)], removeVersion('0')],
  'gone with its template': [[...withVersion, remove(empty)], removeVersion('0')],
  'gone, its template made again': [
    [...withVersion, removeVersion('0')(empty), remove(empty), create],
    removeVersion('0'),
  ],
};

const connections: Record<string, Situation> = {
  there: [[connect], disconnect],
  used: [[connect, made('ns-e', { environmentAccountConnectionId: 'i' })], disconnect],
  'unlike the one used': [[connect, made('ns-e', { environmentAccountConnectionId: 'j' })], disconnect],
  gone: [[connect, disconnect(empty)], disconnect],
};

const failures = { mismatch, validation, conflict, notFound };
const answers = {
  empty,
  itself: shows(t),
  updated: shows({ ...t, description: 'u' }),
  strange: shows({ ...t, description: 'z' }),
  another: shows(template('ns-u')),
  ...failures,
};
const versionAnswers = { empty, itself: shows(version('ns-t', '0')), other: shows(version('ns-t', '1')), ...failures };
const connectionAnswers = {
  empty,
  itself: shows(connection('i', 'ns-e')),
  other: shows(connection('j', 'ns-e')),
  ...failures,
};

const table = `
that never was | empty: takes delete.never-existed=empty | mismatch: right | validation: right | notFound: takes delete.never-existed=not-found | as: never existed | others: breaks delete.retry
that never was, beside another | empty: takes delete.never-existed=empty | mismatch: right | validation: right | notFound: takes delete.never-existed=not-found | as: never existed | others: breaks delete.retry
that is there | updated: breaks delete.first | strange: breaks delete.first | another: breaks delete.first | notFound: breaks delete.first | as: first delete | others: right
that was updated | strange: breaks delete.first | another: breaks delete.first | notFound: breaks delete.first | as: first delete | others: right
in a lost request before | empty: takes delete.body=empty | itself: takes delete.body=metadata | notFound: right | as: deleted, first delete | others: breaks once.lost-response
in a lost request before, with versions | empty: takes delete.body=empty, takes delete.with-children=cascade | itself: takes delete.body=metadata, takes delete.with-children=cascade | mismatch: takes delete.with-children=validation | validation: takes delete.with-children=validation | conflict: takes delete.with-children=conflict | notFound: right | as: deleted, in use | others: breaks once.lost-response
that is gone | empty: shows delete.retry, takes delete.body=empty | itself: shows delete.retry, takes delete.body=metadata | as: deleted | others: breaks delete.retry
that is gone, a year ago | empty: shows delete.retry, takes delete.body=empty | itself: shows delete.retry, takes delete.body=metadata | as: deleted | others: breaks delete.retry
that is gone after an update | empty: shows delete.retry, takes delete.body=empty | itself: shows delete.retry, takes delete.body=metadata | updated: shows delete.retry, takes delete.body=metadata | as: deleted | others: breaks delete.retry
that is gone, unseen | empty: takes delete.body=empty | itself: takes delete.body=metadata | notFound: right | as: deleted | others: breaks once.lost-response
that has versions | empty: takes delete.with-children=cascade | itself: takes delete.with-children=cascade | mismatch: takes delete.with-children=validation | validation: takes delete.with-children=validation | conflict: takes delete.with-children=conflict | as: in use | others: breaks delete.first
whose versions are gone | updated: - | strange: - | another: - | notFound: breaks delete.only | as: first delete | others: right
with an environment made of it | empty: takes delete.in-use=done? | itself: takes delete.in-use=done? | mismatch: takes delete.in-use=validation | validation: takes delete.in-use=validation | conflict: takes delete.in-use=conflict | as: in use | others: breaks delete.first
with an environment of that name made of another | updated: breaks delete.first | strange: breaks delete.first | another: breaks delete.first | notFound: breaks delete.first | as: first delete | others: right
with a version of another that needs it | empty: takes delete.in-use=done? | itself: takes delete.in-use=done? | mismatch: takes delete.in-use=validation | validation: takes delete.in-use=validation | conflict: takes delete.in-use=conflict | as: in use | others: breaks delete.first
`;

const versionTable = `
alone | other: breaks delete.first | notFound: breaks delete.first | as: first delete | others: right
alone and published | other: breaks delete.first | notFound: breaks delete.first | as: first delete | others: right
a draft beside another | itself: breaks delete.first | notFound: breaks delete.first | as: first delete | others: right
published beside another | other: breaks delete.first | mismatch: takes delete.recommended=validation | validation: takes delete.recommended=validation | conflict: takes delete.recommended=conflict | notFound: breaks delete.first | as: in use | others: takes delete.recommended=done?
published, the other gone | other: breaks delete.only | notFound: breaks delete.only | as: first delete | others: right
in use | other: breaks delete.first | mismatch: takes delete.in-use=validation | validation: takes delete.in-use=validation | conflict: takes delete.in-use=conflict | notFound: breaks delete.first | as: in use | others: takes delete.in-use=done?
needed by another | other: breaks delete.first | mismatch: takes delete.in-use=validation | validation: takes delete.in-use=validation | conflict: takes delete.in-use=conflict | notFound: breaks delete.first | as: in use | others: takes delete.in-use=done?
gone | empty: shows delete.retry, takes delete.body=empty | itself: shows delete.retry, takes delete.body=metadata | as: deleted | others: breaks delete.retry
gone, and its template | empty: takes delete.parent-gone=success | itself: takes delete.parent-gone=success | notFound: takes delete.parent-gone=not-found | as: template gone | others: breaks delete.retry
gone with its template | other: breaks delete.only | as: first delete | others: right
gone, its template made again | empty: right | itself: right | notFound: right | as: template gone | others: breaks delete.retry
`;

const connectionTable = `
there | other: breaks delete.first | notFound: breaks delete.first | as: first delete | others: right
used | other: breaks delete.first | mismatch: takes delete.in-use=validation | validation: takes delete.in-use=validation | conflict: takes delete.in-use=conflict | notFound: breaks delete.first | as: in use | others: takes delete.in-use=done?
unlike the one used | other: breaks delete.first | notFound: breaks delete.first | as: first delete | others: right
gone | empty: shows delete.retry, takes delete.body=empty | itself: shows delete.retry, takes delete.body=metadata | as: deleted | others: breaks delete.retry
`;

test.each([
  ...decisionTable(situations, answers, table),
  ...decisionTable(versions, versionAnswers, versionTable),
  ...decisionTable(connections, connectionAnswers, connectionTable),
])('the delete of one %s', (_, row) => {
  const { decided, expected } = row();
  expect(decided).toEqual(expected);
});
