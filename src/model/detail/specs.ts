// What specs say, as YAML: white space, key order, quotes and comments apart, two of them may be the same (detail.spec-format).
// A number is its value, however it is written: "same parameters" is a matter of meaning, and an endpoint that reads both
// specs finds 1.1 in `1.10`. A value that it cannot hold, as an integer of twenty digits in a double, is another value.
import { parse } from 'yaml';
import type { Json } from '../../program/types.ts';
import { canonical } from '../../wire/canonical.ts';

export const isSameSpec = (a: Json, b: Json): boolean => isSameAs('exact', a, b);

/** Whether the one may be shown for the other: read by an older YAML, and with numbers as doubles. */
export const isShownAs = (a: Json, b: Json): boolean => isSameAs('loose', a, b) || isSameAs('old', a, b);

/** The environments that the instances of a service's spec name. */
export const environmentsIn = (spec: Json | undefined): readonly string[] =>
  [...(meaningOf('exact', String(spec ?? '')) ?? '').matchAll(/"environment":"([^"]+)"/g)].map(
    ([, name]) => name ?? '',
  );

/** The instances that a service's spec names; undefined where that cannot be read. */
export function instancesIn(spec: Json | undefined): readonly string[] | undefined {
  const { instances } = JSON.parse(meaningOf('exact', String(spec ?? '')) ?? '{}') ?? {};
  const names = Array.isArray(instances) ? instances.map((instance) => instance?.name) : [undefined];
  return names.every((name) => typeof name === 'string') ? names : undefined;
}

/** How a text is read; by YAML 1.1 (`old`) `yes` is true. */
const readers = {
  exact: (text: string): Json => parse(text, (_, value) => exactly(value), { intAsBigInt: true }),
  loose: (text: string): Json => parse(text),
  old: (text: string): Json => parse(text, { version: '1.1', resolveKnownTags: false }),
};
type How = keyof typeof readers;

/** JSON has no integers of any length: those beyond what a double holds are told by their digits. */
const exactly = (value: unknown): unknown =>
  typeof value === 'bigint' ? (Number.isSafeInteger(Number(value)) ? Number(value) : String(value)) : value;

function isSameAs(how: How, a: Json, b: Json): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  const meaning = meaningOf(how, a);
  return meaning !== undefined && meaning === meaningOf(how, b);
}

/** A spec is compared for each way to explain an answer, and reading a long one takes milliseconds. */
const meanings = new Map<string, string | undefined>();
const MEANINGS_AT_MOST = 100;

/** What a YAML text says, as canonical JSON; undefined if it is none. */
function meaningOf(how: How, text: string): string | undefined {
  const known = `${how} ${text}`;
  if (meanings.has(known)) return meanings.get(known);
  if (meanings.size >= MEANINGS_AT_MOST) meanings.clear();
  let meaning: string | undefined;
  try {
    meaning = canonical(readers[how](text));
  } catch {
    meaning = undefined;
  }
  meanings.set(known, meaning);
  return meaning;
}
