// The phase after the programs: each group of violations is tried again and made small, several at a time, and written to
// the report folder. It ends in order when its calls or its time are spent, at an interrupt, and when the endpoint is gone;
// what it has not come to is kept as it was found.
import { join } from 'node:path';
import { fixtures } from '../../generators/index.ts';
import { expiry } from '../endpoint/expiry.ts';
import { writeExports } from '../export/index.ts';
import type { History } from '../history/read.ts';
import { advancesOf } from '../program/facts.ts';
import type { Program } from '../program/types.ts';
import { counterexamplesFolder } from '../report/folder.ts';
import {
  causeOf,
  groupsOfRun,
  type ReadEvents,
  shapeOf,
  type ViolationGroup,
  writeCounterexample,
} from '../report/index.ts';
import type { JudgedHistory } from '../report/types.ts';
import { keyButForNames } from '../shrink/candidates.ts';
import { plainOf, retriedOf } from '../shrink/pairs.ts';
import { Rounds } from '../shrink/rounds.ts';
import { type Shrunk, type Suspect, shrink } from '../shrink/shrink.ts';
import type { Counterexample } from '../shrink/types.ts';
import { ofClient } from '../specs/index.ts';
import { ofPairs } from './pair-trials.ts';
import { type TrialSetting, Trials, withStep } from './trials.ts';

export const shrinkLimits = {
  /** Requests for one counterexample, set-up and clean-up apart. */
  callsEach: 3_000,
  /** Requests for all of them. */
  callsInAll: 40_000,
  secondsInAll: 180,
  /** Of more, the others are kept as they were found. */
  groups: 100,
  groupsAtATime: 8,
} as const;

export interface ShrinkOptions {
  readonly setting: TrialSetting;
  readonly reportDir: string;
  readonly histories: readonly JudgedHistory[];
  readonly readEvents: ReadEvents;
  /** Where it was found. */
  readonly found: Pick<Counterexample, 'endpoint' | 'embedded' | 'region' | 'suite'>;
  readonly maxSeconds: number;
  readonly signal?: AbortSignal;
  onProgress?(done: number, of: number): void;
}

/** What a person should know of the phase beside the counterexamples. */
export interface ShrinkResult {
  /** Requests sent, with set-up and clean-up. */
  readonly calls: number;
  readonly notes: readonly string[];
  readonly leftBehind: Trials['leftBehind'];
}

interface Shrinking {
  readonly group: ViolationGroup;
  readonly suspect: Suspect;
  readonly history: History;
  readonly shrunk: Shrunk;
}

/** With a budget of time, what is left of it, and in any case a quarter of it; without one, `secondsInAll`. */
export const secondsToShrink = (maxSeconds: number | undefined, elapsedSeconds: number): number =>
  maxSeconds === undefined
    ? shrinkLimits.secondsInAll
    : Math.min(shrinkLimits.secondsInAll, Math.max(maxSeconds - elapsedSeconds, maxSeconds / 4));

/** Shrinks what the histories show and writes the counterexamples. The file system's errors pass through. */
export const shrinkViolations = async (options: ShrinkOptions): Promise<ShrinkResult> => {
  const groups = groupsOfRun(options.histories).filter(({ guarantee }) => !ofClient.has(guarantee));
  if (groups.length === 0) return { calls: 0, notes: [], leftBehind: [] };
  const timeout = expiry(Math.ceil(options.maxSeconds * 1000));
  const signals = options.signal === undefined ? [timeout] : [timeout, options.signal];
  const trials = new Trials(
    options.setting,
    { maxCalls: shrinkLimits.callsInAll, signal: AbortSignal.any(signals) },
    options.histories.map(({ verdict }) => verdict),
  );
  const simplestFirst = [...groups].sort((a, b) => sizeOf(a) - sizeOf(b));
  const done = await shrinkAll(simplestFirst, trials, options);
  const inOrder = groups.flatMap((group) => done.filter((one) => one.group === group));
  for (const [name, same] of named(inOrder)) write(name, same, options);
  const notes = trials.ended === undefined ? [] : [`not everything was made as small as can be: ${trials.ended}`];
  return { calls: trials.calls, notes, leftBehind: trials.leftBehind };
};

const sizeOf = ({ found: [{ history }] }: ViolationGroup): number =>
  'steps' in history.program ? history.program.steps.length : 0;

/** As many at a time as the limit says; each as it comes to its turn. */
const shrinkAll = async (
  groups: readonly ViolationGroup[],
  trials: Trials,
  options: ShrinkOptions,
): Promise<Shrinking[]> => {
  const rounds = new Rounds((programs, company) => trials.run(programs, company));
  const done: Shrinking[] = [];
  const queue = groups.entries();
  const worker = async (): Promise<void> => {
    for (const [rank, group] of queue) {
      const { suspect, history } = suspectOf(group, options.readEvents);
      const canRun = options.setting.clock.mode !== 'none' || advancesOf(suspect.program.steps).length === 0;
      const maxCalls = rank < shrinkLimits.groups && canRun ? shrinkLimits.callsEach : 0;
      const shrunk = await rounds.join((reproduce) =>
        maxCalls === 0
          ? asFound(suspect)
          : shrink(suspect, suspect.violation.ofPair ? ofPairs(reproduce) : reproduce, maxCalls),
      );
      done.push({ group, suspect, history, shrunk });
      options.onProgress?.(done.length, groups.length);
    }
  };
  await Promise.all(Array.from({ length: shrinkLimits.groupsAtATime }, worker));
  return done;
};

const asFound = async (suspect: Suspect): Promise<Shrunk> => ({
  ...suspect,
  shrinking: 'budget spent',
  calls: 0,
  reproduced: { times: 0, of: 0 },
});

const suspectOf = ({ found: [{ history, violation }] }: ViolationGroup, readEvents: ReadEvents) => {
  const events = readEvents(history) as History;
  const { guarantee, operation, situation } = violation;
  const suspect: Suspect = {
    program: { ...runnable(history.program), aim: { guarantee, operation, situation } },
    violation: withStep(violation, events),
    history: events,
    // What a pair ends in tells all that is there, which becomes less.
    isSame: (other) =>
      violation.ofPair ? other.ofPair === true : shapeOf(other.observed) === shapeOf(violation.observed),
  };
  return { suspect, history: events };
};

/** A fixture is a program too: the violation showed while it was set up. */
const runnable = (program: JudgedHistory['program']): Pick<Program, 'index' | 'steps'> => {
  if ('steps' in program) return { index: program.index, steps: program.steps };
  const index = fixtures.findIndex(({ name }) => name === program.fixture);
  return { index: Math.max(0, index), steps: fixtures[index]?.steps ?? [] };
};

/** Those that came down to the same program are one; names are unique, and the same for the same groups. */
const named = (all: readonly Shrinking[]): Map<string, Shrinking[]> => {
  const different: Shrinking[][] = [];
  for (const one of all) {
    const same = different.find((others) => others.some((other) => isSame(one, other)));
    if (same === undefined) different.push([one]);
    else same.push(one);
  }
  const result = new Map<string, Shrinking[]>();
  for (const same of different) {
    const { guarantee, operation } = same[0]!.group;
    const base = `${guarantee}-${operation}`;
    const taken = [...result.keys()].filter((name) => name === base || name.startsWith(`${base}-`)).length;
    result.set(taken === 0 ? base : `${base}-${taken + 1}`, same);
  }
  return result;
};

/** One defect: the smallest programs are the same, or a run of the one shows what the other was found by. */
const isSame = (one: Shrinking, other: Shrinking): boolean =>
  one.group.guarantee === other.group.guarantee &&
  one.group.operation === other.group.operation &&
  (keyButForNames(one.shrunk.program) === keyButForNames(other.shrunk.program) ||
    showsToo(one, other) ||
    showsToo(other, one));

const showsToo = ({ shrunk }: Shrinking, { group }: Shrinking): boolean =>
  (shrunk.instead ?? []).some((violation) => causeOf(violation) === group.cause);

const write = (name: string, same: readonly Shrinking[], { reportDir, found, setting }: ShrinkOptions): void => {
  // One that reproduces and was made small tells more than its like as it was found.
  const { suspect, history, shrunk } = same.find((one) => one.shrunk.shrinking === 'minimal') ?? same[0]!;
  const { program } = history[0];
  const original = 'steps' in program ? program : suspect.program;
  const evidence = shrunk.history ?? history;
  const ofPair = shrunk.violation.ofPair === true;
  const smallest = ofPair ? retriedOf(shrunk.program) : shrunk.program;
  const counterexample: Counterexample = {
    schemaVersion: 1,
    tool: 'proton-conformance',
    name,
    causes: same.map(({ group }) => group.cause),
    violation: shrunk.violation,
    program: shrunk.history === undefined ? original : smallest,
    ...(ofPair ? { plain: plainOf(shrunk.program) } : {}),
    shrinking: shrunk.shrinking,
    calls: same.reduce((sum, one) => sum + one.shrunk.calls, 0),
    reproduced: shrunk.reproduced,
    settings: { ...setting.settings, ...evidence[0].settings },
    ...found,
  };
  writeCounterexample(reportDir, counterexample, evidence, shrunk.beside);
  // What two programs end in is no matter of one script.
  if (!ofPair) writeExports(join(reportDir, counterexamplesFolder), counterexample, evidence);
};
