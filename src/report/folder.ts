// The report folder on disk: run.json, histories/ and report.json. A folder is taken over only if it is empty or holds an
// earlier report of ours, and nothing but our own files is ever removed from it.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../history/replace-file.ts';
import { checkBy } from '../specs/check.ts';
import { formats } from './formats.ts';
import type { RunRecord } from './types.ts';

export { replaceFile };

export const historiesFolder = 'histories';
export const counterexamplesFolder = 'counterexamples';
const recordFile = 'run.json';
export const reportFile = 'report.json';

/** A folder or a file in it that cannot serve; the message is one line and says how to mend it. */
export class ReportFolderError extends Error {}

/**
 * Makes `folder` ready for a new report: creates it, or removes the earlier report from it, and leaves `record` there,
 * so that what a killed run leaves behind can still be judged.
 * @throws ReportFolderError if it holds something else, or can't be written
 */
export const claimFolder = (folder: string, record: RunRecord): void => {
  try {
    mkdirSync(folder, { recursive: true });
    if (readdirSync(folder).length > 0 && !holdsReport(folder))
      throw new ReportFolderError(`${folder} holds something that is not a report; give --report-dir another folder`);
    const made = Object.values(formats).map(({ file }) => file);
    for (const name of [historiesFolder, counterexamplesFolder, reportFile, ...made])
      rmSync(join(folder, name), { recursive: true, force: true });
    mkdirSync(join(folder, historiesFolder));
    writeRecord(folder, record);
  } catch (error) {
    if (error instanceof ReportFolderError) throw error;
    throw new ReportFolderError(`${folder} cannot be written (${reason(error)}); give --report-dir a folder that can`);
  }
};

const holdsReport = (folder: string): boolean => {
  try {
    return recordCheck()(JSON.parse(readFileSync(join(folder, recordFile), 'utf8')));
  } catch {
    return false;
  }
};

export const writeRecord = (folder: string, record: RunRecord): void =>
  replaceFile(join(folder, recordFile), `${JSON.stringify(record, null, 2)}\n`);

/** @throws ReportFolderError if `folder` has no valid run.json */
export const readRecord = (folder: string): RunRecord => {
  const path = join(folder, recordFile);
  let record: unknown;
  try {
    record = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ReportFolderError(
      `${path} cannot be read (${reason(error)}); give the folder of a report, or one .jsonl file`,
    );
  }
  if (!recordCheck()(record)) throw new ReportFolderError(`${path} is not the record of a run of this tool`);
  return record;
};

/** Paths of the stored histories, relative to the folder, in the order of their names. */
export const historyPaths = (folder: string): string[] => {
  const histories = join(folder, historiesFolder);
  if (!existsSync(histories) || !statSync(histories).isDirectory()) return [];
  return readdirSync(histories)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => `${historiesFolder}/${name}`);
};

const recordCheck = checkBy<RunRecord>('run.schema.json');

const reason = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);
