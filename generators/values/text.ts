// Texts for a person: descriptions and display names, empty where that is allowed, as long as they may be, with
// characters that careless code breaks. No control characters and no lone surrogates: nothing is promised about those.
import fc from 'fast-check';
import { longText } from '../changes/text.ts';

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _.:/=+-@';
const awkward = ['"', '\\', '<', '&', "'", '%', '$', '`', 'é', 'ß', 'ø', '漢', '字', 'ع'];

const character = fc.oneof(
  { arbitrary: fc.constantFrom(...plain), weight: 8 },
  { arbitrary: fc.constantFrom(...awkward), weight: 1 },
);

/** Mostly short; every tenth or so as long as it may be, give or take one. Lengths are in UTF-16 units. */
const text = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.oneof(
    { arbitrary: fc.string({ unit: character, minLength, maxLength: 20 }), weight: 8 },
    { arbitrary: fc.string({ unit: character, minLength, maxLength, size: 'max' }), weight: 1 },
    { arbitrary: fc.constantFrom(longText(maxLength), longText(maxLength - 1)), weight: 1 },
  );

export const description = text(0, 500);
export const displayName = text(1, 100);
