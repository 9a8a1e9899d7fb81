// What was deleted and comes back as if it were new, told by its creation time and a clock that is seen to move.
import { expect, test } from 'vitest';
import type { Detail } from '../wire/types.ts';

import { isBack } from './earlier.ts';
import { clockFell } from './set-back.ts';
import { initial } from './state.ts';
import {
  callOf,
  connection,
  empty,
  environment,
  type Line,
  line,
  MADE,
  moment,
  notFound,
  type Reply,
  shows,
  template,
  walk,
} from './testing/build.ts';
import { again, create, made, parent, remove, removeTemplate } from './testing/versions.ts';

const fraction = 0.345;
const soon = { afterMs: 100 };
const at = (seconds: number, more: Detail = {}): Detail => ({ createdAt: MADE + seconds, ...more });

const of = (id: string, name: string, seconds: number): Reply =>
  shows(connection(id, name, { requestedAt: MADE + seconds }));
const connect = (reply: Reply, clientToken = 'a', environmentName = 'ns-e', when: Partial<Line> = {}): Line =>
  line('CreateEnvironmentAccountConnection', { environmentName, managementAccountId: '1', clientToken }, reply, when);
const disconnect = line('DeleteEnvironmentAccountConnection', { id: 'i' }, empty);
const beside = (seconds: number, when: Partial<Line> = {}): Line =>
  connect(of('j', 'ns-f', seconds), 'z', 'ns-f', when);

test.each<[string, Line[], string]>([
  [
    'to the fraction of a second, another having another time',
    [connect(of('i', 'ns-e', fraction)), beside(1), disconnect, connect(of('i', 'ns-e', fraction))],
    'token.deleted-original',
  ],
  [
    'by the request of another token',
    [connect(of('i', 'ns-e', fraction)), beside(1), disconnect, connect(of('i', 'ns-e', fraction), 'b')],
    'token.distinct',
  ],
  [
    'in whole seconds, another having been made an hour later',
    [connect(of('i', 'ns-e', 0)), disconnect, beside(3612, { advanceSeconds: 3600 }), connect(of('i', 'ns-e', 0))],
    'token.deleted-original',
  ],
  ['with its id alone', [connect(of('i', 'ns-e', 0)), disconnect, connect(of('i', 'ns-e', 9))], 'right'],
  [
    'with its id and time, nobody knowing whether the clock moves',
    [connect(of('i', 'ns-e', fraction)), disconnect, connect(of('i', 'ns-e', fraction))],
    'right',
  ],
  [
    'with its id and time, another having the same time',
    [connect(of('i', 'ns-e', fraction)), beside(fraction), disconnect, connect(of('i', 'ns-e', fraction))],
    'right',
  ],
  [
    'with its id and time in whole seconds, within the tolerance',
    [connect(of('i', 'ns-e', 0)), beside(9), disconnect, connect(of('i', 'ns-e', 0))],
    'right',
  ],
  [
    'with its id and time, within the second',
    [
      beside(1),
      connect(of('i', 'ns-e', fraction)),
      { ...disconnect, ...soon },
      connect(of('i', 'ns-e', fraction), 'a', 'ns-e', soon),
    ],
    'right',
  ],
  [
    'by a clock that moves only when it is set',
    [
      beside(fraction),
      connect(of('i', 'ns-e', 3600 + fraction), 'a', 'ns-e', { advanceSeconds: 3600 }),
      disconnect,
      connect(of('i', 'ns-e', 3600 + fraction)),
    ],
    'right',
  ],
])('a connection comes back %s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});

const other = create('z', made('1', at(9)));

test.each<[string, Line[], string]>([
  [
    'to the fraction of a second',
    [parent, create('a', made('0', at(fraction))), other, remove, again()(made('0', at(fraction)))],
    'token.deleted-original',
  ],
  ['with its number', [parent, create('a', made('0', at(0))), other, remove, again()(made('0', at(0)))], 'right'],
  [
    'in a template made anew, which is younger',
    [
      parent,
      create('a', made('0', at(0))),
      create('b', made('1', at(3))),
      removeTemplate,
      { ...parent, reply: shows(template('ns-t', at(15))) },
      again()(made('0', at(0))),
    ],
    'token.deleted-original',
  ],
  [
    'in a template made anew, where all versions are of one time',
    [
      parent,
      create('a', made('0', at(0))),
      create('b', made('1', at(0))),
      removeTemplate,
      { ...parent, reply: shows(template('ns-t', at(15))) },
      again()(made('0', at(0))),
    ],
    'right',
  ],
])('a version comes back %s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});

const e = { name: 'ns-e' };
const in_ = (status: string, seconds = fraction): Reply => shows(environment('ns-e', status, at(seconds)));
const begin = (reply: Reply): Line => line('CreateEnvironment', { ...e, templateName: 'ns-t', spec: 's' }, reply);
const look = (reply: Reply): Line => line('GetEnvironment', e, reply);
const otherEnvironment = line(
  'CreateEnvironment',
  { name: 'ns-f', templateName: 'ns-t', spec: 's' },
  shows(environment('ns-f', 'IN_PROGRESS', at(1))),
);
const dying = [
  begin(in_('IN_PROGRESS')),
  look(in_('SUCCEEDED')),
  otherEnvironment,
  line('DeleteEnvironment', e, in_('DELETE_IN_PROGRESS')),
];

test.each<[string, Line[], string]>([
  ['once it is gone', [...dying, look(notFound), begin(in_('SUCCEEDED'))], 'create.after-delete'],
  ['while it is being deleted', [...dying, begin(in_('SUCCEEDED')), look(in_('SUCCEEDED'))], 'async-delete.effect'],
  ['while it is being deleted, and goes', [...dying, begin(in_('SUCCEEDED')), look(notFound)], 'right'],
  ['as another', [...dying, look(notFound), begin(in_('IN_PROGRESS', 12))], 'right'],
])('an environment comes back %s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});

test('the clock may have fallen back since', () => {
  const [state = initial] = walk([
    connect(of('i', 'ns-e', fraction)),
    disconnect,
    beside(3612, { advanceSeconds: 3600 }),
  ]).states;
  const call = callOf(connect(empty), 60_000);
  const isSeenBack = (s: typeof state): boolean =>
    isBack(s, call, 'environmentAccountConnection', connection('i', 'ns-e', { requestedAt: MADE + fraction }));
  expect([isSeenBack(state), isSeenBack(clockFell(state, moment(50_000).at))]).toEqual([true, false]);
});
