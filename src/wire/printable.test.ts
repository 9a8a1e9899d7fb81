import { describe, expect, test } from 'vitest';
import { printable } from './printable.ts';

describe('printable', () => {
  test.each([
    ['plain text with \\ and "quotes" stays', 'a\\n "b" é 漢 😀', 'a\\n "b" é 漢 😀'],
    ['line ends', 'a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['terminal escapes', '\u001b[31mred\u007f', '\\u{1b}[31mred\\u{7f}'],
    ['C1 controls', '\u009b2J', '\\u{9b}2J'],
    ['bidirectional overrides', 'a\u202eb\u2066c', 'a\\u{202e}b\\u{2066}c'],
    ['invisible characters', 'a\u200bb\ufeffc\u00add', 'a\\u{200b}b\\u{feff}c\\u{ad}d'],
    ['separators of lines', 'a\u2028b', 'a\\u{2028}b'],
    ['half a surrogate pair', 'a\ud800b', 'a\\u{d800}b'],
    ['tag characters', 'a\u{e0041}', 'a\\u{e0041}'],
  ])('%s', (_, text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  test.each([
    ['exactly fits', 'abcde', 5, 'abcde'],
    ['is cut, the mark included', 'abcdef', 5, 'abcd…'],
    ['no half escape', 'ab\u001bcdef', 6, 'ab…'],
    ['no half pair', 'abc😀def', 5, 'abc…'],
    ['grows by escapes', '\n\n\n', 5, '\\n\\n…'],
  ])('%s', (_, text, max, expected) => {
    expect(printable(text, max)).toBe(expected);
  });

  test('is cut to 1,000 characters unless told otherwise', () => {
    expect(printable('x'.repeat(10_000_000))).toBe(`${'x'.repeat(999)}…`);
  });
});
