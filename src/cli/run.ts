// `run`: the options of a conformance run, checked before anything is started.
import type { Command } from 'commander';
import { ReportFolderError, summary } from '../report/index.ts';
import { defaults, exhaustiveMost, type RunOptions, run as runConformance } from '../run/index.ts';
import { guarantees } from '../specs/index.ts';
import { matches } from '../specs/patterns.ts';
import { findCredentials } from './credentials.ts';
import { InconclusiveError, UsageError } from './errors.ts';
import { type Io, inColour } from './io.ts';
import { accountId, type ClockMode, clockMode, endpointUrl, integer, nonEmpty, once, region } from './parsers.ts';
import { progressOn } from './progress.ts';

interface RunArguments {
  readonly endpoint?: string;
  readonly region?: string;
  readonly seed?: number;
  readonly exhaustive?: number;
  readonly runs?: number;
  readonly maxCalls?: number;
  readonly maxSteps?: number;
  readonly maxSeconds?: number;
  readonly concurrency?: number;
  readonly clock?: ClockMode;
  readonly only?: readonly string[];
  readonly settle?: number;
  readonly asyncTimeout?: number;
  readonly managementAccount?: string;
  readonly maxViolations?: number;
  readonly shrink: boolean;
  readonly reportDir: string;
  readonly credentials: boolean;
  readonly quiet?: true;
}

export const addRun = (program: Command, io: Io, exit: (code: number) => void): void => {
  program
    .command('run')
    .description('check an endpoint, without --endpoint the embedded emulator, and write a report')
    .option('--endpoint <url>', 'the endpoint to check', once(endpointUrl))
    .option('--region <region>', 'region to sign for (default: AWS_REGION, else us-east-1)', once(region))
    .option('--seed <n>', 'makes the random programs the same again (default: random)', once(integer(0, 2 ** 32 - 1)))
    .option(
      '--exhaustive <k>',
      `run every program of up to k steps, set-up apart, and k + 1 of the core kinds; 0 for none (default: ${defaults.exhaustive}, at most ${exhaustiveMost})`,
      once(integer(0, exhaustiveMost)),
    )
    .option('--runs <n>', `random programs after those (default: ${defaults.runs})`, once(integer(0, 1e7)))
    .option(
      '--max-calls <n>',
      `budget of requests, set-up and clean-up apart (default: ${defaults.maxCalls})`,
      once(integer(1, 1e9)),
    )
    .option('--max-steps <n>', `most steps of a random program (default: ${defaults.maxSteps})`, once(integer(8, 1000)))
    .option(
      '--max-seconds <n>',
      'budget of time, after which no new program starts (default: none)',
      once(integer(1, 1e6)),
    )
    .option('--concurrency <n>', `programs at a time (default: ${defaults.concurrency})`, once(integer(1, 256)))
    .option('--clock <mode>', 'control | none (default: control if the endpoint has it)', once(clockMode))
    .option('--only <pattern...>', 'check these alone: guarantee ids or operation names, with * for any characters')
    .option(
      '--settle <ms>',
      `how long Get and List may lag (default: ${defaults.settleMs}, embedded emulator: 0)`,
      once(integer(0, 600_000)),
    )
    .option(
      '--async-timeout <ms>',
      'least time that a deletion is given (default: 60000)',
      once(integer(1, 86_400_000)),
    )
    .option('--management-account <id>', 'account that accepts connections (default: as in ARNs)', once(accountId))
    .option(
      '--max-violations <n>',
      'end early once so many different ones were seen (default: never)',
      once(integer(1, 1e6)),
    )
    .option('--no-shrink', 'leave violations as they were found: no counterexamples')
    .option(
      '--report-dir <dir>',
      'where the report goes; an earlier one there is overwritten',
      once(nonEmpty),
      'reports/latest',
    )
    .option('--no-credentials', 'sign with dummy keys, whatever the environment has')
    .option('--quiet', 'no progress, and a summary only if the exit code is not 0')
    .addHelpText('after', helpText)
    .action(async (options: RunArguments) => exit(await run(options, io)));
};

const helpText = `
Credentials: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN; those
of a second, management account: the same with PROTON_MANAGEMENT_ before them.
None are needed for an endpoint on this machine.
--clock faketime:, command: and ledger: are not in this version.`;

const run = async (given: RunArguments, io: Io): Promise<number> => {
  const options = conformanceOptions(given, io);
  const progress = given.quiet ? undefined : progressOn(io.err);
  const result = await runConformance({
    ...options,
    signal: io.interrupted,
    ...(progress === undefined ? {} : { onProgress: progress.show }),
  })
    .catch((error: unknown) => {
      throw error instanceof ReportFolderError ? new UsageError(error.message) : error;
    })
    .finally(() => progress?.end());
  const { report, reportDir, unusable, notWritten } = result;
  if (unusable !== undefined) throw new InconclusiveError(unusable);
  if (!given.quiet || report.exitCode !== 0)
    io.out.write(summary(report, { folder: reportDir, colour: inColour(io.out) }));
  if (notWritten === undefined) return report.exitCode;
  io.err.write(
    `proton-conformance: the report could not be written to ${reportDir} (${notWritten}); make room there\n`,
  );
  return report.exitCode === 1 ? 1 : 3;
};

const conformanceOptions = (given: RunArguments, io: Io): RunOptions => {
  for (const pattern of given.only ?? [])
    if (!guarantees.some(({ id, operations }) => [id, ...operations].some((name) => matches(pattern, name))))
      throw new UsageError(
        `--only ${pattern} matches no guarantee and no operation; the command guarantees lists them`,
      );
  const { endpoint, clock, settle, asyncTimeout, only } = given;
  const accounts = endpoint === undefined ? {} : findCredentials(endpoint, !given.credentials, io.env);
  const regionGiven = given.region ?? io.env.AWS_REGION ?? io.env.AWS_DEFAULT_REGION;
  return compact({
    ...accounts,
    endpoint,
    region: regionGiven,
    seed: given.seed,
    exhaustive: given.exhaustive,
    runs: given.runs,
    maxCalls: given.maxCalls,
    maxSteps: given.maxSteps,
    maxSeconds: given.maxSeconds,
    concurrency: given.concurrency,
    clock,
    only,
    settleMs: settle,
    asyncTimeoutMs: asyncTimeout,
    managementAccount: given.managementAccount,
    maxViolations: given.maxViolations,
    shrink: given.shrink,
    reportDir: given.reportDir,
  });
};

/** Without the members that are undefined, so that defaults apply. */
const compact = <T extends object>(options: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
