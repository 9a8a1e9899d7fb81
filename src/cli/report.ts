// `report`: tells a stored report.json in other formats. Nothing is judged again: that is what `check` does.
import { dirname } from 'node:path';
import { type Command, Option } from 'commander';
import { formats, ReportFolderError, readReport, writeFormats } from '../report/index.ts';
import { UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { reportFileAt } from './report-file.ts';

const names = Object.keys(formats);

export const addReport = (program: Command, io: Io): void => {
  program
    .command('report')
    .description('make other formats of a stored report, beside its report.json; nothing is judged again')
    .argument('<report>', 'a report folder, or its report.json')
    .addOption(new Option('--format <format...>', 'which').choices(names).default(names, 'all of them'))
    .action((path: string, { format }: { readonly format: readonly string[] }) => {
      for (const file of written(path, format)) io.out.write(`${file}\n`);
    });
};

const written = (path: string, chosen: readonly string[]): string[] => {
  const file = reportFileAt(path);
  const folder = dirname(file);
  try {
    return writeFormats(folder, readReport(file), chosen);
  } catch (error) {
    if (error instanceof ReportFolderError) throw new UsageError(error.message);
    if (error instanceof Error && 'code' in error && typeof error.code === 'string')
      throw new UsageError(`${folder} cannot be written (${error.code})`);
    throw error;
  }
};
