// The habits that move "last…At": such a time may move while a deletion is in progress, and with what is done to the
// versions, instances, pipeline or users of a resource (the contract's "Comparing details"). And the habit that shows a
// time of what has not happened yet as 0.
import type { Members } from '../wire/json.ts';
import { lagMs } from './parts.ts';
import { ownersOf } from './relations.ts';
import type { Resource } from './state.ts';
import type { World } from './world.ts';

/** Into how many steps a deletion falls; each of them moves the times. */
const deletionSteps = 4;

const success = 'lastDeploymentSucceededAt';
/** How the time of what has not happened yet is shown. */
const notYet = 0;

/** The times of what a creation that begins has not come to yet. */
export function timesNotYet(world: World, members: Members): Members {
  return world.settings.habits.zeroTimes && members[success] !== undefined ? { [success]: notYet } : {};
}

/** The same once it has come to it, at `at` (milliseconds). */
export function timesReached(members: Members, at: number): Members {
  return members[success] === notYet ? { [success]: at } : {};
}

/** The "last…At" that there are among these members, moved to `at` (milliseconds), but never back. */
function moved(members: Members, at: number): Members {
  const isBefore = (value: unknown) => value !== notYet && Number(value) < at;
  const times = Object.entries(members).filter(([name, value]) => /^last\w+At$/.test(name) && isBefore(value));
  return Object.fromEntries(times.map(([name]) => [name, at]));
}

/** The times of a resource that a deletion moves which ends at `at`. */
export function movedByDeletion(world: World, members: Members, at: number): Members {
  return world.settings.habits.deletionsMoveTimes ? moved(members, at) : {};
}

/** The times of a resource whose deletion is in progress: those of its last step. */
export function movedWhileDying(world: World, { members, work }: Resource): Members {
  if (work?.kind !== 'delete') return {};
  const stepMs = (work.endsAt - work.startedAt) / deletionSteps;
  const steps = stepMs > 0 ? Math.floor((world.now - work.startedAt) / stepMs) : 0;
  return movedByDeletion(world, members, Math.floor(work.startedAt + steps * stepMs));
}

/**
 * What a deletion, or the end of a work, is noted by beside itself: what the resource belongs to or uses. To be asked
 * before it happens, while the resource still tells.
 */
export function notedBy(world: World, resource: Resource): Note {
  const { deletionsMoveTimes, workMovesTimes } = world.settings.habits;
  const isLate = lagMs(world, resource.kind) > 0;
  const owners = deletionsMoveTimes || workMovesTimes || isLate ? ownersOf(world.store, resource) : [];
  const services = owners.filter(({ kind }) => kind === 'service');
  return {
    deletion: (at) => deletionsMoveTimes && moveTimes(world, owners, at),
    work: (at) => moveTimes(world, workMovesTimes ? [resource, ...owners] : isLate ? services : [], at),
  };
}

interface Note {
  deletion(at: number): void;
  work(at: number): void;
}

/** Moves the times of those that are still there, to `at`. */
function moveTimes(world: World, resources: readonly Resource[], at: number): void {
  const { store } = world;
  for (const { kind, key, serial } of resources) {
    const one = store.get(kind, key);
    if (one?.serial === serial) store.put({ ...one, members: { ...one.members, ...moved(one.members, at) } }, at);
  }
}
