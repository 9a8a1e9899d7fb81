// Whose work moves which times ("Comparing details"): they may move with a deployment or deletion of the resource itself.
import { expect, test } from 'vitest';
import type { Detail } from '../../wire/types.ts';
import { empty, environment, type Line, line, MADE, type Reply, shows, template, walk } from '../testing/build.ts';

const later = { lastDeploymentAttemptedAt: MADE + 9 };
const is = (status: string, more: Detail = {}): Reply =>
  shows(environment('ns-e', status, { lastDeploymentAttemptedAt: MADE, ...more }));
const e = { name: 'ns-e', templateName: 'ns-t', templateMajorVersion: '1', spec: 's' };
const create = (reply: Reply): Line => line('CreateEnvironment', e, reply);
const look = (reply: Reply): Line => line('GetEnvironment', { name: 'ns-e' }, reply);
const drop = (reply: Reply): Line => line('DeleteEnvironment', { name: 'ns-e' }, reply);
const settled = [create(is('IN_PROGRESS')), look(is('SUCCEEDED'))];

const modified = { lastModifiedAt: MADE + 9 };
const t = (more: Detail = {}): Reply => shows(template('ns-t', more));
const createTemplate = (reply: Reply): Line => line('CreateEnvironmentTemplate', { name: 'ns-t' }, reply);
const lookAtTemplate = (reply: Reply): Line => line('GetEnvironmentTemplate', { name: 'ns-t' }, reply);
const dropTemplate = (reply: Reply): Line => line('DeleteEnvironmentTemplate', { name: 'ns-t' }, reply);
const made = [createTemplate(t()), lookAtTemplate(t())];

test.each<[string, Line[], string]>([
  ['its deletion', [...settled, drop(is('DELETE_IN_PROGRESS', later))], 'right'],
  [
    'its deletion, in a retry',
    [...settled, drop(is('DELETE_IN_PROGRESS')), drop(is('DELETE_IN_PROGRESS', later))],
    'right',
  ],
  ['its deletion, in a create', [...settled, drop(empty), create(is('DELETE_IN_PROGRESS', later))], 'right'],
  ['its deletion at once', [...made, dropTemplate(t(modified))], 'right'],
  ['a retry of the create', [...settled, create(is('SUCCEEDED', later))], 'create.retry'],
  ['a retry of the create, at once', [...made, createTemplate(t(modified))], 'create.retry'],
])('times moved by %s', (_, lines, verdict) => {
  const walked = walk(lines);
  expect(walked.verdict, walked.story).toBe(verdict);
});
