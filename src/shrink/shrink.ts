// The way from a program that broke a guarantee to the smallest one that does: it is tried again alone, made smaller, and
// the smallest is tried alone ten times, which is what the report tells.
import type { HistoryVerdict, Violation } from '../checker/types.ts';
import type { History } from '../history/read.ts';
import type { Program } from '../program/types.ts';
import { Descent } from './descent.ts';
import { races } from './parts.ts';
import { withPauses } from './pauses.ts';
import { FIRST_TRIES, repeatsFor, TRIES, TRIES_OF_RACES } from './statistics.ts';
import type { Counterexample, Reproduced } from './types.ts';

/** One program run once more. */
export interface Trial {
  readonly violations: readonly Violation[];
  /** Requests that its history shows. */
  readonly calls: number;
  readonly history: History;
  /** What the last looks showed, where it may be compared with what those of another program showed. */
  readonly lastLooks?: HistoryVerdict['lastLooks'];
  /** Of a pair: the history of the program without the retries. */
  readonly beside?: History;
  /** What was put to the test. */
  readonly exercised: readonly Pick<Violation, 'guarantee' | 'operation'>[];
}

/** `alone`: one after the other. `together`: as many at a time as the endpoint is given. */
export type Company = 'together' | 'alone';

/** Runs the programs, each in a name space of its own; undefined: nothing more can be tried (interrupted, budget, no endpoint). */
export type Reproduce = (programs: readonly Program[], company: Company) => Promise<readonly Trial[] | undefined>;

/** A violation as a run found it. */
export interface Suspect {
  readonly program: Program;
  readonly violation: Violation;
  /** The history that shows it, for the pauses between its steps; left out: it is tried without any. */
  readonly history?: History;
  /**
   * Whether another violation of the same guarantee on the same operation is the same one. A request that became invalid
   * by being made smaller is refused for another reason, and that refusal must not be taken for the violation. Default: any.
   */
  isSame?(other: Violation): boolean;
}

export interface Shrunk extends Pick<Counterexample, 'program' | 'violation' | 'shrinking' | 'calls' | 'reproduced'> {
  /** The last run of the program that shows the violation; undefined: it never came again. */
  readonly history?: History;
  /** Of a pair: that of the program without the retries. */
  readonly beside?: History;
  /** What other runs of the program showed in its place, of the guarantee on the operation: one defect may look like several. */
  readonly instead?: readonly Violation[];
}

/** Shrinks what `suspect` did; `maxCalls` is the budget of requests. */
export async function shrink(suspect: Suspect, reproduce: Reproduce, maxCalls: number): Promise<Shrunk> {
  const descent = new Descent(suspect, reproduce, maxCalls);
  const [tries, most] = races(suspect.program.steps) ? [TRIES, TRIES_OF_RACES] : [FIRST_TRIES, TRIES];
  const first = await descent.count(suspect.program, tries, most);
  if (first.times > 0) return shrinkFrom(descent, suspect, first);
  const { program, violation } = suspect;
  const paused = first.of === 0 ? undefined : withPauses(suspect);
  if (paused !== undefined) {
    const slower = new Descent(paused, reproduce, maxCalls - descent.calls);
    const second = await slower.count(paused.program, FIRST_TRIES, TRIES);
    if (second.times > 0) return shrinkFrom(slower, paused, second);
  }
  const shrinking = first.of === 0 ? 'budget spent' : 'not reproduced';
  return { program, violation, shrinking, calls: descent.calls, reproduced: first };
}

/** Shrinks what came again, `first` so often. */
async function shrinkFrom(descent: Descent, suspect: Suspect, first: Reproduced): Promise<Shrunk> {
  descent.restart(suspect.program, repeatsFor(first));
  let shrinking = await descent.descend();
  let reproduced = await descent.count(descent.program, TRIES, TRIES);
  if (first.times === first.of && reproduced.times < reproduced.of && (await descent.goBack(TRIES))) {
    shrinking = await descent.descend();
    reproduced = await descent.count(descent.program, TRIES, TRIES);
  }
  if (shrinking === 'minimal' && reproduced.times > 0 && repeatsFor(reproduced) > descent.repeats) {
    // It comes less often than was thought, so that some candidates may have been given up too soon.
    descent.restart(descent.program, repeatsFor(reproduced));
    shrinking = await descent.descend();
    reproduced = await descent.count(descent.program, TRIES, TRIES);
  }
  const evidence = descent.evidenceOf(descent.program);
  const { program: smallest, calls } = descent;
  if (reproduced.times > 0 && evidence !== undefined)
    return { program: smallest, ...evidence, instead: descent.insteadIn(smallest), shrinking, calls, reproduced };
  const { program, violation } = suspect;
  const asFound = descent.evidenceOf(program);
  return { program, violation, ...asFound, shrinking: 'budget spent', calls: descent.calls, reproduced: first };
}
