import { describe, expect, test } from 'vitest';
import { type Bench, bench, creates, environmentSpec, prepare, serviceSpec } from '../testing/bench.ts';
import type { Members } from '../wire/json.ts';

const env = { name: 'env' };
const one = { name: 'one' };

function furnished(habits: object, readings: Record<string, string> = {}): Bench {
  const on = bench({ asyncMs: 1000, habits, readings });
  prepare(on);
  on.detail('CreateService', creates.CreateService);
  on.pass(1000);
  return on;
}

/** What a Get shows, at this time and after each of so many milliseconds. */
function over(on: Bench, look: () => Members, ...milliseconds: number[]): unknown[] {
  return [0, ...milliseconds].map((ms) => {
    on.pass(ms);
    const { deploymentStatus, status = deploymentStatus, spec, description } = look();
    return [status, /size: (\w+)/.exec(String(spec))?.[1] ?? description];
  });
}

describe('updates that begin late', () => {
  test.each<[string, string, Members, Members, string]>([
    [
      'UpdateEnvironment',
      'GetEnvironment',
      env,
      { deploymentType: 'CURRENT_VERSION', spec: environmentSpec('two') },
      'SUCCEEDED',
    ],
    ['UpdateService', 'GetService', one, { spec: serviceSpec('two') }, 'ACTIVE'],
  ])('%s', (update, get, resource, change, settled) => {
    const on = furnished({ updateDelayMs: 3000 });
    const answer = on.detail(update, { ...resource, ...change });
    expect([answer.deploymentStatus ?? answer.status, answer.spec]).toEqual([settled, on.detail(get, resource).spec]);
    expect(over(on, () => on.detail(get, resource), 2999, 1, 1000)).toEqual([
      [settled, 'one'],
      [settled, 'one'],
      [expect.stringContaining('IN_PROGRESS'), 'one'],
      [settled, 'two'],
    ]);
  });

  test('a request for another update meanwhile is refused, a deletion is not', () => {
    const on = furnished({ updateDelayMs: 3000 }, { 'async-delete.busy': 'conflict' });
    const update = { ...one, spec: serviceSpec('two') };
    expect([on.outcome('UpdateService', update), on.outcome('UpdateService', update)]).toEqual([
      'ok',
      'ConflictException',
    ]);
    expect(on.outcome('DeleteService', one)).toBe('ok');
    on.pass(10_000);
    expect(on.outcome('GetService', one)).toBe('ResourceNotFoundException');
    expect(on.detail('ListServiceInstances')).toEqual([]);
  });

  test('that are not over leave their mark as the reading has it', () => {
    const on = furnished({ updateDelayMs: 3000 }, { 'create.update-unfinished': 'modified' });
    on.detail('UpdateService', { ...one, spec: serviceSpec('two') });
    expect(on.outcome('CreateService', creates.CreateService)).toBe('ConflictException');
  });
});

describe('a version that is updated is registered again', () => {
  const version = { templateName: 'env-template', majorVersion: '1', minorVersion: '0' };

  test('and goes on serving meanwhile', () => {
    const on = furnished({ registerAgain: true });
    on.detail('UpdateEnvironmentTemplateVersion', { ...version, description: 'two' });
    expect(on.outcome('CreateEnvironment', creates.CreateEnvironment)).toBe('ok');
    expect(over(on, () => on.detail('GetEnvironmentTemplateVersion', version), 999, 1)).toEqual([
      ['REGISTRATION_IN_PROGRESS', undefined],
      ['REGISTRATION_IN_PROGRESS', undefined],
      ['PUBLISHED', 'two'],
    ]);
  });

  test('not where it is only published', () => {
    const on = furnished({ registerAgain: true });
    on.detail('CreateEnvironmentTemplateVersion', creates.CreateEnvironmentTemplateVersion);
    on.pass(1000);
    const publish = { ...version, minorVersion: '1', status: 'PUBLISHED' };
    expect(on.detail('UpdateEnvironmentTemplateVersion', publish).status).toBe('PUBLISHED');
  });
});
