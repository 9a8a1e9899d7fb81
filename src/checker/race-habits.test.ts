// What right endpoints may do when requests for one resource meet, odd as it may be, and what none of them may do: the right
// ones must pass, whatever the order, and each breach is told.
import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../history/types.ts';
import {
  empty,
  environment,
  events,
  type Line,
  line,
  lists,
  mismatch,
  notFound,
  type Reply,
  shows,
  template,
  validation,
  version,
} from '../model/testing/build.ts';
import { checkHistory } from './index.ts';
import { broken } from './testing/watch.ts';

const HOURS_8 = 8 * 3600;
const a = { name: 'ns-a' };
const one = template('ns-a', { description: 'd' });
const again = { ...one, createdAt: 1_700_000_009 };
const create = (reply: Reply = shows(one), description = 'd'): Line =>
  line('CreateEnvironmentTemplate', { ...a, description }, reply);
const remove = (reply: Reply = empty): Line => line('DeleteEnvironmentTemplate', a, reply);
const update = (reply: Reply = shows(template('ns-a', { description: 'u' }))): Line =>
  line('UpdateEnvironmentTemplate', { ...a, description: 'u' }, reply);
const get = (reply: Reply = shows(one)): Line => line('GetEnvironmentTemplate', a, reply);
const list = (...names: string[]): Line =>
  line('ListEnvironmentTemplates', {}, lists(names.map((name) => template(name))));
const refused = (type: string, status = 400): Reply => ({ status, body: JSON.stringify({ __type: type }) });
const busy = refused('ConflictException');
const throttled = refused('ThrottlingException');
const failed = refused('InternalServerException', 500);
const e = { name: 'ns-e', templateName: 'ns-t', templateMajorVersion: '1', spec: 's' };
const within = (status: string): Reply => shows(environment('ns-e', status, { spec: 's' }));
const make = (reply: Reply): Line => line('CreateEnvironment', e, reply);
const drop = (reply: Reply): Line => line('DeleteEnvironment', { name: 'ns-e' }, reply);
const look = (reply: Reply): Line => line('GetEnvironment', { name: 'ns-e' }, reply);
const v = (reply: Reply, clientToken = 'ns-one'): Line =>
  line('CreateEnvironmentTemplateVersion', { templateName: 'ns-a', clientToken }, reply);
const first = { majorVersion: '1', minorVersion: '0' };
const numbered = (n: string): Reply => shows(version('ns-a', n));

const changed = (reply: Reply): Line =>
  line('CreateEnvironmentTemplateVersion', { templateName: 'ns-a', clientToken: 'ns-two', description: 'x' }, reply);

const at = (event: HistoryEvent): number => ('at' in event ? event.at : 0);

/** All events in order, but `wide` lines from `first` on are sent before any of them is answered, the last one first. */
function racing(lines: readonly Line[], first: number, wide: number): HistoryEvent[] {
  const [head, ...rest] = events(lines);
  const isIn = (event: HistoryEvent) => 'call' in event && event.call >= first && event.call < first + wide;
  const inside = rest.filter(isIn);
  const sent = inside.filter(({ event }) => event === 'invoke');
  const over = inside.filter(({ event }) => event !== 'invoke').toReversed();
  const [start, end] = [at(inside[0]!), at(inside.at(-1)!)];
  const place = rest.findIndex(isIn);
  const outside = rest.filter((event) => !isIn(event));
  const race = [...sent.map((event) => ({ ...event, at: start })), ...over.map((event) => ({ ...event, at: end }))];
  return [head!, ...outside.slice(0, place), ...(race as HistoryEvent[]), ...outside.slice(place)];
}

const seven = (reply: Reply): Line[] => Array.from({ length: 7 }, () => create(reply));

describe('a right endpoint may', () => {
  test.each<[string, Line[], number, number]>([
    ['refuse all for the sake of each other', [create(busy), create(busy), create(), list('ns-a')], 0, 2],
    ['refuse seven of eight', [...seven(busy), create(), create(), list('ns-a')], 0, 8],
    ['throttle seven of eight', [...seven(throttled), create(), create(), list('ns-a')], 0, 8],
    ['fail seven of eight', [...seven(failed), create(), create(), list('ns-a')], 0, 8],
    ['refuse the one that has won', [create(busy), create(busy), get(), create(), list('ns-a')], 0, 2],
    ['throttle the one that has won', [create(throttled), create(throttled), get(), create()], 0, 2],
    [
      'let the later of two that differ win',
      [create(mismatch), create(shows(template('ns-a', { description: 'x' })), 'x')],
      0,
      2,
    ],
    ['refuse one of two updates', [create(), get(), update(busy), update(), create(busy)], 2, 2],
    ['refuse a deletion for an update', [create(), get(), remove(busy), update()], 2, 2],
    [
      'refuse a deletion with a validation error for an update',
      [
        make(within('IN_PROGRESS')),
        look(within('SUCCEEDED')),
        drop(validation),
        line(
          'UpdateEnvironment',
          { name: 'ns-e', deploymentType: 'CURRENT_VERSION', spec: 'u' },
          within('IN_PROGRESS'),
        ),
      ],
      2,
      2,
    ],
    [
      'show progress in any order',
      [make(within('SUCCEEDED')), make(within('IN_PROGRESS')), make(within('SUCCEEDED')), look(within('SUCCEEDED'))],
      0,
      3,
    ],
    ['create between two deletions', [create(), get(), remove(), create(shows(again)), remove(), get(notFound)], 2, 3],
    ['create after them', [create(), get(), remove(), create(shows(again)), remove(), get(shows(again))], 2, 3],
    [
      'let a look lag behind a race',
      [create(), get(), remove(), remove(), { ...get(), afterMs: 500 }, get(notFound)],
      2,
      2,
    ],
    ['let a look during a race show what was', [create(), get(), remove(), get(), get(notFound), get(notFound)], 2, 3],
    ['give both of a token the one version', [create(), v(numbered('0')), v(numbered('0')), v(numbered('0'))], 1, 2],
    [
      'count the hours of a token from a refusal for the sake of another request',
      [
        create(),
        v(numbered('0')),
        { ...v(busy), advanceSeconds: HOURS_8 - 60 },
        line(
          'UpdateEnvironmentTemplateVersion',
          { templateName: 'ns-a', majorVersion: '1', minorVersion: '0', status: 'PUBLISHED' },
          numbered('0'),
        ),
        { ...v(numbered('0')), advanceSeconds: 120 },
      ],
      2,
      2,
    ],
    [
      'spend the token of one that it refuses for the sake of another',
      [create(), v(numbered('0')), v(busy, 'ns-two'), changed(mismatch)],
      1,
      2,
    ],
    ['refuse an update of what is retried', [create(), get(), create(), update(busy), get()], 2, 2],
    [
      'refuse one of two deletions for an update that puts to work',
      [
        make(within('IN_PROGRESS')),
        look(within('SUCCEEDED')),
        drop(within('DELETE_IN_PROGRESS')),
        drop(validation),
        line(
          'UpdateEnvironment',
          { name: 'ns-e', deploymentType: 'CURRENT_VERSION', spec: 'u' },
          within('IN_PROGRESS'),
        ),
      ],
      2,
      3,
    ],
    [
      'refuse one of two creates for the deletion of what they need',
      [create(), v(numbered('0')), v(notFound), remove()],
      1,
      3,
    ],
    [
      'refuse one of two deletions for the publishing of what they delete',
      [
        create(),
        v(numbered('0'), 'ns-zero'),
        { ...v(numbered('1')), input: { ...v(numbered('1')).input, majorVersion: '1' } },
        ...[empty, validation].map((reply) =>
          line('DeleteEnvironmentTemplateVersion', { templateName: 'ns-a', ...first }, reply),
        ),
        line(
          'UpdateEnvironmentTemplateVersion',
          { templateName: 'ns-a', ...first, status: 'PUBLISHED' },
          shows(version('ns-a', '0', { status: 'PUBLISHED' })),
        ),
      ],
      3,
      3,
    ],
    ['refuse a retry for an update', [create(), get(), create(busy), update(throttled), create(), get()], 2, 2],
  ])('%s', (_, lines, first, wide) => {
    const verdict = checkHistory(racing(lines, first, wide));
    expect([broken(verdict), verdict.unknown], JSON.stringify(verdict.violations)).toEqual(['', []]);
  });
});

describe('no right endpoint may', () => {
  test.each<[string, string, Line[], number, number]>([
    ['make two of one name', '0 once', [create(), create(shows(again)), list('ns-a')], 0, 2],
    ['make two of one name, eight at a time', '7 once', [...seven(shows(one)), create(shows(again))], 0, 8],
    ['make two versions with one token', '1 once', [create(), v(numbered('0')), v(numbered('1'))], 1, 2],
    [
      'spend that token for the same request',
      '3 token.distinct',
      [create(), v(numbered('0')), v(busy, 'ns-two'), v(mismatch, 'ns-two')],
      1,
      2,
    ],
    ['list two of one name', '3 create.retry', [create(busy), create(), create(), list('ns-a', 'ns-a')], 0, 2],
    ['refuse a duplicate of what it grants', '1 once', [create(), create(validation)], 0, 2],
    ['find nothing to delete for one of two', '3 once', [create(), get(), remove(), remove(notFound)], 2, 2],
    ['grant two that differ', '0 once', [create(), create(shows(template('ns-a', { description: 'x' })), 'x')], 0, 2],
    ['call a mismatch what it has not made', '1 once', [create(validation), create(mismatch, 'x')], 0, 2],
    [
      'refuse a duplicate beside an update that changes nothing about it',
      '2 once',
      [create(), v(numbered('0')), v(validation), update()],
      1,
      3,
    ],
    [
      'refuse a duplicate beside a mismatch',
      '2 once',
      [create(), v(numbered('0')), v(notFound), { ...v(mismatch), input: { ...v(mismatch).input, description: 'x' } }],
      1,
      3,
    ],
    [
      'refuse a deletion beside an update that is refused',
      '3 once',
      [create(), get(), remove(), remove(validation), update(notFound)],
      2,
      3,
    ],
    ['forget the one that has won', '3 once', [create(), create(busy), get(), create(shows(again))], 0, 2],
    [
      'delete another by two deletions',
      '4 once',
      [
        line('CreateEnvironmentTemplate', { name: 'ns-b' }, shows(template('ns-b'))),
        create(),
        remove(busy),
        remove(busy),
        line('GetEnvironmentTemplate', { name: 'ns-b' }, notFound),
      ],
      2,
      2,
    ],
  ])('%s: %s', (_, expected, lines, first, wide) => {
    const verdict = checkHistory(racing(lines, first, wide));
    expect(broken(verdict), JSON.stringify(verdict.violations)).toBe(expected);
  });
});

test.each([
  ['may be as old as the first of equal requests that show what it made', 60, ''],
  ['is not older than that', 30, '3 token.alive'],
])('a token %s', (_, seconds, expected) => {
  const later = shows(version('ns-a', '0', { majorVersion: '2', arn: 'arn:2.0', createdAt: 1_700_030_000 }));
  const lines = [create(), v(numbered('0')), v(numbered('0')), { ...v(later), advanceSeconds: HOURS_8 - 60 }];
  const start = 1_700_000_000_000;
  const times: Record<number, readonly [number, number]> = {
    1: [3, 33],
    2: [29, 29.5],
    3: [11 + seconds, 12 + seconds],
  };
  const [head, ...rest] = events(lines).map((event) => {
    const [sent, answered] = ('call' in event && times[event.call]) || [];
    if (sent === undefined || answered === undefined)
      return event.event === 'clock' ? { ...event, at: start + 40_000 } : event;
    return { ...event, at: start + 1000 * (event.event === 'invoke' ? sent : answered) };
  });
  const verdict = checkHistory([head!, ...rest.sort((one, other) => at(one) - at(other))]);
  expect(broken(verdict), JSON.stringify(verdict.violations)).toBe(expected);
});

describe('a copy of a request', () => {
  const copied = (lines: readonly Line[], call: number): HistoryEvent[] =>
    events(lines).map((event) => (event.event === 'invoke' && event.call === call ? { ...event, copy: true } : event));
  test.each<[string, string, Line[], number]>([
    ['shows the one resource', '', [create(), create(), list('ns-a')], 1],
    ['is no second one', '1 create.retry', [create(), create(shows(again))], 1],
    ['creates anew after the deletion', '', [create(), remove(), create(shows(again)), get(shows(again))], 2],
    ['or is refused', '', [create(), remove(), create(validation), get(notFound)], 2],
    [
      'is not to be trusted any more by its signature',
      '',
      [create(), remove(), create(refused('InvalidSignatureException')), get(notFound)],
      2,
    ],
    [
      'of a deletion deletes whatever has the name',
      '',
      [create(), remove(), create(shows(again)), remove(), get(notFound)],
      3,
    ],
    ['of a deletion succeeds', '2 delete.retry', [create(), remove(), remove(notFound)], 2],
  ])('%s: %s', (_, expected, lines, call) => {
    const verdict = checkHistory(copied(lines, call));
    expect(broken(verdict), JSON.stringify(verdict.violations)).toBe(expected);
    expect(verdict.inconclusive).toEqual([]);
  });
});
