// What programs need of a run before they start, and which of them a restricted run takes.
import { fixturesOf, operationsOf } from '../src/program/facts.ts';
import type { Program } from '../src/program/types.ts';
import { fixtures } from './fixtures.ts';

/** The names of the fixtures that the program needs, those that they need included, in the order of setting up. */
export function fixturesNeeded({ steps }: Pick<Program, 'steps'>): string[] {
  const needed = new Set(fixturesOf(steps));
  for (const { name, needs } of fixtures.toReversed())
    if (needed.has(name)) for (const other of needs) needed.add(other);
  return fixtures.filter(({ name }) => needed.has(name)).map(({ name }) => name);
}

/** Whether `pattern`, in which `*` stands for any characters, matches all of `text`. */
export function matches(pattern: string, text: string): boolean {
  const literal = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`).test(text);
}

export interface Selection {
  /** Guarantee ids and operation names, with `*`; none (the default) takes every program. */
  readonly only?: readonly string[];
}

/**
 * The programs that show something of what is asked for: aimed at a guarantee or an operation that a pattern matches,
 * or calling such an operation.
 */
export function selectPrograms<P extends Pick<Program, 'aim' | 'steps'>>(
  programs: readonly P[],
  { only = [] }: Selection,
): P[] {
  if (only.length === 0) return [...programs];
  return programs.filter((program) => {
    const names = [program.aim.guarantee, program.aim.operation, ...operationsOf(program)];
    return only.some((pattern) => names.some((name) => matches(pattern, name)));
  });
}
