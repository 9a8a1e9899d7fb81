import { describe, expect, test } from 'vitest';
import type { End, HistoryEvent } from '../history/types.ts';
import {
  connection,
  environment,
  type Line,
  line,
  lists,
  notFound,
  type Reply,
  shows,
  template,
} from '../model/testing/build.ts';
import { broken, watch } from './testing/watch.ts';

const a = { name: 'ns-a' };
const create = line('CreateEnvironmentTemplate', a, shows(template('ns-a')));
const get = (reply: Reply): Line => line('GetEnvironmentTemplate', a, reply);
const again = [create, create];

describe('giving up on asynchronous work', () => {
  const e = { name: 'ns-e' };
  const in_ = (status: string): Reply => shows(environment('ns-e', status, { spec: 's' }));
  const begin = line(
    'CreateEnvironment',
    { ...e, templateName: 'ns-t', templateMajorVersion: '1', spec: 's' },
    in_('IN_PROGRESS'),
  );
  const look = (status: string): Line => line('GetEnvironment', e, in_(status));
  const drop = (reply: Reply = in_('DELETE_IN_PROGRESS')): Line => line('DeleteEnvironment', e, reply);
  const amid = [begin, drop(in_('IN_PROGRESS'))];
  const gaveUp = (of: number): HistoryEvent => ({
    event: 'gave-up',
    at: 1_700_000_100_000,
    step: 9,
    of,
    limitMs: 60_000,
  });
  test.each<[string, Line[], number, string, number]>([
    ['on a deletion is a violation', [begin, look('SUCCEEDED'), drop()], 2, '2 async-delete.effect', 0],
    ['on what a create made, too', [begin, look('SUCCEEDED'), drop()], 0, '0 async-delete.effect', 0],
    ['on a deletion that may never have come is not', [begin, look('SUCCEEDED'), drop('lost')], 2, '', 1],
    ['on one that came amid a creation, too', [...amid, look('SUCCEEDED')], 1, '1 async-delete.effect', 0],
    ['on one while the creation goes on is not', amid, 1, '', 1],
    ['on a creation is not', [begin, look('IN_PROGRESS')], 0, '', 1],
    ['on a call that there was not says nothing', [begin, look('SUCCEEDED'), drop()], 7, '', 0],
  ])('%s', (_, lines, of, violations, inconclusive) => {
    const seen = watch(lines, gaveUp(of));
    expect([broken(seen.verdict), seen.verdict.inconclusive.length], seen.story).toEqual([violations, inconclusive]);
  });

  test('how long work took is kept: until it was seen to be over, and last before that', () => {
    const { durations } = watch([
      begin,
      look('SUCCEEDED'),
      drop(),
      drop(),
      look('DELETE_IN_PROGRESS'),
      line('GetEnvironment', e, notFound),
    ]).verdict;
    expect(durations).toEqual([
      { resource: 'environment', work: 'create', retried: false, ms: 3100, inProgressMs: 0, call: 1 },
      { resource: 'environment', work: 'delete', retried: true, ms: 9300, inProgressMs: 6200, call: 5 },
    ]);
  });

  test('work that an update may have prolonged is no measure', () => {
    const update = line(
      'UpdateEnvironment',
      { ...e, spec: 'u', deploymentType: 'CURRENT_VERSION' },
      in_('IN_PROGRESS'),
    );
    expect(watch([begin, update, look('SUCCEEDED')]).verdict.durations).toEqual([]);
  });
});

describe('the end', () => {
  const end = (reason: End['reason'], detail?: string): End => ({
    event: 'end',
    at: 0,
    reason,
    ...(detail ? { detail } : {}),
  });
  test.each<[string, Line[], End, string[], string[]]>([
    ['done', again, end('done'), [], []],
    ['a quota', again, end('quota', 'no room'), ['quota: no room'], []],
    ['an interrupt', again, end('interrupted'), ['interrupted'], []],
    ['words of others are made printable', again, end('budget', 'a\u001bb'), ['budget: a\\u{1b}b'], []],
    [
      'refused to the end',
      again,
      end('refused'),
      [],
      ['create.retry of CreateEnvironment: still refused after 30 s and 10 tries'],
    ],
    ['refused after a violation', [...again, get(notFound)], end('refused'), [], []],
    ['budget after a violation', [...again, get(notFound)], end('budget'), [], []],
  ])('%s', (_, lines, event, inconclusive, unknown) => {
    const { advice, verdict, story } = watch(lines, event);
    expect(advice).toBe('stop');
    expect(verdict.inconclusive, story).toEqual(inconclusive);
    expect(
      verdict.unknown.map((u) => `${u.guarantee} of ${u.operation}: ${u.reason}`),
      story,
    ).toEqual(unknown);
  });
});

test('what can’t be explained within the limit is unknown, and nothing is judged after it', () => {
  const lost = Array.from({ length: 9 }, (_, n) =>
    line('CreateEnvironmentAccountConnection', { clientToken: `${n}` }, 'lost'),
  );
  // One more than was asked for, by ways too many to try them all.
  const ten = Array.from({ length: 10 }, (_, n) => connection(`${n}`, 'ns-e'));
  const listed = line('ListEnvironmentAccountConnections', {}, lists(ten));
  const seen = watch([...lost, ...again, listed]);
  expect([seen.advice, broken(seen.verdict), seen.verdict.unknown.length], seen.story).toEqual(['stop', '', 1]);
});
