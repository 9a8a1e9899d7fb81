// The suite against other ways to find the same defects, and against itself with one technique taken away, on the mutants
// that it doesn't find at once.
import type { MutantEntry } from './catalogue.ts';
import { matrixOf } from './matrix.ts';
import { calls, spaced } from './matrix-text.ts';
import { runTrials, type TrialsOptions, trialKeys } from './run-trials.ts';
import { quantile, type Share } from './statistics.ts';
import { strategies } from './strategies.ts';
import type { Trial } from './types.ts';

/** What counts as found at once, judged requests (median over the seeds). */
const atOnceCalls = 200;
const defaultMaxCalls = 20_000;

export interface Comparison {
  readonly seeds: number;
  readonly maxCalls: number;
  /** All mutants, and those compared on. */
  readonly mutants: number;
  readonly hard: readonly string[];
  readonly strategies: readonly StrategyResult[];
}

export interface StrategyResult {
  readonly strategy: string;
  readonly killed: Share;
  /** Mutants found in every seed, in some, in none. */
  readonly always: number;
  readonly sometimes: number;
  readonly never: readonly string[];
  /** Judged requests to the kill over all trials; infinite: more than half survived. */
  readonly medianCalls: number;
  /** Trials that it kills and the suite doesn't, and the other way round: the same mutants with the same seeds. */
  readonly better: number;
  readonly worse: number;
}

/** Runs every strategy with the same seeds on the mutants for which the suite's median is above 200 calls. */
export const compareStrategies = async (
  mutants: readonly MutantEntry[],
  seeds: number,
  maxCalls = defaultMaxCalls,
  options: TrialsOptions = {},
): Promise<Comparison> => {
  const trialsOf = (strategy: string, among: readonly MutantEntry[]): Promise<Trial[]> =>
    runTrials(trialKeys(among, { seeds, strategy, maxCalls }), among, options);
  const slow = matrixOf(await trialsOf('default', mutants)).rows.filter(({ medianCalls }) => medianCalls > atOnceCalls);
  const names = new Set(slow.map(({ mutant }) => mutant));
  const hard = mutants.filter(({ name }) => names.has(name));
  const results: [string, Trial[]][] = [];
  for (const strategy of Object.keys(strategies)) results.push([strategy, await trialsOf(strategy, hard)]);
  const own = results[0]![1];
  return {
    seeds,
    maxCalls,
    mutants: mutants.length,
    hard: hard.map(({ name }) => name),
    strategies: results
      .filter(([, trials]) => trials.length > 0)
      .map(([strategy, trials]) => resultOf(strategy, trials, own)),
  };
};

const resultOf = (strategy: string, trials: readonly Trial[], own: readonly Trial[]): StrategyResult => {
  const { rows, killed } = matrixOf(trials);
  const found = (of: readonly Trial[]): Set<string> =>
    new Set(of.filter(({ kill }) => kill !== undefined).map(({ mutant, seed }) => `${seed} ${mutant}`));
  const [mine, suites] = [found(trials), found(own)];
  return {
    strategy,
    killed,
    always: rows.filter((row) => row.survived.length === 0).length,
    sometimes: rows.filter((row) => row.survived.length > 0 && row.killed.times > 0).length,
    never: rows.filter((row) => row.killed.times === 0).map(({ mutant }) => mutant),
    medianCalls: quantile(
      trials.map(({ kill, calls: { judged } }) => (kill === undefined ? Number.POSITIVE_INFINITY : judged)),
      0.5,
    ),
    better: [...mine].filter((trial) => !suites.has(trial)).length,
    worse: [...suites].filter((trial) => !mine.has(trial)).length,
  };
};

/** The page docs/strategies.md. */
export const comparisonMarkdown = ({ seeds, maxCalls, mutants, hard, strategies: results }: Comparison): string =>
  [
    '# Ways to search, compared',
    '',
    `Made by \`proton-conformance mutants --compare --seeds ${seeds} --max-calls ${maxCalls}\`: ${seeds} seeds, ${spaced(maxCalls)} judged calls, on the ${hard.length} of ${mutants} mutants for which the suite needs more than ${atOnceCalls} calls (median). The suite takes its systematic programs first and in a fixed order, so that this number says more about the order than about the mutants.`,
    '',
    '| strategy | trials killed | share | mutants found always · sometimes · never | median calls | only it · only the suite |',
    '| --- | ---: | --- | --- | ---: | --- |',
    ...results.map(
      ({ strategy, killed, always, sometimes, never, medianCalls, better, worse }) =>
        `| ${strategy} | ${killed.times}/${killed.of} | ${killed.low.toFixed(2)}–${killed.high.toFixed(2)} | ${always} · ${sometimes} · ${never.length} | ${calls(medianCalls)} | ${better} · ${worse} |`,
    ),
    '',
    ...results
      .filter(({ never }) => never.length > 0)
      .map(({ strategy, never }) => `- never found by ${strategy}: ${never.join(', ')}`),
    '',
  ].join('\n');
