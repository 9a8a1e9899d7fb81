// Times of deployments in an environment that was made again (create.after-delete).
import { expect, test } from 'vitest';
import type { Detail } from '../../wire/types.ts';
import { environment, type Line, line, MADE, notFound, type Reply, shows, walk } from '../testing/build.ts';

const e = { name: 'ns-e' };
const in_ = (status: string, created: number, more: Detail = {}): Reply =>
  shows(environment('ns-e', status, { createdAt: MADE + created, ...more }));
const times = (attempted: number, succeeded = attempted): Detail => ({
  lastDeploymentAttemptedAt: MADE + attempted,
  lastDeploymentSucceededAt: MADE + succeeded,
});
const create = (reply: Reply, when: Partial<Line> = {}): Line =>
  line('CreateEnvironment', { ...e, templateName: 'ns-t', spec: 's' }, reply, when);
const look = (reply: Reply): Line => line('GetEnvironment', e, reply);
const gone = [
  create(in_('IN_PROGRESS', 0)),
  look(in_('SUCCEEDED', 0, times(0, 2))),
  line('DeleteEnvironment', e, in_('DELETE_IN_PROGRESS', 0)),
  look(notFound),
];
const again = [...gone, create(in_('IN_PROGRESS', 12))];

test.each<[string, Line[], string]>([
  ['those of the earlier one', [...again, look(in_('SUCCEEDED', 12, times(0, 2)))], 'create.after-delete'],
  ['one of the earlier one', [...again, look(in_('SUCCEEDED', 12, times(12, 2)))], 'create.after-delete'],
  ['those of the earlier one, while in progress', [...again, look(in_('IN_PROGRESS', 12, times(0, 2)))], 'right'],
  ['its own', [...again, look(in_('SUCCEEDED', 12, times(12, 14)))], 'right'],
  ['none', [...again, look(in_('SUCCEEDED', 12))], 'right'],
  ['those of nobody', [...again, look(in_('SUCCEEDED', 12, times(-MADE)))], 'right'],
  [
    'those of the earlier one, made in the same second',
    [...gone, create(in_('IN_PROGRESS', 2)), look(in_('SUCCEEDED', 2, times(2)))],
    'right',
  ],
  [
    'times by a clock that is not set with that of its creation',
    [...gone, create(in_('IN_PROGRESS', 3612), { advanceSeconds: 3600 }), look(in_('SUCCEEDED', 3612, times(0, 2)))],
    'right',
  ],
])('an environment made again shows %s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});
