// Tags with keys of their own each: none, a few, and as many and as long as they may be. Characters are those that AWS
// documents for tags, and no key begins with `aws:`.
import fc from 'fast-check';
import type { Json } from '../../src/program/types.ts';

const character = fc.constantFrom(...'abcdefghXYZ0189_.:/=+-@ ');
const word = (minLength: number, maxLength: number) =>
  fc.oneof(
    { arbitrary: fc.constantFrom('team', 'stage', 'Team', 'one', 'two'), weight: 3 },
    { arbitrary: fc.string({ unit: character, minLength, maxLength: 12 }), weight: 3 },
    { arbitrary: fc.string({ unit: character, minLength: maxLength - 1, maxLength, size: 'max' }), weight: 1 },
  );

export const tagKey = word(1, 128);
export const tagValue = word(0, 256);

const tag = fc.record({ key: tagKey, value: tagValue }, { noNullPrototype: true });
const unique = { selector: ({ key }: { key: string }) => key };

export const tags: fc.Arbitrary<Json> = fc.oneof(
  { arbitrary: fc.uniqueArray(tag, { ...unique, maxLength: 4 }), weight: 9 },
  { arbitrary: fc.uniqueArray(tag, { ...unique, minLength: 20, maxLength: 50, size: 'max' }), weight: 1 },
);

export const tagKeys: fc.Arbitrary<Json> = fc.uniqueArray(tagKey, { maxLength: 4 });
