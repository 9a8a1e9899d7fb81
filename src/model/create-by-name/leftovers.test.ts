// What is left of the earlier bearers of a name (create.after-delete), and which errors a request for it may still have.
import { expect, test } from 'vitest';
import type { Input, Json } from '../../program/types.ts';
import type { Detail } from '../../wire/types.ts';
import {
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
  validation,
  version,
  walk,
} from '../testing/build.ts';

const a = { name: 'ns-a' };
const is = (description: string, seconds: number): Reply =>
  shows(template('ns-a', { description, createdAt: MADE + seconds, lastModifiedAt: MADE + seconds }));
const create = (reply: Reply, description?: string, more: Input = {}): Line =>
  line('CreateEnvironmentTemplate', { ...a, ...(description === undefined ? {} : { description }), ...more }, reply);
const remove = line('DeleteEnvironmentTemplate', a, empty);
const twice = [create(is('one', 0), 'one'), remove, create(is('two', 6), 'two'), remove];
const unseen = [create(is('one', 0), 'one'), remove, create('lost', 'two')];

test.each<[string, Line[], string]>([
  ['the first one’s text as the third', [...twice, create(is('one', 12))], 'create.after-delete'],
  ['it, where it is asked for again', [...twice, create(is('one', 12), 'one')], 'right'],
  ['a text of the endpoint’s own', [...twice, create(is('three', 12))], 'right'],
  ['the first one’s text, made by a lost request', [...unseen, create(is('one', 9), 'two')], 'create.after-delete'],
  ['its own text, made by a lost request', [...unseen, create(is('two', 9), 'two')], 'right'],
])('a template made again shows %s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});

const ours = { provisioning: 'CUSTOMER_MANAGED' };
const managed = (seconds: number, more: Detail = {}): Reply =>
  shows(template('ns-a', { createdAt: MADE + seconds, lastModifiedAt: MADE + seconds, ...ours, ...more }));

test.each<[string, Line[], string]>([
  ['the only value that a member has', [create(managed(0), '', ours), remove, create(managed(12))], 'right'],
  [
    'a text beside it',
    [create(managed(0, { description: 'one' }), 'one', ours), remove, create(managed(12, { description: 'one' }))],
    'create.after-delete',
  ],
  ['it, sent again without', [create(managed(0), '', ours), create(managed(0))], 'right'],
  ['it, sent again without, and refused', [create(managed(0), '', ours), create(mismatch)], 'right'],
  ['it, made anew by a request without', [create(managed(0), '', ours), create(managed(12))], 'create.retry'],
  ['none, sent again with it', [create(is('', 0)), create(is('', 0), undefined, ours)], 'create.mismatch'],
])('a template that was made with what may be a default shows %s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});

const { arn } = template('ns-a');
const late = { key: 'late', value: '1' };
const own = { key: 'own', value: '1' };
const tag = line('TagResource', { resourceArn: arn!, tags: [late] }, empty);
const tags = (...all: Json[]): Line => line('ListTagsForResource', { resourceArn: arn! }, lists(all as never[]));
const again = (more: Input = {}): Line[] => [remove, create(is('', 12), undefined, more)];
const tagged = [create(is('', 0)), tag, tags(late)];

test.each<[string, Line[], string]>([
  ['one of TagResource', [...tagged, ...again(), tags(late)], 'create.after-delete'],
  ['none', [...tagged, ...again(), tags()], 'right'],
  ['one that it was given', [...tagged, ...again({ tags: [late] }), tags(late)], 'right'],
  ['one that it was given since', [...tagged, ...again(), tag, tags(late)], 'right'],
  ['one of its own beside it', [...tagged, ...again({ tags: [own] }), tags(own, late)], 'create.after-delete'],
  ['one of the endpoint’s own, as before', [create(is('', 0)), tag, tags(late, own), ...again(), tags(own)], 'right'],
  ['one that was never seen to be kept', [create(is('', 0)), tag, ...again(), tags(late)], 'right'],
])('a template made again shows of tags %s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});

const number = (minorVersion: string) => ({ templateName: 'ns-t', majorVersion: '1', minorVersion });
const versionOf = (minor: string): Line =>
  line(
    'CreateEnvironmentTemplateVersion',
    { templateName: 'ns-t', clientToken: minor, ...(minor === '0' ? {} : { majorVersion: '1' }) },
    shows(version('ns-t', minor)),
  );
const removeVersion = (minor: string): Line => line('DeleteEnvironmentTemplateVersion', number(minor), empty);
const begin = (reply: Reply, more: Input = {}): Line =>
  line(
    'CreateEnvironment',
    { name: 'ns-e', templateName: 'ns-t', templateMajorVersion: '1', spec: 's', ...more },
    reply,
  );
const in_ = (status: string, seconds = 0): Reply =>
  shows(environment('ns-e', status, { createdAt: MADE + seconds, spec: 's' }));
const gone = (more: Input = {}): Line[] => [
  line('CreateEnvironmentTemplate', { name: 'ns-t' }, shows(template('ns-t'))),
  versionOf('0'),
  versionOf('1'),
  begin(in_('IN_PROGRESS'), more),
  line('GetEnvironment', { name: 'ns-e' }, in_('SUCCEEDED')),
  line('DeleteEnvironment', { name: 'ns-e' }, in_('DELETE_IN_PROGRESS')),
  line('GetEnvironment', { name: 'ns-e' }, notFound),
];
const minor = { templateMinorVersion: '0' };
const spec = { spec: 'in:\n- ns-f' };
const elsewhere = [
  line('CreateEnvironmentTemplate', { name: 'ns' }, shows(template('ns'))),
  line('DeleteEnvironmentTemplate', { name: 'ns' }, empty),
];
const named = [
  line('CreateServiceTemplate', { name: 'ns-f' }, shows({ ...template('ns-f'), arn: 'arn:f' })),
  line('DeleteServiceTemplate', { name: 'ns-f' }, empty),
];

test.each<[string, Line[], string]>([
  ['nothing', [...gone(), begin(validation)], 'create.after-delete'],
  [
    'another version than it names',
    [...gone(minor), removeVersion('1'), begin(validation, minor)],
    'create.after-delete',
  ],
  ['the version that it names', [...gone(minor), removeVersion('0'), begin(validation, minor)], 'right'],
  ['a version of the major version that it names', [...gone(), removeVersion('1'), begin(validation)], 'right'],
  ['something whose name is part of another', [...elsewhere, ...gone(), begin(validation)], 'create.after-delete'],
  ['what its spec names', [...named, ...gone(spec), begin(validation, spec)], 'right'],
])('an error of a request for a name that is free, gone being %s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});
