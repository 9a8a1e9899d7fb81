// A resource as Get shows it: its members, with those that are worked out from others.
import type { Members } from '../wire/json.ts';
import { isVersionKind, kindFacts, templateKindOf } from './kinds.ts';
import { hasBegun } from './parts.ts';
import type { Resource } from './state.ts';
import type { View } from './store.ts';
import { movedWhileDying } from './times.ts';
import type { World } from './world.ts';

/** The detail of a resource, of now or of what `view` remembers; times in milliseconds. */
export function showDetail(world: World, resource: Resource, view: View = world.store): Members {
  return {
    ...resource.members,
    ...derived(world, resource, view),
    ...registering(resource),
    ...earlyStatus(world, resource),
    ...movedWhileDying(world, resource),
  };
}

function derived(world: World, resource: Resource, view: View): Members {
  if (resource.kind === 'service') {
    const pipeline = view.get('service-pipeline', resource.key);
    return pipeline && hasBegun(world, pipeline) ? { pipeline: pipeline.members } : {};
  }
  if (resource.kind !== 'environment-template-version' && resource.kind !== 'service-template-version') return {};
  const template = view.get(templateKindOf(resource.kind), String(resource.members.templateName));
  return { recommendedMinorVersion: template?.numbering?.recommendedMinor[String(resource.members.majorVersion)] };
}

/** While a version is registered again, its status says so. */
function registering({ kind, work }: Resource): Members {
  const isUnderWay = isVersionKind(kind) && work?.kind === 'update' && !work.waits;
  return isUnderWay ? { status: kindFacts[kind].statuses?.updating } : {};
}

/** wire.unknown-enum: for the first half of a creation the status is a word that the model doesn't know. */
function earlyStatus(world: World, resource: Resource): Members {
  const { work } = resource;
  const { statuses } = kindFacts[resource.kind];
  if (!statuses || work?.kind !== 'create' || world.settings.readings['wire.unknown-enum'] === 'known') return {};
  return world.now < (work.startedAt + work.endsAt) / 2 ? { [statuses.member]: statuses.unknown } : {};
}
