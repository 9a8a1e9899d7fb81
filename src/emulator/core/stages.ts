// What a work makes of a resource: when it begins, and when it has succeeded or failed.
import { pick } from '../wire/json.ts';
import { isVersionKind, kindFacts } from './kinds.ts';
import type { Resource, Work } from './state.ts';
import { timesReached } from './times.ts';
import type { World } from './world.ts';

/** The resource once its update is under way. */
export function begun(world: World, resource: Resource, work: Work): Resource {
  const { statuses } = kindFacts[resource.kind];
  if (!statuses) return resource;
  // A version goes on serving what was made from it: that it is registered again only shows (see detail.ts).
  if (isVersionKind(resource.kind)) return { ...resource, work };
  const attempted = statuses.member === 'deploymentStatus' ? { lastDeploymentAttemptedAt: work.startedAt } : {};
  const passing = { ...attempted, [statuses.member]: statuses.updating };
  const { update } = work;
  if (world.settings.habits.rollbackMs === 0 || !update) {
    return { ...resource, members: { ...resource.members, ...passing }, work };
  }
  const before = pick(resource.members, Object.keys(update.members));
  return { ...resource, members: { ...resource.members, ...update.members, ...passing }, work: { ...work, before } };
}

/** The resource once its creation is over. */
export function created(resource: Resource, work: Work): Resource {
  const { statuses } = kindFacts[resource.kind];
  if (!statuses) return resource;
  const status = work.fails ? statuses.createFailed : statuses.created;
  const members = {
    ...resource.members,
    ...(!work.fails && timesReached(resource.members, work.endsAt)),
    [statuses.member]: status,
    ...message(statuses.member, work.fails, 'creation'),
  };
  return { ...resource, members, ...(work.fails && { creationFailed: true }) };
}

/** The resource once its update is over. */
export function updated(resource: Resource, work: Work): Resource {
  const { statuses } = kindFacts[resource.kind];
  if (!statuses) return resource;
  const traces = { ...resource.traces };
  traces[work.fails ? 'unfinished' : (work.update?.trace ?? 'noop')] += 1;
  if (work.fails) {
    const status = { [statuses.member]: statuses.updateFailed, ...message(statuses.member, true, 'update') };
    return { ...resource, traces, members: { ...resource.members, ...status } };
  }
  const settled = isVersionKind(resource.kind) ? resource.members.status : statuses.created;
  const times = statuses.member === 'deploymentStatus' ? { lastDeploymentSucceededAt: work.endsAt } : {};
  const status = { [statuses.member]: settled, ...message(statuses.member, false, 'update') };
  const members = { ...resource.members, ...work.update?.members, ...times, ...status };
  return { ...resource, traces, members, current: { ...resource.current, ...work.update?.parameters } };
}

/** What the status message says: nothing, but for what has failed. */
export function message(statusMember: string, fails: boolean, what: string) {
  return { [`${statusMember}Message`]: fails ? `The ${what} failed, as it was asked to` : undefined };
}
