// The way from a program that broke a guarantee to the smallest one that does: try again, shrink in company (many
// candidates at a time), then make sure alone. What company misled (an endpoint that forgets after so many other tokens)
// is shrunk once more, one program after the other.
import type { Violation } from '../checker/types.ts';
import type { History } from '../history/read.ts';
import type { Program } from '../program/types.ts';
import { Descent } from './descent.ts';
import { withPauses } from './pauses.ts';
import { FIRST_TRIES, repeatsFor, TRIES } from './statistics.ts';
import type { Counterexample, Reproduced } from './types.ts';

/** One program run once more. */
export interface Trial {
  readonly violations: readonly Violation[];
  /** Requests that its history shows. */
  readonly calls: number;
  readonly history: History;
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
}

export interface Shrunk extends Pick<Counterexample, 'program' | 'violation' | 'shrinking' | 'calls' | 'reproduced'> {
  /** The last run of the program that shows the violation; undefined: it never came again. */
  readonly history?: History;
}

/** Shrinks what `suspect` did; `maxCalls` is the budget of requests. */
export async function shrink(suspect: Suspect, reproduce: Reproduce, maxCalls: number): Promise<Shrunk> {
  const descent = new Descent(suspect, reproduce, maxCalls);
  const first = await descent.count(suspect.program, FIRST_TRIES, TRIES);
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
  for (const company of ['together', 'alone'] as const) {
    descent.restart(suspect.program, repeatsFor(first));
    let ended = await descent.descend(company);
    let again = await descent.count(descent.program, TRIES, TRIES);
    if (again.times > 0 && repeatsFor(again) > descent.repeats && ended === 'minimal') {
      descent.restart(descent.program, repeatsFor(again));
      ended = await descent.descend('alone');
      again = await descent.count(descent.program, TRIES, TRIES);
    }
    const evidence = descent.evidenceOf(descent.program);
    if (again.times > 0 && evidence !== undefined)
      return { program: descent.program, ...evidence, shrinking: ended, calls: descent.calls, reproduced: again };
    if (ended !== 'minimal') break;
  }
  const { program, violation } = suspect;
  const evidence = descent.evidenceOf(program);
  return { program, violation, ...evidence, shrinking: 'budget spent', calls: descent.calls, reproduced: first };
}
