// Whether two requests have the same parameters. "Same" is a matter of meaning: the order of JSON members does not count
// (guarantee token.retry). Differences that the documentation leaves open (`detail.*`) make neither the same nor different.
import type { Input, Json } from '../../program/types.ts';
import { api, operations } from '../../specs/index.ts';
import { canonical } from '../../wire/canonical.ts';
import { isSameSpec, isShownAs } from './specs.ts';

export interface Comparison {
  readonly relation: 'same' | 'different' | 'open';
  /** For `open`: the silent points that leave it so. */
  readonly points: readonly string[];
  /** The top-level members that differ. */
  readonly members: readonly string[];
}

const isEmpty = (v: Json | undefined): boolean =>
  v === undefined || v === null || v === '' || (Array.isArray(v) && v.length === 0);

/** Compares two requests of one operation, tokens left out. `shown`: values, in comparable form, that the endpoint has shown. */
export function compare(a: Input, b: Input, shown: Readonly<Record<string, readonly string[]>> = {}): Comparison {
  const members = [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((m) => !isEqual(own(a, m) ?? null, own(b, m) ?? null))
    .sort();
  if (members.length === 0) return { relation: 'same', points: [], members };
  const points = members.map((m) => openPoint(m, own(a, m), own(b, m), own(shown, m)));
  if (points.some((p) => p === undefined)) return { relation: 'different', points: [], members };
  return { relation: 'open', points: [...new Set(points.filter((p) => p !== undefined))], members };
}

const isEqual = (a: Json, b: Json): boolean => a === b || canonical(a) === canonical(b);

/** A history from elsewhere may hold members named like those of every object. */
const own = <T>(record: Readonly<Record<string, T>>, member: string): T | undefined =>
  Object.hasOwn(record, member) ? record[member] : undefined;

/** Members that the endpoint chooses where they are left out, whether or not it shows its choice. */
const CHOSEN = new Set(['templateMinorVersion']);

/** Members that have but one value beside none, which a server made from the API model may choose: that value. */
const SOLE: ReadonlyMap<string, string> = new Map(
  Object.keys(operations).flatMap((operation) =>
    Object.entries(api.shapes[api.operations[operation]?.input ?? '']?.members ?? {}).flatMap(([member, { shape }]) => {
      const { enum: values, member: element } = api.shapes[shape] ?? {};
      const all = values ?? api.shapes[element?.shape ?? '']?.enum ?? [];
      return all.length === 1 ? [[member, canonical(values ? all[0]! : [...all])] as const] : [];
    }),
  ),
);

/** The silent point that leaves open whether two values of a member are the same, if one does. */
export function openPoint(
  member: string,
  a: Json | undefined,
  b: Json | undefined,
  shown?: readonly string[],
): string | undefined {
  if (isEmpty(a) && isEmpty(b)) return 'detail.empty-absent';
  if (a === undefined || b === undefined) {
    if (CHOSEN.has(member) && !shown) return 'detail.default-given';
    // Left out at first, it would show what was chosen.
    if (a !== undefined && SOLE.get(member) === canonical(a)) return 'detail.default-given';
    return a === undefined && shown?.includes(canonical(b ?? null)) ? 'detail.default-given' : undefined;
  }
  if (unicodeForm(a) === unicodeForm(b)) return 'detail.unicode-form';
  if (Array.isArray(a) && Array.isArray(b)) {
    const [left, right] = [sorted(a), sorted(b)];
    if (left === right) return member === 'tags' ? 'detail.tag-order' : 'detail.list-order';
    if (sorted(a, unicodeForm) === sorted(b, unicodeForm)) return 'detail.unicode-form';
  }
  if (member === 'spec' && isSameSpec(a, b)) return 'detail.spec-format';
  return undefined;
}

/** The same of values in comparable form, as details show them: a spec may be written anew from what was read of it. */
export function isSameInOtherForm(member: string, a: string, b: string): boolean {
  const [left, right] = [parsed(a), parsed(b)];
  if (left === undefined || right === undefined) return false;
  return openPoint(member, left, right) !== undefined || (member === 'spec' && isShownAs(left, right));
}

/** Undefined for what has no value, and for a list. */
export function parsed(form: string): Json | undefined {
  try {
    return JSON.parse(form) as Json;
  } catch {
    return undefined;
  }
}

const unicodeForm = (v: Json): string => canonical(v).normalize('NFC');
const sorted = (list: readonly Json[], as: (v: Json) => string = canonical): string => list.map(as).sort().join(',');
