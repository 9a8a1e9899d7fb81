// `export`: a saved counterexample as code that stands alone, for a bug report. No endpoint is asked. The file may come from
// anybody: it is checked, and everything in it is quoted.
import { readFileSync, statSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { exportAs, type Format, formats } from '../export/index.ts';
import { HistoryError } from '../history/read.ts';
import { UnknownSymbol } from '../program/resolve.ts';
import { historyBeside } from '../report/counterexamples.ts';
import { CounterexampleError, MAX_COUNTEREXAMPLE_BYTES, parseCounterexample } from '../shrink/read.ts';
import { UsageError } from './errors.ts';
import type { Io } from './io.ts';

export const addExport = (program: Command, io: Io): void => {
  program
    .command('export')
    .description('print a saved counterexample as code that stands alone; a run writes both formats beside it')
    .argument('<file>', 'counterexamples/NAME.json of a report, its NAME.history.jsonl beside it')
    .addOption(
      new Option('--format <format>', 'a bash script with the AWS CLI, or a test').choices(formats).default('shell'),
    )
    .action((file: string, { format }: { readonly format: Format }) => {
      io.out.write(asUsageErrors(file, () => exported(file, format)));
    });
};

const exported = (file: string, format: Format): string => {
  const found = statSync(file);
  if (!found.isFile() || found.size > MAX_COUNTEREXAMPLE_BYTES)
    throw new CounterexampleError(`${file} is no file, or larger than ${MAX_COUNTEREXAMPLE_BYTES} bytes`);
  const counterexample = parseCounterexample(readFileSync(file, 'utf8'), file);
  if (counterexample.violation.ofPair)
    throw new CounterexampleError(
      `${file} is of two programs that end differently, which no script compares; replay it`,
    );
  const history = historyBeside(file);
  if (history === undefined)
    throw new CounterexampleError(
      `${file.replace(/\.json$/, '.history.jsonl')} is missing; it has the answers to compare with`,
    );
  return exportAs(format, counterexample, history);
};

const asUsageErrors = <T>(file: string, act: () => T): T => {
  try {
    return act();
  } catch (error) {
    if (error instanceof HistoryError || error instanceof CounterexampleError) throw new UsageError(error.message);
    if (error instanceof UnknownSymbol) throw new UsageError(`${file}: ${error.message} is no symbol of a program`);
    if (error instanceof RangeError)
      throw new UsageError(`${file} cannot be read: something in it is nested too deeply`);
    if (error instanceof Error && 'code' in error && typeof error.code === 'string')
      throw new UsageError(`${file} cannot be read (${error.code}); give counterexamples/NAME.json of a report`);
    throw error;
  }
};
