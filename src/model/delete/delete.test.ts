import { expect, test } from 'vitest';
import type { Detail } from '../../wire/types.ts';
import {
  conflict,
  connection,
  empty,
  environment,
  type Line,
  line,
  notFound,
  type Reply,
  shows,
  template,
  validation,
  version,
  walk,
} from '../testing/build.ts';

const one = template('ns-t', { description: 'd' });
const create = line('CreateEnvironmentTemplate', { name: 'ns-t', description: 'd' }, shows(one));
const remove = (reply: Reply): Line => line('DeleteEnvironmentTemplate', { name: 'ns-t' }, reply);
const addVersion = (t: string, minor: string, majorVersion?: string): Line =>
  line(
    'CreateEnvironmentTemplateVersion',
    { templateName: 'ns-t', clientToken: t, ...(majorVersion ? { majorVersion } : {}) },
    shows(version('ns-t', minor)),
  );
const key = (minorVersion: string) => ({ templateName: 'ns-t', majorVersion: '1', minorVersion });
const removeVersion = (minor: string, reply: Reply): Line =>
  line('DeleteEnvironmentTemplateVersion', key(minor), reply);
const publish = (minor: string): Line =>
  line(
    'UpdateEnvironmentTemplateVersion',
    { ...key(minor), status: 'PUBLISHED' },
    shows(version('ns-t', minor, { status: 'PUBLISHED' })),
  );
const two = [create, addVersion('a', '0'), addVersion('b', '1', '1')];
const at = (status: string): Reply => shows(version('ns-t', '1', { status }));
const registering: Line = { ...addVersion('b', '1', '1'), reply: at('REGISTRATION_IN_PROGRESS') };
const failedSince = line('GetEnvironmentTemplateVersion', key('1'), at('REGISTRATION_FAILED'));
const withVersion = [create, addVersion('a', '0')];

test.each<[string, Line[], boolean]>([
  ['that was seen registered', withVersion, false],
  ['that may have failed', [create, registering], true],
  ['that has failed', [create, registering, failedSince], true],
  ['beside one that may have failed', [...withVersion, registering], false],
])('a template with a version %s tells by its deletion what becomes of those', (_, lines, isUnsure) => {
  const seen = walk([...lines, remove(empty)]);
  expect([seen.taken, seen.unsure], seen.story).toEqual([
    ['delete.with-children=cascade'],
    isUnsure ? ['delete.with-children=cascade'] : [],
  ]);
});

test.each<[string, Line[], string, string[]]>([
  ['a first one: empty', [create, remove(empty)], 'right', []],
  ['a first one: its metadata', [create, remove(shows(one))], 'right', []],
  ['a first one: a value that it never had', [create, remove(shows({ ...one, description: 'x' }))], 'delete.first', []],
  ['a first one: another’s metadata', [create, remove(shows(template('ns-u')))], 'delete.first', []],
  ['a first one: not found', [create, remove(notFound)], 'delete.first', []],
  ['a first one: a refusal of its own', [create, remove(conflict)], 'right', []],
  ['a retry: empty', [create, remove(empty), remove(empty)], 'right', ['delete.body=empty']],
  ['a retry: its metadata', [create, remove(empty), remove(shows(one))], 'right', ['delete.body=metadata']],
  ['a retry: another’s metadata', [create, remove(empty), remove(shows(template('ns-u')))], 'delete.retry', []],
  ['a retry: not found', [create, remove(empty), remove(notFound)], 'delete.retry', []],
  ['a retry: a conflict', [create, remove(empty), remove(conflict)], 'delete.retry', []],
  ['of nothing: empty', [remove(empty)], 'right', ['delete.never-existed=empty']],
  ['of nothing: not found', [remove(notFound)], 'right', ['delete.never-existed=not-found']],
  ['of nothing: a detail', [remove(shows(one))], 'delete.retry', []],
  ['of nothing: a conflict', [remove(conflict)], 'delete.retry', []],
  ['a template with versions: done', [...withVersion, remove(empty)], 'right', ['delete.with-children=cascade']],
  [
    'a template with versions: validation',
    [...withVersion, remove(validation)],
    'right',
    ['delete.with-children=validation'],
  ],
  [
    'the recommended version beside another',
    [...two, publish('0'), removeVersion('0', conflict)],
    'right',
    ['delete.recommended=conflict'],
  ],
  ['the only version, published', [...withVersion, publish('0'), removeVersion('0', empty)], 'right', []],
  [
    'the recommended version, the other gone',
    [...two, publish('0'), removeVersion('1', empty), removeVersion('0', empty)],
    'right',
    [],
  ],
  ['a draft beside another', [...two, removeVersion('1', empty)], 'right', []],
  [
    'a version’s retry, its template gone',
    [...withVersion, removeVersion('0', empty), remove(empty), removeVersion('0', notFound)],
    'right',
    ['delete.parent-gone=not-found'],
  ],
  [
    'a version’s retry, its template there',
    [...withVersion, removeVersion('0', empty), removeVersion('0', notFound)],
    'delete.retry',
    [],
  ],
  ['a version that fell with its template', [...withVersion, remove(empty), removeVersion('0', notFound)], 'right', []],
  ['after a lost one: not found', [create, remove('lost'), remove(notFound)], 'right', []],
  ['after a lost one: a conflict', [create, remove('lost'), remove(conflict)], 'once.lost-response', []],
  [
    'after a lost and an answered one: not found',
    [create, remove('lost'), remove(empty), remove(notFound)],
    'delete.retry',
    [],
  ],
])('a delete: %s', (_, lines, verdict, taken) => {
  const seen = walk(lines);
  expect([seen.verdict, seen.taken], seen.story).toEqual([verdict, taken]);
});

const role = { protonServiceRoleArn: 'arn:aws:iam::123456789012:role/r' };
const e = { name: 'ns-e' };
const in_ = (status: string, more: Detail = {}): Reply => shows(environment('ns-e', status, { ...role, ...more }));
const begin = line(
  'CreateEnvironment',
  { ...e, templateName: 'ns-t', templateMajorVersion: '1', spec: 's', ...role },
  in_('IN_PROGRESS'),
);
const look = (reply: Reply): Line => line('GetEnvironment', e, reply);
const drop = (reply: Reply): Line => line('DeleteEnvironment', e, reply);
const going = in_('DELETE_IN_PROGRESS');
const settled = [begin, look(in_('SUCCEEDED'))];
const service = line(
  'CreateService',
  { name: 'ns-s', templateName: 'ns-x', templateMajorVersion: '1', spec: 'environment: ns-e' },
  shows({ name: 'ns-s', arn: 'arn:s', createdAt: 1, status: 'CREATE_IN_PROGRESS' }),
);

test.each<[string, Line[], string, string[]]>([
  ['in progress', [...settled, drop(going)], 'right', ['async-delete.first-answer=in-progress']],
  ['complete at once', [...settled, drop(empty)], 'right', ['async-delete.first-answer=complete']],
  [
    'complete, with detail',
    [...settled, drop(in_('DELETE_COMPLETE'))],
    'right',
    ['async-delete.first-answer=complete'],
  ],
  ['a live status', [...settled, drop(in_('SUCCEEDED'))], 'async-delete.effect', []],
  ['another resource', [...settled, drop(shows(environment('ns-f', 'DELETE_IN_PROGRESS')))], 'async-delete.effect', []],
  ['a live status while it was busy', [begin, drop(in_('IN_PROGRESS'))], 'right', ['async-delete.busy=accepted']],
  ['a refusal while it was busy', [begin, drop(validation)], 'right', ['async-delete.busy=validation']],
  [
    'a refusal with a service in it',
    [...settled, service, drop(conflict)],
    'right',
    ['async-delete.with-children=conflict'],
  ],
  ['again in progress', [...settled, drop(going), drop(going)], 'right', []],
  ['again, a live status', [...settled, drop(going), drop(in_('SUCCEEDED'))], 'async-delete.in-progress', []],
  ['again, a conflict', [...settled, drop(going), drop(conflict)], 'async-delete.in-progress', []],
  ['again, not found', [...settled, drop(going), drop(notFound)], 'async-delete.in-progress', []],
  ['again, complete', [...settled, drop(going), drop(empty)], 'right', []],
  ['completed: empty', [...settled, drop(going), look(notFound), drop(empty)], 'right', []],
  [
    'completed: a detail',
    [...settled, drop(going), look(notFound), drop(in_('DELETE_COMPLETE'))],
    'async-delete.complete',
    [],
  ],
  ['completed: not found', [...settled, drop(going), look(notFound), drop(notFound)], 'async-delete.complete', []],
  [
    'completed by a retry: in progress again',
    [...settled, drop(going), drop(empty), drop(going)],
    'async-delete.complete',
    [],
  ],
  [
    'failed, and asked for again',
    [...settled, drop(going), look(in_('DELETE_FAILED')), drop(going)],
    'right',
    ['async-delete.busy=accepted', 'async-delete.first-answer=in-progress'],
  ],
  ['lost, then not found', [...settled, drop('lost'), drop(notFound)], 'right', []],
  ['lost, then a conflict', [...settled, drop('lost'), drop(conflict)], 'once.lost-response', []],
])('an asynchronous delete: %s', (_, lines, verdict, taken) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
  for (const reading of seen.taken) expect(taken, seen.story).toContain(reading);
});

const lookAtService = (reply: Reply): Line => line('GetService', { name: 'ns-s' }, reply);
const serviceOf = (spec: string): Line => ({ ...service, input: { ...service.input, spec } });
const inFlow = 'proton: ServiceSpec\ninstances: [{ environment: "ns-e", name: i }]\n';
const first = 'instances:\n  - environment: ns-e\n    name: i\n';
const nowhere = serviceOf('instances: []\n');
const moved = line('UpdateService', { name: 'ns-s', spec: first }, service.reply);
const connected = line(
  'CreateEnvironmentAccountConnection',
  { environmentName: 'ns-e', managementAccountId: '1', clientToken: 'c' },
  shows(connection('i', 'ns-e')),
);
const disconnect = line('DeleteEnvironmentAccountConnection', { id: 'i' }, empty);
const reconnected = line('UpdateEnvironment', { ...e, environmentAccountConnectionId: 'i' }, in_('IN_PROGRESS'));

const next = (kind: 'Environment' | 'Service', templateName: string, majorVersion: string): Line[] => {
  const at = { templateName, majorVersion, minorVersion: '0' };
  const made = shows(version(templateName, '0', { majorVersion }));
  return [
    line(`Create${kind}TemplateVersion`, { templateName, clientToken: majorVersion }, made),
    line(`Delete${kind}TemplateVersion`, at, empty),
  ];
};
const [ofFirst, ofSecond] = [next('Environment', 'ns-t', '1'), next('Environment', 'ns-t', '2')];
const ofService = next('Service', 'ns-x', '2');
const instance = { name: 'i', serviceName: 'ns-s', deploymentType: 'MAJOR_VERSION', templateMajorVersion: '2' };
const upgraded = line(
  'UpdateEnvironment',
  { ...e, deploymentType: 'MAJOR_VERSION', templateMajorVersion: '2' },
  in_('IN_PROGRESS'),
);

test.each<[string, Line[], string]>([
  ['an environment, with its version', [create, ...settled, ...ofFirst, look(notFound)], 'right'],
  ['but none of another major version', [create, ...settled, ...ofSecond, look(notFound)], 'delete.only'],
  ['one that was moved to it since', [create, ...settled, upgraded, ...ofSecond, look(notFound)], 'right'],
  ['no service of another major version', [service, ...ofService, lookAtService(notFound)], 'delete.only'],
  [
    'a service, whose instance was moved to it since',
    [service, line('UpdateServiceInstance', instance, empty), ...ofService, lookAtService(notFound)],
    'right',
  ],
  ['an environment, with its template', [create, ...settled, remove(empty), look(notFound)], 'right'],
  [
    'a service, with the template of its environment',
    [create, ...settled, service, remove(empty), look(notFound), lookAtService(notFound)],
    'right',
  ],
  ['a service, with its environment', [...settled, service, drop(empty), lookAtService(notFound)], 'right'],
  [
    'one whose instance names the environment first',
    [...settled, serviceOf(first), drop(empty), lookAtService(notFound)],
    'right',
  ],
  ['one with a spec in flow style', [...settled, serviceOf(inFlow), drop(empty), lookAtService(notFound)], 'right'],
  ['one moved there since', [...settled, nowhere, moved, drop(empty), lookAtService(notFound)], 'right'],
  ['but none elsewhere', [...settled, nowhere, drop(empty), lookAtService(notFound)], 'delete.only'],
  [
    'an environment, with a connection that it was given since',
    [connected, ...settled, reconnected, look(in_('SUCCEEDED')), disconnect, look(notFound)],
    'right',
  ],
  ['but with none that it has not', [connected, ...settled, disconnect, look(notFound)], 'delete.only'],
])('what may fall with a deletion: %s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});

test('what has nothing to do with it must stay', () => {
  const others = line(
    'CreateEnvironmentAccountConnection',
    { environmentName: 'ns-f', managementAccountId: '1', clientToken: 'c' },
    shows(connection('i', 'ns-f')),
  );
  const lost = line('GetEnvironmentAccountConnection', { id: 'i' }, notFound);
  const seen = walk([others, ...settled, drop(going), lost]);
  expect([seen.verdict, seen.blamed], seen.story).toEqual(['delete.only', 'DeleteEnvironment']);
});
