// A comparison for a terminal, at most 80 columns wide; nothing in it can steer one.
import { printable } from '../../wire/printable.ts';
import { painter, wrap } from '../layout.ts';
import type { ReportDiff } from './types.ts';
import { sectionsOf, sideLine, verdictLine } from './words.ts';

const quoteChars = 300;
const quote = (text: string): string => printable(text, quoteChars);

export const diffText = (diff: ReportDiff, colour: boolean): string => {
  const paint = painter(colour);
  const parts = [
    [...wrap('Old  ', sideLine(diff.old, quote)), ...wrap('New  ', sideLine(diff.new, quote))],
    ...sectionsOf(diff, quote).map(({ title, regression, lines }) => [
      paint(regression ? 'red' : 'yellow', title.toUpperCase()),
      ...lines.flatMap((line) => wrap('  - ', line)),
    ]),
    wrap('', verdictLine(diff)).map((line) => paint(diff.regression ? 'red' : 'green', line)),
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};
