// Removing: the resource, what goes with it, and what the template of a removed version then recommends.
import type { Members } from '../wire/json.ts';
import { showDetail } from './detail.ts';
import { templateKindOf } from './kinds.ts';
import { recommend } from './recommendation.ts';
import type { Resource } from './state.ts';
import { movedByDeletion, notedBy } from './times.ts';
import type { World } from './world.ts';

/** Removes a resource and whatever the rules let go with it. */
export function removeWithChildren(world: World, resource: Resource, at: number): void {
  const note = notedBy(world, resource);
  const others = world.rules.alsoDeleted(world, resource);
  for (const gone of [...others, resource]) remove(world, gone, at);
  note.deletion(at);
}

/** The detail with which a resource goes. */
export function lastDetail(world: World, resource: Resource, at: number): Members {
  const detail = showDetail(world, resource);
  return { ...detail, ...movedByDeletion(world, detail, at) };
}

function remove(world: World, resource: Resource, at: number): void {
  const { kind, key, serial, tags } = resource;
  const detail = lastDetail(world, resource, at);
  const grave = world.rules.graveOf(world, { kind, key, serial, tags, detail, at });
  world.store.remove(resource, at);
  if (grave) world.store.bury(grave);
  const left = world.rules.afterDeletion(world, resource);
  if (left) world.store.put(left, at);
  if (kind === 'environment-template-version' || kind === 'service-template-version') {
    const template = world.store.get(templateKindOf(kind), String(resource.members.templateName));
    if (template) recommend(world, template, at);
  }
}
