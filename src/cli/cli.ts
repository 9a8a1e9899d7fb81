// The command line: which commands there are, and what becomes of their errors. Each command has a file of its own.
import { Command, CommanderError } from 'commander';
import { suiteVersion } from '../version.ts';
import { printable } from '../wire/printable.ts';
import { addCheck } from './check.ts';
import { addDiff } from './diff.ts';
import { addEmulator } from './emulator.ts';
import { InconclusiveError, UsageError } from './errors.ts';
import { addExport } from './export.ts';
import { addFalseAlarms } from './false-alarms.ts';
import { addGuarantees } from './guarantees.ts';
import type { Io } from './io.ts';
import { addMerge } from './merge.ts';
import { addMutants } from './mutants.ts';
import { addReplay } from './replay.ts';
import { addReport } from './report.ts';
import { addRun } from './run.ts';

/** Runs one command; no arguments: `run` on the embedded emulator. Resolves with the exit code, never rejects. */
export const runCli = async (args: readonly string[], given: Io): Promise<number> => {
  let exitCode = 0;
  let violated = false;
  const io: Io = {
    ...given,
    violated: () => {
      violated = true;
      given.violated?.();
    },
  };
  const program = new Command('proton-conformance')
    .description('Tells whether retries are safe on a Proton-compatible API, with proof where they are not.')
    .version(suiteVersion)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.out.write(text),
      writeErr: (text) => io.out.write(text),
      outputError: () => undefined,
    })
    .addHelpText('after', exitCodes);
  const exit = (code: number): void => {
    exitCode = code;
  };
  addRun(program, io, exit);
  addEmulator(program, io);
  addGuarantees(program, io);
  addCheck(program, io, exit);
  addReport(program, io);
  addDiff(program, io, exit);
  addReplay(program, io, exit);
  addExport(program, io);
  addMerge(program, io, exit);
  addMutants(program, io, exit);
  addFalseAlarms(program, io, exit);
  try {
    await program.parseAsync(args.length === 0 ? ['run'] : [...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    const code = explain(error, io);
    return violated ? 1 : code;
  }
};

const exitCodes = `
Exit codes of run and check: 0 no guarantee violated and every required one
exercised · 1 a guarantee was violated · 2 the command line or an input file is
wrong · 3 inconclusive: not all that is required could be exercised or decided`;

const explain = (error: unknown, io: Io): number => {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    const message = error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
    io.err.write(`proton-conformance: ${printable(message)}; --help lists what there is\n`);
    return 2;
  }
  if (error instanceof UsageError || error instanceof InconclusiveError) {
    io.err.write(`proton-conformance: ${printable(error.message)}\n`);
    return error.exitCode;
  }
  io.err.write(`proton-conformance: a defect of this tool: ${error instanceof Error ? error.stack : String(error)}\n`);
  return 3;
};
