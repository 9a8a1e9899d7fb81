import { describe, expect, test } from 'vitest';
import {
  conflict,
  empty,
  environment,
  events,
  type Line,
  line,
  lists,
  MADE,
  notFound,
  type Reply,
  shows,
  template,
  version,
} from '../model/testing/build.ts';
import { withoutDoubtful } from './doubts.ts';
import { checkHistory } from './index.ts';
import { nothingShown } from './testing/verdict.ts';
import { broken, watch } from './testing/watch.ts';
import type { HistoryVerdict, Violation } from './types.ts';

const violation = (doubt?: string): Violation => ({
  guarantee: 'create.retry',
  also: [],
  operation: 'CreateEnvironment',
  call: 1,
  step: 1,
  situation: 'being created',
  allowed: [],
  observed: '',
  ...(doubt ? { doubt } : {}),
});

const history = (over: Partial<HistoryVerdict>): { verdict: HistoryVerdict } => ({
  verdict: { ...nothingShown, ...over },
});

describe('a violation that hangs on a creation nobody saw end', () => {
  test.each([
    ['stays where no such creation was seen to fail', 'CreateEnvironment', ['CreateService'], 1],
    ['is undecided where one was', 'CreateEnvironment', ['CreateEnvironment'], 0],
    ['and one that does not hang on it stays', undefined, ['CreateEnvironment'], 1],
  ])('%s', (_, doubt, failed, left) => {
    const [judged] = withoutDoubtful([history({ violations: [violation(doubt)] }), history({ failed })]);
    expect(judged?.verdict.violations).toHaveLength(left);
    expect(judged?.verdict.inconclusive).toHaveLength(1 - left);
  });
});

test('no failure explains an answer that cannot be read', () => {
  const malformed = { ...violation('CreateEnvironment'), guarantee: 'wire.response' };
  const [judged] = withoutDoubtful([history({ violations: [malformed] }), history({ failed: ['CreateEnvironment'] })]);
  expect(judged?.verdict.violations).toHaveLength(1);
});

const is = (status: string) => shows(environment('ns-e', status));
const drop = (reply: Reply): Line => line('DeleteEnvironment', { name: 'ns-e' }, reply);
const begun = [
  line('CreateEnvironment', { name: 'ns-e', templateName: 't' }, is('IN_PROGRESS')),
  line('GetEnvironment', { name: 'ns-e' }, is('SUCCEEDED')),
];

test.each<[string, Line[], string, string | undefined]>([
  [
    'a deletion that nobody saw end',
    [...begun, drop(is('DELETE_IN_PROGRESS')), drop(conflict)],
    '3 async-delete.in-progress',
    'DeleteEnvironment',
  ],
  [
    'one that was not answered, and may have failed',
    [...begun, drop('lost'), { ...drop(conflict), afterMs: 20_000 }],
    '3 once.lost-response',
    'DeleteEnvironment',
  ],
  [
    'one that was not answered and is over at once',
    [
      line('CreateEnvironmentTemplate', { name: 'ns-e' }, shows(template('ns-e'))),
      line('DeleteEnvironmentTemplate', { name: 'ns-e' }, 'lost'),
      line('DeleteEnvironmentTemplate', { name: 'ns-e' }, conflict, { afterMs: 20_000 }),
    ],
    '2 once.lost-response',
    undefined,
  ],
  [
    'one that was seen to end',
    [...begun, drop(is('DELETE_COMPLETE')), drop(empty), drop(conflict)],
    '4 async-delete.complete',
    undefined,
  ],
])('a refused delete after %s', (_, lines, violation, doubt) => {
  const { verdict, story } = watch(lines);
  expect([broken(verdict), verdict.violations[0]?.doubt], story).toEqual([violation, doubt]);
});

test.each<[string, string, string | undefined]>([
  ['IN_PROGRESS', 'may have failed and been cleaned away', 'CreateEnvironment'],
  ['SUCCEEDED', 'has not', undefined],
])('what was last seen %s and is gone %s', (status, _, doubt) => {
  const reply = shows(environment('ns-e', status));
  const look = (answer: Line['reply']): Line => line('GetEnvironment', { name: 'ns-e' }, answer);
  const create = line(
    'CreateEnvironment',
    { name: 'ns-e', templateName: 'ns-t', templateMajorVersion: '1', spec: 's' },
    reply,
  );
  const missed = line('ListEnvironments', {}, lists([]), { afterMs: 20_000 });
  for (const last of [look(notFound), drop(notFound), missed]) {
    const { violations } = checkHistory(events([create, create, look(reply), create, last]));
    expect(violations.map(({ doubt }) => doubt)).toEqual([doubt]);
  }
});

const parent = line('CreateEnvironmentTemplate', { name: 'ns-t' }, shows(template('ns-t')));
const register = (minorVersion: string, status: string, more: object = {}): Line =>
  line(
    'CreateEnvironmentTemplateVersion',
    { templateName: 'ns-t', clientToken: 't', ...more },
    shows(version('ns-t', minorVersion, { status })),
  );

describe('an answer that shows a creation over leaves no doubt of its end', () => {
  test.each<[string, string, string | undefined]>([
    ['a version that is made twice', 'REGISTRATION_IN_PROGRESS', 'CreateEnvironmentTemplateVersion'],
    ['one whose first answer shows it registered', 'DRAFT', undefined],
  ])('%s', (_, status, doubt) => {
    for (const again of [register('1', status), register('0', status, { description: 'x' })]) {
      const { violations } = checkHistory(events([parent, register('0', status), again]));
      expect(violations.map((one) => one.doubt)).toEqual([doubt]);
    }
  });

  test.each<[string, string, string | undefined]>([
    ['two made by one token in a race', 'REGISTRATION_IN_PROGRESS', 'CreateEnvironmentTemplateVersion'],
    ['two made by one token in a race, both registered', 'DRAFT', undefined],
  ])('%s', (_, status, doubt) => {
    const [head, made, answer, one, first, other, second] = events([
      parent,
      register('0', status),
      register('1', status),
    ]);
    const sent = one?.event === 'invoke' && other?.event === 'invoke' ? { ...other, at: one.at } : undefined;
    const { violations } = checkHistory([head!, made!, answer!, one!, sent!, first!, second!]);
    expect(violations.map((v) => [v.guarantee, v.doubt])).toEqual([['once', doubt]]);
  });
});

test('work that failed and was mended by itself has failed all the same', () => {
  const look = line('GetEnvironment', { name: 'ns-e' }, is('SUCCEEDED'));
  const create = line('CreateEnvironment', { name: 'ns-e', templateName: 't' }, is('FAILED'));
  expect(checkHistory(events([create, look])).failed).toEqual(['CreateEnvironment']);
});

test('what an allowance alone explained at first may be due to work that failed unseen', () => {
  const create = (clientToken: string, reply: Line['reply'], afterMs = 100): Line =>
    line('CreateEnvironmentTemplateVersion', { templateName: 'ns-t', majorVersion: '1', clientToken }, reply, {
      afterMs,
    });
  const drop = (minorVersion: string, reply: Line['reply']): Line =>
    line('DeleteEnvironmentTemplateVersion', { templateName: 'ns-t', majorVersion: '1', minorVersion }, reply);
  const { violations } = checkHistory(
    events([
      line('CreateEnvironmentTemplate', { name: 'ns-t' }, shows(template('ns-t'))),
      create('u', shows(version('ns-t', '0', { status: 'PUBLISHED' }))),
      create('t', shows(version('ns-t', '1', { status: 'REGISTRATION_IN_PROGRESS' }))),
      drop('0', 'lost'),
      create('v', shows(version('ns-t', '2')), 13_000),
      drop('2', empty),
      create('t', conflict),
      create('t', conflict, 20_000),
    ]),
  );
  expect(violations.map(({ doubt }) => doubt)).toEqual(['CreateEnvironmentTemplateVersion']);
});

test('the number of what may have failed unseen may be given to another', () => {
  const create = (clientToken: string, minorVersion: string, more: object = {}): Line =>
    line(
      'CreateEnvironmentTemplateVersion',
      { templateName: 'ns-t', majorVersion: '1', clientToken },
      shows(version('ns-t', minorVersion, { status: 'REGISTRATION_IN_PROGRESS', ...more })),
    );
  const { violations } = checkHistory(
    events([
      line('CreateEnvironmentTemplate', { name: 'ns-t' }, shows(template('ns-t'))),
      create('s', '0', { status: 'DRAFT' }),
      create('t', '1'),
      create('u', '1', { createdAt: MADE + 60 }),
    ]),
  );
  expect(violations.map(({ doubt }) => doubt)).toEqual(['CreateEnvironmentTemplateVersion']);
});
