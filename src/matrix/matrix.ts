// The kill matrix: what the trials of one strategy say of each mutant, and of all together. A pure function of them.
import { quantile, type Share, share } from './statistics.ts';
import { type Phase, phases, type Trial } from './types.ts';

/** How the guarantee that was named relates to the catalogue's: it, one that breaks too by the same answer, another. */
export type Naming = 'named' | 'also' | 'other';

export interface Row {
  readonly mutant: string;
  readonly breaks: string;
  readonly killed: Share;
  readonly naming: Readonly<Record<Naming, number>>;
  /** The guarantees that were named though they are others than the catalogue's, with how often. */
  readonly others: Readonly<Record<string, number>>;
  readonly phases: Readonly<Partial<Record<Phase, number>>>;
  /** Judged requests to the kill. Infinite: so many trials ended without one. */
  readonly medianCalls: number;
  readonly p95Calls: number;
  /** Seeds in which it survived. */
  readonly survived: readonly number[];
}

export interface Matrix {
  readonly rows: readonly Row[];
  readonly killed: Share;
  readonly naming: Readonly<Record<Naming, number>>;
  readonly phases: Readonly<Partial<Record<Phase, number>>>;
  /** Of the trials, with their judged requests and the time that they took, seconds. */
  readonly trials: number;
  readonly calls: number;
  readonly seconds: number;
}

/** The matrix of some trials, all of one strategy and budget; its rows in the order in which the mutants first come. */
export const matrixOf = (trials: readonly Trial[]): Matrix => {
  const byMutant = new Map<string, Trial[]>();
  for (const trial of trials) byMutant.set(trial.mutant, [...(byMutant.get(trial.mutant) ?? []), trial]);
  return {
    rows: [...byMutant.values()].map(rowOf),
    killed: killedOf(trials),
    naming: namingsOf(trials),
    phases: phasesOf(trials),
    trials: trials.length,
    calls: trials.reduce((sum, { calls }) => sum + calls.judged, 0),
    seconds: Math.round(trials.reduce((sum, { ms }) => sum + ms, 0) / 1000),
  };
};

const rowOf = (trials: readonly Trial[]): Row => {
  const { mutant, breaks } = trials[0]!;
  const calls = trials.map(({ kill, calls: { judged } }) => (kill === undefined ? Number.POSITIVE_INFINITY : judged));
  const others = trials.flatMap((trial) => (namingOf(trial) === 'other' ? [trial.kill!.guarantee] : []));
  return {
    mutant,
    breaks,
    killed: killedOf(trials),
    naming: namingsOf(trials),
    others: counted(others),
    phases: phasesOf(trials),
    medianCalls: quantile(calls, 0.5),
    p95Calls: quantile(calls, 0.95),
    survived: trials.filter(({ kill }) => kill === undefined).map(({ seed }) => seed),
  };
};

/** How the guarantee named by a kill relates to the catalogue's; undefined for a survivor. */
export const namingOf = ({ kill, breaks }: Trial): Naming | undefined => {
  if (kill === undefined) return undefined;
  if (kill.guarantee === breaks) return 'named';
  return kill.also.includes(breaks) ? 'also' : 'other';
};

const killedOf = (trials: readonly Trial[]): Share =>
  share(trials.filter(({ kill }) => kill !== undefined).length, trials.length);

const namingsOf = (trials: readonly Trial[]): Record<Naming, number> => {
  const { named = 0, also = 0, other = 0 } = counted(trials.flatMap((trial) => namingOf(trial) ?? []));
  return { named, also, other };
};

const phasesOf = (trials: readonly Trial[]): Partial<Record<Phase, number>> => {
  const count = counted(trials.flatMap(({ kill }) => (kill === undefined ? [] : [kill.phase])));
  return Object.fromEntries(phases.flatMap((phase) => (count[phase] === undefined ? [] : [[phase, count[phase]]])));
};

const counted = (names: readonly string[]): Record<string, number> => {
  const count: Record<string, number> = {};
  for (const name of names) count[name] = (count[name] ?? 0) + 1;
  return count;
};
