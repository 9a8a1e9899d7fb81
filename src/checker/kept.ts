// Texts of what never changes, made once and kept as long as it.
import type { Json } from '../program/types.ts';
import { canonical } from '../wire/canonical.ts';

/** As `make`, which is asked but once about each object. */
export function kept<T extends object>(make: (one: T) => string): (one: T) => string {
  const known = new WeakMap<T, string>();
  return (one) => {
    const before = known.get(one);
    if (before !== undefined) return before;
    const text = make(one);
    known.set(one, text);
    return text;
  };
}

/** So many texts are numbered at a time. Of forgotten ones nothing but time is lost: an equal one gets another number. */
const MOST = 10_000;
const numbers = new Map<string, string>();
let last = 0;

/** A number for a text, as text: equal numbers mean equal texts. Long texts are slow to compare and to put together. */
export function numbered(text: string): string {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  if (numbers.size >= MOST) numbers.clear();
  last += 1;
  const number = String(last);
  numbers.set(text, number);
  return number;
}

const text = kept((value: object) => canonical(value as Json));

export const keyOf = (value: unknown): string =>
  typeof value !== 'object' || value === null ? String(value) : text(value);
