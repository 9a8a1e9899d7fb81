// `diff`: what changed from one report to another. Either may come from anybody, and from another version of this tool.
import { type Command, Option } from 'commander';
import { type Comparable, compare, diffMarkdown, diffText, type ReportDiff } from '../report/diff/index.ts';
import { checkBy } from '../specs/check.ts';
import { UsageError } from './errors.ts';
import { type Io, inColour } from './io.ts';
import { readJsonFile } from './json-file.ts';
import { reportFileAt } from './report-file.ts';

const MAX_REPORT_BYTES = 64 * 1024 * 1024;

const formats: Readonly<Record<string, (diff: ReportDiff, io: Io) => string>> = {
  text: (diff, io) => diffText(diff, inColour(io.out)),
  markdown: diffMarkdown,
  json: (diff) => `${inAscii(JSON.stringify(diff, null, 2))}\n`,
};

/** The same JSON, in which no character can steer a terminal. */
const inAscii = (json: string): string =>
  json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

export const addDiff = (program: Command, io: Io, exit: (code: number) => void): void => {
  program
    .command('diff')
    .description('tell what changed between two reports')
    .argument('<old>', 'a report folder, or its report.json')
    .argument('<new>', 'the later one')
    .addOption(new Option('--format <format>', 'how').choices(Object.keys(formats)).default('text'))
    .addHelpText('after', exitCodes)
    .action((old: string, now: string, { format }: { readonly format: string }) => {
      const diff = compare(readComparable(old), readComparable(now));
      io.out.write(formats[format]!(diff, io));
      exit(diff.regression ? 1 : 0);
    });
};

const exitCodes = `
Exit codes: 0 no regression · 1 something is newly violated, or no longer
exercised or decided · 2 the command line or a report is wrong`;

const readComparable = (path: string): Comparable => {
  const file = reportFileAt(path);
  const value = readJsonFile(file, MAX_REPORT_BYTES);
  const isComparable = comparableCheck();
  if (isComparable(value)) return value;
  const { instancePath = '', message = 'it is something else' } = isComparable.errors?.[0] ?? {};
  throw new UsageError(`${file} is no report of this tool: ${instancePath || 'at the top'}: ${message}`);
};

const comparableCheck = checkBy<Comparable>('comparable.schema.json');
