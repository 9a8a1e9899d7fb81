// Leaves a report in its folder: report.json, and every format that is made from it.
import { join } from 'node:path';
import { reportText } from './build.ts';
import { replaceFile, reportFile } from './folder.ts';
import { formats } from './formats.ts';
import type { Report } from './types.ts';

/** Each file whole or not at all. The file system's errors pass through. */
export const writeReport = (folder: string, report: Report): void => {
  replaceFile(join(folder, reportFile), reportText(report));
  writeFormats(folder, report, Object.keys(formats));
};

/** Writes some of the formats; returns the paths of their files. */
export const writeFormats = (folder: string, report: Report, names: readonly string[]): string[] =>
  names.flatMap((name) => {
    const format = formats[name];
    if (format === undefined) return [];
    const path = join(folder, format.file);
    replaceFile(path, format.text(report, folder));
    return [path];
  });
