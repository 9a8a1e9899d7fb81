// `run`: the options of a conformance run, checked before anything is started.
import type { Command } from 'commander';
import { ClockError } from '../endpoint/clock.ts';
import { inGitHubActions, type Report, ReportFolderError, summary } from '../report/index.ts';
import { LedgerError, type RunOptions, run as runConformance } from '../run/index.ts';
import { ofClient } from '../specs/index.ts';
import { paces } from '../specs/profiles.ts';
import { printable } from '../wire/printable.ts';
import { baselineOf, update } from './baseline.ts';
import type { BaselineFile } from './baseline-file.ts';
import { findCredentials } from './credentials.ts';
import { InconclusiveError, UsageError } from './errors.ts';
import { type Io, inColour } from './io.ts';
import { configFile, readConfig } from './options/config.ts';
import { addOptions, givenTo } from './options/definition.ts';
import { type RunArguments, runOptions } from './options/run.ts';
import { toldOf } from './options/told.ts';
import { nonEmpty, once } from './parsers.ts';
import { progressOn } from './progress.ts';

export const addRun = (program: Command, io: Io, exit: (code: number) => void): void => {
  const command = program
    .command('run')
    .description('check an endpoint, without --endpoint the embedded emulator, and write a report');
  addOptions(command, runOptions);
  command
    .option(
      '--config <file>',
      `options as JSON; those given here win (default: ${configFile}, if there)`,
      once(nonEmpty),
    )
    .addHelpText('after', helpText)
    .action(async ({ config }: { readonly config?: string }) => {
      const given = { ...readConfig(config, runOptions), ...givenTo(command, runOptions) };
      exit(await run(given, io));
    });
};

const helpText = `
Credentials: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN; those
of a second, management account: the same with PROTON_MANAGEMENT_ before them.
None are needed for an endpoint on this machine.
docs/your-endpoint.md tells how each way to move the endpoint's clock is used.`;

const run = async (given: RunArguments, io: Io): Promise<number> => {
  const baseline = baselineOf(given);
  const options = conformanceOptions(given, baseline, io);
  const progress = given.quiet ? undefined : progressOn(io.err);
  const result = await runConformance({
    ...options,
    signal: io.interrupted,
    onEvent: (event) => {
      if (event.event === 'violation') {
        if (isKnown(event, options)) return;
        if (!ofClient.has(event.guarantee)) io.violated?.();
      }
      progress?.show(event);
    },
  })
    .catch((error: unknown) => {
      throw inWords(error);
    })
    .finally(() => progress?.end());
  const { report, reportDir, unusable, notWritten } = result;
  if (unusable !== undefined) throw new InconclusiveError(unusable);
  if (!given.quiet || report.exitCode !== 0) io.out.write(summaryFor(report, reportDir, io));
  const failures = [
    notWritten === undefined
      ? undefined
      : `the report could not be written to ${reportDir} (${notWritten}): is there room, and was the folder left alone?`,
    update(given, baseline, result),
  ].filter((failure) => failure !== undefined);
  for (const failure of failures) io.err.write(`proton-conformance: ${printable(failure)}\n`);
  return failures.length === 0 || report.exitCode === 1 ? report.exitCode : 3;
};

/** What went wrong as one of the two ends of a command, where it is no defect of the suite. */
function inWords(error: unknown): unknown {
  if ([ReportFolderError, ClockError, LedgerError].some((kind) => error instanceof kind))
    return new UsageError((error as Error).message);
  const { syscall, path, code } = error as NodeJS.ErrnoException;
  return syscall === undefined || path === undefined
    ? error
    : new InconclusiveError(
        `${path} could not be read (${code}): was the report folder changed while the run went on?`,
      );
}

/** Whether a violation stands in the baseline. */
const isKnown = (
  { guarantee, operation }: { readonly guarantee: string; readonly operation: string },
  { baseline = [] }: RunOptions,
): boolean => baseline.some((one) => one.guarantee === guarantee && one.operation === operation);

const summaryFor = (report: Report, folder: string, { out, env }: Io): string => {
  const text = summary(report, { folder, colour: inColour(out) });
  return env.GITHUB_ACTIONS === 'true' ? inGitHubActions(report, text) : text;
};

/** Options whose names differ from those of `RunOptions` are translated; the others go through as they are. */
const conformanceOptions = (given: RunArguments, baseline: BaselineFile | undefined, io: Io): RunOptions => {
  if (paces.filter(({ name }) => given.profile?.includes(name)).length > 1)
    throw new UsageError(`--profile ${given.profile?.join(' ')} has two paces; give one`);
  const { quiet, credentials, settle, asyncTimeout, implementation, baseline: _, ...same } = given;
  if (given.restartCommand !== undefined && given.endpoint === undefined)
    throw new UsageError('--restart-command needs --endpoint; the embedded emulator is restarted without it');
  if (given.shard !== undefined && given.seed === undefined)
    throw new UsageError('--shard needs --seed, the same for every shard, or their programs are not those of one run');
  const accounts = given.endpoint === undefined ? {} : findCredentials(given.endpoint, credentials === false, io.env);
  const region = given.region ?? io.env.AWS_REGION ?? io.env.AWS_DEFAULT_REGION;
  return {
    ...accounts,
    ...same,
    ...(baseline === undefined ? {} : { baseline: baseline.known }),
    given: toldOf(region === undefined ? given : { ...given, region }, runOptions),
    ...(region === undefined ? {} : { region }),
    ...(implementation === undefined ? {} : { implementation: partsOf(implementation) }),
    ...(settle === undefined ? {} : { settleMs: settle }),
    ...(asyncTimeout === undefined ? {} : { asyncTimeoutMs: asyncTimeout }),
  };
};

/** The version stands after the last `@`. */
const partsOf = (implementation: string): { name: string; version: string } => {
  const at = implementation.lastIndexOf('@');
  return { name: implementation.slice(0, at), version: implementation.slice(at + 1) };
};
