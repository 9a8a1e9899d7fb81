// Several ways of making one program smaller, taken together where they touch different parts of it: one more try then
// does the work of many.
import { isDeepStrictEqual } from 'node:util';
import type { Step } from '../program/types.ts';

/** `base` with the changes of all `others`; of two that touch the same value, the first is taken. */
export function mergeSteps(base: readonly Step[], others: readonly (readonly Step[])[]): Step[] {
  return others.reduce<unknown>((merged, other) => merge(base, merged, other), base) as Step[];
}

function merge(base: unknown, one: unknown, other: unknown): unknown {
  if (isDeepStrictEqual(one, base)) return other;
  if (isDeepStrictEqual(other, base)) return one;
  if (Array.isArray(base) && Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.length === base.length
      ? one.map((item, at) => merge(base[at], item, other[at]))
      : one;
  if (!isMembers(base) || !isMembers(one) || !isMembers(other)) return one;
  // Of two that made another step of it, the parts do not go together.
  if (base.do !== one.do || base.do !== other.do) return one;
  const names = Object.keys(base).filter((name) => name in one && name in other);
  return Object.fromEntries(names.map((name) => [name, merge(base[name], one[name], other[name])]));
}

const isMembers = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
