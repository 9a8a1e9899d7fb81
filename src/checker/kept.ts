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

const text = kept((value: object) => canonical(value as Json));

export const keyOf = (value: unknown): string =>
  typeof value !== 'object' || value === null ? String(value) : text(value);
