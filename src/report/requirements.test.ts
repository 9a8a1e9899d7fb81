import { describe, expect, test } from 'vitest';
import { buildReport } from './build.ts';
import { junit } from './junit.ts';
import { summary } from './summary.ts';
import { everythingHeld, history, record, verdict } from './testing/sample.ts';
import type { JudgedHistory, Report, Requirements } from './types.ts';

const twice = [everythingHeld(0), everythingHeld(1)];
const build = (requirements: Requirements, histories: readonly JudgedHistory[] = twice, only: string[] = []): Report =>
  buildReport(record({ requirements, only }), histories, () => []);
const update = 'UpdateServicePipeline';
const missing = (...notImplemented: string[]) => history(3, { verdict: verdict({ notImplemented }) });

describe('what is required beyond the contract decides between 0 and 3', () => {
  test.each<[string, Requirements, JudgedHistory[], string[], number]>([
    ['nothing more', {}, twice, [], 0],
    ['a guarantee that was exercised', { require: ['token.retry'] }, twice, [], 0],
    ['one that was not, for want of a clock', { require: ['token.expired'] }, twice, [], 3],
    ['a pattern with such a one', { require: ['create.*', 'token.ex*'] }, twice, [], 3],
    ['one that --only leaves out', { require: ['token.expired'] }, twice, ['create.*'], 3],
    ['one that the profile leaves out', { require: ['token.expired'], profile: ['services'] }, twice, [], 0],
    ['as often as it was', { minExercised: 2 }, twice, [], 0],
    ['more often than it was', { minExercised: 3 }, twice, [], 3],
    ['more often, of a part', { minExercised: 3 }, twice, ['wire.error'], 0],
    ['more often, of what was named', { minExercised: 3, require: ['wire.error'] }, twice, ['wire.error'], 3],
    ['a profile that is there', { profile: ['services'] }, [...twice, missing('CreateEnvironment')], [], 0],
    [
      'one of which an operation is missing',
      { profile: ['services'] },
      [...twice, missing('UpdateServicePipeline')],
      [],
      3,
    ],
    [
      'one of which an operation was answered now and then as if it were missing',
      { profile: ['services'] },
      [...twice, history(3, { verdict: verdict({ notImplemented: [update], served: [update] }) })],
      [],
      0,
    ],
    ['one of which Get is missing', { profile: ['services'] }, [...twice, missing('GetService')], [], 3],
    ['two profiles', { profile: ['services', 'environments'] }, [...twice, missing('CreateEnvironment')], [], 3],
    ['a pace needs no operation', { profile: ['emulator'] }, [...twice, missing('CreateEnvironment')], [], 0],
    ['all', { profile: ['all'] }, [...twice, missing('DeleteEnvironmentAccountConnection')], [], 3],
  ])('%s', (_, requirements, histories, only, exitCode) => {
    expect(build(requirements, histories, only).exitCode).toBe(exitCode);
  });

  test('what the profile leaves out is not exercised, for that reason, and not required', () => {
    const { guarantees } = build({ profile: ['services'] }, []);
    const cells = guarantees.find(({ id }) => id === 'create.retry')!.operations;
    expect(cells.map(({ operation, required, reason }) => [operation, required, reason])).toContainEqual([
      'CreateEnvironment',
      false,
      'left out by --profile',
    ]);
    expect(cells.find(({ operation }) => operation === 'CreateService')?.required).toBe(true);
  });
});

test.each<[string, Requirements, JudgedHistory[], RegExp]>([
  [
    'an excuse that is not good enough',
    { require: ['token.expired'] },
    twice,
    /INCONCLUSIVE, as these are required.*clock cannot be moved: token\.expired/,
  ],
  ['too seldom', { minExercised: 3 }, twice, /exercised less often than 3 times: token\.retry/],
  [
    'an operation that is missing',
    { profile: ['services'] },
    [...twice, missing('GetService')],
    /of --profile services the endpoint does not implement GetService/,
  ],
  ['the part that the run was about', { profile: ['services'] }, twice, /what --profile leaves out: all but services/],
])('the summary tells %s', (_, requirements, histories, expected) => {
  expect(summary(build(requirements, histories), { folder: 'f' }).replace(/\s+/g, ' ')).toMatch(expected);
});

test('in JUnit what was exercised too seldom does not pass, though it held', () => {
  expect(junit(build({ minExercised: 3 }), 'f')).toContain('<skipped message="exercised less often than 3 times"/>');
});
