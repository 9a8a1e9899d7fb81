// Creates by name: what has the name, and whether it counts as modified.
import type { Kind } from '../core/kinds.ts';
import type { Resource } from '../core/state.ts';
import { reading, type World } from '../core/world.ts';
import { equal } from '../wire/json.ts';

/** The resource of this kind that has the name. create.namespace: other kinds don't count. */
function findNamed(world: World, kind: Kind, name: string): Resource | undefined {
  return world.store.get(kind, name);
}

/** create.modified: an update has succeeded and changed a member that shows. The rest is for the silent points. */
function isModified(world: World, resource: Resource): boolean {
  const { traces } = resource;
  const updating = resource.work?.kind === 'update' || traces.unfinished > 0;
  return (
    (traces.visible > 0 && !isModifiedBack(world, resource)) ||
    (traces.noop > 0 && reading(world, 'create.noop-update') === 'modified') ||
    (traces.hidden > 0 && reading(world, 'create.hidden-update') === 'modified') ||
    (traces.tagged > 0 && reading(world, 'create.tagged') === 'modified') ||
    (traces.versions > 0 && reading(world, 'create.version-added') === 'modified') ||
    (traces.children > 0 && reading(world, 'create.child-updated') === 'modified') ||
    (updating && reading(world, 'create.update-unfinished') === 'modified')
  );
}

function isModifiedBack(world: World, resource: Resource): boolean {
  const back = equal({ ...resource.current, tags: [] }, { ...resource.parameters, tags: [] });
  return back && reading(world, 'create.modified-back') === 'unmodified';
}

export const nameRules = { findNamed, isModified };
