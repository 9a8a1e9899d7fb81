// Every answer to a create by name, of a template and of an environment, which takes time and can fail.
import { expect, test } from 'vitest';
import type { Input } from '../../program/types.ts';
import type { Detail } from '../../wire/types.ts';
import {
  conflict,
  empty,
  type Line,
  line,
  MADE,
  mismatch,
  notFound,
  type Reply,
  shows,
  template,
  validation,
  version,
} from '../testing/build.ts';
import { decisionTable, type Situation } from '../testing/decisions.ts';

const a = { name: 'ns-a' };
const one = (more: Detail = {}): Reply => shows(template('ns-a', { description: 'd', ...more }));
const create = (reply: Reply, more: Input = {}, when: Partial<Line> = {}): Line =>
  line('CreateEnvironmentTemplate', { ...a, description: 'd', ...more }, reply, when);
const again =
  (more: Input = {}, when: Partial<Line> = {}) =>
  (reply: Reply): Line =>
    create(reply, more, when);
const get = (reply: Reply): Line => line('GetEnvironmentTemplate', a, reply);
const update = (description: string, reply: Reply = one({ description })): Line =>
  line('UpdateEnvironmentTemplate', { ...a, description }, reply);
const remove = line('DeleteEnvironmentTemplate', a, empty);
const tagged = line(
  'TagResource',
  { resourceArn: template('ns-a').arn as string, tags: [{ key: 'k', value: 'v' }] },
  empty,
);
const versioned = line(
  'CreateEnvironmentTemplateVersion',
  { templateName: 'ns-a', clientToken: 't' },
  shows(version('ns-a', '0')),
);
const unversioned = line(
  'DeleteEnvironmentTemplateVersion',
  { templateName: 'ns-a', majorVersion: '1', minorVersion: '0' },
  empty,
);
const registering = { ...versioned, reply: shows(version('ns-a', '0', { status: 'REGISTRATION_IN_PROGRESS' })) };
const other = line(
  'CreateServiceTemplate',
  a,
  shows({ ...template('ns-a'), arn: 'arn:aws:proton:us-east-1:1:service-template/ns-a' }),
);
const first = create(one());
const modified = [first, update('u')];
const SOON = { afterMs: 500 };

const templates: Record<string, Situation> = {
  'the first': [[], again()],
  'the first, where another type has the name': [[other], again()],
  'the same': [[first], again()],
  'the same, after a refused mismatch': [[first, create(mismatch, { description: 'x' })], again()],
  'the same, where another type has the name': [[other, first], again()],
  'the same, a year later': [[first], again({}, { advanceSeconds: 31_536_000 })],
  'the same, modified': [modified, again()],
  'the same, modified and back': [[...modified, update('d')], again()],
  'the same, updated with what it had': [[first, update('d')], again()],
  'the same, tagged': [[first, tagged], again()],
  'the same, with a version': [[first, versioned], again()],
  'the same, with a version that was deleted': [[first, versioned, unversioned], again()],
  'the same, with a version that may have failed': [[first, registering], again()],
  'the same, tagged and with a version': [[first, tagged, versioned], again()],
  'the same, an update lost': [[first, update('u', 'lost')], again()],
  'the same, an update seen': [[first, update('u', 'lost'), get(one({ description: 'u' }))], again()],
  open: [[first], again({ tags: [] })],
  'open in two ways': [[create(one(), { displayName: 'é' })], again({ displayName: 'e\u0301', tags: [] })],
  'open, modified': [modified, again({ tags: [] })],
  'open, tagged': [[first, tagged], again({ tags: [] })],
  changed: [[first], again({ description: 'x' })],
  'changed in a key': [[first], again({ encryptionKey: 'k' })],
  'changed in a key that was taken': [
    [first, line('CreateEnvironmentTemplate', { name: 'ns-b', encryptionKey: 'k' }, shows(template('ns-b')))],
    again({ encryptionKey: 'k' }),
  ],
  'changed, tagged': [[first, tagged], again({ description: 'x' })],
  'changed, modified': [modified, again({ description: 'x' })],
  'changed to what it was modified to': [modified, again({ description: 'u' })],
  'changed to what a lost update would make it': [[first, update('u', 'lost')], again({ description: 'u' })],
  deleted: [[first, remove], again()],
  'deleted a moment ago': [[first, remove], again({}, SOON)],
  'deleted, changed': [[first, remove], again({ description: 'x' })],
  'deleted, changed in a key': [[first, remove], again({ encryptionKey: 'k' })],
  'deleted after an update': [[...modified, remove], again()],
  'deleted, without a description': [[first, remove], (reply) => line('CreateEnvironmentTemplate', a, reply)],
  lost: [[create('lost')], again()],
  'lost, changed': [[create('lost')], again({ description: 'x' })],
};

const answers = {
  original: one(),
  anew: one({ createdAt: MADE + 9, lastModifiedAt: MADE + 9 }),
  updated: one({ description: 'u' }),
  elsewhere: shows(template('ns-z')),
  'of the other type': shows({ ...template('ns-a'), arn: 'arn:aws:proton:us-east-1:1:service-template/ns-a' }),
  empty,
  mismatch,
  validation,
  conflict,
  notFound,
};

const table = `
the first | elsewhere: breaks create.retry | empty: breaks create.retry | mismatch: ends | validation: ends | conflict: ends | notFound: ends | as: first call | others: right
the first, where another type has the name | original: shows create.namespace | anew: shows create.namespace | updated: shows create.namespace | notFound: ends | validation: ends | as: name of another type | others: breaks create.namespace
the same | original: shows create.retry | as: same parameters | others: breaks create.retry
the same, after a refused mismatch | original: shows create.rejected-harmless create.retry | as: same parameters | others: breaks create.rejected-harmless
the same, where another type has the name | original: shows create.retry | as: same parameters | others: breaks create.namespace
the same, a year later | original: shows create.retry | as: same parameters | others: breaks create.retry
the same, modified | conflict: shows create.modified | as: modified | others: breaks create.modified
the same, modified and back | original: takes create.modified-back=unmodified | updated: takes create.modified-back=unmodified | conflict: takes create.modified-back=modified | as: same parameters | others: breaks create.modified
the same, updated with what it had | original: takes create.noop-update=unmodified | conflict: takes create.noop-update=modified | as: same parameters | others: breaks create.modified
the same, tagged | original: takes create.tagged=unmodified | conflict: takes create.tagged=modified | as: same parameters | others: breaks create.modified
the same, with a version | original: takes create.version-added=unmodified | conflict: takes create.version-added=modified | as: same parameters | others: breaks create.modified
the same, with a version that was deleted | original: right | conflict: right | as: same parameters | others: breaks delete.only
the same, with a version that may have failed | original: right | conflict: right | as: same parameters | others: breaks create.modified
the same, tagged and with a version | original: right | conflict: right | as: same parameters | others: breaks create.modified
the same, an update lost | original: shows create.retry, takes create.hidden-update=unmodified, takes detail.snapshot=first | updated: - | conflict: takes create.hidden-update=modified | as: same parameters | others: breaks once.lost-response
the same, an update seen | conflict: shows create.modified | as: modified | others: breaks create.modified
open | original: takes detail.empty-absent=same | mismatch: takes detail.empty-absent=different | validation: takes detail.empty-absent=different | as: same or different | others: breaks create.retry
open in two ways | original: right | mismatch: right | validation: right | as: same or different | others: breaks create.retry
open, modified | mismatch: right | validation: right | conflict: right | as: same or different | others: breaks create.modified
open, tagged | original: right | mismatch: right | validation: right | conflict: right | as: same or different | others: breaks create.modified
changed | mismatch: shows create.mismatch create.mismatch-named | validation: breaks create.mismatch-named | as: one parameter changed | others: breaks create.mismatch
changed in a key | mismatch: shows create.mismatch | validation: shows create.mismatch | notFound: right | as: one parameter changed | others: breaks create.mismatch
changed in a key that was taken | mismatch: shows create.mismatch create.mismatch-named | validation: breaks create.mismatch-named | as: one parameter changed | others: breaks create.mismatch
changed, tagged | mismatch: shows create.mismatch | validation: shows create.mismatch | conflict: right | as: one parameter changed | others: breaks create.mismatch
changed, modified | mismatch: takes create.modified-and-different=validation | validation: takes create.modified-and-different=validation | conflict: takes create.modified-and-different=conflict | as: modified | others: breaks create.modified
changed to what it was modified to | original: takes create.equals-modified=success, takes detail.snapshot=first | updated: takes create.equals-modified=success, takes detail.snapshot=now | mismatch: takes create.equals-modified=validation | validation: takes create.equals-modified=validation | conflict: takes create.equals-modified=conflict | as: modified | others: breaks create.modified
changed to what a lost update would make it | original: takes create.equals-modified=success, takes detail.snapshot=first | updated: takes create.equals-modified=success, takes detail.snapshot=now | mismatch: shows create.mismatch create.mismatch-named, takes create.equals-modified=validation | validation: takes create.equals-modified=validation | conflict: takes create.equals-modified=conflict | as: one parameter changed | others: breaks create.mismatch
deleted | original: shows create.after-delete | anew: shows create.after-delete | updated: shows create.after-delete | of the other type: shows create.after-delete | as: recreated | others: breaks create.after-delete
deleted a moment ago | original: shows create.after-delete | anew: shows create.after-delete | updated: shows create.after-delete | of the other type: shows create.after-delete | conflict: excused | as: recreated | others: breaks create.after-delete
deleted, changed | updated: shows create.after-delete | of the other type: shows create.after-delete | as: recreated | others: breaks create.after-delete
deleted, changed in a key | elsewhere: breaks create.after-delete | empty: breaks create.after-delete | mismatch: breaks create.after-delete | validation: right | conflict: right | notFound: right | as: recreated | others: shows create.after-delete
deleted after an update | original: shows create.after-delete | anew: shows create.after-delete | of the other type: shows create.after-delete | as: recreated | others: breaks create.after-delete
deleted, without a description | updated: shows create.after-delete | of the other type: shows create.after-delete | as: recreated | others: breaks create.after-delete
lost | elsewhere: breaks once.lost-response | empty: breaks once.lost-response | mismatch: breaks once.lost-response | validation: ends | conflict: breaks once.lost-response | notFound: breaks once.lost-response | as: first call, same parameters | others: shows create.retry
lost, changed | elsewhere: breaks once.lost-response | empty: breaks once.lost-response | mismatch: shows create.mismatch create.mismatch-named | validation: ends | conflict: breaks once.lost-response | notFound: breaks once.lost-response | as: first call, one parameter changed | others: right
`;

test.each(decisionTable(templates, answers, table))('a template %s', (_, row) => {
  const { decided, expected } = row();
  expect(decided).toEqual(expected);
});
