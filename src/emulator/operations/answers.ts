// What most operations end with: finding a resource, and showing one.
import { showDetail } from '../core/detail.ts';
import { type Kind, kindFacts } from '../core/kinds.ts';
import type { Resource } from '../core/state.ts';
import type { View } from '../core/store.ts';
import { reading, type World } from '../core/world.ts';
import { notFound } from '../wire/errors.ts';
import type { Members } from '../wire/json.ts';

/** An operation of the API: input validated by the model, output still with times in milliseconds. */
export type Operate = (world: World, input: Members) => Members;

/** @throws ProtonError `ResourceNotFoundException` where it isn't there */
export function found(_world: World, view: View, kind: Kind, key: string): Resource {
  const resource = view.get(kind, key);
  if (!resource) throw notFound(`${kindFacts[kind].label} ${key} was not found`);
  return resource;
}

/** The answer to a create: what was made, or on a retry what it was or is (detail.snapshot). */
export function answerOf(world: World, resource: Resource): Members {
  const shown = reading(world, 'detail.snapshot') === 'first' ? resource.first : showDetail(world, resource);
  return { [kindFacts[resource.kind].detail]: shown };
}
