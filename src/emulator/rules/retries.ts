// What a retry of a create leads to besides its answer: nothing. These are the places where an endpoint that takes
// further action would take it.
import type { Resource, TokenEntry } from '../core/state.ts';
import type { World } from '../core/world.ts';
import { conflict, type ProtonError, parameterMismatch } from '../wire/errors.ts';
import type { Members } from '../wire/json.ts';

/** token.retry, create.retry: the original, with no further action. */
function onRetry(_world: World, original: Resource): Resource {
  return original;
}

/** token.mismatch-harmless, create.rejected-harmless: a refusal changes nothing. */
function onRefusal(_world: World, _original: Resource, _given: Members): void {}

/** token.deleted-original: nothing is left to answer with, so that the request is a new one. */
function onDeletedOriginal(_world: World, _entry: TokenEntry): Resource | undefined {
  return undefined;
}

/** The error of a mismatch. token.mismatch-named, create.mismatch-named. */
function mismatchError(_world: World): ProtonError {
  return parameterMismatch();
}

/** The error where the original was modified. create.modified. */
function modifiedError(_world: World, original: Resource): ProtonError {
  return conflict(`${original.key} already exists and was modified since its creation`);
}

export const retryRules = { onRetry, onRefusal, onDeletedOriginal, mismatchError, modifiedError };
