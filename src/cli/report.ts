// `report`: tells a stored report.json in other formats. Nothing is judged again: that is what `check` does.
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { formats, ReportFolderError, readReport, writeFormats } from '../report/index.ts';
import { UsageError } from './errors.ts';
import type { Io } from './io.ts';

const names = Object.keys(formats);

export const addReport = (program: Command, io: Io): void => {
  program
    .command('report')
    .description('make other formats of a stored report, beside its report.json; nothing is judged again')
    .argument('<folder>', 'a report folder')
    .addOption(new Option('--format <format...>', 'which').choices(names).default(names, 'all of them'))
    .action((folder: string, { format }: { readonly format: readonly string[] }) => {
      for (const path of written(folder, format)) io.out.write(`${path}\n`);
    });
};

const written = (folder: string, chosen: readonly string[]): string[] => {
  try {
    return writeFormats(folder, readReport(join(folder, 'report.json')), chosen);
  } catch (error) {
    if (error instanceof ReportFolderError) throw new UsageError(error.message);
    if (error instanceof Error && 'code' in error && typeof error.code === 'string')
      throw new UsageError(`${folder} cannot be written (${error.code})`);
    throw error;
  }
};
