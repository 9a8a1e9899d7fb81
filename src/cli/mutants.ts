// `mutants`: the kill matrix, which says how well the suite finds what is broken on purpose. For the suite's maintainers.
import { writeFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { chosenMutants } from '../matrix/catalogue.ts';
import { type Comparison, compareStrategies, comparisonMarkdown } from '../matrix/compare.ts';
import { type Matrix, matrixOf, namingOf } from '../matrix/matrix.ts';
import { type About, matrixMarkdown, matrixSummary } from '../matrix/matrix-text.ts';
import { runTrials, type TrialsOptions, trialKeys } from '../matrix/run-trials.ts';
import { strategies } from '../matrix/strategies.ts';
import type { Trial } from '../matrix/types.ts';
import { wrap } from '../report/index.ts';
import { suiteVersion } from '../version.ts';
import { UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { integer, nonEmpty, once, shard } from './parsers.ts';

interface MutantsArguments {
  readonly seeds: number;
  readonly maxCalls?: number;
  readonly strategy: string;
  readonly only?: readonly string[];
  readonly out?: string;
  readonly shard?: { readonly nth: number; readonly of: number };
  readonly markdown?: string;
  readonly json?: string;
  readonly compare?: true;
  readonly quiet?: true;
}

export const addMutants = (program: Command, io: Io, exit: (code: number) => void): void => {
  program
    .command('mutants')
    .description('measure how many of the emulator’s mutants are found, and how soon')
    .option('--seeds <n>', 'runs of each mutant, with the seeds 1 to n', once(integer(1, 10_000)), 1)
    .option(
      '--max-calls <n>',
      'budget of requests (default: that of the command run; with --compare 20000)',
      once(integer(1, 1e9)),
    )
    .option('--strategy <name>', 'how to search', once(strategy), 'default')
    .option('--only <pattern...>', 'names of mutants or guarantee ids, with * for any characters')
    .option('--out <file>', 'keeps a line for each trial; those that are there are not run again', once(nonEmpty))
    .option('--shard <i/n>', 'runs every nth trial from the ith, for other processes to run the others', once(shard))
    .option('--markdown <file>', 'writes the matrix as a page', once(nonEmpty))
    .option('--json <file>', 'writes the matrix as JSON; null: more calls than the budget', once(nonEmpty))
    .option('--compare', 'compares all strategies on the mutants that take the suite more than 200 calls')
    .option('--quiet', 'no line for each trial')
    .addHelpText('after', helpText)
    .action(async (given: MutantsArguments) => exit(await measure(given, io)));
};

const helpText = `
${wrap('Strategies: ', Object.keys(strategies).join(', ')).join('\n')}

Exit codes: 0 every mutant was found with every seed, or --compare · 1 one
survived · 2 the command line is wrong · 3 interrupted`;

const strategy = (text: string): string => {
  if (!Object.hasOwn(strategies, text))
    throw new InvalidArgumentError(`Give one of ${Object.keys(strategies).join(', ')}.`);
  return text;
};

const measure = async (given: MutantsArguments, io: Io): Promise<number> => {
  const mutants = chosenMutants(given.only);
  if (mutants.length === 0) throw new UsageError('--only matches no mutant; emulator --list-mutants lists them');
  const options: TrialsOptions = {
    signal: io.interrupted,
    ...(given.out === undefined ? {} : { out: given.out }),
    ...(given.shard === undefined ? {} : { shard: given.shard }),
    ...(given.quiet ? {} : { onTrial: (trial: Trial, left: number) => io.err.write(trialLine(trial, left)) }),
  };
  if (given.compare) {
    const comparison = await compareStrategies(mutants, given.seeds, given.maxCalls, options);
    return told(given, io, comparison, comparisonMarkdown(comparison), comparisonMarkdown(comparison), 0);
  }
  const keys = trialKeys(mutants, given);
  const trials = await runTrials(keys, mutants, options);
  if (trials.length < keys.length) io.err.write(`${keys.length - trials.length} trials are still to run\n`);
  const matrix = matrixOf(trials);
  const about: About = { ...given, command: commandOf(given), suite: suiteVersion };
  const survived = matrix.rows.some((row) => row.survived.length > 0);
  return told(given, io, matrix, matrixMarkdown(matrix, about), matrixSummary(matrix, about), survived ? 1 : 0);
};

const told = (
  { markdown, json }: MutantsArguments,
  io: Io,
  data: Matrix | Comparison,
  page: string,
  text: string,
  exitCode: number,
): number => {
  io.out.write(text);
  if (markdown !== undefined) writeFileSync(markdown, page);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(data, null, 2)}\n`);
  return io.interrupted.aborted && exitCode === 0 ? 3 : exitCode;
};

const trialLine = (trial: Trial, left: number): string => {
  const { mutant, seed, kill, calls, ms } = trial;
  const found =
    kill === undefined
      ? 'SURVIVED'
      : `${kill.guarantee} on ${kill.operation} (${kill.phase})${namingOf(trial) === 'other' ? ` instead of ${trial.breaks}` : ''}`;
  return `${mutant} seed ${seed}: ${found}, ${calls.judged} calls, ${ms} ms; ${left} left\n`;
};

const commandOf = ({ seeds, maxCalls, strategy: name, only }: MutantsArguments): string =>
  [
    'proton-conformance mutants',
    `--seeds ${seeds}`,
    ...(maxCalls === undefined ? [] : [`--max-calls ${maxCalls}`]),
    ...(name === 'default' ? [] : [`--strategy ${name}`]),
    ...(only === undefined ? [] : [`--only ${only.join(' ')}`]),
  ].join(' ');
