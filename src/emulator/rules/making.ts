// What is made new: nothing of what had the name before shows in it, and versions count up.
import type { Grave, Numbering, Resource, State } from '../core/state.ts';
import { Version } from '../core/version.ts';
import { reading, type World } from '../core/world.ts';

/** The last word on a resource about to be made; `before` had its name and was deleted. create.after-delete. */
function fresh(_world: World, made: Resource, _before: Grave | undefined): Resource {
  return made;
}

/** The number of the next version: a new major version with minor 0, or the next minor version within `major`. */
function nextVersion(world: World, numbering: Numbering, existing: Version[], major: string | undefined): Version {
  if (major === undefined) {
    const highest = Math.max(0, ...existing.map((version) => version.major));
    return new Version(reading(world, 'version.major-reuse') === 'yes' ? highest + 1 : numbering.nextMajor, 0);
  }
  const within = existing.filter((version) => String(version.major) === major);
  const highest = Math.max(-1, ...within.map((version) => version.minor));
  const counted = numbering.nextMinor[major] ?? 0;
  return new Version(Number(major), reading(world, 'version.minor-reuse') === 'yes' ? highest + 1 : counted);
}

/** How long a work takes from its start, milliseconds. */
function workMs(world: World, _kind: 'create' | 'update' | 'delete'): number {
  return world.settings.asyncMs;
}

/** A resource was made and is in its place, but no token stands for it yet. once.lost-response: from here on it is done. */
function onMade(_world: World, made: Resource): Resource {
  return made;
}

/** What is left of the state after a restart at `now`, milliseconds. durable: all. */
function remembered(state: State, _now: number): State {
  return state;
}

export const makingRules = { fresh, nextVersion, workMs, onMade, remembered };
