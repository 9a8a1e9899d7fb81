// Small makers of changes to one member, shared by the tables of the operations.
import type { Json } from '../../src/program/types.ts';
import { deepChanges, formChanges, formed, longText, spacedChanges, type TextChange, textChanges } from './text.ts';
import type { Mutation } from './types.ts';

/** The member at `path` changed to each of the texts; `base` is its value before, where it is not the standard one. */
export const to = (path: string, changes: readonly TextChange[], base?: Json): Mutation[] =>
  changes.map(({ label, value }) => ({
    label: `${path}: ${label}`,
    base: base === undefined ? {} : { set: { [path]: base } },
    change: { set: { [path]: value } },
    safe: true,
  }));

/** The member at `path` changed to one value. */
export const one = (path: string, label: string, value: Json, base?: Json): Mutation => ({
  label: `${path}: ${label}`,
  base: base === undefined ? {} : { set: { [path]: base } },
  change: { set: { [path]: value } },
  safe: true,
});

export const leftOut = (path: string): Mutation => ({
  label: `${path}: left out`,
  base: {},
  change: { drop: [path] },
  safe: true,
});

export const given = (path: string, value: string): Mutation => ({
  label: `${path}: given as ${value}`,
  base: { drop: [path] },
  change: { set: { [path]: value } },
  safe: true,
});

/** For a value that might be refused: an original that has it proves that it is not, so leaving it out is strict. */
export const taken = (path: string, value: Json, other?: Json): Mutation[] => [
  { label: `${path}: left out again`, base: { set: { [path]: value } }, change: { drop: [path] }, safe: false },
  ...(other === undefined ? [] : [{ ...one(path, 'another', other, value), safe: false }]),
];

/** The values of two members exchanged. An endpoint might refuse one of them where the other stands; the original has both. */
export const exchanged = ([a, x]: readonly [string, Json], [b, y]: readonly [string, Json]): Mutation => ({
  label: `${a} and ${b} exchanged`,
  base: { set: { [a]: x, [b]: y } },
  change: { set: { [a]: y, [b]: x } },
  safe: false,
});

/** Two texts that read alike one after the other, wherever the first ends: for an endpoint that compares them joined. */
export const cutElsewhere = (
  [a, x]: readonly [path: string, value: string],
  [b, y]: readonly [path: string, value: string],
): Mutation => ({
  label: `${a} and ${b} cut elsewhere`,
  base: {},
  change: { set: { [a]: x.slice(0, -1), [b]: x.slice(-1) + y } },
  safe: true,
});

const longDescription = longText(500);

export const descriptionChanges: readonly Mutation[] = [
  ...to('description', [...textChanges('one'), ...spacedChanges('one')]),
  one('description', 'emptied', ''),
  one('description', 'the second line', 'one\nthree', 'one\ntwo'),
  one('description', 'an accent', 'caf\u00e9', 'cafe'),
  {
    ...one('description', 'another character outside the basic plane', '\u{1f601}', '\u{1f600}'),
    safe: false,
  },
  one('description', 'a number written otherwise', '1.0', '1'),
  one('description', 'something for an empty one', 'two', ''),
  leftOut('description'),
  given('description', 'one'),
  given('description', 'null'),
  ...to('description', formChanges, formed),
  ...to('description', deepChanges(longDescription), longDescription),
];
