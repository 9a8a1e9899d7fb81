// Every decision that a guarantee hangs on, as a small function by name. The core asks `world.rules` and never decides
// by itself, so that a mutant is nothing but another answer to one of these questions.
import { deletionRules } from './deletions.ts';
import { makingRules } from './making.ts';
import { nameRules } from './names.ts';
import { parameterRules } from './parameters.ts';
import { proceedingRules } from './proceeding.ts';
import { retryRules } from './retries.ts';
import { tokenRules } from './tokens.ts';
import { wireRules } from './wire.ts';

export const contractRules = {
  ...tokenRules,
  ...parameterRules,
  ...nameRules,
  ...retryRules,
  ...makingRules,
  ...deletionRules,
  ...proceedingRules,
  ...wireRules,
};

export type Rules = typeof contractRules;
