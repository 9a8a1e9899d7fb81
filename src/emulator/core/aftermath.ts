// What follows by itself on work that has failed: an update is rolled back, what couldn't be created is cleaned away. Both
// are habits. Nothing settled shows a passing status again on the way: cleaning up goes on from the work itself.
import { omit } from '../wire/json.ts';
import { kindFacts } from './kinds.ts';
import { childrenOf } from './relations.ts';
import { message } from './stages.ts';
import type { Resource, Work } from './state.ts';
import type { World } from './world.ts';

/** Of what a request creates: what came along with a service goes with it. */
const cleanedAway = ['environment', 'service', 'environment-template-version', 'service-template-version'];

/** A resource whose update has failed, with what follows. */
export function toBeRolledBack(world: World, failed: Resource, { endsAt, update, before }: Work): Resource {
  const { rollbackMs } = world.settings.habits;
  if (rollbackMs === 0 || !update) return failed;
  const work: Work = { kind: 'rollback', startedAt: endsAt, endsAt: endsAt + rollbackMs, fails: false, update };
  return cleaning({ ...failed, work: { ...work, ...(before && { before }) } }, 'UPDATE_FAILED_CLEANUP_IN_PROGRESS');
}

/** A resource whose creation has failed, with what follows. */
export function toBeCleanedAway(world: World, failed: Resource, { endsAt }: Work): Resource {
  const { cleanUpMs } = world.settings.habits;
  if (cleanUpMs === 0 || !cleanedAway.includes(failed.kind)) return failed;
  const work = { startedAt: endsAt, endsAt: endsAt + cleanUpMs, fails: false };
  const kind = failed.kind === 'service' ? 'cleanup' : 'vanish';
  return cleaning({ ...failed, work: { ...work, kind } }, 'CREATE_FAILED_CLEANUP_IN_PROGRESS');
}

/** Only services have words for it; all else shows that it has failed. */
function cleaning(resource: Resource, status: string): Resource {
  return resource.kind === 'service' ? { ...resource, members: { ...resource.members, status } } : resource;
}

/** The resource with the values that it had before its update, and settled. */
export function rolledBack(resource: Resource, work: Work): Resource {
  const { statuses } = kindFacts[resource.kind];
  const settled = statuses && { [statuses.member]: statuses.created, ...message(statuses.member, false, 'update') };
  return { ...resource, members: { ...valuesBefore({ ...resource, work }), ...settled } };
}

/** Its members as they were before an update that shows already. */
export function valuesBefore({ members, work }: Resource): Resource['members'] {
  if (!work?.before) return members;
  return { ...omit(members, Object.keys(work.update?.members ?? {})), ...work.before };
}

/** A service that is cleaned up says so for as long again. */
export function cleanedUp(resource: Resource, { startedAt, endsAt }: Work): Resource {
  const work: Work = { kind: 'vanish', startedAt: endsAt, endsAt: 2 * endsAt - startedAt, fails: false };
  return { ...resource, members: { ...resource.members, status: 'CREATE_FAILED_CLEANUP_COMPLETE' }, work };
}

/** Nobody deleted it, so that nothing is remembered of it either. */
export function vanish({ store }: World, resource: Resource, at: number): void {
  for (const gone of [...childrenOf(store, resource), resource]) store.remove(gone, at);
}
