// Lists of a service's instances that lag behind what became of those by themselves, and updates that reach them late.
import { expect, test } from 'vitest';
import type { Detail } from '../../wire/types.ts';
import { conflict, environment, type Line, line, lists, MADE, type Reply, shows, walk } from '../testing/build.ts';

const naming = (...names: string[]): string =>
  `instances:\n${names.map((name) => `- name: ${name}\n  environment: ns-e\n`).join('')}`;
const service = (more: Detail = {}): Reply =>
  shows({
    name: 'ns-a',
    arn: 'arn:aws:proton:us-east-1:123456789012:service/ns-a',
    createdAt: MADE,
    lastModifiedAt: MADE,
    templateName: 'ns-t',
    status: 'ACTIVE',
    spec: naming('i1', 'i2'),
    ...more,
  });
const create = (reply: Reply = service()): Line =>
  line('CreateService', { name: 'ns-a', templateName: 'ns-t', spec: naming('i1', 'i2') }, reply);
const get = (more: Detail = {}, when: Partial<Line> = {}): Line =>
  line('GetService', { name: 'ns-a' }, service(more), when);
const instance = (name: string, deploymentStatus = 'SUCCEEDED', more: Detail = {}): Detail => ({
  name,
  serviceName: 'ns-a',
  createdAt: MADE,
  deploymentStatus,
  lastDeploymentAttemptedAt: MADE,
  lastDeploymentSucceededAt: MADE,
  ...more,
});
const list = (items: readonly Detail[], when: Partial<Line> = {}): Line =>
  line('ListServiceInstances', { serviceName: 'ns-a' }, lists(items), when);

const soon = { afterMs: 500 };
const [i1, i2] = [instance('i1'), instance('i2')];
const atWork = [instance('i1', 'IN_PROGRESS'), instance('i2', 'IN_PROGRESS')];
const sent = [create(), get(), create()];
const late = { lastModifiedAt: MADE + 9 };

const place = { name: 'ns-e', templateName: 'ns-t', templateMajorVersion: '1', spec: 's' };
const inPlace = (spec: string): Reply => shows(environment('ns-e', 'SUCCEEDED', { spec }));
const makePlace = (reply = inPlace('s')): Line => line('CreateEnvironment', place, reply);
const changePlace = [
  line('UpdateEnvironment', { name: 'ns-e', spec: 'u', deploymentType: 'CURRENT_VERSION' }, inPlace('u')),
  line('GetEnvironment', { name: 'ns-e' }, inPlace('u')),
];

/** Deployed, and then updated so that it names these; its service has shown that it was at work, and is no more. */
const updated = (...names: string[]): Line[] => {
  const spec = naming(...names);
  const update = line('UpdateService', { name: 'ns-a', spec }, service({ spec, status: 'UPDATE_IN_PROGRESS' }));
  return [create(), get(), list([i1, i2]), update, get({ spec })];
};
const again = (name: string): Detail => instance(name, 'SUCCEEDED', { lastDeploymentSucceededAt: MADE + 30 });
const working = (name: string): Detail => instance(name, 'IN_PROGRESS');
const refused = create(conflict);

test.each<[string, Line[], string]>([
  ['a list lags behind the end of their work', [...sent, list(atWork), list([i1, i2]), list(atWork, soon)], 'excused'],
  ['a list lags behind the end of one', [...sent, list(atWork), list([i1, atWork[1]!]), list(atWork, soon)], 'excused'],
  ['a list lags behind their coming', [...sent, list([]), list([i1, i2]), list([], soon)], 'excused'],
  ['but not for ever', [...sent, list(atWork), list([i1, i2]), list(atWork)], 'create.retry'],
  [
    'nor for longer where more lists show them so',
    [...sent, list(atWork), list([i1, i2]), list([i1, i2]), list(atWork, soon)],
    'create.retry',
  ],
  [
    'a Get lags behind the end of their work, and shows the times of before',
    [...sent, list(atWork), list([i1, i2]), get({}, soon), get(late)],
    'right',
  ],
  [
    'a Get shows the times of before once more',
    [...sent, list(atWork), list([i1, i2]), get(late, soon), get({}, soon)],
    'right',
  ],
  ['times of before, after a while', [...sent, list(atWork), list([i1, i2]), get(late), get()], 'create.retry'],
  ['times that move with one that is still to come', [...sent, list([i1]), get(), get(late)], 'right'],
  ['times that move when all have come', [...sent, list([i1, i2]), get(), get(late)], 'create.retry'],

  [
    'one is deployed again some time after an update',
    [...updated('i1', 'i2'), refused, list([i1, i2]), list([working('i1'), i2])],
    'right',
  ],
  [
    'one is deployed a second time after it',
    [...updated('i1', 'i2'), list([again('i1'), i2]), refused, list([working('i1'), i2])],
    'create.rejected-harmless',
  ],
  [
    'one that was seen at work after it is deployed a second time',
    [...updated('i1', 'i2'), list([working('i1'), i2]), list([i1, i2]), refused, list([working('i1'), i2])],
    'create.rejected-harmless',
  ],
  [
    'the times of the service move as the other is deployed',
    [...updated('i1', 'i2'), list([again('i1'), i2]), get({ spec: naming('i1', 'i2') }), refused, get(late)],
    'right',
  ],
  [
    'one that was left out goes late',
    [...updated('i1'), refused, list([i1, i2]), list([i1, instance('i2', 'DELETE_IN_PROGRESS')])],
    'right',
  ],
  [
    'one that was left out is deployed again and goes late',
    [...updated('i1'), refused, list([again('i1'), again('i2')]), list([again('i1')])],
    'right',
  ],
  [
    'a list lags behind its going',
    [...updated('i1'), refused, list([again('i1')]), list([again('i1'), i2], soon)],
    'excused',
  ],
  ['it comes back', [...updated('i1'), refused, list([i1]), list([i1, i2])], 'create.rejected-harmless'],
  [
    'one is deployed again some time after its environment was updated',
    [makePlace(), create(), get(), list([i1, i2]), ...changePlace, list([i1, i2]), makePlace(conflict), list(atWork)],
    'right',
  ],
  [
    'one is deployed a second time after its environment was updated',
    [
      makePlace(),
      create(),
      get(),
      list([i1, i2]),
      ...changePlace,
      list([again('i1'), again('i2')]),
      makePlace(conflict),
      list(atWork),
    ],
    'create.rejected-harmless',
  ],
])('%s', (_, lines, verdict) => {
  const walked = walk(lines);
  expect(walked.verdict, walked.story).toBe(verdict);
});
