import { describe, expect, test } from 'vitest';
import { bench, creates, environmentSpec, prepare, serviceSpec } from '../testing/bench.ts';

const operations = ['CreateEnvironmentTemplate', 'CreateServiceTemplate', 'CreateEnvironment', 'CreateService'];

function started(operation: string, options = {}) {
  const on = bench(options);
  prepare(on);
  const request = creates[operation] ?? {};
  const kind = operation.replace('Create', '');
  const update = (change: object) => {
    const how = kind === 'Environment' ? { deploymentType: 'NONE' } : {};
    on.detail(`Update${kind}`, { name: 'one', ...how, ...change });
    on.pass(1000);
  };
  const first = on.detail(operation, request);
  on.pass(1000);
  return {
    ...on,
    request,
    first,
    update,
    retry: (change = {}) => on.outcome(operation, { ...request, ...change }),
    kind,
  };
}

describe.each(operations)('%s', (operation) => {
  test('a retry changes nothing', () => {
    const { detail, pass, kind, retry } = started(operation);
    const before = detail(`Get${kind}`, { name: 'one' });
    pass(5000);
    expect(retry()).toBe('ok');
    expect(detail(`Get${kind}`, { name: 'one' })).toEqual(before);
  });

  test('other parameters are a mismatch, a modified original a conflict', () => {
    const { retry, update } = started(operation);
    expect(retry({ description: 'two' })).toBe('ValidationException');
    update({ description: 'modified' });
    expect(retry()).toBe('ConflictException');
  });

  test('a retry a month later still answers with the original', () => {
    const { retry, pass } = started(operation);
    pass(30 * 24 * 3_600_000);
    expect(retry()).toBe('ok');
  });

  test('a deleted name is free, and not modified any more', () => {
    const { retry, update, detail, pass, kind } = started(operation);
    update({ description: 'modified' });
    detail(`Delete${kind}`, { name: 'one' });
    pass(1000);
    expect(retry({ description: undefined })).toBe('ok');
    expect(detail(`Get${kind}`, { name: 'one' }).description).toBeUndefined();
    expect(retry({ description: undefined })).toBe('ok');
  });

  test.each([
    ['create.noop-update', 'unmodified', { description: 'one' }, 'ok'],
    ['create.noop-update', 'modified', { description: 'one' }, 'ConflictException'],
    ['create.equals-modified', 'success', { description: 'two' }, 'ConflictException'],
  ])('%s: %s', (point, reading, change, expected) => {
    const { retry, update } = started(operation, { readings: { [point]: reading } });
    update(change);
    expect(retry()).toBe(expected);
  });

  test.each([
    ['success', 'ok'],
    ['conflict', 'ConflictException'],
    ['validation', 'ValidationException'],
  ])('create.equals-modified: %s', (reading, expected) => {
    const { retry, update } = started(operation, { readings: { 'create.equals-modified': reading } });
    update({ description: 'two' });
    expect(retry({ description: 'two' })).toBe(expected);
  });
});

describe.each([
  ['CreateEnvironment', environmentSpec, 'FAILED'],
  ['CreateService', serviceSpec, 'CREATE_FAILED'],
])('%s that fails because it was asked to', (operation, spec, status) => {
  test.each([
    ['success', 'ok', false],
    ['anew', 'ok', true],
    ['conflict', 'ConflictException', false],
    ['validation', 'ValidationException', false],
  ])('create.failed: %s', (reading, expected, anew) => {
    const on = bench({ readings: { 'create.failed': reading } });
    prepare(on);
    const request = { ...creates[operation], spec: spec('fail-create') };
    const first = on.detail(operation, request);
    on.pass(1000);
    const get = operation.replace('Create', 'Get');
    const shown = on.detail(get, { name: 'one' });
    expect(shown.status ?? shown.deploymentStatus).toBe(status);
    expect(on.outcome(operation, request)).toBe(expected);
    expect(on.detail(get, { name: 'one' }).createdAt !== first.createdAt).toBe(anew);
  });
});

test('names of different kinds do not collide', () => {
  const { outcome } = bench();
  expect(outcome('CreateEnvironmentTemplate', { name: 'x', description: 'a' })).toBe('ok');
  expect(outcome('CreateServiceTemplate', { name: 'x', description: 'b' })).toBe('ok');
});
