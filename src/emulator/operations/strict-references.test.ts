import { describe, expect, test } from 'vitest';
import { type Bench, bench, creates, prepare, serviceSpec } from '../testing/bench.ts';
import type { Members } from '../wire/json.ts';

function furnished(seed: number, strictReferences = true): Bench {
  const on = bench({
    seed,
    habits: { strictReferences },
    readings: { 'delete.in-use': 'done', 'delete.recommended': 'done' },
  });
  prepare(on);
  on.detail('CreateService', creates.CreateService);
  on.detail('CreateEnvironment', creates.CreateEnvironment);
  on.detail('CreateServiceTemplateVersion', creates.CreateServiceTemplateVersion);
  on.pass(1000);
  return on;
}

const nowhere: [operation: string, change: Members][] = [
  ['CreateEnvironment', { templateName: 'nowhere' }],
  ['CreateEnvironment', { templateMajorVersion: '2' }],
  ['CreateEnvironment', { templateMinorVersion: '7' }],
  ['CreateService', { templateName: 'nowhere' }],
  ['CreateService', { spec: serviceSpec('one').replace('environment: env', 'environment: nowhere') }],
  [
    'CreateServiceTemplateVersion',
    { compatibleEnvironmentTemplates: [{ templateName: 'nowhere', majorVersion: '1' }] },
  ],
];

describe('what names something that is not there', () => {
  test.each(nowhere)('is refused for that before it is a mismatch: %s %j', (operation, change) => {
    const changed = { ...creates[operation], ...change };
    expect([2, 1].map((seed) => furnished(seed).outcome(operation, changed))).toEqual([
      ...['ResourceNotFoundException', 'ValidationException'],
    ]);
    expect(furnished(2, false).call(operation, changed).body.reason).toBe('IdempotentParameterMismatch');
  });

  test('is refused for a missing template of a version by ResourceNotFoundException alone', () => {
    const changed = { ...creates.CreateEnvironmentTemplateVersion, templateName: 'nowhere' };
    expect(furnished(1).outcome('CreateEnvironmentTemplateVersion', changed)).toBe('ResourceNotFoundException');
  });

  test('is refused for that where the original was modified', () => {
    const on = furnished(1);
    on.detail('UpdateService', { name: 'one', description: 'two' });
    expect(on.outcome('CreateService', creates.CreateService)).toBe('ConflictException');
    on.detail('DeleteServiceTemplateVersion', {
      templateName: 'service-template',
      majorVersion: '1',
      minorVersion: '0',
    });
    expect(on.outcome('CreateService', creates.CreateService)).toBe('ValidationException');
  });

  test('but not where it is the retry of what exists', () => {
    const on = furnished(1);
    on.detail('DeleteEnvironmentTemplateVersion', {
      templateName: 'env-template',
      majorVersion: '1',
      minorVersion: '0',
    });
    expect(on.outcome('CreateEnvironment', creates.CreateEnvironment)).toBe('ok');
    expect(on.outcome('CreateServiceTemplateVersion', creates.CreateServiceTemplateVersion)).toBe('ok');
    expect(on.outcome('CreateEnvironment', { ...creates.CreateEnvironment, name: 'two' })).toBe('ValidationException');
  });
});
