// Which status Get may show of an environment: work moves on, and what is settled or gone doesn't come back.
import { expect, test } from 'vitest';
import type { Detail } from '../../wire/types.ts';
import { empty, environment, type Line, line, notFound, type Reply, shows } from '../testing/build.ts';
import { decisionTable, type Situation } from '../testing/decisions.ts';

const e = { name: 'ns-e' };
const is = (status: string, more: Detail = {}): Reply =>
  shows(environment('ns-e', status, { description: 'd', ...more }));
const create = (reply: Reply): Line =>
  line(
    'CreateEnvironment',
    { ...e, templateName: 'ns-t', templateMajorVersion: '1', spec: 's', description: 'd' },
    reply,
  );
const look = (reply: Reply): Line => line('GetEnvironment', e, reply);
const soon = (reply: Reply): Line => ({ ...look(reply), afterMs: 500 });
const update = (reply: Reply): Line =>
  line('UpdateEnvironment', { ...e, description: 'u', deploymentType: 'NONE' }, reply);
const drop = (reply: Reply): Line => line('DeleteEnvironment', e, reply);
const u = { description: 'u' };
const going = is('DELETE_IN_PROGRESS');
const settled = [create(is('IN_PROGRESS')), look(is('SUCCEEDED'))];
const retried = [...settled, look(is('SUCCEEDED')), create(is('SUCCEEDED'))];
const updating = [...settled, update(is('IN_PROGRESS', u))];
const dying = [...settled, drop(going)];

const situations: Record<string, Situation> = {
  'being made': [[create(is('IN_PROGRESS'))], look],
  'made at once': [[create(is('SUCCEEDED'))], look],
  settled: [[...settled, look(is('SUCCEEDED'))], look],
  'settled and sent again': [retried, look],
  'settled and sent again just now': [retried, soon],
  'whose creation failed': [[create(is('IN_PROGRESS')), look(is('FAILED')), create(is('FAILED'))], look],
  'in update': [updating, look],
  'in update just now': [updating, soon],
  updated: [
    [...updating, look(is('IN_PROGRESS', u)), look(is('SUCCEEDED', u)), look(is('SUCCEEDED', u)), drop('lost')],
    look,
  ],
  'in deletion': [dying, look],
  'in deletion just now': [dying, soon],
  'in deletion, deleted again just now': [[...dying, drop(going)], soon],
  'in deletion, deleted again': [[...dying, drop(going)], look],
  'in deletion, deleted while busy': [[create(is('IN_PROGRESS')), drop(is('IN_PROGRESS'))], look],
  'whose deletion failed': [[...dying, look(is('DELETE_FAILED'))], look],
  gone: [[...dying, look(notFound)], look],
  'gone, deleted again on the way': [[...dying, drop(going), look(notFound)], look],
  'gone, and deleted again': [[...dying, look(notFound), drop(empty)], look],
};

const answers = {
  working: is('IN_PROGRESS'),
  settled: is('SUCCEEDED'),
  failed: is('FAILED'),
  going,
  'failed to go': is('DELETE_FAILED'),
  complete: is('DELETE_COMPLETE'),
  unheard: is('EVAPORATING'),
  updated: is('SUCCEEDED', u),
  strange: is('SUCCEEDED', { description: 'z' }),
  notFound,
};

const table = `
being made | others: right
made at once | others: right
settled | others: right
settled and sent again | settled: shows create.retry | unheard: shows create.retry | others: breaks create.retry
settled and sent again just now | settled: right | complete: breaks create.retry | unheard: right | notFound: breaks create.retry | others: excused
whose creation failed | working: - | settled: right | failed: shows create.retry | going: shows create.retry | failed to go: shows create.retry | unheard: shows create.retry | notFound: right | complete: right | others: breaks create.retry
in update | others: right
in update just now | working: right | failed: right | unheard: right | updated: right | others: excused
updated | complete: shows async-delete.effect once.lost-response | updated: shows once.lost-response | notFound: shows async-delete.effect once.lost-response | others: breaks once.lost-response
in deletion | going: right | failed to go: shows async-delete.effect | complete: shows async-delete.effect | unheard: right | notFound: shows async-delete.effect | others: breaks async-delete.effect
in deletion just now | going: right | failed to go: right | complete: right | unheard: right | notFound: right | others: excused
in deletion, deleted again just now | going: right | failed to go: excused | complete: right | unheard: right | notFound: right | others: breaks async-delete.in-progress
in deletion, deleted again | going: shows async-delete.in-progress | failed to go: shows async-delete.effect async-delete.in-progress | complete: shows async-delete.effect async-delete.in-progress | unheard: shows async-delete.in-progress | notFound: shows async-delete.effect async-delete.in-progress | others: breaks async-delete.in-progress
in deletion, deleted while busy | settled: excused | failed: excused | updated: excused | strange: excused | failed to go: shows async-delete.effect | complete: shows async-delete.effect | notFound: shows async-delete.effect | others: right
whose deletion failed | updated: breaks async-delete.effect | strange: breaks async-delete.effect | others: right
gone | failed to go: right | complete: right | notFound: right | others: breaks async-delete.effect
gone, deleted again on the way | failed to go: right | complete: right | notFound: right | others: breaks async-delete.in-progress
gone, and deleted again | failed to go: right | complete: shows async-delete.complete | notFound: shows async-delete.complete | others: breaks async-delete.effect
`;

test.each(decisionTable(situations, answers, table))('an environment %s', (_, row) => {
  const { decided, expected } = row();
  expect(decided).toEqual(expected);
});
