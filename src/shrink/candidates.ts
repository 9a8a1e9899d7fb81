// The smaller programs that shrinking tries, in the order in which it does: without races and faults, with fewer steps, with
// other steps that are fewer, with simpler steps, with smaller values.
// Pure, and each strictly smaller by `measureOf`. A counterexample is minimal when none of them breaks the guarantee.
import type { Program, Step } from '../program/types.ts';
import { withLessWrong } from './faults.ts';
import { withGiven } from './given.ts';
import { withoutOne, withoutPieces } from './left-out.ts';
import { isSmaller, measureOf } from './measure.ts';
import { withMovesAsOne, withPlainEnding } from './replaced.ts';
import { withSimplerSteps } from './simpler.ts';
import { withSmallerValues } from './smaller.ts';

/** One list after the other; of a list, candidates may be tried at the same time. */
export type Level = (steps: readonly Step[]) => Step[][][];

const levels: readonly Level[] = [
  (steps) => [withLessWrong(steps)],
  withoutPieces,
  (steps) => [withoutOne(steps)],
  (steps) => [withGiven(steps), withMovesAsOne(steps), withPlainEnding(steps)],
  (steps) => [withSimplerSteps(steps)],
  (steps) => [withSmallerValues(steps)],
];

/** The candidates of each level in lists, none twice; `program` keeps its index, which decides lanes and connections. */
export const candidateLevels: readonly ((program: Program) => Program[][])[] = levels.map(
  (level) => (program) => distinct(program, level(program.steps)),
);

/** Every candidate there is. */
export const candidatesOf = (program: Program): Program[] => [
  ...new Map(candidateLevels.flatMap((level) => level(program).flat()).map((one) => [keyOf(one), one])).values(),
];

/** Equal for programs with the same steps. */
export const keyOf = ({ steps }: Pick<Program, 'steps'>): string => JSON.stringify(steps);

/** Equal for programs that differ in nothing but which letters names and tokens are; longer ones may matter. */
export function keyButForNames({ steps }: Pick<Program, 'steps'>): string {
  const called = new Map<string, string>();
  return keyOf({ steps }).replace(/\{\{(name|token):([a-z])(?=[ }])/g, (_, kind: string, name: string) => {
    const known = called.get(`${kind} ${name}`) ?? String(called.size);
    called.set(`${kind} ${name}`, known);
    return `{{${kind}:${known}`;
  });
}

function distinct(program: Program, lists: readonly Step[][][]): Program[][] {
  const seen = new Set<string>();
  const most = measureOf(program.steps);
  return lists
    .map((list) =>
      list
        .filter((steps) => {
          const key = keyOf({ steps });
          if (steps.length === 0 || seen.has(key) || !isSmaller(measureOf(steps), most)) return false;
          seen.add(key);
          return true;
        })
        .map((steps) => ({ ...program, steps })),
    )
    .filter((list) => list.length > 0);
}
