import { describe, expect, test } from 'vitest';
import { programNamespace } from './namespace.ts';
import { type Meaning, resolveInput, UnknownSymbol } from './resolve.ts';
import type { Input } from './types.ts';

const meaning: Meaning = {
  namespace: 'pcrun001001',
  account: '123456789012',
  fixture: (name, member) =>
    name === 'environment' ? (member === undefined ? 'pcenv' : { arn: 'arn:env' }[member]) : undefined,
  made: (back, path) =>
    back === 0 && path === 'id' ? 'id-0' : back === 1 && path === 'nested.tags' ? [{ key: 'k' }] : undefined,
};

describe('a request with symbols', () => {
  test.each<[string, Input, Input | undefined]>([
    ['keeps what is none', { a: [1, null, true, 'x'], b: {} }, { a: [1, null, true, 'x'], b: {} }],
    ['has names in the name space', { a: '{{name:a}}', b: '{{name:a}}-2' }, { a: 'pcrun001001a', b: 'pcrun001001a-2' }],
    ['has tokens in the name space', { t: '{{token:t}}' }, { t: 'pcrun001001-t' }],
    ['has tokens of a length', { t: '{{token:t length=20}}' }, { t: 'pcrun001001-txxxxxxx' }],
    ['has tokens that end alike', { t: '{{token:t length=20 end=b}}' }, { t: 'pcrun001001-txxxxxxb' }],
    ['has tokens with an end', { t: '{{token:t end=b}}' }, { t: 'pcrun001001-tb' }],
    ['has tokens in capitals', { t: '{{token:t upper}}' }, { t: 'PCRUN001001-T' }],
    ['has tokens that are numbers', { t: '{{token:t number}}' }, { t: '384134111112927582' }],
    ['has tokens of digits', { t: '{{token:t digits}}' }, { t: '36233841341111121111121040' }],
    ['has tokens in the form of a UUID', { t: '{{token:t uuid}}' }, { t: 'af000000-0000-4580-8000-384134111112' }],
    ['has them in capitals', { t: '{{token:t uuid upper}}' }, { t: 'AF000000-0000-4580-8000-384134111112' }],
    [
      'has tokens of digits and a length',
      { t: '{{token:t digits length=30 end=7}}' },
      { t: '362338413411111211111210400007' },
    ],
    ['has tokens with text around them', { t: '~{{token:t}}%20' }, { t: '~pcrun001001-t%20' }],
    ['names fixtures', { s: 'environment: {{fixture:environment}}\n' }, { s: 'environment: pcenv\n' }],
    ['has members of fixtures', { s: '{{fixture:environment.arn}}' }, { s: 'arn:env' }],
    ['has the account', { r: 'arn:aws:iam::{{account}}:role/x' }, { r: 'arn:aws:iam::123456789012:role/x' }],
    ['has what was made', { id: '{{made:0.id}}' }, { id: 'id-0' }],
    ['keeps the type of what was made', { tags: '{{made:1.nested.tags}}' }, { tags: [{ key: 'k' }] }],
    ['is nothing if what it refers to was not made', { id: ['x', '{{made:2.id}}'] }, undefined],
    ['is nothing if a part of a string was not made', { id: 'x{{made:2.id}}' }, undefined],
    ['is nothing without the fixture', { id: '{{fixture:other}}' }, undefined],
  ])('%s', (_, input, expected) => {
    expect(resolveInput(input, meaning)).toEqual(expected);
  });

  test.each([
    '{{nonsense}}',
    '{{made:x.id}}',
    '{{made:0}}',
    '{{token:t size=3}}',
    '{{token:t length=99999999}}',
    '{{token:T digits}}',
  ])('is a defect with %s', (symbol) => {
    expect(() => resolveInput({ a: symbol }, meaning)).toThrow(UnknownSymbol);
  });

  test('tokens that are numbers differ between the programs of a run and their attempts, and are neighbours in one', () => {
    const number = (index: number, attempt: number, name: string) =>
      resolveInput(
        { t: `{{token:${name} number}}` },
        { ...meaning, namespace: programNamespace('run001', index, attempt) },
      )?.t;
    const of = (attempts: number, indices: number) =>
      Array.from({ length: attempts * indices }, (_, n) => number(Math.floor(n / attempts), n % attempts, 't'));
    expect(new Set(of(1296, 1)).size).toBe(1296);
    expect(new Set(of(1, 3000)).size).toBe(3000);
    expect(BigInt(number(7, 0, 'u') as string) - BigInt(number(7, 0, 't') as string)).toBe(1n);
  });

  test('a 64-character token has 64 characters', () => {
    expect(resolveInput({ t: '{{token:t length=64 end=b upper}}' }, meaning)?.t).toMatch(/^PCRUN001001-TX+B$/);
    expect(resolveInput({ t: '{{token:t length=64 end=b upper}}' }, meaning)?.t).toHaveLength(64);
  });
});
