// A comparison as Markdown, for a pull request.
import { code } from '../markdown-text.ts';
import type { ReportDiff } from './types.ts';
import { sectionsOf, sideLine, verdictLine } from './words.ts';

/** Of a section; GitHub takes no comment of more than 65,536 characters. */
const LINES_SHOWN = 50;

export const diffMarkdown = (diff: ReportDiff): string => {
  const parts = [
    '## proton-conformance: what changed',
    `${diff.regression ? '❌' : '✅'} ${verdictLine(diff)}`,
    `- old: ${sideLine(diff.old, code)}\n- new: ${sideLine(diff.new, code)}`,
    ...sectionsOf(diff, code).flatMap(({ title, lines }) => [
      `### ${title}`,
      [
        ...lines.slice(0, LINES_SHOWN).map((line) => `- ${line}`),
        ...(lines.length > LINES_SHOWN ? [`- and ${lines.length - LINES_SHOWN} more`] : []),
      ].join('\n'),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
};
