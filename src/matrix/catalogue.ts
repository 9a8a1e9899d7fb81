// The mutants that a matrix is about.
import { listMutants } from '../emulator/index.ts';
import { matches } from '../specs/patterns.ts';

/** A mutant as the catalogue has it. */
export type MutantEntry = ReturnType<typeof listMutants>[number];

/** Those whose name, or the guarantee that they break, a pattern matches; none given: all. */
export const chosenMutants = (only: readonly string[] = []): MutantEntry[] =>
  listMutants().filter(
    ({ name, breaks }) =>
      only.length === 0 || only.some((pattern) => matches(pattern, name) || matches(pattern, breaks)),
  );
