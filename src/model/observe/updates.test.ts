// Updates that begin late, that fail and are rolled back: what looks and retries may show then, and what they must not.
import { expect, test } from 'vitest';
import type { Detail } from '../../wire/types.ts';
import {
  conflict,
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
  walk,
} from '../testing/build.ts';

const is = (status: string, more: Detail = {}): Reply => shows(environment('ns-e', status, { spec: 's', ...more }));
const e = { name: 'ns-e', templateName: 'ns-t', templateMajorVersion: '1', spec: 's' };
const create = (reply: Reply): Line => line('CreateEnvironment', e, reply);
const look = (reply: Reply): Line => line('GetEnvironment', { name: 'ns-e' }, reply);
const update = (reply: Reply): Line =>
  line('UpdateEnvironment', { name: 'ns-e', spec: 'other', deploymentType: 'CURRENT_VERSION' }, reply);
const describe_ = (reply: Reply): Line =>
  line('UpdateEnvironment', { name: 'ns-e', description: 'u', deploymentType: 'NONE' }, reply);
const sameMajor = line(
  'UpdateEnvironment',
  { name: 'ns-e', templateMajorVersion: '1', deploymentType: 'NONE' },
  is('SUCCEEDED'),
);
const other = { spec: 'other' };
const settled = [create(is('IN_PROGRESS')), look(is('SUCCEEDED'))];
const queued = [...settled, update(is('SUCCEEDED')), look(is('SUCCEEDED')), create(is('SUCCEEDED'))];
const begun = [...settled, update(is('IN_PROGRESS', other))];
const failed = [...begun, look(is('FAILED', other))];
const soon = { afterMs: 100 };
const queue = (updates: number): Line[] => [
  ...settled,
  ...Array.from({ length: updates }, () => ({ ...update(is('SUCCEEDED')), ...soon })),
  look(is('IN_PROGRESS')),
];
const twice = queue(2);
const thrice = [
  ...queue(3),
  look(is('SUCCEEDED')),
  look(is('IN_PROGRESS', other)),
  look(is('SUCCEEDED', other)),
  create(conflict),
];
const listed = { ...line('ListEnvironments', {}, lists([environment('ns-e', 'SUCCEEDED')])), ...soon };
const done = [...begun, look(is('SUCCEEDED', other))];

const service = (status: string, more: Detail = {}): Reply =>
  shows({ name: 'ns-s', arn: 'arn:s', createdAt: MADE, lastModifiedAt: MADE, templateName: 'ns-x', status, ...more });
const names = 'instances:\n- name: i\n';
const createService = (reply: Reply): Line =>
  line('CreateService', { name: 'ns-s', templateName: 'ns-x', templateMajorVersion: '1', spec: names }, reply);
const lookAtService = (reply: Reply): Line => line('GetService', { name: 'ns-s' }, reply);
const instance = line(
  'UpdateServiceInstance',
  { name: 'i', serviceName: 'ns-s', deploymentType: 'CURRENT_VERSION', spec: 's' },
  empty,
);
const respecified = line('UpdateService', { name: 'ns-s', spec: 'x' }, service('ACTIVE'));
const serviceQueued = [
  createService(service('CREATE_IN_PROGRESS')),
  lookAtService(service('ACTIVE')),
  instance,
  lookAtService(service('ACTIVE')),
  createService(service('ACTIVE')),
];

const deployed = { name: 'i', serviceName: 'ns-s', deploymentStatus: 'SUCCEEDED' };
const described_ = { description: 'u', lastModifiedAt: MADE + 9 };
const described = [
  createService(service('CREATE_IN_PROGRESS')),
  lookAtService(service('ACTIVE')),
  line('UpdateService', { name: 'ns-s', description: 'u' }, service('ACTIVE', described_)),
  lookAtService(service('ACTIVE', described_)),
  line('ListServiceInstances', { serviceName: 'ns-s' }, lists([deployed]), { afterMs: 3_000 }),
  lookAtService(service('ACTIVE', described_)),
  createService(conflict),
];

const key = { templateName: 'ns-t', majorVersion: '1', minorVersion: '0' };
const v = (status: string, more: Detail = {}): Reply => shows(version('ns-t', '0', { status, ...more }));
const later = { lastModifiedAt: MADE + 30 };
const addVersion = (reply: Reply): Line =>
  line('CreateEnvironmentTemplateVersion', { templateName: 'ns-t', clientToken: 't' }, reply);
const lookAtVersion = (reply: Reply): Line => line('GetEnvironmentTemplateVersion', key, reply);
const publish = (reply: Reply): Line =>
  line('UpdateEnvironmentTemplateVersion', { ...key, status: 'PUBLISHED' }, reply);
const draft = [
  line('CreateEnvironmentTemplate', { name: 'ns-t' }, shows(template('ns-t'))),
  addVersion(v('REGISTRATION_IN_PROGRESS')),
  lookAtVersion(v('DRAFT')),
];
const w = (status: string, more: Detail = {}): Reply => v(status, { description: 'u', ...more });
const anew = [
  ...draft,
  line('UpdateEnvironmentTemplateVersion', { ...key, description: 'u' }, w('DRAFT')),
  lookAtVersion(w('DRAFT')),
];
const anewAgain = [...anew, addVersion(w('DRAFT')), lookAtVersion(w('REGISTRATION_IN_PROGRESS'))];
const again = [addVersion(v('DRAFT')), lookAtVersion(v('REGISTRATION_IN_PROGRESS'))];

test.each<[string, Line[], string]>([
  ['an update begins late', [...queued, look(is('IN_PROGRESS'))], 'right'],
  ['and shows its values then', [...queued, look(is('IN_PROGRESS', other)), look(is('SUCCEEDED', other))], 'right'],
  [
    'and is not over while it is under way',
    [...queued, look(is('IN_PROGRESS', other)), create(is('IN_PROGRESS'))],
    'right',
  ],
  [
    'and is over then',
    [...queued, look(is('IN_PROGRESS', other)), look(is('SUCCEEDED', other)), create(is('SUCCEEDED'))],
    'create.modified',
  ],
  [
    'but does not begin twice',
    [
      ...queued,
      look(is('IN_PROGRESS', other)),
      look(is('SUCCEEDED', other)),
      create(conflict),
      look(is('IN_PROGRESS', other)),
    ],
    'create.rejected-harmless',
  ],
  ['three updates begin one after the other', [...thrice, look(is('IN_PROGRESS', other))], 'right'],
  [
    'two updates begin, and a list shows the end of the first too soon',
    [...twice, listed, look(is('IN_PROGRESS', other)), look(is('SUCCEEDED', other)), look(is('IN_PROGRESS', other))],
    'right',
  ],
  [
    'two updates begin, and a retry shows how it was first',
    [
      ...twice,
      create(is('SUCCEEDED')),
      look(is('IN_PROGRESS', other)),
      look(is('SUCCEEDED', other)),
      look(is('IN_PROGRESS', other)),
    ],
    'right',
  ],
  [
    'two updates do not begin thrice',
    [
      ...twice,
      listed,
      look(is('SUCCEEDED', other)),
      look(is('IN_PROGRESS', other)),
      look(is('SUCCEEDED', other)),
      create(conflict),
      look(is('IN_PROGRESS', other)),
    ],
    'create.rejected-harmless',
  ],
  [
    'one that was seen at work does not begin again',
    [...done, create(conflict), look(is('IN_PROGRESS', other))],
    'create.rejected-harmless',
  ],
  [
    'one without a deployment begins nothing',
    [
      ...settled,
      describe_(is('SUCCEEDED', { description: 'u' })),
      look(is('SUCCEEDED', { description: 'u' })),
      create(conflict),
      look(is('IN_PROGRESS', { description: 'u' })),
    ],
    'create.rejected-harmless',
  ],
  [
    'an update of a description begins late, too',
    [
      ...described,
      lookAtService(service('UPDATE_IN_PROGRESS', described_)),
      lookAtService(service('ACTIVE', { ...described_, lastModifiedAt: MADE + 30 })),
    ],
    'right',
  ],
  [
    'but it moves times once',
    [...described, lookAtService(service('ACTIVE', { ...described_, lastModifiedAt: MADE + 30 }))],
    'create.rejected-harmless',
  ],
  [
    'a look lags behind an update, and shows the creation at work',
    [
      createService(service('CREATE_IN_PROGRESS')),
      lookAtService(service('ACTIVE')),
      respecified,
      line('GetService', { name: 'ns-s' }, service('CREATE_IN_PROGRESS'), { afterMs: 500 }),
      lookAtService(service('ACTIVE')),
      createService(service('ACTIVE')),
      lookAtService(service('UPDATE_IN_PROGRESS')),
    ],
    'right',
  ],
  ['an update of an instance begins late', [...serviceQueued, lookAtService(service('UPDATE_IN_PROGRESS'))], 'right'],
  [
    'a version registers again when it is published',
    [...draft, publish(v('REGISTRATION_IN_PROGRESS')), ...again],
    'right',
  ],
  ['or some time after that', [...draft, publish(v('DRAFT')), ...again], 'right'],
  ['but not when it is published', [...draft, publish(v('PUBLISHED')), ...again], 'token.retry'],
  ['nor one that nobody has updated', [...draft, ...again], 'token.retry'],
  ['one that is described anew registers again some time after that', anewAgain, 'right'],
  ['and its times move', [...anew, addVersion(w('DRAFT')), lookAtVersion(w('DRAFT', later))], 'right'],
  [
    'but once',
    [...anewAgain, lookAtVersion(w('DRAFT')), addVersion(w('DRAFT')), lookAtVersion(w('REGISTRATION_IN_PROGRESS'))],
    'token.retry',
  ],
  [
    'and its times once',
    [...anewAgain, lookAtVersion(w('DRAFT')), addVersion(w('DRAFT')), lookAtVersion(w('DRAFT', later))],
    'token.retry',
  ],
  ['an update fails', [...failed, create(is('FAILED', other))], 'right'],
  ['and is rolled back', [...failed, look(is('SUCCEEDED')), create(is('SUCCEEDED'))], 'right'],
  ['and is rolled back after a refusal', [...failed, create(conflict), look(is('SUCCEEDED'))], 'right'],
  ['and is rolled back before anybody looks', [...begun, look(is('SUCCEEDED')), create(is('SUCCEEDED'))], 'right'],
  [
    'and another succeeds, which changes nothing',
    [...failed, sameMajor, look(is('SUCCEEDED')), create(is('SUCCEEDED'))],
    'right',
  ],
  [
    'and another succeeds',
    [...failed, update(is('IN_PROGRESS', other)), look(is('SUCCEEDED', other)), create(is('SUCCEEDED', other))],
    'create.modified',
  ],
  ['an update succeeds', [...done, create(is('SUCCEEDED', other))], 'create.modified'],
  ['and is not rolled back', [...done, create(conflict), look(is('SUCCEEDED'))], 'create.rejected-harmless'],
  [
    'nor in a list',
    [
      ...done,
      line('ListEnvironments', {}, lists([environment('ns-e', 'SUCCEEDED', { description: 'd' })])),
      create(conflict),
      line('ListEnvironments', {}, lists([environment('ns-e', 'SUCCEEDED', { description: 'x' })])),
    ],
    'create.rejected-harmless',
  ],
])('%s', (_, lines, verdict) => {
  const walked = walk(lines);
  expect(walked.verdict, walked.story).toBe(verdict);
});
