import { describe, expect, test } from 'vitest';
import { bench, creates, identity, prepare } from '../testing/bench.ts';

const hour = 3_600_000;
const operations = [
  'CreateEnvironmentTemplateVersion',
  'CreateServiceTemplateVersion',
  'CreateEnvironmentAccountConnection',
];

function started(operation: string, options = {}) {
  const on = bench(options);
  prepare(on);
  const request = { ...creates[operation], tags: [{ key: 'a', value: 'b' }] };
  const first = on.detail(operation, request);
  on.pass(1000);
  const arn = (change = {}) => on.detail(operation, { ...request, ...change }).arn;
  const remove = () => on.detail(operation.replace('Create', 'Delete'), identity(operation, first));
  return { ...on, request, first, arn, remove };
}

describe.each(operations)('%s', (operation) => {
  test('a retry answers with the original', () => {
    const { first, arn } = started(operation);
    expect(arn()).toBe(first.arn);
  });

  test('other parameters are a mismatch by name', () => {
    const { call, request } = started(operation);
    const { type, body } = call(operation, { ...request, tags: [{ key: 'a', value: 'c' }] });
    expect([type, body.message]).toEqual(['ValidationException', 'Idempotent parameter mismatch']);
  });

  test.each([
    ['at eight hours less a second', 8 * hour - 2000, true],
    ['at eight hours and a second', 8 * hour, false],
  ])('%s', (_about, ms, alive) => {
    const { pass, arn, first } = started(operation);
    pass(ms);
    expect(arn() === first.arn).toBe(alive);
  });

  test('an expired token stands for the new resource, for eight hours', () => {
    const { pass, arn, first } = started(operation);
    pass(9 * hour);
    const second = arn();
    pass(7 * hour);
    expect(arn()).toBe(second);
    expect(second).not.toBe(first.arn);
  });

  test('after a deletion the token makes a new resource and stands for it', () => {
    const { remove, arn, first } = started(operation);
    remove();
    const second = arn();
    expect(second).not.toBe(first.arn);
    expect(arn()).toBe(second);
  });

  test.each([
    ['64 characters', 'x'.repeat(64), 'ok'],
    ['65 characters', 'x'.repeat(65), 'ValidationException'],
    ['outside ASCII', 'é', 'ValidationException'],
    ['a space', 'a b', 'ValidationException'],
    ['empty', '', 'ok'],
    ['another case', 'TOKEN', 'ok'],
  ])('a token: %s', (_about, clientToken, expected) => {
    const { outcome, request } = started(operation);
    expect(outcome(operation, { ...request, clientToken })).toBe(expected);
  });

  test('the first 60 of many tokens still answers with its original', () => {
    const { first, arn } = started(operation);
    for (let n = 0; n < 60; n++) arn({ clientToken: `other${n}` });
    expect(arn()).toBe(first.arn);
  });

  test.each([
    ['first', false],
    ['latest', true],
  ])('token.window: %s', (reading, same) => {
    const { pass, arn, first } = started(operation, { readings: { 'token.window': reading } });
    pass(7 * hour);
    arn();
    pass(2 * hour);
    expect(arn() === first.arn).toBe(same);
  });

  test.each([
    ['new', true],
    ['inherited', false],
  ])('token.after-delete-window: %s', (reading, same) => {
    const { pass, arn, remove } = started(operation, { readings: { 'token.after-delete-window': reading } });
    pass(7 * hour);
    remove();
    const second = arn();
    pass(2 * hour);
    expect(arn() === second).toBe(same);
  });
});

test('a connection refused as a duplicate is no retry', () => {
  const { outcome, request } = started('CreateEnvironmentAccountConnection', {
    readings: { 'connection.duplicate': 'refused' },
  });
  expect(outcome('CreateEnvironmentAccountConnection', request)).toBe('ok');
  expect(outcome('CreateEnvironmentAccountConnection', { ...request, clientToken: 'new' })).toBe('ConflictException');
});
