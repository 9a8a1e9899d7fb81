// The files that tell a report beside report.json. A format is one file of code and one entry here: `run` and `check` then
// write it, `report` makes it later, and the next run in the folder removes it.
import { html } from './html/index.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import type { Report } from './types.ts';

export interface Format {
  /** Its name in the report folder. */
  readonly file: string;
  /** The text of that file; `folder` has report.json and the counterexamples. A format judges and counts nothing itself. */
  readonly text: (report: Report, folder: string) => string;
}

export const formats: Readonly<Record<string, Format>> = {
  html,
  junit: { file: 'junit.xml', text: junit },
  markdown: { file: 'summary.md', text: markdown },
};
