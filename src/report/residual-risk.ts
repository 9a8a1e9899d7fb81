// What is left to be found, as far as the random programs of a run can tell: how often another one would show a situation
// that none has shown yet. A verdict says what was seen; this says how much more there may be to see.
import type { HistoryVerdict } from '../checker/types.ts';
import type { JudgedHistory, ResidualRisk } from './types.ts';

/** With fewer random programs the estimate says nothing. */
const fewestPrograms = 30;
/** With none in n, the chance is below 3/n at 95 % confidence (rule of three; Hanley and Lippman-Hand, JAMA 1983). */
const ruleOfThree = 3;

/**
 * The Good–Turing estimate (Good, "The population frequencies of species", Biometrika 40, 1953): the chance that the next
 * draw is of a species not seen yet is about the number of species seen exactly once over the number of draws. Here a
 * draw is a random program, and a species is a situation: guarantee × operation × situation × held or violated, or a
 * silent point × operation × reading. A program shows many, so what is counted is the programs that show at least one
 * situation which no other program of the run shows, systematic and exhaustive ones included: each of those was, when it
 * is thought of as the last one, a program with something new.
 */
export const residualRisk = (histories: readonly JudgedHistory[]): ResidualRisk => {
  const shown = histories.map((history) => [history, situationsOf(history.verdict)] as const);
  const programsWith = new Map<string, number>();
  for (const [, situations] of shown)
    for (const situation of situations) programsWith.set(situation, (programsWith.get(situation) ?? 0) + 1);
  const random = shown.filter(
    ([{ program, end }]) => 'aim' in program && program.phase === 'random' && end?.reason === 'done',
  );
  const alone = random.filter(([, situations]) =>
    [...situations].some((situation) => programsWith.get(situation) === 1),
  );
  return {
    randomPrograms: random.length,
    situations: programsWith.size,
    withNewSituation: alone.length,
    ...(random.length < fewestPrograms ? {} : estimateOf(alone.length, random.length)),
  };
};

const estimateOf = (alone: number, programs: number): Pick<ResidualRisk, 'chance' | 'below'> =>
  alone > 0 ? { chance: rounded(alone / programs) } : { chance: 0, below: rounded(ruleOfThree / programs) };

/** To four digits, so that a report has the same bytes wherever it is built. */
const rounded = (chance: number): number => Math.round(chance * 10_000) / 10_000;

const situationsOf = ({ exercised, violations, readings }: HistoryVerdict): Set<string> =>
  new Set([
    ...exercised.map((one) => `${one.guarantee}, ${one.operation}, ${one.situation}, held`),
    ...violations.map((one) => `${one.guarantee}, ${one.operation}, ${one.situation}, violated`),
    ...readings.map((one) => `${one.point}, ${one.operation}, ${one.reading}`),
  ]);

/** In a sentence, for a person. */
export const residualText = ({ randomPrograms, situations, chance, below }: ResidualRisk): string => {
  const seen = `${situations} situations seen`;
  if (chance === undefined)
    return `${seen}; ${randomPrograms} random programs are too few to tell what another one would show`;
  const size = below === undefined ? `about ${percent(chance)}` : `less than ${percent(below)}`;
  return `${seen}; the chance that another random program shows one not seen yet: ${size} (Good–Turing)`;
};

const percent = (chance: number): string => `${(chance * 100).toFixed(1)} %`;
