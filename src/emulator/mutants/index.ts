// All mutants by name, and the rules that an emulator goes by.
import { contractRules, type Rules } from '../rules/index.ts';
import { asyncDeletionMutants } from './async-deletions.ts';
import { deletionMutants } from './deletions.ts';
import type { Mutant } from './mutant.ts';
import { nameMutants } from './names.ts';
import { recreationMutants } from './recreations.ts';
import { tokenMismatchMutants } from './token-mismatches.ts';
import { tokenRetryMutants } from './token-retries.ts';
import { tokenTextMutants } from './token-text.ts';
import { wireMutants } from './wire.ts';

const mutants: readonly Mutant[] = [
  ...tokenRetryMutants,
  ...tokenTextMutants,
  ...tokenMismatchMutants,
  ...nameMutants,
  ...recreationMutants,
  ...deletionMutants,
  ...asyncDeletionMutants,
  ...wireMutants,
];

/** Name, guarantee broken and description of every mutant. */
export function listMutants(): Pick<Mutant, 'name' | 'breaks' | 'about'>[] {
  return mutants.map(({ name, breaks, about }) => ({ name, breaks, about }));
}

/** The rules of the contract, or those of a mutant. @throws RangeError for a mutant that isn't known */
export function rulesOf(name: string | undefined): Rules {
  if (name === undefined) return contractRules;
  const mutant = mutants.find((one) => one.name === name);
  if (!mutant) throw new RangeError(`unknown mutant: ${name}`);
  return { ...contractRules, ...mutant.alter(contractRules) };
}
