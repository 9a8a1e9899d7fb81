// What the endpoint shows decides with what was asked for: its own choices, other forms of a value, a stale status, and what
// an update changed without being asked.
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
  type Reply,
  shows,
  template,
  version,
  walk,
} from '../testing/build.ts';

const t = (more: Detail = {}): Reply => shows(template('ns-a', more));
const create = (reply: Reply, more: Input = {}): Line =>
  line('CreateEnvironmentTemplate', { name: 'ns-a', ...more }, reply);
const update = (values: Input, reply: Reply): Line =>
  line('UpdateEnvironmentTemplate', { name: 'ns-a', ...values }, reply);
const look = (reply: Reply): Line => line('GetEnvironmentTemplate', { name: 'ns-a' }, reply);
const drop = line('DeleteEnvironmentTemplate', { name: 'ns-a' }, empty);
const named = { displayName: 'ns-a' };
const later = { createdAt: MADE + 20, lastModifiedAt: MADE + 20 };
const [d, trimmed, spaced] = [{ description: 'd' }, { description: 'e' }, { description: ' d ' }];

const spec = 'proton: EnvironmentSpec\nspec: {a: 2}\n';
const e = { name: 'ns-e', templateName: 'ns-t', templateMajorVersion: '1', spec: 's' };
const is = (status: string, more: Detail = {}): Reply => shows(environment('ns-e', status, { spec: 's', ...more }));
const createEnvironment = (reply: Reply, more: Input = {}): Line => line('CreateEnvironment', { ...e, ...more }, reply);
const lookAtEnvironment = (reply: Reply): Line => line('GetEnvironment', { name: 'ns-e' }, reply);
const deploy = (values: Input, reply: Reply): Line => line('UpdateEnvironment', { name: 'ns-e', ...values }, reply);
const dropEnvironment = (reply: Reply): Line => line('DeleteEnvironment', { name: 'ns-e' }, reply);
const settled = [createEnvironment(is('IN_PROGRESS')), lookAtEnvironment(is('SUCCEEDED'))];
const respecified = [...settled, deploy({ spec, deploymentType: 'CURRENT_VERSION' }, is('IN_PROGRESS'))];
const minor = { templateMinorVersion: '1' };
const upgraded = [
  ...settled,
  deploy({ deploymentType: 'MINOR_VERSION' }, is('IN_PROGRESS', minor)),
  lookAtEnvironment(is('SUCCEEDED', minor)),
];
const { templateMinorVersion: _, ...unversioned } = environment('ns-e', 'IN_PROGRESS', { spec: 's' });
const asLatest = [createEnvironment(shows(unversioned))];

const key = { templateName: 'ns-t', majorVersion: '1', minorVersion: '0' };
const v = (status: string): Reply => shows(version('ns-t', '0', { status }));
const addVersion = line('CreateEnvironmentTemplateVersion', { templateName: 'ns-t', clientToken: 't' }, v('DRAFT'));
const set = (status: string, reply: Reply): Line => line('UpdateEnvironmentTemplateVersion', { ...key, status }, reply);
const lookAtVersion = (reply: Reply): Line => line('GetEnvironmentTemplateVersion', key, reply);
const published = [
  line('CreateEnvironmentTemplate', { name: 'ns-t' }, shows(template('ns-t'))),
  addVersion,
  set('PUBLISHED', v('PUBLISHED')),
];

test.each<[string, Line[], string]>([
  ['an update to the choice of the endpoint', [create(t(named)), update(named, t(named)), create(t(named))], 'right'],
  [
    'or to another value',
    [create(t(named)), update({ displayName: 'x' }, t({ displayName: 'x' })), create(t({ displayName: 'x' }))],
    'create.modified',
  ],
  [
    'a request as it is now, the choice of the endpoint included',
    [
      create(t({ ...named, ...d }), d),
      update(trimmed, t({ ...named, ...trimmed })),
      create(t({ ...named, ...trimmed }), { ...named, ...trimmed }),
    ],
    'right',
  ],
  [
    'a choice of the endpoint as the earlier one’s value',
    [create(t(named), named), drop, create(t({ ...named, ...later }))],
    'right',
  ],
  [
    'another value of the earlier one',
    [create(t({ displayName: 'x' }), { displayName: 'x' }), drop, create(t({ displayName: 'x', ...later }))],
    'create.after-delete',
  ],
  [
    'a refused choice of the endpoint',
    [...asLatest, createEnvironment(mismatch, { templateMinorVersion: '0' }), lookAtEnvironment(is('SUCCEEDED'))],
    'right',
  ],
  [
    'a refused value that the endpoint has not chosen',
    [...settled, createEnvironment(mismatch, minor), lookAtEnvironment(is('SUCCEEDED', minor))],
    'create.rejected-harmless',
  ],
  [
    'a spec in other form',
    [...respecified, dropEnvironment(is('IN_PROGRESS', { spec: 'proton: EnvironmentSpec\nspec:\n  a: 2\n' }))],
    'right',
  ],
  [
    'another spec',
    [...respecified, dropEnvironment(is('IN_PROGRESS', { spec: 'proton: EnvironmentSpec\nspec:\n  a: 3\n' }))],
    'async-delete.effect',
  ],
  [
    'a stale status in the answer to an update',
    [...published, set('DRAFT', v('PUBLISHED')), addVersion, lookAtVersion(v('DRAFT'))],
    'right',
  ],
  ['a status that came back', [...published, addVersion, lookAtVersion(v('DRAFT'))], 'token.retry'],
  ['what an update changed unasked', [...upgraded, createEnvironment(is('SUCCEEDED', minor))], 'create.modified'],
  ['and a request that asks for it', [...upgraded, createEnvironment(is('SUCCEEDED', minor), minor)], 'right'],
  [
    'an update that changed nothing',
    [
      ...settled,
      deploy({ deploymentType: 'MINOR_VERSION' }, is('IN_PROGRESS')),
      lookAtEnvironment(is('SUCCEEDED')),
      createEnvironment(is('SUCCEEDED')),
    ],
    'right',
  ],
  [
    'a change shown in other form than asked for',
    [create(t(d), d), look(t(d)), update({ description: ' e ' }, t(trimmed)), look(t(trimmed)), create(t(trimmed), d)],
    'create.modified',
  ],
  [
    'an update to what shows already, in another form than asked for',
    [create(t(d), spaced), update(d, t(d)), create(t(d), spaced)],
    'right',
  ],
  ['and its conflict', [create(t(d), spaced), update(d, t(d)), create(conflict, spaced)], 'right'],
  [
    'the same, seen in that form only',
    [create(t(spaced), spaced), look(t(d)), update(d, t(d)), look(t(d)), create(t(d), spaced)],
    'right',
  ],
  [
    'an update to what does not show yet',
    [create(t(spaced), spaced), look(t(spaced)), update(d, t(d)), create(t(spaced), spaced)],
    'create.modified',
  ],
  [
    'an update to another value than the one in another form',
    [create(t(d), spaced), look(t(d)), update(trimmed, t(trimmed)), create(t(trimmed), spaced)],
    'create.modified',
  ],
  [
    'an update amid the creation, whose answer shows it',
    [{ ...create('lost', d), lastsMs: 10 }, create(t(d), d), update(trimmed, t(trimmed)), create(t(trimmed), d)],
    'create.modified',
  ],
  [
    'and its conflict',
    [create(t(d), d), look(t(d)), update({ description: ' e ' }, t(trimmed)), look(t(trimmed)), create(conflict, d)],
    'right',
  ],
])('%s', (_, lines, verdict) => {
  const walked = walk(lines);
  expect(walked.verdict, walked.story).toBe(verdict);
});
