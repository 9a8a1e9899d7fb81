// Deletes that are over at once: "Idempotent delete APIs".
import { type Kind, kindFacts } from '../core/kinds.ts';
import { lastDetail, removeWithChildren } from '../core/removal.ts';
import type { World } from '../core/world.ts';
import { notFound, refusal } from '../wire/errors.ts';
import type { Members } from '../wire/json.ts';

/** What a delete goes by. */
export interface Target {
  kind: Kind;
  key: string;
  /** Of a version: its template is gone too. */
  parentGone?: boolean;
}

/**
 * Deletes, or repeats the answer to a deletion.
 * @throws ProtonError where the resource is in use or never was
 */
export function deleteAtOnce(world: World, target: Target): Members {
  const { rules, store, settings } = world;
  const { detail, label } = kindFacts[target.kind];
  const resource = store.get(target.kind, target.key);
  if (resource) {
    const refused = rules.deletionRefused(world, resource);
    if (refused) throw refusal(refused, `${label} ${target.key} is in use`);
    const shown = lastDetail(world, resource, world.now);
    removeWithChildren(world, resource, world.now);
    return settings.habits.emptyDelete ? rules.emptyForm(world) : { [detail]: shown };
  }
  const grave = store.grave(target.kind, target.key);
  const answer = rules.deleteAgain(world, grave, target.parentGone ?? false);
  if (answer === 'not-found') throw notFound(`${label} ${target.key} was not found`);
  return answer === 'metadata' && grave ? { [detail]: grave.detail } : rules.emptyForm(world);
}
