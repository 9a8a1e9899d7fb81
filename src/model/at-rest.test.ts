// What was seen settled, and nothing has put to work since, neither fails nor is at work again.
import { expect, test } from 'vitest';
import type { Detail } from '../wire/types.ts';
import {
  connection,
  empty,
  environment,
  type Line,
  line,
  lists,
  MADE,
  mismatch,
  type Reply,
  shows,
  template,
  version,
  walk,
} from './testing/build.ts';

const id = '11111111-1111-4111-8111-111111111111';
const e = { name: 'ns-e', templateName: 'ns-t', spec: 's', environmentAccountConnectionId: id };
const is = (status: string): Detail => environment('ns-e', status, { spec: 's' });
const create = (reply: Reply = shows(is('SUCCEEDED')), more: Detail = {}): Line =>
  line('CreateEnvironment', { ...e, ...more }, reply);
const look = (status: string): Line => line('GetEnvironment', { name: 'ns-e' }, shows(is(status)));
const list = (status: string): Line => line('ListEnvironments', {}, lists([is(status)]));
const update = line('UpdateEnvironment', { name: 'ns-e', deploymentType: 'CURRENT_VERSION' }, shows(is('SUCCEEDED')));
const connect = line(
  'CreateEnvironmentAccountConnection',
  { clientToken: 't', environmentName: 'ns-e', managementAccountId: '1', roleArn: 'r' },
  shows(connection(id, 'ns-e')),
);
const reconnect = line('UpdateEnvironmentAccountConnection', { id, roleArn: 'q' }, shows(connection(id, 'ns-e')));
const parent = line('CreateEnvironmentTemplate', { name: 'ns-t' }, shows(template('ns-t')));
const changed = line('UpdateEnvironmentTemplate', { name: 'ns-t', description: 'd' }, shows(template('ns-t')));
const settled = [connect, create(shows(is('IN_PROGRESS'))), look('SUCCEEDED')];
const removed = line('DeleteEnvironmentTemplate', { name: 'ns-u' }, empty);

const register = (reply: Reply, more: Detail = {}): Line =>
  line('CreateEnvironmentTemplateVersion', { templateName: 'ns-t', clientToken: 't', ...more }, reply);
const v = (status: string): Reply => shows(version('ns-t', '0', { status }));
const lookAtVersion = (status: string): Line =>
  line('GetEnvironmentTemplateVersion', { templateName: 'ns-t', majorVersion: '1', minorVersion: '0' }, v(status));
const registered = [parent, register(v('REGISTRATION_IN_PROGRESS')), lookAtVersion('DRAFT')];

const named = 'instances:\n- name: one\n';
const shown = (status: string): Reply =>
  shows({ name: 'ns-s', arn: 'arn:s', createdAt: MADE, templateName: 'ns-x', spec: named, status });
const serve = (more: Detail = {}): Line =>
  line('CreateService', { name: 'ns-s', templateName: 'ns-x', spec: named, ...more }, shown('ACTIVE'));
const lookAtService = (status: string): Line => line('GetService', { name: 'ns-s' }, shown(status));
const instances = (deploymentStatus: string): Line =>
  line(
    'ListServiceInstances',
    { serviceName: 'ns-s' },
    lists([{ name: 'one', serviceName: 'ns-s', createdAt: MADE, deploymentStatus }]),
  );
const served = [serve(), lookAtService('ACTIVE')];
const both = { spec: 'instances:\n- name: one\n- name: two\n' };
const pipeline = { repositoryId: 'r', repositoryConnectionArn: 'c', branchName: 'b' };

test.each<[string, Line[], string]>([
  ['an environment sent again has failed', [...settled, create(), look('FAILED')], 'create.retry'],
  ['it is cancelled', [...settled, create(), look('CANCELLED')], 'create.retry'],
  [
    'one that refused a change has failed',
    [...settled, create(mismatch, { spec: 'x' }), look('FAILED')],
    'create.rejected-harmless',
  ],
  ['one beside a deletion has failed', [...settled, removed, look('FAILED')], 'delete.only'],
  ['it shows that a moment after it was settled', [...settled, { ...look('FAILED'), afterMs: 500 }], 'right'],
  ['one that nobody touched has failed', [...settled, look('FAILED'), look('FAILED')], 'right'],
  ['one that was never seen settled has failed', [connect, create(), create(), look('FAILED')], 'right'],
  ['an updated one has failed', [...settled, update, create(), look('FAILED')], 'right'],
  [
    'one whose update was seen under way has failed after that',
    [...settled, update, look('IN_PROGRESS'), look('SUCCEEDED'), create(), look('FAILED')],
    'create.retry',
  ],
  ['one that may have been updated has failed', [...settled, { ...update, reply: 'lost' }, look('FAILED')], 'right'],
  ['one whose connection was updated has failed', [...settled, reconnect, create(), look('FAILED')], 'right'],
  ['one whose template was updated has failed', [parent, ...settled, changed, create(), look('FAILED')], 'right'],
  [
    'one that was seen settled after that has failed',
    [...settled, reconnect, look('SUCCEEDED'), create(), look('FAILED')],
    'create.retry',
  ],
  ['it is listed as failed', [...settled, list('SUCCEEDED'), create(), list('FAILED')], 'create.retry'],
  ['it is listed as at work', [...settled, list('SUCCEEDED'), create(), list('IN_PROGRESS')], 'create.retry'],
  [
    'it is listed so a moment after',
    [...settled, list('SUCCEEDED'), create(), { ...list('FAILED'), afterMs: 500 }],
    'right',
  ],
  ['updated, it is listed so', [...settled, list('SUCCEEDED'), update, list('IN_PROGRESS')], 'right'],
  [
    'a version sent again has failed',
    [...registered, register(v('DRAFT')), lookAtVersion('REGISTRATION_FAILED')],
    'token.retry',
  ],
  [
    'a version that refused a change has failed',
    [...registered, register(mismatch, { description: 'x' }), lookAtVersion('REGISTRATION_FAILED')],
    'token.mismatch-harmless',
  ],
  ['a service whose instances may yet fail has', [...served, serve(), lookAtService('UPDATE_FAILED')], 'right'],
  [
    'a service whose instances are at work has failed',
    [...served, instances('IN_PROGRESS'), serve(), lookAtService('UPDATE_FAILED')],
    'right',
  ],
  [
    'a service all of whose instances were at rest has failed',
    [...served, instances('SUCCEEDED'), serve(), lookAtService('UPDATE_FAILED')],
    'create.retry',
  ],
  [
    'a service of whose instances one is still to come has failed',
    [serve(both), lookAtService('ACTIVE'), instances('SUCCEEDED'), serve(both), lookAtService('UPDATE_FAILED')],
    'right',
  ],
  [
    'a service whose pipeline may yet fail has',
    [serve(pipeline), lookAtService('ACTIVE'), instances('SUCCEEDED'), serve(pipeline), lookAtService('UPDATE_FAILED')],
    'right',
  ],
])('%s', (_, lines, verdict) => {
  const walked = walk(lines);
  expect(walked.verdict, walked.story).toBe(verdict);
});
