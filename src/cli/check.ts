// `check`: judges what was recorded with the model of today, without an endpoint. A report folder gets its report.json
// built anew; a file of histories is judged and told.
import { statSync } from 'node:fs';
import type { Command } from 'commander';
import { checkHistory } from '../checker/index.ts';
import { HistoryError, readHistories } from '../history/read.ts';
import { historiesSummary, judged, ReportFolderError, rebuild, summary, writeReport } from '../report/index.ts';
import { CounterexampleError } from '../shrink/read.ts';
import { suiteVersion } from '../version.ts';
import { UsageError } from './errors.ts';
import { type Io, inColour } from './io.ts';

export const addCheck = (program: Command, io: Io, exit: (code: number) => void): void => {
  program
    .command('check')
    .description('judge stored histories with this version’s model; no endpoint is needed')
    .argument('<path>', 'a report folder, whose report.json is rebuilt, or a .jsonl file of histories')
    .action((path: string) => exit(asUsageErrors(path, () => check(path, io))));
};

const check = (path: string, io: Io): number => {
  if (statSync(path).isDirectory()) return checkFolder(path, io);
  const { histories, torn } = readHistories(path);
  if (histories.length === 0) throw new HistoryError(`${path} holds no history`);
  const verdicts = histories.map((history) => judged(path, history, checkHistory(history)));
  if (torn) io.err.write(`${path}: the last line is cut off and was passed over\n`);
  const { text, exitCode } = historiesSummary(verdicts, histories, inColour(io.out));
  io.out.write(text);
  return exitCode;
};

export const checkFolder = (folder: string, io: Io): number => {
  const report = rebuild(folder, checkHistory, suiteVersion);
  if (report.exitCode === 1) io.violated?.();
  writeReport(folder, report);
  io.out.write(summary(report, { folder, colour: inColour(io.out) }));
  return report.exitCode;
};

/** What can't be read or written is the person's to mend. */
export const asUsageErrors = (path: string, act: () => number): number => {
  try {
    return act();
  } catch (error) {
    const isOfFile = [HistoryError, ReportFolderError, CounterexampleError].some((kind) => error instanceof kind);
    if (isOfFile && error instanceof Error) throw new UsageError(error.message);
    if (error instanceof RangeError)
      throw new UsageError(`${path} cannot be judged: something in it is nested too deeply`);
    if (error instanceof Error && 'code' in error && typeof error.code === 'string')
      throw new UsageError(
        `${path} cannot be judged (${error.code}); give a report folder or a .jsonl file of histories`,
      );
    throw error;
  }
};
