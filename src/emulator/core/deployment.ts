// Updates that take time.
import { isVersionKind } from './kinds.ts';
import { lagMs, putOff } from './parts.ts';
import { begun } from './stages.ts';
import type { Resource, Work } from './state.ts';
import type { Change } from './update.ts';
import { beginWork } from './work.ts';
import type { World } from './world.ts';

/** Begins the work of a change, now or as late as the habits have it. */
export function deploy(world: World, resource: Resource, change: Change): Resource {
  const delayMs = world.settings.habits.updateDelayMs + lagMs(world, resource.kind);
  const work = workOf(world, resource, change);
  const later: Resource = { ...resource, work: { ...putOff(work, delayMs), waits: true } };
  return world.store.put(delayMs > 0 ? later : begun(world, resource, work), world.now);
}

function workOf(world: World, resource: Resource, change: Change): Work {
  const work = beginWork(world, 'update', resource, String(change.members.spec ?? ''));
  // REGISTRATION_FAILED would tell of a version whose creation has failed.
  return { ...work, fails: work.fails && !isVersionKind(resource.kind), update: change };
}
