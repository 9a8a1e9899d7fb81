// What programs need of a run before they start, and which of them a restricted run takes.
import { fixturesOf, operationsOf } from '../src/program/facts.ts';
import type { Program } from '../src/program/types.ts';
import { matches } from '../src/specs/patterns.ts';
import { fixtures } from './fixtures.ts';

/** The names of the fixtures that the program needs, those that they need included, in the order of setting up. */
export function fixturesNeeded({ steps }: Pick<Program, 'steps'>): string[] {
  const needed = new Set(fixturesOf(steps));
  for (const { name, needs } of fixtures.toReversed())
    if (needed.has(name)) for (const other of needs) needed.add(other);
  return fixtures.filter(({ name }) => needed.has(name)).map(({ name }) => name);
}

export interface Selection {
  /** Guarantee ids and operation names, with `*`; none (the default) takes every program. */
  readonly only?: readonly string[];
  /** Operations that the program's aim must be one of; default: any. */
  readonly operations?: ReadonlySet<string> | undefined;
}

/**
 * The programs that show something of what is asked for: aimed at a guarantee or an operation that a pattern matches,
 * or calling such an operation.
 */
export function selectPrograms<P extends Pick<Program, 'aim' | 'steps'>>(
  programs: readonly P[],
  { only = [], operations }: Selection,
): P[] {
  return programs.filter((program) => {
    if (operations?.has(program.aim.operation) === false) return false;
    if (only.length === 0) return true;
    const names = [program.aim.guarantee, program.aim.operation, ...operationsOf(program)];
    return only.some((pattern) => names.some((name) => matches(pattern, name)));
  });
}
