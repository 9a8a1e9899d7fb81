import { describe, expect, test } from 'vitest';
import {
  conflict,
  events,
  header,
  type Line,
  line,
  mismatch,
  notFound,
  type Reply,
  shows,
  template,
  validation,
  version,
} from '../model/testing/build.ts';
import type { Input } from '../program/types.ts';
import { checkHistory, createChecker } from './index.ts';
import { broken, watch } from './testing/watch.ts';
import type { Advice, HistoryVerdict } from './types.ts';

const a = { name: 'ns-a' };
const one = template('ns-a', { description: 'd' });
const create = (reply: Reply = shows(one), more: Input = {}, when: Partial<Line> = {}): Line =>
  line('CreateEnvironmentTemplate', { ...a, description: 'd', ...more }, reply, when);
const get = (reply: Reply, when: Partial<Line> = {}): Line => line('GetEnvironmentTemplate', a, reply, when);
const again = [create(), create()];
const SOON = { afterMs: 500 };

test.each<[string, Line[], Advice, string]>([
  ['an answer explained', again, 'go-on', ''],
  ['one that time may mend', [create(), get(notFound, SOON)], 'again', ''],
  ['one that it may not, since a retry does nothing', [...again, get(notFound, SOON)], 'stop', '2 create.retry'],
  ['one that it does not', [...again, get(notFound)], 'stop', '2 create.retry'],
  ['a first request refused', [create(conflict)], 'stop', ''],
  ['throttled', [...again, create({ status: 429, body: '' })], 'go-on', ''],
  ['a server error', [...again, create({ status: 500, body: '' })], 'go-on', ''],
  ['after a violation nothing is judged', [...again, get(notFound), create(conflict)], 'stop', '2 create.retry'],
  ['nor after a first request was refused', [create(conflict), ...again, get(notFound)], 'stop', ''],
  ['an answer that is no JSON', [create(), create({ status: 200, body: '<html>' })], 'stop', '1 wire.response'],
  ['an error of no known type', [create(), get({ status: 400, body: '{"__type":"Oops"}' })], 'stop', '1 wire.error'],
  ['an identity of the wrong form', [create(shows({ ...one, arn: 5 }))], 'stop', '0 wire.response'],
])('%s', (_, lines, advice, violations) => {
  const seen = watch(lines);
  expect([seen.advice, broken(seen.verdict)], seen.story).toEqual([advice, violations]);
});

test('a malformed answer names what it would have had to be, too', () => {
  const [violation] = watch([create(), create({ status: 200, body: '<html>' })]).verdict.violations;
  expect([violation?.also, violation?.allowed]).toEqual([['create.retry'], ['success with the original resource']]);
});

describe('a conflict while a call without an answer may be at work', () => {
  const retry = (afterMs = 3000): Line => create('lost', {}, { afterMs });
  const lost = [...again, retry()];
  const busy = (afterMs: number, reply: Reply = conflict): Line => create(reply, {}, { afterMs });
  test.each<[string, Line[], Advice, string]>([
    ['is no answer', [...lost, busy(1000)], 'again', ''],
    ['up to 10 s and the settling time after it was sent', [...lost, busy(11_899)], 'again', ''],
    ['and no longer', [...lost, busy(11_900)], 'stop', '3 once.lost-response'],
    ['counts from the last one', [...lost, retry(8000), busy(9000)], 'again', ''],
    [
      'is one if that was never sent',
      [...again, { ...retry(), reply: 'not-sent' }, busy(1000)],
      'stop',
      '3 create.retry',
    ],
    [
      'is one if that was throttled',
      [...again, create({ status: 429, body: '' }), busy(1000)],
      'stop',
      '3 create.retry',
    ],
    ['is one if that was a Get', [...again, get('lost'), busy(1000)], 'stop', '3 create.retry'],
    [
      'of something else is one',
      [...again, { ...retry(), input: { name: 'ns-b' } }, busy(1000)],
      'stop',
      '3 create.retry',
    ],
    ['other errors are answers', [...lost, busy(1000, validation)], 'stop', '3 once.lost-response'],
    [
      'a server error is at work as well',
      [...again, { ...retry(), reply: { status: 500, body: '' } }, busy(1000)],
      'again',
      '',
    ],
  ])('%s', (_, lines, advice, violations) => {
    const seen = watch(lines);
    expect([seen.advice, broken(seen.verdict)], seen.story).toEqual([advice, violations]);
  });
});

test.each<[string, { status: number; body: string }, Partial<Record<keyof HistoryVerdict, string[]>>]>([
  ['not implemented', { status: 501, body: '' }, { notImplemented: ['CreateEnvironmentTemplate'] }],
  [
    'not permitted',
    { status: 400, body: '{"__type":"AccessDeniedException"}' },
    { notPermitted: ['CreateEnvironmentTemplate'] },
  ],
  [
    'over a quota',
    { status: 400, body: '{"__type":"ServiceQuotaExceededException"}' },
    { inconclusive: ['CreateEnvironmentTemplate: a quota is reached'] },
  ],
  [
    'credentials refused',
    { status: 400, body: '{"__type":"ExpiredTokenException"}' },
    { inconclusive: ['CreateEnvironmentTemplate: credentials refused (ExpiredTokenException)'] },
  ],
])('%s: told apart, once, and no violation', (_, reply, expected) => {
  const seen = watch([create(reply)]);
  expect(seen.verdict, seen.story).toMatchObject({ violations: [], exercised: [], unknown: [], ...expected });
});

test('every answer of the right form shows that, with the readings it takes', () => {
  const { exercised, readings } = watch([create(), get(shows(one)), create(mismatch, { description: 'x' })]).verdict;
  const forms = exercised
    .filter((e) => e.guarantee.startsWith('wire.'))
    .map((e) => `${e.guarantee} ${e.operation} ${e.count}`);
  expect(forms).toEqual([
    'wire.error CreateEnvironmentTemplate 1',
    'wire.response CreateEnvironmentTemplate 1',
    'wire.response GetEnvironmentTemplate 1',
  ]);
  expect(readings.map((r) => `${r.point}=${r.reading}`)).toContain('wire.no-message=message');
});

test('a token that the SDK filled in is the token of the request', () => {
  const parent = create();
  const add = line('CreateEnvironmentTemplateVersion', { templateName: 'ns-a' }, shows(version('ns-a', '0')));
  const checker = createChecker(header);
  for (const event of events([parent, add, add]))
    checker.push(event.event === 'invoke' && event.call > 0 ? { ...event, lane: 'sdk', filledToken: 'same' } : event);
  const verdict = checker.verdict();
  expect(verdict.violations.map((v) => v.guarantee)).toEqual(['token.sdk-default']);
  expect(verdict.exercised.map((e) => e.guarantee)).toContain('token.retry');
});

test('a moved clock ages tokens', () => {
  const add = line(
    'CreateEnvironmentTemplateVersion',
    { templateName: 'ns-a', clientToken: 't' },
    shows(version('ns-a', '0')),
  );
  const old = (advanceSeconds: number) => broken(watch([create(), add, { ...add, advanceSeconds }]).verdict);
  expect([old(7 * 3600), old(9 * 3600)]).toEqual(['', '2 token.expired']);
});

test('a history begins with its header', () => {
  expect(checkHistory(events(again)).violations).toEqual([]);
  expect(() => checkHistory(events(again).slice(1))).toThrow('header');
  expect(() => checkHistory([])).toThrow('header');
});
