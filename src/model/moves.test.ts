// What a call may move beside what it is about: times of users, parents and siblings. Everything is seen, then sent again,
// so that a time which moves for no reason is a retry that did something.
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
  type Reply,
  shows,
  template,
  version,
} from './testing/build.ts';
import { decisionTable, type Situation } from './testing/decisions.ts';

const moved = { lastModifiedAt: MADE + 50 };
const t = (more: Detail = {}): Reply => shows(template('ns-t', { description: 'd', ...more }));
const u = (more: Detail = {}): Reply => shows(template('ns-u', { description: 'd', ...more }));
const v = (minor: string, more: Detail = {}): Reply => shows(version('ns-t', minor, { description: 'd', ...more }));
const w = (more: Detail = {}): Reply => shows(version('ns-u', '0', { description: 'd', ...more }));
const c = (more: Detail = {}): Reply => shows(connection('i', 'ns-e', more));
const d = (more: Detail = {}): Reply => shows(connection('j', 'ns-g', more));
const e = (more: Detail = {}): Reply =>
  shows(environment('ns-e', 'SUCCEEDED', { description: 'd', lastDeploymentSucceededAt: MADE, ...more }));

const makeTemplate = (name: string, reply: Reply): Line =>
  line('CreateEnvironmentTemplate', { name, description: 'd' }, reply);
const makeVersion = (templateName: string, clientToken: string, reply: Reply): Line =>
  line('CreateEnvironmentTemplateVersion', { templateName, majorVersion: '1', description: 'd', clientToken }, reply);
const connect = (environmentName: string, clientToken: string, reply: Reply): Line =>
  line('CreateEnvironmentAccountConnection', { environmentName, managementAccountId: '1', clientToken }, reply);
const makeEnvironment = (name: string, reply: Reply): Line =>
  line(
    'CreateEnvironment',
    {
      name,
      templateName: 'ns-t',
      templateMajorVersion: '1',
      spec: 's',
      description: 'd',
      environmentAccountConnectionId: 'i',
    },
    reply,
  );

const made = [
  makeTemplate('ns-t', t()),
  makeTemplate('ns-u', u()),
  makeVersion('ns-t', 'a', v('0')),
  makeVersion('ns-t', 'b', v('1')),
  makeVersion('ns-u', 'c', w()),
  connect('ns-e', 'd', c()),
  connect('ns-g', 'e', d()),
  makeEnvironment('ns-e', e()),
];
const looks = {
  template: line('GetEnvironmentTemplate', { name: 'ns-t' }, t()),
  'another template': line('GetEnvironmentTemplate', { name: 'ns-u' }, u()),
  version: line(
    'GetEnvironmentTemplateVersion',
    { templateName: 'ns-t', majorVersion: '1', minorVersion: '0' },
    v('0'),
  ),
  sibling: line(
    'GetEnvironmentTemplateVersion',
    { templateName: 'ns-t', majorVersion: '1', minorVersion: '1' },
    v('1'),
  ),
  'its version': line(
    'GetEnvironmentTemplateVersion',
    { templateName: 'ns-u', majorVersion: '1', minorVersion: '0' },
    w(),
  ),
  connection: line('GetEnvironmentAccountConnection', { id: 'i' }, c()),
  'another connection': line('GetEnvironmentAccountConnection', { id: 'j' }, d()),
  environment: line('GetEnvironment', { name: 'ns-e' }, e()),
};
const seen = Object.values(looks);

const answers = {
  template: t(moved),
  'another template': u(moved),
  version: v('0', moved),
  sibling: v('1', moved),
  'its version': w(moved),
  connection: c(moved),
  'another connection': d(moved),
  environment: e({ lastDeploymentSucceededAt: MADE + 50 }),
};
const lookOf = new Map(Object.entries(answers).map(([name, reply]) => [reply, looks[name as keyof typeof looks]]));
const after = (...actions: Line[]): Situation => [
  [...made, ...seen, ...seen, ...made, ...actions],
  (reply) => ({ ...(lookOf.get(reply) as Line), reply }),
];
const svc = (more: Detail = {}): Reply =>
  shows({ name: 'ns-s', arn: 'arn:s', createdAt: MADE, status: 'ACTIVE', description: 'd', ...more });
const service = [
  line(
    'CreateService',
    {
      name: 'ns-s',
      templateName: 'ns-x',
      templateMajorVersion: '1',
      spec: 'instances:\n  - name: i\n    environment: ns-e\n',
      description: 'd',
    },
    svc({ status: 'CREATE_IN_PROGRESS' }),
  ),
  line('GetService', { name: 'ns-s' }, svc()),
  line(
    'ListServiceInstances',
    { serviceName: 'ns-s' },
    lists([{ name: 'i', arn: 'arn:i', deploymentStatus: 'SUCCEEDED' }]),
  ),
];
const withService = (...actions: Line[]): Situation => after(...service, ...seen, ...seen, ...made, ...actions);

const key = { templateName: 'ns-t', majorVersion: '1', minorVersion: '0' };

const situations: Record<string, Situation> = {
  'nothing more': after(),
  'an update of the template': after(
    line('UpdateEnvironmentTemplate', { name: 'ns-t', displayName: 'n' }, t({ displayName: 'n' })),
  ),
  'an update of the version': after(
    line('UpdateEnvironmentTemplateVersion', { ...key, description: 'n' }, v('0', { description: 'n' })),
  ),
  'another version': after(makeVersion('ns-t', 'z', v('2'))),
  'the deletion of the sibling': after(line('DeleteEnvironmentTemplateVersion', { ...key, minorVersion: '1' }, empty)),
  'the deletion of the other template’s version': after(
    line('DeleteEnvironmentTemplateVersion', { ...key, templateName: 'ns-u' }, empty),
  ),
  'the deletion of the other connection': after(line('DeleteEnvironmentAccountConnection', { id: 'j' }, empty)),
  'an update of the environment': after(
    line('UpdateEnvironment', { name: 'ns-e', description: 'n', deploymentType: 'NONE' }, e({ description: 'n' })),
  ),
  'another environment': after(makeEnvironment('ns-f', shows(environment('ns-f', 'SUCCEEDED')))),
  'the deletion of the environment': after(
    line('DeleteEnvironment', { name: 'ns-e' }, shows(environment('ns-e', 'DELETE_IN_PROGRESS'))),
  ),
};

const services: Record<string, Situation> = {
  'nothing more': withService(),
  'an update of the service': withService(
    line('UpdateService', { name: 'ns-s', description: 'n' }, svc({ description: 'n' })),
  ),
  'the deletion of the service': withService(
    line('DeleteService', { name: 'ns-s' }, svc({ status: 'DELETE_IN_PROGRESS' })),
  ),
};

const serviceTable = `
nothing more | template: breaks create.retry | another template: breaks create.retry | environment: breaks create.retry | others: breaks token.retry
an update of the service | template: shows create.retry | another template: breaks create.retry | its version: breaks token.retry | another connection: breaks token.retry | connection: shows token.retry | others: shows create.retry token.retry
the deletion of the service | template: shows create.retry delete.only | version: shows create.retry delete.only token.retry | sibling: shows create.retry delete.only token.retry | environment: shows create.retry delete.only token.retry | connection: shows delete.only token.retry | others: breaks delete.only
`;

const table = `
nothing more | template: breaks create.retry | another template: breaks create.retry | environment: breaks create.retry | others: breaks token.retry
an update of the template | template: shows create.retry | another template: breaks create.retry | environment: breaks create.retry | others: breaks token.retry
an update of the version | template: shows create.retry | another template: breaks create.retry | version: shows create.retry token.retry | sibling: shows create.retry token.retry | environment: breaks create.retry | others: breaks token.retry
another version | template: shows create.retry | version: - | sibling: - | another template: breaks create.retry | environment: breaks create.retry | others: breaks token.retry
the deletion of the sibling | template: shows create.retry delete.only | version: shows create.retry delete.only token.retry | sibling: breaks delete.first | environment: shows create.retry delete.only token.retry | others: breaks delete.only
the deletion of the other template’s version | another template: shows create.retry delete.only | its version: breaks delete.first | others: breaks delete.only
the deletion of the other connection | another connection: breaks delete.first | others: breaks delete.only
an update of the environment | template: shows create.retry | another template: breaks create.retry | its version: breaks token.retry | another connection: breaks token.retry | environment: right | connection: shows token.retry | others: shows create.retry token.retry
another environment | template: shows create.retry | another template: - | its version: breaks token.retry | another connection: breaks token.retry | environment: shows create.retry token.retry | connection: shows token.retry | others: shows create.retry token.retry
the deletion of the environment | template: shows create.retry delete.only | version: shows create.retry delete.only token.retry | sibling: shows create.retry delete.only token.retry | connection: shows delete.only token.retry | environment: breaks async-delete.effect | others: breaks delete.only
`;

test.each([...decisionTable(situations, answers, table), ...decisionTable(services, answers, serviceTable)])(
  'after %s',
  (_, row) => {
    const { decided, expected } = row();
    expect(decided).toEqual(expected);
  },
);
