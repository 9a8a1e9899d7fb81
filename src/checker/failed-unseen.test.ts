// Unanswered creates that were done but failed: what they leave behind refuses later requests, and what shows that they had
// not failed after all makes such a refusal a breach.
import { expect, test } from 'vitest';
import {
  conflict,
  connection,
  environment,
  type Line,
  line,
  lists,
  mismatch,
  notFound,
  type Reply,
  shows,
  template,
  validation,
  version,
} from '../model/testing/build.ts';
import type { Input } from '../program/types.ts';
import type { Detail } from '../wire/types.ts';
import { broken, watch } from './testing/watch.ts';

/** When no conflict is due to an unanswered request any more. */
const LATER = { afterMs: 20_000 };
const parent = line('CreateEnvironmentTemplate', { name: 'ns-a' }, shows(template('ns-a')));
const create = (clientToken: string, reply: Reply, more: Input = {}): Line =>
  line('CreateEnvironmentTemplateVersion', { templateName: 'ns-a', majorVersion: '1', clientToken, ...more }, reply);
const [v0, v1, v2] = ['0', '1', '2'].map((minor) => version('ns-a', minor)) as [Detail, Detail, Detail];
const list = (...items: Detail[]): Line =>
  line('ListEnvironmentTemplateVersions', { templateName: 'ns-a', majorVersion: '1' }, lists(items));
const other = { description: 'other' };
const lost = [parent, create('a', shows(v0)), create('t', 'lost')];
const refusedLater = (reply: Reply): Line => ({ ...create('t', reply), ...LATER });
const failed = { ...v1, status: 'REGISTRATION_FAILED' };

const connect = (environmentName: string, reply: Reply): Line =>
  line('CreateEnvironmentAccountConnection', { environmentName, managementAccountId: '1', clientToken: 't' }, reply);
const connections = (...items: Detail[]): Line =>
  line('ListEnvironmentAccountConnections', { requestedBy: 'ENVIRONMENT_ACCOUNT' }, lists(items));

const begin = (reply: Reply): Line =>
  line('CreateEnvironment', { name: 'ns-e', templateName: 'ns-t', templateMajorVersion: '1', spec: 's' }, reply);
const look = (reply: Reply): Line => line('GetEnvironment', { name: 'ns-e' }, reply);
const again = (reply: Reply): Line => ({ ...begin(reply), ...LATER });

test.each<[string, Line[], string]>([
  ['it made nothing, and its token is spent', [...lost, create('t', mismatch, other), list(v0)], ''],
  ['it made nothing, and its token is not free', [...lost, create('t', mismatch, other), create('t', conflict)], ''],
  ['the token of a connection is spent', [connect('ns-e', 'lost'), connect('ns-f', mismatch), connections()], ''],
  ['its token is spent for another template', [...lost, create('t', mismatch, { templateName: 'ns-b' }), list(v0)], ''],
  ['its version has failed: a conflict', [...lost, refusedLater(conflict), list(v0, failed)], ''],
  ['its version has failed: a validation error', [...lost, refusedLater(validation), list(v0, failed)], ''],
  ['its version, refused, has not failed', [...lost, refusedLater(conflict), list(v0, v1)], '4 once.lost-response'],
  [
    'two versions where one has failed',
    [...lost, refusedLater(conflict), list(v0, failed, v2)],
    '4 once.lost-response',
  ],
  ['its version is not found', [...lost, refusedLater(notFound)], '3 token.distinct'],
  [
    'its connection, refused, is there',
    [connect('ns-e', 'lost'), { ...connect('ns-e', mismatch), ...LATER }, connections(connection('i', 'ns-e'))],
    '1 once.lost-response',
  ],
  ['its environment has failed', [begin('lost'), again(conflict), look(shows(environment('ns-e', 'FAILED')))], ''],
  [
    'its environment has failed, and is made anew',
    [begin('lost'), again(conflict), again(shows(environment('ns-e', 'IN_PROGRESS')))],
    '',
  ],
  [
    'its environment, refused, has not failed',
    [begin('lost'), again(conflict), look(shows(environment('ns-e', 'SUCCEEDED')))],
    '2 once.lost-response',
  ],
])('of a create that nobody saw answered %s', (_, lines, expected) => {
  const { verdict, story } = watch(lines);
  expect(broken(verdict), story).toBe(expected);
});
