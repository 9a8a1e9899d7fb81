// Updates of any kind of resource: what they change, and which trace they leave for create.modified to judge.

import { dispensableMembers, roleMembers } from '../habits.ts';
import { shapeOf } from '../wire/api.ts';
import { equal, type Json, type Members } from '../wire/json.ts';
import { kindFacts } from './kinds.ts';
import type { Resource, Traces } from './state.ts';
import type { World } from './world.ts';

export interface Change {
  members: Members;
  /** The same in terms of the create request. */
  parameters: Members;
  trace: keyof Traces;
}

/** What setting these members comes to. `parameters` are those of the create request, where they differ. */
export function changeOf(world: World, resource: Resource, members: Members, parameters: Members = members): Change {
  const changed = Object.entries(members).filter(([name, value]) => !equal(resource.members[name], value as Json));
  const shown = changed.some(([name]) => isShown(world, resource, name));
  return { members, parameters, trace: shown ? 'visible' : changed.length > 0 ? 'hidden' : 'noop' };
}

/** Applies a change at once. One that changes nothing leaves the modification time alone. */
export function applyAtOnce(world: World, resource: Resource, change: Change): Resource {
  const { traces, members, current } = resource;
  const moved = change.trace === 'noop' || members.lastModifiedAt === undefined ? {} : { lastModifiedAt: world.now };
  return world.store.put(
    {
      ...resource,
      members: { ...members, ...change.members, ...moved },
      current: { ...current, ...change.parameters },
      traces: { ...traces, [change.trace]: traces[change.trace] + 1 },
    },
    world.now,
  );
}

/** Counts something that happened to a resource without changing its members. */
export function leaveTrace(world: World, resource: Resource, trace: keyof Traces): void {
  world.store.put({ ...resource, traces: { ...resource.traces, [trace]: resource.traces[trace] + 1 } }, world.now);
}

function isShown(world: World, resource: Resource, member: string): boolean {
  const { habits, readings } = world.settings;
  const hidden = habits.hideRoles && resource.kind === 'environment' && roleMembers.includes(member);
  const missing = readings['wire.missing-member'] === 'missing' && dispensableMembers.includes(member);
  return !hidden && !missing && shapeOf(kindFacts[resource.kind].shape).members?.[member] !== undefined;
}
