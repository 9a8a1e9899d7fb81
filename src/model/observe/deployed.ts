// What hangs on a service, its instances and its pipeline, once it was seen deployed: it stays as it is until something is
// done to the service itself ("Comparing details"; create.retry: a settled deployment is not started again).
import { resources } from '../../specs/index.ts';
import type { Detail } from '../../wire/types.ts';
import { comparable, isSame } from '../detail/forms.ts';
import type { State, Thing } from '../state.ts';

/** The API model gives instances and pipelines the status of an environment. */
const deployment = resources.environment.status!;

const statusOf = (part: Detail): string => String(part[deployment.member]);

export const isOver = (part: Detail): boolean => deployment.settled.includes(statusOf(part));

/** One that shows DELETE_COMPLETE counts as gone (delete.first). */
export const isGone = (part: Detail): boolean => deployment.deleted.includes(statusOf(part));

/** What has become of a part that was deployed, in words. One that has failed or is in no known state tells nothing. */
export function changes(before: Detail, now: Detail): string[] {
  if (isGone(now)) return ['is gone'];
  const status = statusOf(now);
  if (deployment.passing.includes(status)) return [`is ${status}, was ${statusOf(before)}`];
  if (!isOver(now)) return [];
  return Object.entries(before).flatMap(([member, was]) => {
    if ((now[member] ?? undefined) === undefined || member === 'deploymentStatusMessage') return [];
    const [had, has] = [comparable('environment', member, was), comparable('environment', member, now[member])];
    return isSame('environment', member, had, has) ? [] : [`has ${member} ${has}, had ${had}`];
  });
}

/** The services that had the name before. */
export const earlier = (state: State, x: Thing): readonly Thing[] =>
  state.things.filter((t) => t.type === x.type && t.name === x.name && t.id < x.id);

/** Whether a part was made when one of an earlier service was: surely before `x`, however coarse the times are. */
export function isMadeWith(before: Detail | undefined, part: Detail, x: Thing): boolean {
  const [made, service] = [Number(part.createdAt), Number(x.identity?.createdAt)];
  return before?.createdAt === part.createdAt && made + (Number.isInteger(made) ? COARSEST_SECONDS : 0) < service;
}

/** Times may be of whole seconds. */
const COARSEST_SECONDS = 1;
