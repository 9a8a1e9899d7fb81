import { describe, expect, test } from 'vitest';
import type { Json } from '../program/types.ts';
import { mismatchNamed } from './mismatch.ts';

const nested = (depth: number, value: string): Json =>
  JSON.parse(`${'{"a":'.repeat(depth)}${JSON.stringify(value)}${'}'.repeat(depth)}`) as Json;

describe('mismatchNamed', () => {
  test.each<[string, Json, string | undefined]>([
    ['as it is spelt', 'IdempotentParameterMismatch', 'IdempotentParameterMismatch'],
    ['as AWS spelt it', { message: 'Idempotent parameter mismatch' }, 'Idempotent parameter mismatch'],
    ['in capitals', { reason: 'IDEMPOTENT_PARAMETER_MISMATCH' }, 'IDEMPOTENT_PARAMETER_MISMATCH'],
    ['inside other text', 'x: idempotent-parameter-mismatch (y)', 'idempotent-parameter-mismatch'],
    ['with an article it is another text', 'Idempotent: a parameter mismatch', undefined],
    ['as a member name', { errors: [{ idempotentParameterMismatch: true }] }, 'idempotentParameterMismatch'],
    ['deep down', nested(1_000, 'IdempotentParameterMismatch'), 'IdempotentParameterMismatch'],
    [
      'the first of several',
      { a: 'Idempotent parameter mismatch', b: 'idempotentParameterMismatch' },
      'Idempotent parameter mismatch',
    ],
    ['with control characters', 'Idempotent\u001bParameter\nMismatch', 'Idempotent\\u{1b}Parameter\\nMismatch'],
    ['not spread over two members', { a: 'Idempotent', b: 'ParameterMismatch' }, undefined],
    ['another error', { __type: 'ValidationException', message: 'The name is taken' }, undefined],
    ['no text at all', [1, null, true], undefined],
  ])('%s', (_, value, expected) => {
    expect(mismatchNamed(value)).toBe(expected);
  });

  test('a long spelling is cut to 80 characters', () => {
    expect(mismatchNamed(`Idempotent${'.'.repeat(100_000)}ParameterMismatch`)).toHaveLength(80);
  });

  test.each<[string, Json]>([
    ['ten million characters', 'idempotentparametermismatc '.repeat(400_000)],
    ['a million elements', JSON.parse(`[${'"i",'.repeat(1_000_000)}"i"]`) as Json],
    ['nesting 100,000 deep', nested(100_000, 'IdempotentParameterMismatch')],
  ])('gives up on %s', (_, value) => {
    expect(mismatchNamed(value)).toBeUndefined();
  });
});
