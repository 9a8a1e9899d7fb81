// Ways to change a spec: values at its start, late in it and at its end. White space and key order are silent points.

import { one } from './make.ts';
import { changedAt, longText } from './text.ts';
import type { Mutation } from './types.ts';

const notes = longText(2400, 'n')
  .slice(0, -1)
  .trimEnd()
  .split(' ')
  .map((note) => `      ${note}: ${note}\n`)
  .join('');

/** `spec` writes one with a size and with more lines, indented by six. */
export function specChanges(spec: (size?: string, more?: string) => string): Mutation[] {
  const long = spec('one', notes);
  const lines = notes.trimEnd().split('\n');
  const late = (label: string, position: number): Mutation => {
    const line = lines.at(position)!;
    return one('spec', label, long.replace(`${line}\n`, `${changedAt(line, line.length - 1)}\n`), long);
  };
  return [
    one('spec', 'another value', spec('two')),
    one('spec', 'last character of a value', spec('onf')),
    one('spec', 'case of a value', spec('One')),
    one('spec', 'one value more', spec('one', '      note: x\n')),
    late('past character 100', 4),
    late('past character 300', 14),
    late('in the middle of 8,000', lines.length >> 1),
    late('last value of 8,000', -1),
  ];
}
