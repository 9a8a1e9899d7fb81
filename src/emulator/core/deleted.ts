// What still shows of deleted environments and instances, with the status DELETE_COMPLETE: that counts as gone everywhere
// in the contract, so that it may stand where nothing would. Services have no such status.
import type { Members } from '../wire/json.ts';
import type { Kind } from './kinds.ts';
import type { Grave } from './state.ts';
import type { World } from './world.ts';

/** What Get shows of something deleted, if anything. */
export function shownDeleted(world: World, kind: Kind, key: string): Members | undefined {
  const { habits } = world.settings;
  const grave = world.store.grave(kind, key);
  if (grave === undefined || world.view.get(kind, key)) return undefined;
  const forGood = habits.showDeleteComplete && kind === 'environment';
  return forGood || isRecent(world, grave) ? complete(grave) : undefined;
}

/** What List shows of those deleted, each with its serial. */
export function listedDeleted(world: World, kind: Kind): { serial: number; members: Members }[] {
  if (world.settings.habits.deletedShownMs === 0) return [];
  const graves = [...world.store.state.graves.values()];
  return graves
    .filter((grave) => grave.kind === kind && isRecent(world, grave) && !world.view.get(kind, grave.key))
    .map((grave) => ({ serial: grave.serial, members: complete(grave) }));
}

function isRecent({ settings, view, now }: World, { kind, at, detail }: Grave): boolean {
  if (kind !== 'environment' && kind !== 'service-instance') return false;
  // Nothing of an old service may show in the new one of its name (create.after-delete).
  const isOfOldService = kind === 'service-instance' && view.get('service', String(detail.serviceName)) !== undefined;
  return !isOfOldService && now - at < settings.habits.deletedShownMs;
}

const complete = ({ detail }: Grave): Members => ({ ...detail, deploymentStatus: 'DELETE_COMPLETE' });
