// The report that a person names: its folder, or the file itself, which may have another name.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { reportFile } from '../report/index.ts';

/** The file; whether it is there and is a report is for whoever reads it to tell. */
export const reportFileAt = (path: string): string =>
  existsSync(path) && statSync(path).isDirectory() ? join(path, reportFile) : path;
