// Whose work moves which times ("Comparing details"): that of the resource itself, its deletion too, and what is done to its
// versions, instances, pipeline and users, whenever the work on those begins or ends.
import { expect, test } from 'vitest';
import type { Detail } from '../../wire/types.ts';
import { usedByOthers } from '../neighbours.ts';
import type { State } from '../state.ts';
import { step } from '../step.ts';
import {
  callOf,
  conflict,
  empty,
  environment,
  type Line,
  line,
  lists,
  MADE,
  notFound,
  type Reply,
  shows,
  template,
  version,
  walk,
} from '../testing/build.ts';

const later = { lastDeploymentAttemptedAt: MADE + 9 };
const is = (status: string, more: Detail = {}): Reply =>
  shows(environment('ns-e', status, { lastDeploymentAttemptedAt: MADE, ...more }));
const e = { name: 'ns-e', templateName: 'ns-t', templateMajorVersion: '1', spec: 's' };
const create = (reply: Reply): Line => line('CreateEnvironment', e, reply);
const look = (reply: Reply): Line => line('GetEnvironment', { name: 'ns-e' }, reply);
const drop = (reply: Reply): Line => line('DeleteEnvironment', { name: 'ns-e' }, reply);
const settled = [create(is('IN_PROGRESS')), look(is('SUCCEEDED'))];

const modified = { lastModifiedAt: MADE + 9 };
const precise = { lastModifiedAt: MADE + 7.9 };
const rounded = { lastModifiedAt: MADE + 8 };
const t = (more: Detail = {}): Reply => shows(template('ns-t', more));
const createTemplate = (reply: Reply): Line => line('CreateEnvironmentTemplate', { name: 'ns-t' }, reply);
const lookAtTemplate = (reply: Reply): Line => line('GetEnvironmentTemplate', { name: 'ns-t' }, reply);
const dropTemplate = (reply: Reply): Line => line('DeleteEnvironmentTemplate', { name: 'ns-t' }, reply);
const made = [createTemplate(t()), lookAtTemplate(t())];

const addVersion = (reply: Reply): Line =>
  line('CreateEnvironmentTemplateVersion', { templateName: 'ns-t', clientToken: 't' }, reply);
const lookAtVersion = (reply: Reply): Line =>
  line('GetEnvironmentTemplateVersion', { templateName: 'ns-t', majorVersion: '1', minorVersion: '0' }, reply);
const registering = [...made, addVersion(shows(version('ns-t', '0', { status: 'REGISTRATION_IN_PROGRESS' })))];
const registered = lookAtVersion(shows(version('ns-t', '0')));
const listTemplates = (more: Detail = {}): Line =>
  line('ListEnvironmentTemplates', {}, lists([template('ns-t', more)]));

const s = {
  name: 'ns-s',
  templateName: 'ns-x',
  templateMajorVersion: '1',
  spec: 'instances:\n  - name: i\n    environment: ns-e\n',
};
const service = (status: string, more: Detail = {}): Reply =>
  shows({ name: 'ns-s', arn: 'arn:s', createdAt: MADE, lastModifiedAt: MADE, templateName: 'ns-x', status, ...more });
const createService = (reply: Reply): Line => line('CreateService', s, reply);
const lookAtService = (reply: Reply): Line => line('GetService', { name: 'ns-s' }, reply);
const instancesAre = (deploymentStatus: string): Line =>
  line('ListServiceInstances', { serviceName: 'ns-s' }, lists([{ name: 'i', serviceName: 'ns-s', deploymentStatus }]), {
    afterMs: 3_000,
  });
const dropService = line('DeleteService', { name: 'ns-s' }, service('DELETE_IN_PROGRESS'));
const withService = [...settled, createService(service('CREATE_IN_PROGRESS')), look(is('SUCCEEDED'))];
const serviceLives = lookAtService(service('ACTIVE'));
const started = [createService(service('CREATE_IN_PROGRESS')), serviceLives];
const inService = [...withService, lookAtService(service('ACTIVE')), look(is('SUCCEEDED'))];
const updateInstance = line(
  'UpdateServiceInstance',
  { name: 'i', serviceName: 'ns-s', deploymentType: 'CURRENT_VERSION', spec: s.spec },
  empty,
);

const compatible = [
  line('CreateServiceTemplate', { name: 'ns-x' }, shows(template('ns-x', { arn: 'arn:x' }))),
  line(
    'CreateServiceTemplateVersion',
    {
      templateName: 'ns-x',
      clientToken: 'u',
      compatibleEnvironmentTemplates: [{ templateName: 'ns-t', majorVersion: '1' }],
    },
    shows(version('ns-x', '0', { arn: 'arn:x:1.0' })),
  ),
];

test.each<[string, Line[], string]>([
  ['its deletion', [...settled, drop(is('DELETE_IN_PROGRESS', later))], 'right'],
  [
    'its deletion, in a retry',
    [...settled, drop(is('DELETE_IN_PROGRESS')), drop(is('DELETE_IN_PROGRESS', later))],
    'right',
  ],
  ['its deletion, in a create', [...settled, drop(empty), create(is('DELETE_IN_PROGRESS', later))], 'right'],
  ['its deletion at once', [...made, dropTemplate(t(modified))], 'right'],
  ['a registration that ends', [...registering, lookAtTemplate(t()), registered, createTemplate(t(modified))], 'right'],
  [
    'a registration that ends, in a look',
    [...registering, createTemplate(conflict), lookAtTemplate(t()), registered, lookAtTemplate(t(modified))],
    'right',
  ],
  [
    'a registration that ends, in a list',
    [...registering, createTemplate(conflict), listTemplates(), registered, listTemplates(modified)],
    'right',
  ],
  ['a registration nobody looked at', [...registering, lookAtTemplate(t()), createTemplate(t(modified))], 'right'],
  ['a lost create of a user', [...made, create('lost'), createTemplate(t(modified))], 'right'],
  [
    'the creation of a user that ends',
    [...withService, lookAtService(service('ACTIVE')), create(is('SUCCEEDED', later))],
    'right',
  ],
  [
    'the deletion of a user that ends',
    [...inService, dropService, look(is('SUCCEEDED')), lookAtService(notFound), look(is('SUCCEEDED', later))],
    'right',
  ],
  ['an update of an instance in it', [...inService, updateInstance, create(is('SUCCEEDED', later))], 'right'],
  [
    'an instance that is updated',
    [...inService, updateInstance, lookAtService(service('ACTIVE')), createService(service('ACTIVE', modified))],
    'right',
  ],
  ['a version compatible with it', [...registering, registered, ...compatible, createTemplate(t(modified))], 'right'],
  [
    'a retry after a registration',
    [...registering, registered, lookAtTemplate(t()), createTemplate(t(modified))],
    'create.modified',
  ],
  ['an instance that its creation began', [...started, createService(service('ACTIVE', modified))], 'right'],
  [
    'an instance that was seen at work',
    [...started, instancesAre('IN_PROGRESS'), serviceLives, createService(service('ACTIVE', modified))],
    'right',
  ],
  [
    'no instance, as all are deployed',
    [...started, instancesAre('SUCCEEDED'), serviceLives, createService(service('ACTIVE', modified))],
    'create.retry',
  ],
  [
    'a retry beside a user at rest',
    [...inService, instancesAre('SUCCEEDED'), look(is('SUCCEEDED')), create(is('SUCCEEDED', later))],
    'create.retry',
  ],
  ['a retry of the create', [...settled, create(is('SUCCEEDED', later))], 'create.retry'],
  [
    'the endpoint, which has rounded it since',
    [createTemplate(t(precise)), lookAtTemplate(t(precise)), createTemplate(t(precise)), lookAtTemplate(t(rounded))],
    'right',
  ],
  [
    'a retry of the create, and not by rounding',
    [createTemplate(t(rounded)), lookAtTemplate(t(rounded)), createTemplate(t(rounded)), lookAtTemplate(t(modified))],
    'create.retry',
  ],
  ['a retry of the create, at once', [...made, createTemplate(t(modified))], 'create.retry'],
])('times moved by %s', (_, lines, verdict) => {
  const walked = walk(lines);
  expect(walked.verdict, walked.story).toBe(verdict);
});

test('times of what other programs use move with what they do', () => {
  const [state] = walk(settled).states as [State];
  const again = callOf(create(is('SUCCEEDED')), 60_000);
  const answered = (from: State) => step(from, again, is('SUCCEEDED', later) as Parameters<typeof step>[2]);
  expect(answered(state).refusal?.guarantee).toBe('create.retry');
  expect(answered(usedByOthers(state)).refusal).toBeUndefined();
});
