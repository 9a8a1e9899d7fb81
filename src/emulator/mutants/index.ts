// All mutants by name, and the rules that an emulator goes by.
import { contractRules, type Rules } from '../rules/index.ts';
import { asyncDeletionMutants } from './async-deletions.ts';
import { asyncRetryMutants } from './async-retries.ts';
import { brokenAnswerMutants } from './broken-answers.ts';
import { connectionMutants } from './connections.ts';
import { copyMutants } from './copies.ts';
import { deleteEffectMutants } from './delete-effects.ts';
import { deleteRetryMutants } from './delete-retries.ts';
import { deleteTakingMutants } from './delete-takings.ts';
import { deletionMutants } from './deletions.ts';
import { deploymentMutants } from './deployments.ts';
import { goneClientMutants } from './gone-clients.ts';
import { laterEffectMutants } from './later-effects.ts';
import { lostAnswerMutants } from './lost-answers.ts';
import type { Mutant } from './mutant.ts';
import { nameComparisonMutants } from './name-comparisons.ts';
import { nameEffectMutants } from './name-effects.ts';
import { nameModificationMutants } from './name-modifications.ts';
import { relativeMutants } from './name-relatives.ts';
import { nameMutants } from './names.ts';
import { sharedNameMutants } from './names-shared.ts';
import { deleteRaceMutants } from './races-deletes.ts';
import { nameRaceMutants } from './races-names.ts';
import { tokenRaceMutants } from './races-tokens.ts';
import { recreationMutants } from './recreations.ts';
import { refusalMutants } from './refusals.ts';
import { replacementMutants } from './replacements.ts';
import { restartMutants } from './restarts.ts';
import { tokenRestartMutants } from './restarts-tokens.ts';
import { tokenComparisonMutants } from './token-comparisons.ts';
import { tokenDeletedMutants } from './token-deleted.ts';
import { tokenEffectMutants } from './token-effects.ts';
import { tokenLifeMutants } from './token-lives.ts';
import { tokenMismatchMutants } from './token-mismatches.ts';
import { refusedTokenRetryMutants } from './token-refused-retries.ts';
import { tokenRetryMutants } from './token-retries.ts';
import { tokenSpellingMutants } from './token-spellings.ts';
import { tokenTextMutants } from './token-text.ts';
import { tokenWindowMutants } from './token-windows.ts';
import { wireMutants } from './wire.ts';
import { wireFormMutants } from './wire-forms.ts';

const mutants: readonly Mutant[] = [
  ...tokenRetryMutants,
  ...tokenEffectMutants,
  ...refusedTokenRetryMutants,
  ...tokenLifeMutants,
  ...tokenWindowMutants,
  ...tokenDeletedMutants,
  ...tokenTextMutants,
  ...tokenSpellingMutants,
  ...tokenMismatchMutants,
  ...tokenComparisonMutants,
  ...refusalMutants,
  ...nameMutants,
  ...nameEffectMutants,
  ...nameModificationMutants,
  ...deploymentMutants,
  ...relativeMutants,
  ...nameComparisonMutants,
  ...recreationMutants,
  ...sharedNameMutants,
  ...deletionMutants,
  ...deleteRetryMutants,
  ...deleteEffectMutants,
  ...deleteTakingMutants,
  ...replacementMutants,
  ...laterEffectMutants,
  ...asyncDeletionMutants,
  ...asyncRetryMutants,
  ...tokenRaceMutants,
  ...nameRaceMutants,
  ...deleteRaceMutants,
  ...lostAnswerMutants,
  ...brokenAnswerMutants,
  ...goneClientMutants,
  ...copyMutants,
  ...connectionMutants,
  ...tokenRestartMutants,
  ...restartMutants,
  ...wireMutants,
  ...wireFormMutants,
];

/** A mutant as others see it. */
export type MutantEntry = Omit<Mutant, 'alter'>;

/** Every mutant: its name, the guarantee that it breaks, what it does wrong, and what is known of it beside that. */
export function listMutants(): MutantEntry[] {
  return mutants.map(({ alter: _alter, ...entry }) => entry);
}

/** The rules of the contract, or those of a mutant. @throws RangeError for a mutant that isn't known */
export function rulesOf(name: string | undefined): Rules {
  if (name === undefined) return contractRules;
  const mutant = mutants.find((one) => one.name === name);
  if (!mutant) throw new RangeError(`unknown mutant: ${name}`);
  return { ...contractRules, ...mutant.alter(contractRules) };
}
