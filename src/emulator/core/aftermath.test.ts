import { describe, expect, test } from 'vitest';
import { type Bench, bench, creates, environmentSpec, prepare, serviceSpec, source } from '../testing/bench.ts';
import type { Members } from '../wire/json.ts';

const env = { name: 'env' };
const one = { name: 'one' };
const failing = (spec: string, what: string) => `${spec}# ${what}`;

function furnished(options: object): Bench {
  const on = bench({ asyncMs: 1000, ...options });
  prepare(on);
  return on;
}

/** The status and the size that a Get shows, at this time and after each of so many milliseconds. */
function over(on: Bench, operation: string, input: Members, ...milliseconds: number[]): unknown[] {
  return [0, ...milliseconds].map((ms) => {
    on.pass(ms);
    const { type, body } = on.call(operation, input);
    if (type) return type;
    const { deploymentStatus, status = deploymentStatus, spec } = Object.values(body)[0] as Members;
    return [status, ...(/size: (\w+)/.exec(String(spec))?.slice(1) ?? [])].join(' ');
  });
}

describe('an update that failed is rolled back', () => {
  test('of an environment', () => {
    const on = furnished({ habits: { rollbackMs: 3000 } });
    const spec = failing(environmentSpec('two'), 'fail-update');
    on.detail('UpdateEnvironment', { ...env, deploymentType: 'CURRENT_VERSION', spec, description: 'added' });
    expect(over(on, 'GetEnvironment', env, 1000, 2999, 1)).toEqual([
      ...['IN_PROGRESS two', 'FAILED two', 'FAILED two', 'SUCCEEDED one'],
    ]);
    expect(on.detail('GetEnvironment', env).description).toBe('one');
  });

  test('of a service, which says so', () => {
    const on = furnished({ habits: { rollbackMs: 3000 } });
    on.detail('CreateService', creates.CreateService);
    on.pass(1000);
    on.detail('UpdateService', { ...one, spec: failing(serviceSpec('two'), 'fail-update') });
    expect(over(on, 'GetService', one, 1000, 3000)).toEqual([
      ...['UPDATE_IN_PROGRESS two', 'UPDATE_FAILED_CLEANUP_IN_PROGRESS two', 'ACTIVE one'],
    ]);
    expect(over(on, 'GetServiceInstance', { serviceName: 'one', ...one })).toEqual(['SUCCEEDED one']);
    expect(on.outcome('CreateService', creates.CreateService)).toBe('ok');
  });

  test('at once where it is deleted meanwhile', () => {
    const on = furnished({ habits: { rollbackMs: 3000 } });
    const spec = failing(environmentSpec('two'), 'fail-update');
    on.detail('UpdateEnvironment', { ...env, deploymentType: 'CURRENT_VERSION', spec });
    on.pass(1000);
    on.detail('DeleteEnvironment', env);
    expect(over(on, 'GetEnvironment', env, 1000)).toEqual(['DELETE_IN_PROGRESS one', 'ResourceNotFoundException']);
  });
});

describe('what could not be created is cleaned away', () => {
  const version = { templateName: 'env-template', majorVersion: '1', minorVersion: '1' };
  const from = { s3: { ...source.s3, key: 'fail-create' } };
  test.each<[string, Members, string, Members, string[]]>([
    [
      'CreateService',
      { spec: failing(serviceSpec('one'), 'fail-create') },
      'GetService',
      one,
      ['CREATE_IN_PROGRESS one', 'CREATE_FAILED_CLEANUP_IN_PROGRESS one', 'CREATE_FAILED_CLEANUP_COMPLETE one'],
    ],
    [
      'CreateEnvironment',
      { spec: failing(environmentSpec('one'), 'fail-create') },
      'GetEnvironment',
      one,
      ['IN_PROGRESS one', 'FAILED one', 'ResourceNotFoundException'],
    ],
    [
      'CreateEnvironmentTemplateVersion',
      { source: from },
      'GetEnvironmentTemplateVersion',
      version,
      ['REGISTRATION_IN_PROGRESS', 'REGISTRATION_FAILED', 'ResourceNotFoundException'],
    ],
  ])('%s', (create, change, get, key, expected) => {
    const on = furnished({ habits: { cleanUpMs: 3000 } });
    const request = { ...creates[create], ...change };
    on.detail(create, request);
    expect(over(on, get, key, 1000, 3000)).toEqual(expected);
    on.pass(3000);
    expect(on.detail('ListServiceInstances')).toEqual([]);
    expect(on.outcome(get.replace('Get', 'Delete'), key)).toBe('ResourceNotFoundException');
    expect(on.outcome(create, request)).toBe('ok');
  });

  test('also where the first answer says that it has failed', () => {
    const on = furnished({ habits: { cleanUpMs: 3000 }, failures: { atOnce: true } });
    const spec = failing(environmentSpec('one'), 'fail-create');
    expect(on.detail('CreateEnvironment', { ...creates.CreateEnvironment, spec }).deploymentStatus).toBe('FAILED');
    expect(over(on, 'GetEnvironment', one, 2999, 1)).toEqual([
      ...['FAILED one', 'FAILED one', 'ResourceNotFoundException'],
    ]);
  });
});
