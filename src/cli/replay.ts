// `replay`: a saved counterexample, history or program once more. The file may come from anybody: it is checked before
// anything is started, and nothing in it decides which endpoint is asked.
import { readFileSync, statSync } from 'node:fs';
import type { Command } from 'commander';
import { checkHistory } from '../checker/index.ts';
import type { ClockMode } from '../endpoint/clock/mode.ts';
import { ClockError } from '../endpoint/clock.ts';
import { HistoryError, parseHistories } from '../history/read.ts';
import { UnknownSymbol } from '../program/resolve.ts';
import type { Program } from '../program/types.ts';
import { painter, wrap } from '../report/index.ts';
import { type Expected, type Replayed, replay } from '../run/replay.ts';
import {
  CounterexampleError,
  MAX_COUNTEREXAMPLE_BYTES,
  parseBounded,
  parseCounterexample,
  parseProgram,
} from '../shrink/read.ts';
import { repeatsFor, TRIES } from '../shrink/statistics.ts';
import type { Reproduced } from '../shrink/types.ts';
import { findCredentials } from './credentials.ts';
import { mutant } from './emulator.ts';
import { InconclusiveError, UsageError } from './errors.ts';
import { type Io, inColour } from './io.ts';
import { accountId, clockMode, endpointUrl, integer, nonEmpty, once, region } from './parsers.ts';

interface ReplayArguments {
  readonly endpoint?: string;
  readonly mutant?: string;
  readonly region?: string;
  readonly clock?: ClockMode;
  readonly restartCommand?: string;
  readonly settle?: number;
  readonly tries?: number;
  readonly managementAccount?: string;
  readonly credentials: boolean;
}

/** A violation that came each time is tried so often. */
const STEADY_TRIES = 3;

export const addReplay = (program: Command, io: Io, exit: (code: number) => void): void => {
  program
    .command('replay')
    .description('run a saved counterexample again: still violated, now held, or another violation')
    .argument('<file>', 'counterexamples/NAME.json of a report, a .jsonl file with one history, or a program')
    .option('--endpoint <url>', 'the endpoint to ask (default: the embedded emulator)', once(endpointUrl))
    .option('--mutant <name>', 'a defect for the embedded emulator, for tests', once(mutant))
    .option('--region <region>', 'region to sign for (default: AWS_REGION, else us-east-1)', once(region))
    .option(
      '--clock <mode>',
      'control | faketime:FILE | command:CMD | none (default: control if the endpoint has it)',
      once(clockMode),
    )
    .option('--restart-command <cmd>', 'run by the shell to kill the endpoint and start it again', once(nonEmpty))
    .option('--settle <ms>', 'how long Get and List may lag (default: as in the file)', once(integer(0, 600_000)))
    .option('--tries <n>', 'how often (default: 3, more if it came only now and then)', once(integer(1, 1000)))
    .option('--management-account <id>', 'account that accepts connections (default: as in ARNs)', once(accountId))
    .option('--no-credentials', 'sign with dummy keys, whatever the environment has')
    .addHelpText('after', exitCodes)
    .action(async (file: string, options: ReplayArguments) => exit(await replayFile(file, options, io)));
};

const exitCodes = `
Exit codes: 0 now held · 1 still violated, or another violation · 2 the command
line or the file is wrong · 3 inconclusive`;

const replayFile = async (file: string, given: ReplayArguments, io: Io): Promise<number> => {
  if (given.endpoint !== undefined && given.mutant !== undefined)
    throw new UsageError('--mutant is of the embedded emulator; leave out --endpoint or --mutant');
  if (given.clock?.startsWith('ledger:'))
    throw new UsageError('a ledger lets real time pass, which replay does not wait for; give --clock another way');
  const saved = asUsageErrors(file, () => read(file));
  const { endpoint, clock, restartCommand, managementAccount } = given;
  const result = await replay(saved.program, saved.expected, {
    ...(endpoint === undefined ? {} : { endpoint, ...findCredentials(endpoint, !given.credentials, io.env) }),
    ...(given.mutant === undefined ? {} : { mutant: given.mutant }),
    ...(clock === undefined ? {} : { clock }),
    ...(restartCommand === undefined ? {} : { restartCommand }),
    ...(managementAccount === undefined ? {} : { managementAccount }),
    ...regionOf(given, io),
    ...settleOf(given, saved),
    tries: given.tries ?? triesFor(saved.reproduced),
    ...(saved.ofPair ? { ofPair: true } : {}),
    signal: io.interrupted,
  }).catch((error: unknown) => {
    if (error instanceof UnknownSymbol) throw new UsageError(`${file}: ${error.message} is no symbol of a program`);
    if (error instanceof ClockError) throw new UsageError(error.message);
    throw error instanceof RangeError ? new UsageError(`${file} cannot be run: ${error.message}`) : error;
  });
  if (result.outcome === 'inconclusive') throw new InconclusiveError(`inconclusive: ${result.reason ?? ''}`);
  io.out.write(text(result, saved.expected, endpoint === undefined, inColour(io.out)));
  return result.outcome === 'now held' ? 0 : 1;
};

const regionOf = (given: ReplayArguments, io: Io): { region?: string } => {
  const chosen = given.region ?? io.env.AWS_REGION ?? io.env.AWS_DEFAULT_REGION;
  return chosen === undefined ? {} : { region: chosen };
};

const settleOf = (given: ReplayArguments, saved: Saved): { settleMs?: number } => {
  // On the embedded emulator too, though it never lags: the pauses are a part of what was done.
  const settleMs = given.settle ?? saved.settleMs;
  return settleMs === undefined ? {} : { settleMs };
};

const triesFor = (reproduced: Reproduced | undefined): number => {
  if (reproduced === undefined || reproduced.of === 0) return STEADY_TRIES;
  return reproduced.times === 0 ? TRIES : Math.max(STEADY_TRIES, repeatsFor(reproduced));
};

interface Saved {
  readonly program: Program;
  readonly expected: Expected;
  readonly reproduced?: Reproduced;
  readonly settleMs?: number;
  /** It runs beside itself without its retries. */
  readonly ofPair?: true;
}

const read = (file: string): Saved => {
  const found = statSync(file);
  if (!found.isFile() || found.size > MAX_COUNTEREXAMPLE_BYTES)
    throw new CounterexampleError(`${file} is no file, or larger than ${MAX_COUNTEREXAMPLE_BYTES} bytes`);
  const content = readFileSync(file, 'utf8');
  if (file.endsWith('.jsonl')) return fromHistory(content, file);
  const value = parseBounded(content, file);
  if (typeof value === 'object' && value !== null && 'steps' in value) {
    const program = parseProgram(value, file);
    return { program, expected: program.aim };
  }
  const { program, violation, reproduced, settings } = parseCounterexample(content, file);
  const ofPair = violation.ofPair ? ({ ofPair: true } as const) : {};
  return { program, expected: violation, reproduced, settleMs: settings.settleMs, ...ofPair };
};

/** What the history shows by today's model, or else what its program was made to show. */
const fromHistory = (content: string, file: string): Saved => {
  const { histories } = parseHistories(content, file);
  const [history, ...more] = histories;
  if (history === undefined || more.length > 0)
    throw new HistoryError(`${file} holds ${histories.length} histories; give a file with one`);
  const [{ program, settings }] = history;
  if ('fixture' in program) throw new HistoryError(`${file} is the set-up of a fixture and no program`);
  const [violation] = checkHistory(history).violations;
  const known = parseProgram(program, file);
  return { program: known, expected: violation ?? known.aim, settleMs: settings.settleMs };
};

const asUsageErrors = <T>(file: string, act: () => T): T => {
  try {
    return act();
  } catch (error) {
    if (error instanceof HistoryError || error instanceof CounterexampleError) throw new UsageError(error.message);
    if (error instanceof RangeError)
      throw new UsageError(`${file} cannot be read: something in it is nested too deeply`);
    if (error instanceof Error && 'code' in error && typeof error.code === 'string')
      throw new UsageError(`${file} cannot be read (${error.code}); give counterexamples/NAME.json of a report`);
    throw error;
  }
};

const text = (result: Replayed, expected: Expected, embedded: boolean, colour: boolean): string => {
  const { outcome, times, of, violation, endpoint, leftBehind } = result;
  const { guarantee, operation } = violation ?? expected;
  const paint = painter(colour);
  const where = embedded ? 'the embedded emulator; --endpoint asks another one' : endpoint;
  const lines = [
    ...wrap('', `${outcome}: ${guarantee} on ${operation}, in ${times} of ${of} tries`).map((line) =>
      paint(outcome === 'now held' ? 'green' : 'red', line),
    ),
    ...(outcome === 'another violation' ? wrap('  Before   ', `${expected.guarantee} on ${expected.operation}`) : []),
    ...(violation?.allowed ?? []).flatMap((allowed, at) => wrap(at === 0 ? '  Allowed  ' : '        or ', allowed)),
    ...(violation === undefined ? [] : wrap('  Came     ', violation.observed)),
    ...wrap('  Endpoint ', where),
    ...leftBehind.flatMap((one) => wrap('  Note     ', `left behind, as it could not be deleted: ${one}`)),
  ];
  return `${lines.join('\n')}\n`;
};
