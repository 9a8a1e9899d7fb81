import { describe, expect, test } from 'vitest';
import type { Json } from '../program/types.ts';
import { canonical } from './canonical.ts';

describe('canonical', () => {
  test.each<[string, Json, string]>([
    ['null', null, 'null'],
    ['text with escapes', 'a"\n', '"a\\"\\n"'],
    ['members by name, deep', { b: [{ d: 1, c: 2 }], a: {} }, '{"a":{},"b":[{"c":2,"d":1}]}'],
    ['lists keep their order', [2, 1, 2], '[2,1,2]'],
    ['a member named __proto__', JSON.parse('{"b":1,"__proto__":{"x":1}}'), '{"__proto__":{"x":1},"b":1}'],
  ])('%s', (_, value, expected) => {
    expect(canonical(value)).toBe(expected);
  });

  test('tells apart what JSON tells apart', () => {
    const values: Json[] = [{}, [], '', null, 0, '0', false, { a: null }, { a: '' }, [[]], [{}], { a: [] }, 'null'];
    expect(new Set(values.map(canonical)).size).toBe(values.length);
  });

  test('refuses a value nested too deep, by a RangeError of its own', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as Json;
    expect(() => canonical(deep)).toThrow('deeper than 500 levels');
  });
});
