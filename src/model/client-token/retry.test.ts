// A token that stands for what is there: the original, a mismatch, or after eight hours a new one.
import { expect, test } from 'vitest';
import { type Line, line, mismatch, type Reply, shows, version } from '../testing/build.ts';
import { decisionTable, type Situation } from '../testing/decisions.ts';
import {
  after,
  again,
  answers,
  changed,
  create,
  first,
  HOUR,
  key,
  made,
  parent,
  second,
  withToken,
} from '../testing/versions.ts';

const look = (reply: Reply): Line => line('GetEnvironmentTemplateVersion', key, reply);
const registering = made('0', { status: 'REGISTRATION_IN_PROGRESS' });
const failed = made('0', { status: 'REGISTRATION_FAILED' });
const long = 'x'.repeat(63);

const publish = line('UpdateEnvironmentTemplateVersion', { ...key, status: 'PUBLISHED' }, registering);
const failedLater = [...first, look(made('0', { status: 'DRAFT' })), publish, look(failed)];

const situations: Record<string, Situation> = {
  'the same': [first, again()],
  'the same with the longest token': [[parent, create(`${long}a`, made('0'))], withToken(`${long}a`)],
  'the same, after a mismatch': [[...first, create('a', mismatch, changed)], again()],
  'the same, published in vain': [failedLater, again()],
  'changed, published in vain': [failedLater, again(changed)],
  'the same, published in vain, nine hours old': [failedLater, again({}, after(9 * HOUR))],
  'the same, in vain, then published': [
    [...failedLater, publish, look(registering), look(made('0', { status: 'PUBLISHED' }))],
    again(),
  ],
  'the same, after an update': [
    [...first, line('UpdateEnvironmentTemplateVersion', { ...key, description: 'u' }, made('0', { description: 'u' }))],
    again(),
  ],
  'the same, seven and a half hours old': [first, again({}, after(7.5 * HOUR))],
  'the same, at eight hours': [first, again({}, after(8 * HOUR - 3))],
  'the same, at eight hours, sent again meanwhile': [
    [...first, create('a', made('0'), {}, after(HOUR))],
    again({}, after(8 * HOUR - 3)),
  ],
  'the same, eight and a half hours old, sent again meanwhile': [
    [...first, create('a', made('0'), {}, after(HOUR))],
    again({}, after(7.5 * HOUR)),
  ],
  'the same, nine hours old': [first, again({}, after(9 * HOUR))],
  'the same, after it was made anew at nine hours': [[...first, create('a', second, {}, after(9 * HOUR))], again()],
  'the same, nine hours old, two others refused before': [
    [...first, create('a', mismatch, changed, after(9 * HOUR)), create('a', mismatch, changed)],
    again(),
  ],
  changed: [first, again(changed)],
  'changed, at eight hours': [first, again(changed, after(8 * HOUR - 3))],
  'changed, nine hours old': [first, again(changed, after(9 * HOUR))],
  'changed to another major version that is there': [
    [...first, create('b', shows(version('ns-t', '0', { majorVersion: '2', arn: 'arn:2' })), { majorVersion: '2' })],
    again({ majorVersion: '2' }),
  ],
  'changed to another major version that is not there': [first, again({ majorVersion: '7' })],
  'changed in what nothing is known of': [first, again({ templateRole: 'r' })],
  'changed by nothing but an empty list': [first, again({ tags: [] })],
  'changed by an empty list, at eight hours': [first, again({ tags: [] }, after(8 * HOUR - 3))],
  'changed by an empty list, nine hours old': [first, again({ tags: [] }, after(9 * HOUR))],
  'changed by two open points': [
    [
      parent,
      create('a', made('0'), {
        tags: [
          { key: 'a', value: 'b' },
          { key: 'c', value: 'd' },
        ],
      }),
    ],
    again({
      tags: [
        { key: 'c', value: 'd' },
        { key: 'a', value: 'b' },
      ],
      source: '',
    }),
  ],
  'changed to what is not there, nine hours old': [first, again({ majorVersion: '7' }, after(9 * HOUR))],
};

const table = `
the same | original: shows token.retry token.scope | elsewhere: breaks token.scope | as: same parameters | others: breaks token.retry
the same with the longest token | original: shows token.length token.retry token.scope | elsewhere: breaks token.scope | as: same parameters | others: breaks token.length
the same, after a mismatch | original: shows token.mismatch-harmless token.retry token.scope | elsewhere: breaks token.scope | as: same parameters | others: breaks token.mismatch-harmless
the same, published in vain | original: right | anew: right | mismatch: right | validation: right | conflict: right | as: registration failed | others: breaks token.retry
changed, published in vain | anew: right | mismatch: right | validation: right | conflict: right | as: registration failed | others: breaks token.retry
the same, published in vain, nine hours old | anew: shows token.expired | as: expired | others: breaks token.expired
the same, in vain, then published | original: shows token.retry token.scope | elsewhere: breaks token.scope | as: same parameters | others: breaks token.retry
the same, after an update | original: shows token.retry token.scope, takes detail.snapshot=first | elsewhere: breaks token.scope | as: same parameters | others: breaks token.retry
the same, seven and a half hours old | original: shows token.alive token.retry token.scope | elsewhere: breaks token.scope | as: near expiry | others: breaks token.alive
the same, at eight hours | original: right | anew: right | elsewhere: breaks token.scope | as: near expiry | others: breaks token.alive
the same, at eight hours, sent again meanwhile | original: right | anew: right | elsewhere: breaks token.scope | as: near expiry | others: breaks token.alive
the same, eight and a half hours old, sent again meanwhile | original: takes token.window=latest | anew: takes token.window=first | elsewhere: breaks token.scope | as: near expiry | others: breaks token.alive
the same, nine hours old | anew: shows token.expired | as: expired | others: breaks token.expired
the same, after it was made anew at nine hours | original: breaks token.scope | anew: shows token.expired token.retry token.scope | elsewhere: breaks token.scope | as: same parameters | others: breaks token.expired
the same, nine hours old, two others refused before | original: right | anew: right | elsewhere: breaks token.scope | as: near expiry | others: breaks token.alive
changed | mismatch: shows token.mismatch token.mismatch-named | validation: breaks token.mismatch-named | as: one parameter changed | others: breaks token.mismatch
changed, at eight hours | anew: takes token.after-expiry-different=new? | mismatch: takes token.after-expiry-different=mismatch? | validation: takes token.after-expiry-different=mismatch? | as: near expiry | others: breaks token.alive
changed, nine hours old | anew: takes token.after-expiry-different=new | mismatch: takes token.after-expiry-different=mismatch | validation: takes token.after-expiry-different=mismatch | conflict: breaks token.expired | notFound: breaks token.expired | as: expired | others: breaks token.scope
changed to another major version that is there | mismatch: shows token.mismatch token.mismatch-named | validation: breaks token.mismatch-named | as: one parameter changed | others: breaks token.mismatch
changed to another major version that is not there | mismatch: shows token.mismatch | validation: shows token.mismatch | conflict: right | notFound: right | as: one parameter changed | others: breaks token.mismatch
changed in what nothing is known of | mismatch: shows token.mismatch | validation: shows token.mismatch | notFound: right | as: one parameter changed | others: breaks token.mismatch
changed by nothing but an empty list | original: takes detail.empty-absent=same | elsewhere: breaks token.scope | mismatch: takes detail.empty-absent=different | validation: takes detail.empty-absent=different | as: same or different | others: breaks token.retry
changed by an empty list, at eight hours | original: takes detail.empty-absent=same | anew: right | elsewhere: breaks token.scope | mismatch: takes detail.empty-absent=different | validation: takes detail.empty-absent=different | as: near expiry | others: breaks token.alive
changed by an empty list, nine hours old | anew: right | mismatch: right | validation: right | conflict: breaks token.expired | notFound: breaks token.expired | as: expired | others: breaks token.scope
changed by two open points | original: right | elsewhere: breaks token.scope | mismatch: right | validation: right | as: same or different | others: breaks token.retry
changed to what is not there, nine hours old | mismatch: takes token.after-expiry-different=mismatch | validation: takes token.after-expiry-different=mismatch | conflict: right | notFound: right | as: expired | others: breaks token.scope
`;

test.each(decisionTable(situations, answers, table))('a retry that is %s', (_, row) => {
  const { decided, expected } = row();
  expect(decided).toEqual(expected);
});
