// What must do nothing must do it everywhere: a retry, a refused one and a refused delete neither remove nor change what
// they are not about. What goes on by itself meanwhile is not theirs.
import { expect, test } from 'vitest';
import type { Detail } from '../wire/types.ts';
import {
  conflict,
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
} from './testing/build.ts';

const make = (name: string, reply: Reply = shows(template(name)), description?: string): Line =>
  line('CreateEnvironmentTemplate', { name, ...(description === undefined ? {} : { description }) }, reply);
const get = (name: string, reply: Reply): Line => line('GetEnvironmentTemplate', { name }, reply);
const both = [make('ns-t'), make('ns-u'), get('ns-u', shows(template('ns-u')))];

const key = (minorVersion: string) => ({ templateName: 'ns-t', majorVersion: '1', minorVersion });
const is = (minor: string, status = 'DRAFT', more: Detail = {}): Reply =>
  shows(version('ns-t', minor, { status, ...more }));
const add = (clientToken: string, reply: Reply, description = 'd'): Line =>
  line(
    'CreateEnvironmentTemplateVersion',
    { templateName: 'ns-t', majorVersion: '1', clientToken, description },
    reply,
  );
const look = (minor: string, reply: Reply): Line => line('GetEnvironmentTemplateVersion', key(minor), reply);
const listed = (...items: Detail[]): Line =>
  line('ListEnvironmentTemplateVersions', { templateName: 'ns-t', majorVersion: '1' }, lists(items));
const dropTemplate = line('DeleteEnvironmentTemplate', { name: 'ns-t' }, conflict);
const dropVersion = line('DeleteEnvironmentTemplateVersion', key('0'), conflict);
const publish = line('UpdateEnvironmentTemplateVersion', { ...key('1'), status: 'PUBLISHED' }, is('1', 'PUBLISHED'));
const versions = [make('ns-t'), add('a', is('0')), look('0', is('0')), add('b', is('1'), 'e'), look('1', is('1'))];
const registering = [...versions.slice(0, 3), add('b', is('1', 'REGISTRATION_IN_PROGRESS'), 'e')];

const e = { name: 'ns-e' };
const deployed = (status: string, more: Detail = {}): Reply => shows(environment('ns-e', status, more));
const deploy = line('CreateEnvironment', { ...e, templateName: 'ns-t' }, deployed('IN_PROGRESS'));
const lookAtIt = (reply: Reply): Line => line('GetEnvironment', e, reply);

test.each<[string, Line[], string]>([
  ['a retry removes another', [...both, make('ns-t'), get('ns-u', notFound)], 'create.retry'],
  [
    'a mismatch changes another',
    [
      make('ns-t'),
      make('ns-u', shows(template('ns-u', { description: 'u' })), 'u'),
      get('ns-u', shows(template('ns-u', { description: 'u' }))),
      make('ns-t', mismatch, 'x'),
      get('ns-u', shows(template('ns-u', { description: 'x' }))),
    ],
    'create.rejected-harmless',
  ],
  [
    'a mismatch changes the time of another',
    [...both, make('ns-t', mismatch, 'x'), get('ns-u', shows(template('ns-u', { lastModifiedAt: MADE + 9 })))],
    'create.rejected-harmless',
  ],
  ['a retry removes a sibling', [...versions, add('a', is('0')), look('1', notFound)], 'token.retry'],
  [
    'a mismatch removes a sibling from the list',
    [...versions, add('a', mismatch, 'x'), listed(version('ns-t', '0'))],
    'token.mismatch-harmless',
  ],
  ['a refused delete removes what belongs to it', [...versions, dropTemplate, look('1', notFound)], 'delete.only'],
  ['a refused delete removes what it names', [...versions, dropVersion, look('0', notFound)], 'delete.only'],
  ['a refused delete removes another', [...both, dropTemplate, get('ns-u', notFound)], 'delete.only'],
  [
    'a refused delete sets the status of a sibling back',
    [...versions, publish, look('1', is('1', 'PUBLISHED')), dropVersion, look('1', is('1', 'DRAFT'))],
    'delete.only',
  ],
  ['all is as it was', [...both, make('ns-t'), get('ns-u', shows(template('ns-u')))], 'right'],
  ['the registration of a sibling ends', [...registering, add('a', is('0')), look('1', is('1'))], 'right'],
  [
    'that of a sibling fails, and it is cleaned away',
    [...registering, add('a', is('0')), look('1', notFound)],
    'right',
  ],
  ['what was made since was never there', [make('ns-t'), make('ns-t'), make('ns-u'), get('ns-u', notFound)], 'right'],
  [
    'what was made just now is not seen yet',
    [make('ns-t'), make('ns-u'), make('ns-t'), { ...get('ns-u', notFound), afterMs: 0, lastsMs: 0 }].map((l, n) =>
      n === 2 ? { ...l, afterMs: 100 } : l,
    ),
    'excused',
  ],
  [
    'its creation goes on',
    [
      deploy,
      line('DeleteEnvironment', e, conflict),
      lookAtIt(deployed('SUCCEEDED', { lastDeploymentAttemptedAt: MADE })),
    ],
    'right',
  ],
  [
    'its creation fails, and it is cleaned away',
    [deploy, line('DeleteEnvironment', e, conflict), lookAtIt(notFound)],
    'right',
  ],
  [
    'a template recommends another version',
    [...both, make('ns-t'), get('ns-u', shows(template('ns-u', { recommendedVersion: '1.0' })))],
    'right',
  ],
])('after what must do nothing: %s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});

test('a look at something else does not exercise what must do nothing', () => {
  const seen = walk([...both, make('ns-t', mismatch, 'x'), get('ns-u', shows(template('ns-u')))]);
  expect(seen.shown, seen.story).toEqual([]);
});

test('a refused delete that left all as it was has not exercised that nothing else goes', () => {
  const seen = walk([...versions, dropVersion, look('0', is('0'))]);
  expect(seen.shown, seen.story).not.toContain('delete.only');
});

test('what was done to the thing itself is suspected before calls about something else', () => {
  const seen = walk([...both, make('ns-u', mismatch, 'x'), make('ns-t'), get('ns-u', notFound)]);
  expect([seen.verdict, seen.also], seen.story).toEqual(['create.rejected-harmless', ['create.retry']]);
});
