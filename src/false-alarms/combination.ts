// A right endpoint, drawn at random: readings of the silent points, permitted habits, work that fails, how long work
// takes. Combination i is a pure function of (seed, i).
import { type EmulatorOptions, emulatorReadings, type Failures, type Habits, type Point } from '../emulator/index.ts';
import { seededRandom } from '../runner/pace.ts';

export type Combination = Required<Pick<EmulatorOptions, 'readings' | 'habits' | 'failures' | 'asyncMs'>>;

type Random = () => number;

/** How long asynchronous work takes, milliseconds: at once, shorter and longer than a call, longer than a stale look. */
const asyncMillis = [0, 1, 20, 60, 500, 3_000];
/** Each habit that is a number with the least and the most that it is drawn from; rates are shares of requests. */
const amounts: Partial<Record<keyof Habits, readonly [least: number, most: number]>> = {
  latencyMs: [1, 200],
  throttleRate: [0.005, 0.08],
  errorRate: [0.005, 0.05],
  breakRate: [0.005, 0.05],
  staleMs: [20, 1_500],
};
/** The same of what befalls requests about one resource at the same time. */
const contention: typeof amounts = { contendRate: [0.1, 1], contendMs: [1, 100] };
const switches: readonly (keyof Habits)[] = [
  ...(['headerOnlyErrors', 'extraMembers', 'nullMembers', 'wholeSeconds', 'emptyDelete', 'noBytes'] as const),
  ...(['showDeleteComplete', 'hideRoles', 'quotas'] as const),
];
/** Those that came later, drawn last: what was drawn before them stays what it was. */
const laterSwitches: readonly (keyof Habits)[] = [
  'deletionsMoveTimes',
  'workMovesTimes',
  'registerAgain',
  'globalTokens',
  'strictReferences',
];
const laterAmounts: typeof amounts = {
  deletedShownMs: [50, 20_000],
  missingRate: [0.02, 0.6],
  updateDelayMs: [50, 6_000],
  rollbackMs: [50, 6_000],
  cleanUpMs: [50, 6_000],
  halfDoneRate: [0.005, 0.05],
  partsLaterMs: [100, 6_000],
  pipelineLaterMs: [100, 6_000],
};
const latestSwitches: readonly (keyof Habits)[] = [
  'ignoresTags',
  'zeroTimes',
  'emptyMembers',
  'roundsLater',
  'allMajors',
];
const works = ['creations', 'registrations', 'updates', 'deletions'] as const satisfies (keyof Failures)[];
/** Of how many works of a kind one fails. */
const failureEvery = [3, 15] as const;
/** Combinations with everything odd at once would hide what two of them do together. */
const oddChance = 0.25;

/** The combination at `index` of those with `seed`. */
export const combinationOf = (seed: number, index: number): Combination => {
  const random = seededRandom((seed ^ Math.imul(index + 1, 0x9e3779b9)) >>> 0);
  random();
  const [readings, habits] = [readingsFrom(random), habitsFrom(random)];
  const [failures, asyncMs] = [failuresFrom(random), oneOf(random, asyncMillis)];
  const contended = amountsFrom(random, contention);
  const later = { ...switchesFrom(random, laterSwitches), ...amountsFrom(random, laterAmounts) };
  const latest = switchesFrom(random, latestSwitches);
  const all = { ...habits, ...contended, ...later, ...latest };
  return { readings: readable(readings, all), habits: all, failures, asyncMs };
};

/** Where tags are ignored, nothing is modified by them. */
const readable = (
  readings: Combination['readings'],
  { ignoresTags }: Combination['habits'],
): Combination['readings'] => (ignoresTags ? { ...readings, 'create.tagged': 'unmodified' } : readings);

const readingsFrom = (random: Random): Combination['readings'] =>
  Object.fromEntries(
    (Object.keys(emulatorReadings) as Point[]).map((point) => [point, oneOf(random, emulatorReadings[point].readings)]),
  );

const habitsFrom = (random: Random): Combination['habits'] => ({
  ...amountsFrom(random, amounts),
  ...switchesFrom(random, switches),
});

const switchesFrom = (random: Random, habits: readonly (keyof Habits)[]): Combination['habits'] =>
  Object.fromEntries(habits.flatMap((habit) => (random() < oddChance ? [[habit, true]] : [])));

const amountsFrom = (random: Random, ranges: typeof amounts): Combination['habits'] =>
  Object.fromEntries(
    Object.entries(ranges).flatMap(([habit, [least, most]]) => {
      const amount = least + random() * (most - least);
      return random() < oddChance ? [[habit, most > 1 ? Math.round(amount) : Math.round(amount * 1000) / 1000]] : [];
    }),
  );

const failuresFrom = (random: Random): Failures => {
  const [least, most] = failureEvery;
  const every = works.flatMap((work) => {
    const nth = least + Math.floor(random() * (most - least));
    return random() < oddChance ? [[work, nth]] : [];
  });
  return { ...Object.fromEntries(every), ...(random() < oddChance ? { atOnce: true } : {}) };
};

const oneOf = <T>(random: Random, all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
