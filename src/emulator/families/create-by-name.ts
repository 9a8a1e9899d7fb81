// Creates that go by the name of the resource: "Idempotent create APIs".
import { type Kind, kindFacts } from '../core/kinds.ts';
import type { Resource } from '../core/state.ts';
import { reading, type World } from '../core/world.ts';
import { conflict, invalid } from '../wire/errors.ts';
import { type Members, requiredText } from '../wire/json.ts';

/**
 * The resource that has the name if this is a retry of its creation, else what `make` makes.
 * @throws ProtonError where the name is taken, and what `make` throws
 */
export function createByName(world: World, kind: Kind, input: Members, make: () => Resource): Resource {
  const original = world.rules.findNamed(world, kind, requiredText(input, 'name'));
  if (!original || judge(world, original, input) === 'anew') return make();
  return world.rules.onRetry(world, original);
}

/** A retry of this creation, or a new one in its place; all else is refused. */
function judge(world: World, original: Resource, input: Members): 'retry' | 'anew' {
  const state = passingReading(world, original);
  if (state === 'anew') return 'anew';
  if (state === 'conflict') throw conflict(`${original.key} can't be created in its present state`);
  if (state === 'validation') throw invalid(`${original.key} can't be created in its present state`);
  const error = refusal(world, original, input);
  if (!error) return 'retry';
  world.rules.onRefusal(world, original, input);
  throw error;
}

/** The reading for an original that is being deleted, couldn't be deleted, or couldn't be created. */
function passingReading(world: World, original: Resource): 'success' | 'anew' | 'conflict' | 'validation' {
  const { statuses } = kindFacts[original.kind];
  if (original.work?.kind === 'delete') return reading(world, 'create.dying');
  if (statuses && original.members[statuses.member] === statuses.deleteFailed) {
    return reading(world, 'create.delete-failed');
  }
  return original.creationFailed ? reading(world, 'create.failed') : 'success';
}

/** create.mismatch and create.modified, and the points between them. */
function refusal(world: World, original: Resource, input: Members): Error | undefined {
  const { rules } = world;
  const { operation } = world;
  const { parameters, current, defaults } = original;
  const same = rules.sameParameters(world, { operation, parameters, defaults }, input);
  if (!rules.isModified(world, original)) return same ? undefined : rules.mismatchError(world);
  if (same) return rules.modifiedError(world, original);
  const now = rules.sameParameters(world, { operation, parameters: current, defaults }, input);
  const point = now ? 'create.equals-modified' : 'create.modified-and-different';
  const choice: string = reading(world, point);
  if (choice === 'success') return undefined;
  return choice === 'validation' ? rules.mismatchError(world) : rules.modifiedError(world, original);
}
