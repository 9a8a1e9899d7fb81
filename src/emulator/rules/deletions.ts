// What goes with a deletion, what a retry of one is answered, and how asynchronous ones proceed.
import type { Kind } from '../core/kinds.ts';
import { childrenOf, dependentsOf } from '../core/relations.ts';
import type { Grave, Resource } from '../core/state.ts';
import { reading, type World } from '../core/world.ts';

export type DeleteAnswer = 'empty' | 'metadata' | 'not-found';

/** Why the deletion of a template, version or connection is refused, if it is: the reading that refuses. */
function deletionRefused(world: World, resource: Resource): 'conflict' | 'validation' | undefined {
  const points: string[] = [];
  if (dependentsOf(world.store, resource).length > 0) points.push(reading(world, 'delete.in-use'));
  if (isTemplate(resource) && childrenOf(world.store, resource).length > 0) {
    points.push(reading(world, 'delete.with-children'));
  }
  if (isRecommendedAmongOthers(world, resource)) points.push(reading(world, 'delete.recommended'));
  return points.find((point) => point === 'conflict' || point === 'validation') as
    | 'conflict'
    | 'validation'
    | undefined;
}

/** What disappears with it, itself apart. delete.only: its own parts, and by a cascade what uses it. */
function alsoDeleted(world: World, resource: Resource): Resource[] {
  const recommended = isRecommendedAmongOthers(world, resource) && reading(world, 'delete.recommended') === 'cascade';
  const cascades = resource.kind !== 'environment' && (reading(world, 'delete.in-use') === 'cascade' || recommended);
  const gone = new Set<Resource>();
  const gather = (one: Resource) => {
    const users = cascades ? dependentsOf(world.store, one) : [];
    for (const next of [...childrenOf(world.store, one), ...users]) {
      if (gone.has(next)) continue;
      gone.add(next);
      gather(next);
    }
  };
  gather(resource);
  return [...gone];
}

/** What is forgotten or kept of the deleted. delete.retry: that it was there. */
function graveOf(_world: World, grave: Grave): Grave | undefined {
  return grave;
}

/** The answer to a delete of what isn't there; `grave` tells whether it ever was. delete.retry. */
function deleteAgain(world: World, grave: Grave | undefined, parentGone: boolean): DeleteAnswer {
  if (!grave) return reading(world, 'delete.never-existed');
  if (parentGone && reading(world, 'delete.parent-gone') === 'not-found') return 'not-found';
  return reading(world, 'delete.body');
}

/** Why an asynchronous delete is refused, if it is. */
function asyncDeletionRefused(world: World, resource: Resource): 'conflict' | 'validation' | undefined {
  const points: string[] = [];
  if (isBusy(resource)) points.push(reading(world, 'async-delete.busy'));
  if (resource.kind === 'environment' && dependentsOf(world.store, resource).length > 0) {
    points.push(reading(world, 'async-delete.with-children'));
  }
  return points.find((point) => point === 'conflict' || point === 'validation') as
    | 'conflict'
    | 'validation'
    | undefined;
}

/** Being created or updated. What has failed is so no longer, whatever follows on that, nor is what hasn't begun. */
function isBusy({ work }: Resource): boolean {
  return (work?.kind === 'create' || work?.kind === 'update') && !work.waits;
}

/** async-delete.in-progress: a retry returns the detail and does nothing further. */
function deletionRetried(_world: World, dying: Resource): Resource {
  return dying;
}

/** The answer to an asynchronous delete of what isn't there. async-delete.complete: empty. */
function asyncDeleteAgain(world: World, grave: Grave | undefined): DeleteAnswer {
  return grave ? 'empty' : reading(world, 'async-delete.never-existed');
}

/** What becomes of a resource whose deletion has succeeded: nothing is left. async-delete.effect. */
function afterDeletion(_world: World, _deleted: Resource): Resource | undefined {
  return undefined;
}

/** Does List show it? delete.first, async-delete.effect: all that is there, and nothing else. */
function listed(_world: World, resources: Resource[], _kind: string): Resource[] {
  return resources;
}

/** What Get shows under this key: what is there. delete.first. */
function looked(_world: World, _kind: Kind, _key: string, found: Resource | undefined): Resource | undefined {
  return found;
}

function isTemplate(resource: Resource): boolean {
  return resource.kind === 'environment-template' || resource.kind === 'service-template';
}

function isRecommendedAmongOthers(world: World, version: Resource): boolean {
  if (version.kind !== 'environment-template-version' && version.kind !== 'service-template-version') return false;
  const templateKind = version.kind === 'environment-template-version' ? 'environment-template' : 'service-template';
  const template = world.store.get(templateKind, String(version.members.templateName));
  const number = `${version.members.majorVersion}.${version.members.minorVersion}`;
  return template?.members.recommendedVersion === number && childrenOf(world.store, template).length > 1;
}

export const deletionRules = {
  deletionRefused,
  alsoDeleted,
  graveOf,
  deleteAgain,
  asyncDeletionRefused,
  deletionRetried,
  asyncDeleteAgain,
  afterDeletion,
  listed,
  looked,
};
