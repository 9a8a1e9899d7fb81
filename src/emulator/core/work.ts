// Asynchronous work without timers: before each request everything that is over by the clock is brought to its end, in
// the order in which it ended.
import { kindFacts } from './kinds.ts';
import { removeWithChildren } from './removal.ts';
import type { Resource, Work } from './state.ts';
import { movedByDeletion, notedBy } from './times.ts';
import type { World } from './world.ts';

/** Brings all work to its end that is over by now. */
export function settle(world: World): void {
  for (let next = firstOver(world); next; next = firstOver(world)) finish(world, next);
}

/** Asked anew after each: the end of a work may touch other resources, or take them away. */
function firstOver(world: World): Resource | undefined {
  let first: Resource | undefined;
  for (const resource of world.store.busy()) {
    if (endOf(resource) <= world.now && (first === undefined || isBefore(resource, first))) first = resource;
  }
  return first;
}

const endOf = ({ work }: Resource) => work?.endsAt ?? Infinity;

function isBefore(left: Resource, right: Resource): boolean {
  return (endOf(left) - endOf(right) || left.serial - right.serial) < 0;
}

/** A work that begins now. `asked` is text that may ask for a failure (see `EmulatorOptions.failures`). */
export function beginWork(world: World, kind: Work['kind'], resource: Pick<Resource, 'kind'>, asked: string): Work {
  const counter = kind === 'create' && resource.kind.endsWith('-version') ? 'registration' : kind;
  const { works } = world.store.state;
  works[counter] = (works[counter] ?? 0) + 1;
  const nth = world.settings.failures[failureOf[counter] ?? 'updates'];
  const fails = asked.includes(`fail-${kind}`) || (nth !== undefined && works[counter] % nth === 0);
  return { kind, startedAt: world.now, endsAt: world.now + world.rules.workMs(world, kind), fails };
}

const failureOf: Record<string, 'creations' | 'registrations' | 'updates' | 'deletions'> = {
  create: 'creations',
  registration: 'registrations',
  update: 'updates',
  delete: 'deletions',
};

function finish(world: World, resource: Resource): void {
  const { work, ...rest } = resource;
  if (!work) return;
  const note = notedBy(world, rest);
  if (work.kind === 'delete') finishDeletion(world, rest, work);
  else world.store.put(work.kind === 'create' ? created(rest, work) : updated(rest, work), work.endsAt);
  note.work(work.endsAt);
}

/** The resource once its creation is over. */
export function created(resource: Resource, work: Work): Resource {
  const { statuses } = kindFacts[resource.kind];
  if (!statuses) return resource;
  const status = work.fails ? statuses.createFailed : statuses.created;
  const members = {
    ...resource.members,
    [statuses.member]: status,
    ...message(statuses.member, work.fails, 'creation'),
  };
  return { ...resource, members, ...(work.fails && { creationFailed: true }) };
}

function updated(resource: Resource, work: Work): Resource {
  const { statuses } = kindFacts[resource.kind];
  if (!statuses) return resource;
  const traces = { ...resource.traces };
  traces[work.fails ? 'unfinished' : (work.update?.trace ?? 'noop')] += 1;
  if (work.fails) {
    const status = { [statuses.member]: statuses.updateFailed, ...message(statuses.member, true, 'update') };
    return { ...resource, traces, members: { ...resource.members, ...status } };
  }
  const times = statuses.member === 'deploymentStatus' ? { lastDeploymentSucceededAt: work.endsAt } : {};
  const status = { [statuses.member]: statuses.created, ...message(statuses.member, false, 'update') };
  const members = { ...resource.members, ...work.update?.members, ...times, ...status };
  return { ...resource, traces, members, current: { ...resource.current, ...work.update?.parameters } };
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

function message(statusMember: string, fails: boolean, what: string) {
  return { [`${statusMember}Message`]: fails ? `The ${what} failed, as it was asked to` : undefined };
}
