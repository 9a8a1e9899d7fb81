// The habits by which the parts of a service, its instances and its pipeline, lag behind it.
import type { Kind } from './kinds.ts';
import type { Resource, Work } from './state.ts';
import type { World } from './world.ts';

/** How much later than it was asked for the deployment of such a resource begins, milliseconds. */
export function lagMs({ settings }: World, kind: Kind): number {
  const { partsLaterMs, pipelineLaterMs } = settings.habits;
  if (kind === 'service-instance') return partsLaterMs;
  return kind === 'service-pipeline' ? pipelineLaterMs : 0;
}

/** A work that begins and ends so many milliseconds later. */
export function putOff(work: Work, ms: number): Work {
  return { ...work, startedAt: work.startedAt + ms, endsAt: work.endsAt + ms };
}

/** Has its creation begun? Before that, nothing shows of a pipeline. */
export function hasBegun({ now }: World, { work }: Resource): boolean {
  return work?.kind !== 'create' || work.startedAt <= now;
}
