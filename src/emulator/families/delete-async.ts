// Deletes that take time: "Asynchronous idempotent delete APIs".
import { valuesBefore } from '../core/aftermath.ts';
import { showDetail } from '../core/detail.ts';
import { kindFacts } from '../core/kinds.ts';
import { removeWithChildren } from '../core/removal.ts';
import type { Resource } from '../core/state.ts';
import { beginWork } from '../core/work.ts';
import { reading, type World } from '../core/world.ts';
import { notFound, refusal } from '../wire/errors.ts';
import type { Members } from '../wire/json.ts';

/**
 * Begins a deletion, or repeats the answer to one.
 * @throws ProtonError where the resource is busy, has services, or never was
 */
export function deleteInTime(world: World, kind: 'environment' | 'service', name: string): Members {
  const { rules, store } = world;
  const { detail, label } = kindFacts[kind];
  const resource = store.get(kind, name);
  if (!resource) {
    const answer = rules.asyncDeleteAgain(world, store.grave(kind, name));
    if (answer === 'not-found') throw notFound(`${label} ${name} was not found`);
    const grave = store.grave(kind, name);
    return answer === 'metadata' && grave ? { [detail]: grave.detail } : rules.emptyForm(world);
  }
  if (resource.work?.kind === 'delete') {
    return { [detail]: showDetail(world, rules.deletionRetried(world, resource)) };
  }
  const refused = rules.asyncDeletionRefused(world, resource);
  if (refused) throw refusal(refused, `${label} ${name} can't be deleted in its present state`);
  if (reading(world, 'async-delete.first-answer') === 'complete') {
    removeWithChildren(world, resource, world.now);
    return rules.emptyForm(world);
  }
  return { [detail]: showDetail(world, store.put(dying(world, resource), world.now)) };
}

/** The resource with its deletion begun; what else was in hand is given up. */
function dying(world: World, resource: Resource): Resource {
  const { statuses } = kindFacts[resource.kind];
  // Every other deletion only, so that what is asked to fail can be cleaned up.
  const asked = resource.deletions % 2 === 0 ? String(resource.members.spec ?? '') : '';
  const work = beginWork(world, 'delete', resource, asked);
  const members = { ...valuesBefore(resource), ...(statuses && { [statuses.member]: statuses.deleting }) };
  return { ...resource, members, work, deletions: resource.deletions + 1 };
}
