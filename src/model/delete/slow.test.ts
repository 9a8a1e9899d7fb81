// Every answer to the delete of an environment, which takes time, and of what lies in it.
import { expect, test } from 'vitest';
import type { Detail } from '../../wire/types.ts';
import {
  conflict,
  empty,
  environment,
  type Line,
  line,
  lists,
  notFound,
  type Reply,
  shows,
  template,
  validation,
  walk,
} from '../testing/build.ts';
import { decisionTable, type Situation } from '../testing/decisions.ts';

const e = { name: 'ns-e' };
const is = (status: string, more: Detail = {}): Reply => shows(environment('ns-e', status, { spec: 's', ...more }));
const template_ = line('CreateEnvironmentTemplate', { name: 'ns-t' }, shows(template('ns-t')));
const begun = line(
  'CreateEnvironment',
  { ...e, templateName: 'ns-t', templateMajorVersion: '1', spec: 's' },
  is('IN_PROGRESS'),
);
const look = (reply: Reply): Line => line('GetEnvironment', e, reply);
const drop = (reply: Reply): Line => line('DeleteEnvironment', e, reply);
const update = line(
  'UpdateEnvironment',
  { ...e, description: 'u', deploymentType: 'NONE' },
  is('IN_PROGRESS', { description: 'u' }),
);
const settled = [begun, look(is('SUCCEEDED'))];
const going = is('DELETE_IN_PROGRESS');
const dying = [...settled, drop(going)];
const service = (name: string): Line =>
  line(
    'CreateService',
    {
      name: 'ns-s',
      templateName: 'ns-x',
      templateMajorVersion: '1',
      spec: `instances:\n  - name: i\n    environment: ${name}\n`,
    },
    shows({ name: 'ns-s', arn: 'arn:s', createdAt: 1, status: 'CREATE_IN_PROGRESS' }),
  );

const situations: Record<string, Situation> = {
  'that never was': [[], drop],
  settled: [settled, drop],
  'being made': [[begun], drop],
  'whose creation failed': [[begun, look(is('FAILED'))], drop],
  'being updated': [[...settled, update], drop],
  'that was updated': [
    [...settled, update, look(is('IN_PROGRESS', { description: 'u' })), look(is('SUCCEEDED', { description: 'u' }))],
    drop,
  ],
  'with a service in it': [[...settled, service('ns-e')], drop],
  'with a service in another': [[...settled, service('ns-e2')], drop],
  'in deletion': [dying, drop],
  'deleted while it was busy': [[begun, drop(is('IN_PROGRESS'))], drop],
  'deleted in use, and seen so': [[...settled, service('ns-e'), drop(is('SUCCEEDED')), look(going)], drop],
  'deleted in use, by its answer': [[...settled, service('ns-e'), drop(going)], drop],
  'deleted in use, with no sign of it': [[...settled, service('ns-e'), drop(is('SUCCEEDED'))], drop],
  'deleted while busy, by its answer': [[begun, drop(going)], drop],
  'deleted while busy, and seen so': [[begun, drop(is('IN_PROGRESS')), look(going)], drop],
  'whose deletion failed': [[...dying, look(is('DELETE_FAILED'))], drop],
  'whose lost deletion failed': [[...settled, drop('lost'), look(is('DELETE_FAILED'))], drop],
  gone: [[...dying, look(notFound)], drop],
  'gone by a retry': [[...dying, drop(empty)], drop],
  'in a lost delete': [[...settled, drop('lost')], drop],
  'gone unseen': [[...settled, drop('lost'), look(notFound)], drop],
  'perhaps gone with its template': [
    [template_, ...settled, line('DeleteEnvironmentTemplate', { name: 'ns-t' }, empty)],
    drop,
  ],
};

const answers = {
  empty,
  going,
  complete: is('DELETE_COMPLETE'),
  'failed to go': is('DELETE_FAILED'),
  live: is('SUCCEEDED'),
  working: is('IN_PROGRESS'),
  unheard: is('EVAPORATING'),
  strange: is('DELETE_IN_PROGRESS', { spec: 'other' }),
  another: shows(environment('ns-f', 'DELETE_IN_PROGRESS')),
  'another, complete': shows(environment('ns-f', 'DELETE_COMPLETE')),
  validation,
  conflict,
  notFound,
};

const table = `
that never was | empty: takes async-delete.never-existed=empty | validation: right | notFound: takes async-delete.never-existed=not-found | as: never existed | others: breaks async-delete.complete
settled | empty: takes async-delete.first-answer=complete | going: takes async-delete.first-answer=in-progress | complete: takes async-delete.first-answer=complete | failed to go: right | unheard: takes async-delete.first-answer=in-progress | validation: right | conflict: right | as: first delete | others: breaks async-delete.effect
being made | strange: breaks async-delete.effect | another: breaks async-delete.effect | another, complete: breaks async-delete.effect | validation: takes async-delete.busy=validation | conflict: takes async-delete.busy=conflict | notFound: breaks async-delete.effect | as: delete while busy | others: takes async-delete.busy=accepted?
whose creation failed | strange: breaks async-delete.effect | another: breaks async-delete.effect | another, complete: breaks async-delete.effect | as: delete while busy | others: right
being updated | strange: breaks async-delete.effect | another: breaks async-delete.effect | another, complete: breaks async-delete.effect | validation: takes async-delete.busy=validation | conflict: takes async-delete.busy=conflict | notFound: breaks async-delete.effect | as: delete while busy | others: takes async-delete.busy=accepted?
that was updated | empty: takes async-delete.first-answer=complete | going: takes async-delete.first-answer=in-progress | complete: takes async-delete.first-answer=complete | failed to go: right | unheard: takes async-delete.first-answer=in-progress | validation: right | conflict: right | as: first delete | others: breaks async-delete.effect
with a service in it | strange: breaks async-delete.effect | another: breaks async-delete.effect | another, complete: breaks async-delete.effect | validation: takes async-delete.with-children=validation | conflict: takes async-delete.with-children=conflict | notFound: breaks async-delete.effect | as: first delete | others: takes async-delete.with-children=accepted?
with a service in another | empty: takes async-delete.first-answer=complete | going: takes async-delete.first-answer=in-progress | complete: takes async-delete.first-answer=complete | failed to go: right | unheard: takes async-delete.first-answer=in-progress | validation: right | conflict: right | as: first delete | others: breaks async-delete.effect
in deletion | empty: right | going: shows async-delete.in-progress | complete: right | failed to go: shows async-delete.in-progress | unheard: shows async-delete.in-progress | as: being deleted | others: breaks async-delete.in-progress
deleted while it was busy | empty: right | complete: right | strange: breaks async-delete.in-progress | another: breaks async-delete.in-progress | another, complete: breaks async-delete.in-progress | validation: breaks async-delete.in-progress | conflict: breaks async-delete.in-progress | notFound: breaks async-delete.in-progress | live: right | working: right | as: being deleted | others: shows async-delete.in-progress
deleted in use, and seen so | empty: right | complete: right | failed to go: shows async-delete.in-progress | going: shows async-delete.in-progress | unheard: shows async-delete.in-progress | as: being deleted | others: breaks async-delete.in-progress
deleted in use, by its answer | empty: right | complete: right | failed to go: shows async-delete.in-progress | going: shows async-delete.in-progress | unheard: shows async-delete.in-progress | as: being deleted | others: breaks async-delete.in-progress
deleted in use, with no sign of it | empty: right | complete: right | failed to go: shows async-delete.in-progress | going: shows async-delete.in-progress | unheard: shows async-delete.in-progress | live: right | working: right | as: being deleted | others: breaks async-delete.in-progress
deleted while busy, by its answer | empty: right | complete: right | failed to go: shows async-delete.in-progress | going: shows async-delete.in-progress | unheard: shows async-delete.in-progress | live: right | working: right | as: being deleted | others: breaks async-delete.in-progress
deleted while busy, and seen so | empty: right | complete: right | failed to go: shows async-delete.in-progress | going: shows async-delete.in-progress | unheard: shows async-delete.in-progress | as: being deleted | others: breaks async-delete.in-progress
whose deletion failed | empty: takes async-delete.first-answer=complete | going: takes async-delete.first-answer=in-progress | complete: takes async-delete.first-answer=complete | failed to go: right | unheard: takes async-delete.first-answer=in-progress | validation: right | conflict: right | as: first delete | others: breaks async-delete.effect
whose lost deletion failed | empty: takes async-delete.first-answer=complete | going: takes async-delete.first-answer=in-progress | complete: takes async-delete.first-answer=complete | failed to go: right | unheard: takes async-delete.first-answer=in-progress | validation: right | conflict: right | as: first delete | others: breaks async-delete.effect
gone | empty: shows async-delete.complete | as: deleted | others: breaks async-delete.complete
gone by a retry | empty: shows async-delete.complete | as: deleted | others: breaks async-delete.complete
in a lost delete | empty: takes async-delete.first-answer=complete | complete: takes async-delete.first-answer=complete | live: breaks async-delete.effect | working: breaks async-delete.effect | strange: breaks async-delete.effect | another: breaks async-delete.effect | another, complete: breaks async-delete.effect | validation: breaks once.lost-response | conflict: breaks once.lost-response | notFound: right | failed to go: shows async-delete.in-progress | as: being deleted, first delete | others: shows async-delete.in-progress, takes async-delete.first-answer=in-progress
gone unseen | empty: right | notFound: right | as: deleted | others: breaks once.lost-response
perhaps gone with its template | empty: right | going: takes async-delete.first-answer=in-progress | complete: right | failed to go: right | unheard: takes async-delete.first-answer=in-progress | validation: right | conflict: right | notFound: right | as: first delete | others: breaks async-delete.effect
`;

test.each(decisionTable(situations, answers, table))('the delete of one %s', (_, row) => {
  const { decided, expected } = row();
  expect(decided).toEqual(expected);
});

test.each<[string, Line[], string]>([
  ['a look shows it', [...settled, service('ns-e'), drop(is('SUCCEEDED')), look(going)], 'async-delete.effect'],
  ['its answer shows it', [...settled, service('ns-e'), drop(going)], 'async-delete.effect'],
  ['nothing shows it', [...settled, service('ns-e'), drop(is('SUCCEEDED'))], 'excused'],
  ['its answer shows it amid other work', [begun, drop(going)], 'excused'],
])('a deletion accepted in use or busy returns to a live status once %s', (_, lines, verdict) => {
  const seen = walk([...lines, look(is('SUCCEEDED'))]);
  expect(seen.verdict, seen.story).toBe(verdict);
});

const failedToGo = is('DELETE_FAILED');
const inList = (status: string): Line => line('ListEnvironments', {}, lists([environment('ns-e', status)]));
const listed = inList('DELETE_FAILED');
const soon = { afterMs: 500 };

test.each<[string, Line[], string]>([
  ['its answer', [...settled, drop(failedToGo), drop(conflict)], 'right'],
  ['its answer, and it is there again', [...settled, drop(failedToGo), look(is('SUCCEEDED'))], 'right'],
  ['the answer to a retry', [...dying, drop(failedToGo), drop(conflict)], 'right'],
  ['the answer to a retry, and it is there again', [...dying, drop(failedToGo), look(is('SUCCEEDED'))], 'right'],
  ['a list', [...dying, listed, drop(conflict)], 'right'],
  ['a list soon after a retry', [...dying, drop(going), { ...listed, ...soon }, drop(conflict)], 'right'],
  ['a look soon after a retry', [...dying, drop(going), { ...look(failedToGo), ...soon }, drop(conflict)], 'right'],
  [
    'the answer to another delete, and the next one',
    [...dying, look(failedToGo), drop(failedToGo), drop(conflict), look(is('SUCCEEDED'))],
    'right',
  ],
  [
    'the answer to another delete, which may be from before it',
    [...dying, look(failedToGo), drop(failedToGo), look(is('SUCCEEDED'))],
    'async-delete.effect',
  ],
  ['nothing', [...dying, drop(going), drop(conflict)], 'async-delete.in-progress'],
  ['nothing, and it is there again', [...dying, drop(going), look(is('SUCCEEDED'))], 'async-delete.in-progress'],
  ['no list', [...dying, inList('DELETE_IN_PROGRESS'), drop(conflict)], 'async-delete.in-progress'],
  [
    'what was before the delete that came after it',
    [...dying, look(failedToGo), drop(going), look(notFound), look(is('SUCCEEDED'))],
    'async-delete.effect',
  ],
])('a deletion that has failed is told by %s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});
