// Names that a careless comparison takes for one another: by beginning, end or first part, or by what joins them.

const long = (base: string): string => `${base}${'x'.repeat(80)}`;

/** What two names are like, the one, and the other. */
export type Alike = readonly [about: string, own: string, other: string];

/** Built around the name `{{name:a}}`, or another one, so that several pairs can be in one program. */
export const namesAlike = (base = '{{name:a}}'): readonly Alike[] => [
  ['the longer of two names that begin alike', base, `${base}-2`],
  ['the shorter of two names that begin alike', `${base}-2`, base],
  ['the longer of two names that end alike', `{{name:b}}${base}`, base],
  ['long names that differ at their ends', `${long(base)}y`, `${long(base)}z`],
  ['names with _ and with -', `${base}_x`, `${base}-x`],
  ['names with - and with _', `${base}-x`, `${base}_x`],
  ['names in capitals without and with -', `${base}XyZ`, `${base}-XyZ`],
];
