// The options of `run`, defined once: the command line, the configuration file with its schema, and the page of options
// in docs/ are made from this table. The name of an option is that in `RunOptions`, or else `../run.ts` translates it.

import { InvalidArgumentError } from 'commander';
import { defaults, exhaustiveMost } from '../../run/index.ts';
import { paces, parts } from '../../specs/profiles.ts';
import { isRequirement, isSelection, profileNames } from '../../specs/selection.ts';
import { accountId, clockMode, endpointUrl, implementation, nonEmpty, region, shard } from '../parsers.ts';
import { type Options, option, type ValuesOf } from './definition.ts';
import { flag, list, path, text, whole } from './kinds.ts';

const selection = (pattern: string): string => {
  if (!isSelection(pattern))
    throw new InvalidArgumentError('It matches no guarantee and no operation; the command guarantees lists them.');
  return pattern;
};

const requirement = (pattern: string): string => {
  if (!isRequirement(pattern))
    throw new InvalidArgumentError('It matches no guarantee of the endpoint; the command guarantees lists them.');
  return pattern;
};

const namesOf = (all: readonly { readonly name: string }[]): string => all.map(({ name }) => name).join(', ');
const profile = (name: string): string => {
  if (!profileNames.includes(name)) throw new InvalidArgumentError(`Give one of ${profileNames.join(', ')}.`);
  return name;
};

export const runOptions = {
  endpoint: option('--endpoint <url>', 'the endpoint to check', text(endpointUrl)),
  implementation: option(
    '--implementation <name@version>',
    'what the endpoint is, for the report',
    text(implementation),
  ),
  region: option('--region <region>', 'region to sign for', text(region), 'AWS_REGION, else us-east-1'),
  seed: option('--seed <n>', 'makes the random programs the same again', whole(0, 2 ** 32 - 1), 'random'),
  exhaustive: option(
    '--exhaustive <k>',
    `run every program of up to k steps, set-up apart, and k + 1 of the core kinds; at most ${exhaustiveMost}, 0 for none`,
    whole(0, exhaustiveMost),
    defaults.exhaustive,
  ),
  runs: option('--runs <n>', 'random programs after those', whole(0, 1e7), defaults.runs),
  maxCalls: option(
    '--max-calls <n>',
    'budget of requests, set-up and clean-up apart',
    whole(1, 1e9),
    defaults.maxCalls,
  ),
  shard: option(
    '--shard <i/n>',
    'the ith of n parts of the programs; the command merge puts them together',
    text(shard),
  ),
  maxSteps: option('--max-steps <n>', 'most steps of a random program', whole(8, 1000), defaults.maxSteps),
  maxSeconds: option(
    '--max-seconds <n>',
    'budget of time for the programs; cleaning up and shrinking (a quarter of it at most) come after',
    whole(1, 1e6),
    'none',
  ),
  concurrency: option('--concurrency <n>', 'programs at a time', whole(1, 256), defaults.concurrency),
  clock: option(
    '--clock <mode>',
    'how the endpoint’s clock is moved: control | faketime:FILE | command:CMD | ledger:FILE | none',
    text(clockMode),
    'control if the endpoint has it',
  ),
  restartCommand: option(
    '--restart-command <cmd>',
    'run by the shell to kill the endpoint and start it again, within 60 s',
    text(nonEmpty),
    'no restarts, but of the embedded emulator',
  ),
  only: option(
    '--only <pattern...>',
    'check these alone: guarantee ids or operation names, with * for any characters',
    list(selection),
  ),
  profile: option(
    '--profile <name...>',
    `what the run is about and must be there: ${namesOf(parts)}; its pace: ${namesOf(paces)}`,
    list(profile),
    'all, and nothing must be there',
  ),
  require: option(
    '--require <pattern...>',
    'guarantees without which the run is inconclusive, whatever the excuse',
    list(requirement),
  ),
  minExercised: option(
    '--min-exercised <n>',
    'how often each required guarantee must be exercised on each operation',
    whole(1, 1e6),
    1,
  ),
  settle: option(
    '--settle <ms>',
    'how long Get and List may lag',
    whole(0, 600_000),
    `${defaults.settleMs}, embedded emulator: 0`,
  ),
  asyncTimeout: option('--async-timeout <ms>', 'least time that a deletion is given', whole(1, 86_400_000), 60_000),
  managementAccount: option(
    '--management-account <id>',
    'account that accepts connections',
    text(accountId),
    'as in ARNs',
  ),
  maxViolations: option(
    '--max-violations <n>',
    'end early once so many different ones were seen',
    whole(1, 1e6),
    'never',
  ),
  baseline: option('--baseline <file>', 'known violations, which do not fail the run', path),
  updateBaseline: option('--update-baseline', 'write what is violated to the baseline; reasons there are kept', flag),
  allowStale: option('--allow-stale', 'an entry of the baseline that holds by now does not fail the run', flag),
  shrink: option('--no-shrink', 'leave violations as they were found: no counterexamples', flag),
  reportDir: option(
    '--report-dir <dir>',
    'where the report goes; an earlier one there is overwritten',
    path,
    defaults.reportDir,
  ),
  credentials: option('--no-credentials', 'sign with dummy keys, whatever the environment has', flag),
  quiet: option('--quiet', 'no progress, and a summary only if the exit code is not 0', flag),
} satisfies Options;

export type RunArguments = ValuesOf<typeof runOptions>;
