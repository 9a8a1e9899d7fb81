import { describe, expect, test } from 'vitest';
import { account, type Bench, bench, creates, environmentSpec, prepare, serviceSpec } from '../testing/bench.ts';
import type { Members } from '../wire/json.ts';

const start = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const one = { name: 'one' };

/** Fixtures, and a settled service in the environment `env`, 10 s after the start. */
function furnished(habit: 'deletionsMoveTimes' | 'workMovesTimes' | undefined): Bench {
  const on = bench({ asyncMs: 1000, habits: habit ? { [habit]: true } : {} });
  prepare(on);
  on.detail('CreateService', creates.CreateService);
  on.pass(7000);
  return on;
}

/** In milliseconds since the start. */
const since = (detail: Members, member = 'lastModifiedAt') => Math.round(Number(detail[member]) * 1000) - start;

describe('times that a deletion moves', () => {
  test('go on with it, in every answer, and stay where it failed', () => {
    const on = furnished('deletionsMoveTimes');
    const failing = { ...creates.CreateService, name: 'kept', spec: `${serviceSpec('one')}# fail-delete` };
    on.detail('CreateService', failing);
    on.pass(2000);
    const [first] = [one, { name: 'kept' }].map((name) => on.detail('DeleteService', name));
    expect(since(first ?? {})).toBe(12_000);
    on.pass(600);
    expect(['GetService', 'DeleteService'].map((call) => since(on.detail(call, one)))).toEqual([12_500, 12_500]);
    on.pass(1000);
    expect(since(on.detail('GetService', { name: 'kept' }))).toBe(13_000);
    expect(since(on.detail('GetEnvironment', { name: 'env' }), 'lastDeploymentAttemptedAt')).toBe(13_000);
  });

  test('show in the answer of one that is over at once', () => {
    const on = furnished('deletionsMoveTimes');
    const connection = {
      environmentName: 'other',
      managementAccountId: account,
      roleArn: `arn:aws:iam::${account}:role/x`,
    };
    const { id } = on.detail('CreateEnvironmentAccountConnection', connection);
    on.pass(1000);
    expect(since(on.detail('DeleteEnvironmentAccountConnection', { id }))).toBe(11_000);
  });

  test('stay without the habit', () => {
    const on = furnished(undefined);
    const { lastModifiedAt } = on.detail('GetService', one);
    expect(on.detail('DeleteService', one).lastModifiedAt).toBe(lastModifiedAt);
  });
});

describe('times of what has not happened yet', () => {
  const created = (on: Bench, spec: string) => {
    on.detail('CreateEnvironment', { ...creates.CreateEnvironment, spec });
    return [0, 1000].map((ms) => {
      on.pass(ms);
      return on.detail('GetEnvironment', one).lastDeploymentSucceededAt;
    });
  };
  test.each([
    ['are 0 until it has', environmentSpec('one'), [0, (start + 4000) / 1000]],
    ['stay 0 where it never does', `${environmentSpec('one')}# fail-create`, [0, 0]],
  ])('%s', (_, spec, expected) => {
    const on = bench({ asyncMs: 1000, habits: { zeroTimes: true, deletionsMoveTimes: true } });
    prepare(on);
    expect(created(on, spec)).toEqual(expected);
  });
});

describe('times that the end of a work moves', () => {
  test('of a registration: those of the version and of its template', () => {
    const on = furnished('workMovesTimes');
    const { templateName, majorVersion, minorVersion } = on.detail(
      'CreateEnvironmentTemplateVersion',
      creates.CreateEnvironmentTemplateVersion,
    );
    on.pass(5000);
    const version = on.detail('GetEnvironmentTemplateVersion', { templateName, majorVersion, minorVersion });
    const template = on.detail('GetEnvironmentTemplate', { name: templateName });
    expect([version, template].map((detail) => since(detail))).toEqual([11_000, 11_000]);
  });

  test.each<[string, (on: Bench) => void, number]>([
    ['of a service’s creation', () => {}, 4000],
    [
      'of an instance’s deployment',
      (on) =>
        on.detail('UpdateServiceInstance', {
          serviceName: 'one',
          name: 'one',
          deploymentType: 'CURRENT_VERSION',
        }),
      11_000,
    ],
    ['of a service’s deletion', (on) => on.detail('DeleteService', one), 11_000],
  ])('%s: those of the environment, too', (_, act, expected) => {
    const on = furnished('workMovesTimes');
    act(on);
    on.pass(5000);
    expect(since(on.detail('GetEnvironment', { name: 'env' }), 'lastDeploymentSucceededAt')).toBe(expected);
    const { type, body } = on.call('GetService', one);
    if (type === undefined) expect(since(body.service as Members)).toBe(expected);
  });
});
