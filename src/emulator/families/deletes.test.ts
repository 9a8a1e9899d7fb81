import { describe, expect, test } from 'vitest';
import { bench, creates, environmentSpec, identity, prepare } from '../testing/bench.ts';

const atOnce = [
  'EnvironmentTemplate',
  'EnvironmentTemplateVersion',
  'ServiceTemplate',
  'ServiceTemplateVersion',
  'EnvironmentAccountConnection',
];
const inTime = ['Environment', 'Service'];

function started(kind: string, options = {}) {
  const on = bench(options);
  prepare(on);
  const create = `Create${kind}`;
  const first = on.detail(create, creates[create]);
  on.pass(1000);
  return { ...on, first, which: identity(create, first) };
}

describe.each(atOnce)('Delete%s', (kind) => {
  test('removes, and answers retries with nothing for ever', () => {
    const { call, outcome, pass, which, first } = started(kind);
    expect(Object.values(call(`Delete${kind}`, which).body)).toMatchObject([{ arn: first.arn }]);
    expect(outcome(`Get${kind}`, which)).toBe('ResourceNotFoundException');
    pass(90_000_000);
    expect(call(`Delete${kind}`, which)).toMatchObject({ status: 200, body: {} });
    expect(call(`Delete${kind}`, which).body).toEqual({});
  });

  test('delete.body: metadata', () => {
    const { detail, which, first } = started(kind, { readings: { 'delete.body': 'metadata' } });
    detail(`Delete${kind}`, which);
    expect(detail(`Delete${kind}`, which).arn).toBe(first.arn);
  });
});

describe.each(inTime)('Delete%s', (kind) => {
  const status = kind === 'Service' ? 'status' : 'deploymentStatus';

  test('takes its time, whatever retries come, and then answers with nothing', () => {
    const { call, detail, outcome, pass, which } = started(kind, { asyncMs: 100 });
    expect(detail(`Delete${kind}`, which)[status]).toBe('DELETE_IN_PROGRESS');
    pass(60);
    expect(detail(`Delete${kind}`, which)[status]).toBe('DELETE_IN_PROGRESS');
    pass(60);
    expect(outcome(`Get${kind}`, which)).toBe('ResourceNotFoundException');
    expect(call(`Delete${kind}`, which).body).toEqual({});
  });

  test('async-delete.first-answer: complete', () => {
    const { call, outcome, which } = started(kind, { readings: { 'async-delete.first-answer': 'complete' } });
    expect(call(`Delete${kind}`, which).body).toEqual({});
    expect(outcome(`Get${kind}`, which)).toBe('ResourceNotFoundException');
  });

  test('a deletion that fails can be begun again', () => {
    const { detail, pass, which } = started(kind, { failures: { deletions: 1 } });
    detail(`Delete${kind}`, which);
    pass(1000);
    expect(detail(`Get${kind}`, which)[status]).toBe('DELETE_FAILED');
    expect(detail(`Delete${kind}`, which)[status]).toBe('DELETE_IN_PROGRESS');
  });
});

describe('what is in use', () => {
  const version = { templateName: 'env-template', majorVersion: '1', minorVersion: '0' };

  test.each([
    ['conflict', 'ConflictException', 'ok'],
    ['validation', 'ValidationException', 'ok'],
    ['done', 'ok', 'ok'],
    ['cascade', 'ok', 'ResourceNotFoundException'],
  ])('delete.in-use: %s', (reading, expected, environment) => {
    const on = started('Service', { readings: { 'delete.in-use': reading } });
    expect(on.outcome('DeleteEnvironmentTemplateVersion', version)).toBe(expected);
    expect(on.outcome('GetEnvironment', { name: 'env' })).toBe(environment);
    expect(on.outcome('GetServiceInstance', { serviceName: 'one', name: 'one' })).toBe(environment);
  });

  test.each([
    ['conflict', 'ConflictException'],
    ['validation', 'ValidationException'],
    ['accepted', 'ok'],
  ])('async-delete.with-children: %s', (reading, expected) => {
    const { outcome } = started('Service', { readings: { 'async-delete.with-children': reading } });
    expect(outcome('DeleteEnvironment', { name: 'env' })).toBe(expected);
  });

  test.each([
    ['conflict', 'ConflictException', 'ok'],
    ['validation', 'ValidationException', 'ok'],
    ['cascade', 'ok', 'ResourceNotFoundException'],
  ])('delete.with-children: %s', (reading, expected, versions) => {
    const on = bench({ readings: { 'delete.with-children': reading } });
    on.detail('CreateEnvironmentTemplate', { name: 'env-template' });
    on.detail('CreateEnvironmentTemplateVersion', {
      ...creates.CreateEnvironmentTemplateVersion,
      majorVersion: undefined,
    });
    expect(on.outcome('DeleteEnvironmentTemplate', { name: 'env-template' })).toBe(expected);
    expect(on.outcome('GetEnvironmentTemplateVersion', version)).toBe(versions);
  });
});

test('fail-delete in a spec fails every other deletion', () => {
  const on = bench();
  prepare(on);
  on.detail('CreateEnvironment', { ...creates.CreateEnvironment, spec: environmentSpec('fail-delete') });
  const states = [1, 2].map(() => {
    on.pass(1000);
    on.detail('DeleteEnvironment', { name: 'one' });
    on.pass(1000);
    return on.outcome('GetEnvironment', { name: 'one' });
  });
  expect(states).toEqual(['ok', 'ResourceNotFoundException']);
});
