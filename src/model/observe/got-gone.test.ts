// An error of Get about what is gone: what was surely deleted is not found, and no other error says so.
import { expect, test } from 'vitest';
import {
  conflict,
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

const t = { name: 'ns-t' };
const made = line('CreateEnvironmentTemplate', t, shows(template('ns-t')));
const look = (reply: Reply, when: Partial<Line> = {}): Line => line('GetEnvironmentTemplate', t, reply, when);
const remove = (reply: Reply = empty): Line => line('DeleteEnvironmentTemplate', t, reply);
const key = { templateName: 'ns-t', majorVersion: '1', minorVersion: '0' };
const addVersion = (reply: Reply, clientToken = 'a'): Line =>
  line('CreateEnvironmentTemplateVersion', { templateName: 'ns-t', clientToken }, reply);
const zero = shows(version('ns-t', '0'));
const lookAtVersion = (reply: Reply): Line => line('GetEnvironmentTemplateVersion', key, reply);
const removeVersion = line('DeleteEnvironmentTemplateVersion', key, empty);
const e = { name: 'ns-e' };
const in_ = (status: string): Reply => shows(environment('ns-e', status));
const drop = (reply: Reply): Line => line('DeleteEnvironment', e, reply);
const lookInto = (reply: Reply): Line => line('GetEnvironment', e, reply);
const begun = line('CreateEnvironment', { ...e, templateName: 'ns-t', spec: 's' }, in_('IN_PROGRESS'));
const dying = [begun, lookInto(in_('SUCCEEDED')), drop(in_('DELETE_IN_PROGRESS'))];

test.each<[string, Line[], string]>([
  ['deleted', [made, remove(), look(validation)], 'delete.first'],
  ['deleted, as a conflict', [made, remove(), look(conflict)], 'delete.first'],
  ['deleted a moment ago', [made, remove(), look(validation, { afterMs: 500 })], 'excused'],
  ['never made', [look(validation)], 'right'],
  ['there', [made, look(validation)], 'right'],
  ['perhaps deleted', [made, remove('lost'), look(validation)], 'right'],
  ['seen to be gone after a lost deletion', [made, remove('lost'), look(notFound), look(validation)], 'right'],
  ['made again', [made, remove(), made, look(validation)], 'right'],
  ['perhaps made again', [made, remove(), { ...made, reply: 'lost' }, look(validation)], 'right'],
  ['a version, deleted', [made, addVersion(zero), removeVersion, lookAtVersion(validation)], 'delete.first'],
  [
    'a version, whose number a lost request may have',
    [made, addVersion(zero), removeVersion, addVersion('lost', 'b'), lookAtVersion(validation)],
    'right',
  ],
  ['a version, gone with its template', [made, addVersion(zero), remove(), lookAtVersion(validation)], 'right'],
  ['an environment in deletion', [...dying, lookInto(validation)], 'right'],
  ['an environment whose deletion is over', [...dying, drop(empty), lookInto(validation)], 'async-delete.effect'],
  [
    'an environment that had failed, deleted',
    [begun, lookInto(in_('FAILED')), drop(in_('DELETE_IN_PROGRESS')), drop(empty), lookInto(validation)],
    'right',
  ],
])('an error other than ResourceNotFoundException of what is %s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});
