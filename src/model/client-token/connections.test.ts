// Every answer to a create of an account connection: a second one of a pair may be refused (connection.duplicate).
import { describe, expect, test } from 'vitest';
import type { Input } from '../../program/types.ts';
import type { Detail } from '../../wire/types.ts';
import {
  conflict,
  connection,
  empty,
  type Line,
  line,
  MADE,
  mismatch,
  notFound,
  type Reply,
  shows,
  validation,
  walk,
} from '../testing/build.ts';
import { decisionTable, type Situation } from '../testing/decisions.ts';
import { after, HOUR } from '../testing/versions.ts';

const con = (id: string, more: Detail = {}): Reply => shows(connection(id, 'ns-e', more));
const pair = (token: string, reply: Reply, more: Input = {}, when: Partial<Line> = {}): Line =>
  line(
    'CreateEnvironmentAccountConnection',
    { environmentName: 'ns-e', managementAccountId: '1', roleArn: 'r', clientToken: token, ...more },
    reply,
    when,
  );
const p1 = pair('a', con('i'));
const ask =
  (token: string, more: Input = {}, when: Partial<Line> = {}) =>
  (reply: Reply) =>
    pair(token, reply, more, when);
const reject = line('RejectEnvironmentAccountConnection', { id: 'i' }, con('i', { status: 'REJECTED' }));
const accept = line('AcceptEnvironmentAccountConnection', { id: 'i' }, 'lost');
const drop = line('DeleteEnvironmentAccountConnection', { id: 'i' }, empty);

const answers = {
  original: con('i'),
  anew: con('j', { requestedAt: MADE + 9 }),
  elsewhere: shows(connection('k', 'ns-f')),
  empty,
  mismatch,
  validation,
  conflict,
  notFound,
};

const situations: Record<string, Situation> = {
  first: [[], ask('a')],
  same: [[p1], ask('a')],
  'same, nine hours': [[p1], ask('a', {}, after(9 * HOUR))],
  'same, deleted': [[p1, drop], ask('a')],
  'same, rejected': [[p1, reject], ask('a')],
  'same, rejected, nine hours': [[p1, reject], ask('a', {}, after(9 * HOUR))],
  'another role': [[p1], ask('a', { roleArn: 's' })],
  'another role, nine hours': [[p1], ask('a', { roleArn: 's' }, after(9 * HOUR))],
  'another role, deleted': [[p1, drop], ask('a', { roleArn: 's' })],
  'another environment': [[p1], ask('a', { environmentName: 'ns-g' })],
  'another management account': [[p1], ask('a', { managementAccountId: '2' })],
  'another token': [[p1], ask('b')],
  'a token that was refused, for another environment': [
    [p1, pair('b', conflict)],
    ask('b', { environmentName: 'ns-f' }),
  ],
  'another token, rejected': [[p1, reject], ask('b')],
  'another token, rejected, then shown as it was before': [[p1, reject, p1], ask('b')],
  'same, deleted just now': [[p1, drop], ask('a', {}, { afterMs: 200 })],
  'another token, deleted just now': [[p1, drop], ask('b', {}, { afterMs: 200 })],
  'another pair, deleted just now': [[p1, drop], ask('b', { environmentName: 'ns-f' }, { afterMs: 200 })],
  'another token, rejected, perhaps accepted since': [[p1, reject, accept], ask('b')],
  'another token, deleted': [[p1, drop], ask('b')],
  'another token and environment': [[p1], ask('b', { environmentName: 'ns-f' })],
  'another token and management account': [[p1], ask('b', { managementAccountId: '2' })],
  'another token, of the environment but another account': [
    [pair('a', con('i'), { managementAccountId: '2' })],
    ask('b'),
  ],
  'in another case': [[p1], ask('A', { environmentName: 'ns-f' })],
  'too long': [[p1], ask('x'.repeat(65))],
  empty: [[p1], ask('')],
  'a lost one, again': [[pair('a', 'lost')], ask('a')],
};

const table = `
same, deleted just now | original: shows token.deleted-original | anew: shows token.deleted-original | conflict: excused | as: deleted | others: breaks token.deleted-original
another token, deleted just now | original: shows token.distinct token.scope | anew: shows token.distinct token.scope | conflict: excused | as: another token | others: breaks token.distinct
another pair, deleted just now | elsewhere: shows token.distinct token.scope | as: another token | others: breaks token.distinct
another token, rejected, perhaps accepted since | anew: shows token.distinct token.scope | mismatch: right | validation: right | conflict: right | as: another token | others: breaks token.distinct
first | elsewhere: breaks token.distinct | empty: breaks token.distinct | mismatch: breaks token.distinct | as: first call | others: right
same | original: shows token.retry token.scope | as: same parameters | others: breaks token.retry
same, nine hours | anew: shows token.expired | mismatch: takes connection.duplicate=refused | validation: takes connection.duplicate=refused | conflict: takes connection.duplicate=refused | as: expired | others: breaks token.expired
same, deleted | original: shows token.deleted-original | anew: shows token.deleted-original | as: deleted | others: breaks token.deleted-original
same, rejected | original: shows token.retry token.scope | as: same parameters | others: breaks token.retry
same, rejected, nine hours | anew: shows token.expired | as: expired | others: breaks token.expired
another role | mismatch: shows token.mismatch | validation: shows token.mismatch | conflict: takes connection.duplicate=refused | notFound: right | as: one parameter changed | others: breaks token.mismatch
another role, nine hours | anew: takes token.after-expiry-different=new | mismatch: takes connection.duplicate=refused, takes token.after-expiry-different=mismatch | validation: takes connection.duplicate=refused, takes token.after-expiry-different=mismatch | conflict: takes connection.duplicate=refused | notFound: right | as: expired | others: breaks token.scope
another role, deleted | original: takes token.after-delete-different=new | anew: takes token.after-delete-different=new | mismatch: takes token.after-delete-different=mismatch | validation: takes token.after-delete-different=mismatch | notFound: right | as: deleted | others: breaks token.deleted-original
another environment | mismatch: shows token.mismatch token.mismatch-named | validation: breaks token.mismatch-named | as: one parameter changed | others: breaks token.mismatch
another management account | mismatch: shows token.mismatch token.mismatch-named | validation: breaks token.mismatch-named | as: one parameter changed | others: breaks token.mismatch
another token | anew: shows token.distinct token.scope, takes connection.duplicate=second | mismatch: takes connection.duplicate=refused | validation: takes connection.duplicate=refused | conflict: takes connection.duplicate=refused | as: another token | others: breaks token.distinct
a token that was refused, for another environment | elsewhere: shows token.scope, takes token.failed-request=free | mismatch: takes token.failed-request=spent | validation: takes token.failed-request=spent | conflict: right | notFound: right | as: another token | others: breaks token.distinct
another token, rejected | anew: shows token.distinct token.scope | as: another token | others: breaks token.distinct
another token, rejected, then shown as it was before | anew: shows token.distinct token.scope | mismatch: right | validation: right | conflict: right | as: another token | others: breaks token.distinct
another token, deleted | original: shows token.distinct token.scope | anew: shows token.distinct token.scope | as: another token | others: breaks token.distinct
another token and environment | elsewhere: shows token.distinct token.scope | as: another token | others: breaks token.distinct
another token and management account | anew: shows token.scope | validation: right | conflict: right | notFound: right | as: first call | others: breaks token.distinct
another token, of the environment but another account | anew: shows token.scope | validation: right | conflict: right | notFound: right | as: first call | others: breaks token.distinct
in another case | anew: breaks token.distinct | elsewhere: shows token.case token.scope | as: another token | others: breaks token.case
too long | mismatch: shows token.length, takes connection.duplicate=refused | validation: shows token.length, takes connection.duplicate=refused | conflict: takes connection.duplicate=refused | as: token of 65 characters or more | others: breaks token.length
empty | anew: right | mismatch: takes connection.duplicate=refused | validation: takes connection.duplicate=refused, takes token.empty=refused | conflict: takes connection.duplicate=refused | as: token.empty | others: breaks token.retry
a lost one, again | original: shows token.retry token.scope | anew: shows token.retry token.scope | elsewhere: breaks token.distinct | validation: right | as: first call, same parameters | others: breaks once.lost-response
`;

test.each(decisionTable(situations, answers, table))('a connection: %s', (_, row) => {
  const { decided, expected } = row();
  expect(decided).toEqual(expected);
});

describe('connections of one pair', () => {
  const pair = (token: string, reply: Reply, more: Input = {}): Line =>
    line(
      'CreateEnvironmentAccountConnection',
      { environmentName: 'ns-e', managementAccountId: '1', clientToken: token, ...more },
      reply,
    );
  const one = shows(connection('i', 'ns-e'));
  const rejected = line(
    'RejectEnvironmentAccountConnection',
    { id: 'i' },
    shows(connection('i', 'ns-e', { status: 'REJECTED' })),
  );
  test.each<[string, Line[], string]>([
    ['a second one', [pair('a', one), pair('b', shows(connection('j', 'ns-e')))], 'right'],
    ['a second one refused', [pair('a', one), pair('b', conflict)], 'right'],
    [
      'of another management account, refused',
      [pair('a', one), pair('b', conflict, { managementAccountId: '2' })],
      'right',
    ],
    [
      'a second one refused after the first was rejected',
      [pair('a', one), rejected, pair('b', conflict)],
      'token.distinct',
    ],
    [
      'another environment, the same connection',
      [pair('a', one), pair('b', one, { environmentName: 'ns-f' })],
      'token.distinct',
    ],
    ['changed, refused as a pair', [pair('a', one), pair('a', conflict, { roleArn: 'x' })], 'right'],
    [
      'another environment, refused as a pair',
      [pair('a', one), pair('a', conflict, { environmentName: 'ns-f' })],
      'token.mismatch',
    ],
  ])('%s', (_, lines, verdict) => {
    const seen = walk(lines);
    expect(seen.verdict, seen.story).toBe(verdict);
  });
});
