// Asynchronous work without timers: before each request everything that has begun or ended by the clock is
// brought there, in the order of time.
import { cleanedUp, rolledBack, toBeCleanedAway, toBeRolledBack, vanish } from './aftermath.ts';
import { isVersionKind, kindFacts } from './kinds.ts';
import { removeWithChildren } from './removal.ts';
import { begun, created, message, updated } from './stages.ts';
import type { AskedWork, Resource, Work } from './state.ts';
import { movedByDeletion, notedBy } from './times.ts';
import type { World } from './world.ts';

/** Brings all work to where it is by now. */
export function settle(world: World): void {
  for (let next = firstDue(world); next; next = firstDue(world)) {
    if (next.work?.waits) begin(world, next, next.work);
    else finish(world, next);
  }
}

/** Asked anew after each: the end of a work may touch other resources, or take them away. */
function firstDue(world: World): Resource | undefined {
  let first: Resource | undefined;
  for (const resource of world.store.busy()) {
    if (dueAt(resource) <= world.now && (first === undefined || isBefore(resource, first))) first = resource;
  }
  return first;
}

/** When the next thing happens to it by itself. */
function dueAt({ work }: Resource): number {
  if (!work) return Infinity;
  return work.waits ? work.startedAt : work.endsAt;
}

function isBefore(left: Resource, right: Resource): boolean {
  return (dueAt(left) - dueAt(right) || left.serial - right.serial) < 0;
}

/** A work that begins now. `asked` is text that may ask for a failure (see `EmulatorOptions.failures`). */
export function beginWork(world: World, kind: AskedWork, resource: Pick<Resource, 'kind'>, asked: string): Work {
  const counter = kind === 'create' && isVersionKind(resource.kind) ? 'registration' : kind;
  const { works } = world.store.state;
  works[counter] = (works[counter] ?? 0) + 1;
  const nth = world.settings.failures[failureOf[counter] ?? 'updates'];
  const fails =
    world.doom === 'work' || asked.includes(`fail-${kind}`) || (nth !== undefined && works[counter] % nth === 0);
  return { kind, startedAt: world.now, endsAt: world.now + world.rules.workMs(world, kind), fails };
}

const failureOf: Record<string, 'creations' | 'registrations' | 'updates' | 'deletions'> = {
  create: 'creations',
  registration: 'registrations',
  update: 'updates',
  delete: 'deletions',
};

function begin(world: World, resource: Resource, { waits: _, ...work }: Work): void {
  world.store.put(begun(world, resource, work), work.startedAt);
}

function finish(world: World, resource: Resource): void {
  const { work, ...rest } = resource;
  if (!work) return;
  const put = (left: Resource) => world.store.put(left, work.endsAt);
  if (work.kind === 'vanish') vanish(world, rest, work.endsAt);
  else if (work.kind === 'rollback') put(rolledBack(rest, work));
  else if (work.kind === 'cleanup') put(cleanedUp(rest, work));
  else finishAsked(world, rest, work);
}

function finishAsked(world: World, resource: Resource, work: Work): void {
  const note = notedBy(world, resource);
  if (work.kind === 'delete') finishDeletion(world, resource, work);
  else world.store.put((work.kind === 'create' ? afterCreation : afterUpdate)(world, resource, work), work.endsAt);
  note.work(work.endsAt);
}

/** The resource once its creation is over. */
export function afterCreation(world: World, resource: Resource, work: Work): Resource {
  const made = created(resource, work);
  return work.fails ? toBeCleanedAway(world, made, work) : made;
}

function afterUpdate(world: World, resource: Resource, work: Work): Resource {
  return work.fails ? toBeRolledBack(world, updated(resource, work), work) : updated(resource, work);
}

function finishDeletion(world: World, resource: Resource, work: Work): void {
  const { statuses } = kindFacts[resource.kind];
  if (!work.fails || !statuses) {
    removeWithChildren(world, resource, work.endsAt);
    return;
  }
  const status = { [statuses.member]: statuses.deleteFailed, ...message(statuses.member, true, 'deletion') };
  const times = movedByDeletion(world, resource.members, work.endsAt);
  world.store.put({ ...resource, members: { ...resource.members, ...times, ...status } }, work.endsAt);
}
