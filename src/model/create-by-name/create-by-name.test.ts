import { expect, test } from 'vitest';
import type { Input } from '../../program/types.ts';
import type { Detail } from '../../wire/types.ts';
import {
  conflict,
  empty,
  environment,
  type Line,
  line,
  MADE,
  mismatch,
  notFound,
  type Reply,
  shows,
  template,
  validation,
  walk,
} from '../testing/build.ts';

const SOON = { afterMs: 500 };
const a = { name: 'ns-a' };
const one = (more: Detail = {}): Reply => shows(template('ns-a', { description: 'd', ...more }));
const create = (reply: Reply, more: Input = {}, when: Partial<Line> = {}): Line =>
  line('CreateEnvironmentTemplate', { ...a, description: 'd', ...more }, reply, when);
const get = (reply: Reply): Line => line('GetEnvironmentTemplate', a, reply);
const update = (description: string, reply: Reply = one({ description })): Line =>
  line('UpdateEnvironmentTemplate', { ...a, description }, reply);
const remove = line('DeleteEnvironmentTemplate', a, empty);
const anew = (more: Detail = {}): Reply => one({ createdAt: MADE + 9, lastModifiedAt: MADE + 9, ...more });
const beside = (seconds: number): Line => {
  const detail = template('ns-b', { description: 'd', createdAt: MADE + seconds });
  return line('CreateEnvironmentTemplate', { name: 'ns-b', description: 'd' }, shows(detail));
};
const first = create(one());
const modified = [first, update('u')];
const service = line(
  'CreateServiceTemplate',
  a,
  shows({ ...template('ns-a'), arn: 'arn:aws:proton:us-east-1:1:service-template/ns-a' }),
);

test.each<[string, Line[], string]>([
  ['first: refused', [create(validation)], 'ends'],
  ['first: not found', [create(notFound)], 'ends'],
  ['first: empty', [create(empty)], 'create.retry'],
  ['first: another name', [create(shows(template('ns-b')))], 'create.retry'],
  ['again: the original', [first, create(one())], 'right'],
  ['again: made anew', [first, create(anew())], 'create.retry'],
  ['again: a conflict', [first, create(conflict)], 'create.retry'],
  ['again: a validation error', [first, create(validation)], 'create.retry'],
  ['again: modified', [first, create(one({ lastModifiedAt: MADE + 9 }))], 'create.retry'],
  ['changed: a named mismatch', [first, create(mismatch, { description: 'x' })], 'right'],
  ['changed: an unnamed one', [first, create(validation, { description: 'x' })], 'create.mismatch-named'],
  ['changed: a conflict', [first, create(conflict, { description: 'x' })], 'create.mismatch'],
  ['changed: success', [first, create(one(), { description: 'x' })], 'create.mismatch'],
  ['changed to a key never tried: not found', [first, create(notFound, { encryptionKey: 'k' })], 'right'],
  ['changed to a key never tried: a conflict', [first, create(conflict, { encryptionKey: 'k' })], 'create.mismatch'],
  ['modified: a conflict', [...modified, create(conflict)], 'right'],
  ['modified: the original', [...modified, create(one())], 'create.modified'],
  ['modified: a validation error', [...modified, create(validation)], 'create.modified'],
  ['modified and changed: a conflict', [...modified, create(conflict, { description: 'x' })], 'right'],
  ['modified and changed: an unnamed mismatch', [...modified, create(validation, { description: 'x' })], 'right'],
  ['modified and changed: success', [...modified, create(one(), { description: 'x' })], 'create.modified'],
  ['equal to the modified: success', [...modified, create(one({ description: 'u' }), { description: 'u' })], 'right'],
  ['an update that was refused', [first, update('u', validation), create(conflict)], 'create.retry'],
  ['an update that may have come', [first, update('u', 'lost'), create(conflict)], 'right'],
  ['an update that may not have come', [first, update('u', 'lost'), create(one())], 'right'],
  ['deleted: made anew', [first, remove, create(anew())], 'right'],
  ['deleted: other parameters', [first, remove, create(anew({ description: 'x' }), { description: 'x' })], 'right'],
  ['deleted: the old one’s value', [first, remove, create(anew(), { description: 'x' })], 'create.after-delete'],
  ['deleted: a conflict, soon', [first, remove, create(conflict, {}, SOON)], 'excused'],
  ['deleted: a conflict, later', [first, remove, create(conflict)], 'create.after-delete'],
  [
    'deleted: a mismatch with the old one',
    [first, remove, create(mismatch, { description: 'x' })],
    'create.after-delete',
  ],
  ['deleted: as old as the old one, after another that is as old', [first, remove, beside(0), create(one())], 'right'],
  ['deleted: as old as the old one, within the tolerance', [first, remove, beside(10), create(one())], 'right'],
  [
    'deleted: as old as the old one, after a newer one',
    [first, remove, beside(11), create(one())],
    'create.after-delete',
  ],
  ['deleted: not found, for its key may be gone', [first, remove, create(notFound, { encryptionKey: 'k' })], 'right'],
  ['the name of another type', [service, create(one())], 'right'],
  ['the name of another type: a conflict', [service, create(conflict)], 'create.namespace'],
  ['the name of another type: a mismatch', [service, create(mismatch)], 'create.namespace'],
  ['the name of another type: refused for its own sake', [service, create(validation)], 'ends'],
  [
    'the name of another type: refused though taken with another name',
    [
      { ...first, input: { ...first.input, name: 'ns-z' }, reply: shows(template('ns-z')) },
      service,
      create(validation),
    ],
    'create.namespace',
  ],
  [
    'the name of another type: its resource',
    [service, create(one({ arn: 'arn:aws:proton:us-east-1:1:service-template/ns-a' }))],
    'create.namespace',
  ],
  ['another type’s deletion', [service, first, line('DeleteServiceTemplate', a, empty), get(notFound)], 'delete.only'],
  ['lost: new', [create('lost'), create(one())], 'right'],
  ['lost: a conflict', [create('lost'), create(conflict)], 'once.lost-response'],
])('%s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});

const input = { name: 'ns-e', templateName: 'ns-t', templateMajorVersion: '1', spec: 's' };
const in_ = (status: string, more: Detail = {}): Reply => shows(environment('ns-e', status, { spec: 's', ...more }));
const begin = (reply: Reply): Line => line('CreateEnvironment', input, reply);
const look = (status: string): Line => line('GetEnvironment', { name: 'ns-e' }, in_(status));
const drop = line('DeleteEnvironment', { name: 'ns-e' }, in_('DELETE_IN_PROGRESS'));
const begun = begin(in_('IN_PROGRESS'));
const settled = [begun, look('SUCCEEDED')];
const failed = [begun, look('FAILED')];
const serve = (reply: Reply): Line =>
  line('CreateService', { ...a, templateName: 'ns-x', spec: 'instances: [{ environment: ns-e }]' }, reply);

test.each<[string, Line[], string, string[]]>([
  ['the name of another type, and what it names is at work', [service, begun, serve(conflict)], 'ends', []],
  [
    'the name of another type, and what it names is not',
    [service, ...settled, serve(conflict)],
    'create.namespace',
    [],
  ],
  ['the name of another type, and what it names is gone', [service, ...settled, drop, serve(conflict)], 'ends', []],
  ['lost: not found, for its template may not be there', [begin('lost'), begin(notFound)], 'ends', []],
  ['lost: a conflict, whatever its template', [begin('lost'), begin(conflict)], 'once.lost-response', []],
  [
    'lost: not found, though such a request was granted',
    [
      line('CreateEnvironment', { ...input, name: 'ns-f' }, shows(environment('ns-f', 'IN_PROGRESS'))),
      begin('lost'),
      begin(notFound),
    ],
    'once.lost-response',
    [],
  ],
  [
    'lost under another name: a refusal of its own',
    [line('CreateEnvironment', { ...input, name: 'ns-f' }, 'lost'), begin(conflict)],
    'ends',
    [],
  ],
  ['first: in deletion', [begin(in_('DELETE_IN_PROGRESS'))], 'create.retry', []],
  ['while it is made: the original', [begun, begun], 'right', []],
  ['while it is made: a conflict', [begun, begin(conflict)], 'create.retry', []],
  ['failed: the failed one', [...failed, begin(in_('FAILED'))], 'right', ['create.failed=success']],
  ['failed: anew', [...failed, begin(in_('IN_PROGRESS', { createdAt: MADE + 9 }))], 'right', ['create.failed=anew']],
  ['failed: validation', [...failed, begin(validation)], 'right', ['create.failed=validation']],
  ['failed: not found', [...failed, begin(notFound)], 'create.retry', []],
  [
    'in deletion: the dying one',
    [...settled, drop, begin(in_('DELETE_IN_PROGRESS'))],
    'right',
    ['create.dying=success'],
  ],
  ['in deletion: a conflict', [...settled, drop, begin(conflict)], 'right', ['create.dying=conflict']],
  ['in deletion: not found', [...settled, drop, begin(notFound)], 'create.retry', []],
  [
    'deletion failed: a conflict',
    [...settled, drop, look('DELETE_FAILED'), begin(conflict)],
    'right',
    ['create.delete-failed=conflict'],
  ],
  [
    'deletion failed: made anew',
    [...settled, drop, look('DELETE_FAILED'), begin(in_('IN_PROGRESS', { createdAt: MADE + 9 }))],
    'create.retry',
    [],
  ],
])('an environment %s', (_, lines, verdict, taken) => {
  const seen = walk(lines);
  expect([seen.verdict, seen.taken], seen.story).toEqual([verdict, taken]);
});

test.each([
  ['its template', 'ns-a', 'right'],
  ['another’s template', 'ns-b', 'create.retry'],
])('the times of a template may have moved because something was made from it: %s', (_, name, expected) => {
  const moved = { lastModifiedAt: MADE + 9 };
  const lines = [
    first,
    get(one()),
    create(one()),
    line('CreateEnvironment', { name: 'ns-e', templateName: name, spec: 's' }, shows(environment('ns-e', 'SUCCEEDED'))),
    get(one(moved)),
  ];
  const { verdict, story } = walk(lines);
  expect(verdict, story).toBe(expected);
});
