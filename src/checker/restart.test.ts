// durable: what is told of the first answers after a restart, and what is not laid at its door.
import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../history/types.ts';
import {
  conflict,
  empty,
  environment,
  events,
  type Line,
  line,
  lists,
  notFound,
  type Reply,
  shows,
  template,
} from '../model/testing/build.ts';
import { checkHistory } from './index.ts';
import { broken } from './testing/watch.ts';

const a = { name: 'ns-a' };
const one = template('ns-a', { description: 'd' });
const create = (reply: Reply = shows(one)): Line =>
  line('CreateEnvironmentTemplate', { ...a, description: 'd' }, reply);
const anew = shows({ ...one, createdAt: 1_700_000_012 });
const remove = (reply: Reply = empty): Line => line('DeleteEnvironmentTemplate', a, reply);
const get = (reply: Reply = shows(one)): Line => line('GetEnvironmentTemplate', a, reply);
const list = line('ListEnvironmentTemplates', {}, lists([one]));
const update = line(
  'UpdateEnvironmentTemplate',
  { ...a, description: 'u' },
  shows(template('ns-a', { description: 'u' })),
);
const e = { name: 'ns-e', templateName: 'ns-t', templateMajorVersion: '1', spec: 's' };
const within = (status: string): Reply => shows(environment('ns-e', status, { spec: 's' }));
const make = (reply: Reply): Line => line('CreateEnvironment', e, reply);
const look = (reply: Reply): Line => line('GetEnvironment', { name: 'ns-e' }, reply);
const drop = (reply: Reply): Line => line('DeleteEnvironment', { name: 'ns-e' }, reply);

const lived = [make(within('IN_PROGRESS')), look(within('SUCCEEDED'))];

/** The lines, with a restart before the one at `position`. */
const restarted = (lines: readonly Line[], position: number): HistoryEvent[] => {
  const all = events(lines);
  const at = all.findIndex((event) => event.event === 'invoke' && event.call === position);
  const next = all[at]!;
  const ms = 'at' in next ? next.at - 2500 : 0;
  return [...all.slice(0, at), { event: 'restart', at: ms, readyAt: ms + 400 }, ...all.slice(at)];
};

describe('after a restart', () => {
  test.each<[string, string, Line[], number]>([
    ['all is as it was', '', [create(), create(), get(), list], 1],
    ['what was made is gone', '1 durable', [create(), get(notFound)], 1],
    ['what was made is not known', '1 durable', [create(), create(anew)], 1],
    ['what was deleted is back', '2 durable', [create(), remove(), get()], 2],
    ['the deletion is forgotten', '2 durable', [create(), remove(), remove(notFound)], 2],
    [
      'what was changed since is another matter',
      '3 create.modified',
      [create(), update, get(shows(template('ns-a', { description: 'u' }))), create()],
      1,
    ],
    [
      'what was made since is, too',
      '2 create.retry',
      [line('GetEnvironmentTemplate', { name: 'ns-b' }, notFound), create(), create(conflict)],
      1,
    ],
    [
      'work in progress goes on',
      '',
      [make(within('IN_PROGRESS')), look(within('IN_PROGRESS')), look(within('SUCCEEDED'))],
      1,
    ],
    ['or has failed', '', [make(within('IN_PROGRESS')), look(within('FAILED'))], 1],
    [
      'but what had settled has not',
      '3 durable',
      [make(within('IN_PROGRESS')), look(within('SUCCEEDED')), look(within('SUCCEEDED')), look(within('IN_PROGRESS'))],
      3,
    ],
    [
      'a deletion in progress may have failed',
      '',
      [make(within('IN_PROGRESS')), look(within('SUCCEEDED')), drop(within('DELETE_IN_PROGRESS')), drop(conflict)],
      3,
    ],
    [
      'and so may one that nobody saw begin before it',
      '',
      [...lived, drop('lost'), { ...drop(conflict), afterMs: 20_000 }],
      3,
    ],
    [
      'but not one that is asked for after it',
      '3 once.lost-response',
      [...lived, drop('lost'), { ...drop(conflict), afterMs: 20_000 }],
      2,
    ],
    ['what was unanswered may have happened', '', [create('lost'), get()], 1],
    ['or not', '', [create('lost'), get(notFound)], 1],
  ])('%s: %s', (_, expected, lines, position) => {
    const verdict = checkHistory(restarted(lines, position));
    expect(broken(verdict), JSON.stringify(verdict.violations)).toBe(expected);
  });

  test.each<[string, Line[], string[]]>([
    ['a retry', [create(), create()], ['CreateEnvironmentTemplate']],
    ['a look', [create(), get()], ['CreateEnvironmentTemplate']],
    ['a deletion sent again', [create(), remove(), remove()], ['DeleteEnvironmentTemplate']],
    [
      'nothing that was there before',
      [line('GetEnvironmentTemplate', { name: 'ns-b' }, notFound), create(), create()],
      [],
    ],
  ])('%s shows that it has survived', (_, lines, expected) => {
    const { exercised } = checkHistory(restarted(lines, lines.length === 3 && expected.length > 0 ? 2 : 1));
    const durable = exercised.filter(({ guarantee }) => guarantee === 'durable').map(({ operation }) => operation);
    expect([...new Set(durable)]).toEqual(expected);
  });

  const mismatch: Line = line('CreateEnvironmentTemplate', { ...a, description: 'x' }, shows(one));
  test.each<[string, string, string[], Line[], number]>([
    ['a mismatch that is accepted', 'create.mismatch', ['durable'], [create(), create(), mismatch], 1],
    ['a mismatch accepted before', 'create.mismatch', [], [create(), mismatch, create()], 2],
  ])('%s may be for its sake: %s', (_, guarantee, also, lines, position) => {
    const [violation] = checkHistory(restarted(lines, position)).violations;
    expect(violation).toMatchObject({ guarantee, also });
  });

  test('what a creation that was in progress may explain, if it has failed, is doubtful', () => {
    const [violation] = checkHistory(restarted([make(within('IN_PROGRESS')), make(conflict)], 1)).violations;
    expect(violation).toMatchObject({ guarantee: 'durable', doubt: 'CreateEnvironment' });
  });

  test('a request under way when the endpoint is killed has no answer', () => {
    const [head, first, ...rest] = events([create(), create(), get(notFound)]);
    const kill: HistoryEvent = { event: 'restart', at: 1_700_000_000_050, readyAt: 1_700_000_000_400 };
    const late = rest.filter((event) => !('call' in event && event.call === 1));
    expect(checkHistory([head!, first!, kill, ...late]).violations).toEqual([]);
  });
});
