// Ways to change a spec: values at its start, late in it and at its end. White space and key order are silent points.

import { one } from './make.ts';
import { changedAt, longText } from './text.ts';
import type { Mutation } from './types.ts';

const notes = longText(2400, 'n')
  .slice(0, -1)
  .trimEnd()
  .split(' ')
  .map((note) => `      ${note}: ${note}\n`);

/** With the rest of a spec, and names made concrete, just below the 51,200 characters that are allowed. */
const longest = longText(50_800);

/** The last character of the value of the note at `position` changed. */
const noteChanged = (position: number): string =>
  notes.map((line, at) => (at === position ? changedAt(line, line.length - 2) : line)).join('');

/** Scalars that a careless reader takes for one, each with the one that it is not. A number written otherwise is silent. */
const spellings = [
  ['the last of twenty digits', '12345678901234567891', '12345678901234567890'],
  ['yes for true', 'yes', 'true'],
  ['a space at the end, in quotes', '"one "', '"one"'],
  ['a backslash and n for a line end', '"one\\\\ntwo"', '"one\\ntwo"'],
  ['HTML entities', '"one &lt; two"', '"one < two"'],
] as const;

/** `spec` writes one with a size and with more lines, indented by six. */
export function specChanges(spec: (size?: string, more?: string) => string): Mutation[] {
  const long = spec('one', notes.join(''));
  const late = (label: string, position: number): Mutation =>
    one('spec', label, spec('one', noteChanged(position)), long);
  const ofNote = (text: string): string => spec('one', `      note: ${text}\n`);
  return [
    one('spec', 'another value', spec('two')),
    one('spec', 'last character of a value', spec('onf')),
    one('spec', 'case of a value', spec('One')),
    one('spec', 'an accent', spec('caf\u00e9'), spec('cafe')),
    one('spec', 'a digit', spec('size2'), spec('size1')),
    one('spec', 'a number', spec('20'), spec('10')),
    one('spec', 'after a # that begins no comment', spec('"one # two"'), spec('"one # three"')),
    one('spec', 'punctuation in a value', spec('one.two'), spec('one-two')),
    one('spec', 'one value more', spec('one', '      note: x\n')),
    ...spellings.map(([label, value, before]) => one('spec', label, spec(value), spec(before))),
    late('past character 100', 6),
    late('past character 300', 24),
    late('in the middle of 6,000 or more', notes.length >> 1),
    late('last value of 6,000 or more', notes.length - 1),
    one('spec', 'last character of 51,000', ofNote(changedAt(longest, longest.length - 2)), ofNote(longest)),
  ];
}
