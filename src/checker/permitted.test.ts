// Stories of right endpoints in which two silent points, or a silent point and an answer that nobody saw, meet: nothing is
// violated, and no reading is told that something else explains as well.
import { expect, test } from 'vitest';
import {
  conflict,
  connection,
  empty,
  environment,
  type Line,
  line,
  lists,
  MADE,
  mismatch,
  notFound,
  type Reply,
  shows,
  template,
  version,
} from '../model/testing/build.ts';
import { broken, watch } from './testing/watch.ts';

const majorOne = { templateName: 'ns-a', majorVersion: '1' };
const HOURS_8 = 8 * 3600;
const parent = line('CreateEnvironmentTemplate', { name: 'ns-a' }, shows(template('ns-a')));
const service = line('CreateServiceTemplate', { name: 'ns-a' }, shows(template('ns-a', { arn: 'arn:service' })));
const numbered = (minorVersion: string) => ({ templateName: 'ns-a', majorVersion: '1', minorVersion });
const make = (clientToken: string, reply: Reply, description = 'd', when: Partial<Line> = {}): Line =>
  line(
    'CreateEnvironmentTemplateVersion',
    { templateName: 'ns-a', majorVersion: '1', clientToken, description },
    reply,
    when,
  );
const major = (clientToken: string, reply: Reply): Line =>
  line('CreateEnvironmentTemplateVersion', { templateName: 'ns-a', clientToken, description: 'd' }, reply);
const [first, second] = [version('ns-a', '0'), version('ns-a', '1')];
const get = (minor: string, reply: Reply): Line => line('GetEnvironmentTemplateVersion', numbered(minor), reply);
const remove = (minor: string, reply: Reply): Line => line('DeleteEnvironmentTemplateVersion', numbered(minor), reply);
const publish = (reply: Reply): Line =>
  line('UpdateEnvironmentTemplateVersion', { ...numbered('0'), status: 'PUBLISHED' }, reply);
const ofService = line(
  'CreateServiceTemplateVersion',
  { templateName: 'ns-a', majorVersion: '1', clientToken: 't' },
  shows(version('ns-a', '0', { arn: 'arn:service-version' })),
);
const connect = (environmentName: string, reply: Reply, clientToken = 't'): Line =>
  line(
    'CreateEnvironmentAccountConnection',
    { environmentName, managementAccountId: '123456789012', clientToken },
    reply,
  );
const pair = connection('11111111-1111-4111-8111-111111111111', 'ns-a');
const later = { createdAt: MADE + 1 };
const failed = environment('ns-e', 'FAILED');
const env = (description: string, reply: Reply): Line =>
  line('CreateEnvironment', { name: 'ns-e', description }, reply);

const throttled: Reply = { status: 400, body: '{"__type":"ThrottlingException"}' };

test.each<[string, Line[], string[]]>([
  [
    'a mismatch with a request that failed unseen, for want of its major version, or has made what need not be listed',
    [
      parent,
      make('t', 'lost'),
      make('t', mismatch, 'other'),
      line('ListEnvironmentTemplateVersions', { templateName: 'ns-a', majorVersion: '1' }, lists([])),
    ],
    [],
  ],
  [
    'a mismatch with a request that failed unseen, for there was a connection for its pair',
    [
      connect('ns-a', shows(pair)),
      connect('ns-a', 'lost', 'u'),
      connect('ns-b', mismatch, 'u'),
      line('ListEnvironmentAccountConnections', { requestedBy: 'ENVIRONMENT_ACCOUNT' }, lists([pair])),
    ],
    ['token.failed-request=spent'],
  ],
  [
    'a mismatch with what the token stands for elsewhere, once the template is gone',
    [
      parent,
      make('t', shows(first)),
      remove('0', empty),
      line('DeleteEnvironmentTemplate', { name: 'ns-a' }, empty),
      service,
      ofService,
      make('t', mismatch),
    ],
    ['token.other-operation=mismatch'],
  ],
  [
    'a version whose publication was not answered is in use',
    [
      parent,
      make('t', shows(first)),
      make('u', shows(second)),
      publish('lost'),
      remove('0', 'lost'),
      { ...remove('0', conflict), afterMs: 20_000 },
    ],
    ['delete.recommended=conflict'],
  ],
  [
    'what an unanswered create made has the number of something deleted',
    [parent, make('t', shows(first)), remove('0', empty), make('u', 'lost'), get('0', shows({ ...first, ...later }))],
    [],
  ],
  [
    'what an unanswered create made with the number of something deleted is deleted in turn',
    [
      parent,
      make('t', shows(first)),
      remove('0', empty),
      make('u', 'lost'),
      remove('0', shows({ ...first, createdAt: MADE + 60 })),
      get('0', notFound),
    ],
    [],
  ],
  [
    'the number after one that an unanswered create may have taken',
    [parent, make('t', shows(first)), remove('0', empty), make('u', 'lost'), make('v', shows(second))],
    [],
  ],
  [
    'a mismatch after eight hours, which renews nothing',
    [
      parent,
      make('t', shows(first)),
      make('t', mismatch, 'other', { advanceSeconds: HOURS_8 + 60 }),
      make('t', shows(version('ns-a', '1', { createdAt: MADE + HOURS_8 + 60 }))),
    ],
    ['token.after-expiry-different=mismatch'],
  ],
  [
    'the original, eight hours after its token was throttled',
    [
      parent,
      make('t', shows(first)),
      make('t', { status: 400, body: '{"__type":"ThrottlingException"}' }, 'd', { advanceSeconds: HOURS_8 - 60 }),
      make('t', shows(first), 'd', { advanceSeconds: 120 }),
    ],
    [],
  ],
  [
    'what an unanswered retry makes when its token has expired',
    [
      parent,
      make('t', shows(first)),
      make('t', 'lost'),
      line('ListEnvironmentTemplateVersions', majorOne, lists([first]), { advanceSeconds: HOURS_8 + 60 }),
      line('ListEnvironmentTemplateVersions', majorOne, lists([first, second])),
    ],
    [],
  ],
  [
    'a token that was refused once, and another refusal of its own kind',
    [parent, make('t', conflict), make('t', notFound, 'other')],
    [],
  ],
  [
    'a token that another request has spent, which failed when the original was deleted',
    [
      parent,
      major('t', shows(first)),
      remove('0', empty),
      make('t', notFound, 'other'),
      major('t', mismatch),
      major('t', mismatch),
    ],
    [],
  ],
  [
    'an unanswered create of what has failed, which made it anew, so that the first request is a mismatch',
    [
      env('one', shows(environment('ns-e', 'IN_PROGRESS'))),
      line('GetEnvironment', { name: 'ns-e' }, shows(failed)),
      env('two', 'lost'),
      env('one', mismatch),
    ],
    [],
  ],
  ['a token spent by a request that was throttled', [parent, make('t', throttled), make('t', mismatch, 'other')], []],
  [
    'a quota reached in a race, with the token spent by it',
    [
      connect('ns-a', { status: 400, body: '{"__type":"ServiceQuotaExceededException","message":"No more"}' }),
      { ...connect('ns-b', mismatch), afterMs: -50 },
    ],
    ['token.failed-request=spent'],
  ],
])('%s', (_, lines, readings) => {
  const { verdict, story } = watch(lines);
  expect(broken(verdict), story).toBe('');
  const told = verdict.readings.filter(({ point, unsure }) => !unsure && !/^(wire|delete\.body)/.test(point));
  expect(told.map(({ point, reading }) => `${point}=${reading}`)).toEqual(readings);
});

const parentAgain = (afterMs: number): Line => ({
  ...line('CreateEnvironmentTemplate', { name: 'ns-a' }, conflict),
  afterMs,
});
const lostDelete = line('DeleteEnvironmentTemplate', { name: 'ns-a' }, 'lost');
test.each<[string, Line[], string]>([
  ['late', [parentAgain(15_000)], ''],
  ['late, and again at once', [parentAgain(15_000), parentAgain(500)], ''],
  ['late, and again when it no more can', [parentAgain(15_000), parentAgain(3000)], '3 create.after-delete'],
])('a conflict lingers after an unanswered delete that happened %s', (_, conflicts, violations) => {
  const { verdict, story } = watch([parent, lostDelete, ...conflicts]);
  expect(broken(verdict), story).toBe(violations);
});

test.each([
  ['ThrottlingException', ''],
  ['RequestTimeTooSkewed', '3 token.expired'],
])('of a token that is asked for late, and then refused with %s', (type, violations) => {
  const { verdict, story } = watch([
    parent,
    make('t', shows(first)),
    make('t', { status: 400, body: `{"__type":"${type}"}` }, 'd', { advanceSeconds: HOURS_8 + 120 }),
    make('t', shows(first)),
  ]);
  expect(broken(verdict), story).toBe(violations);
});

test('a token that was refused for now is not spent for the same request, nor another token for it', () => {
  expect(broken(watch([parent, make('t', throttled), make('t', mismatch)]).verdict)).toBe('2 token.distinct');
  const others = [parent, make('u', shows(first)), make('t', throttled), make('v', mismatch, 'other')];
  expect(broken(watch(others).verdict)).toBe('3 token.distinct');
});
