// create.after-delete, of deployments: what was made anew has its own. A time of one that an earlier bearer of the name showed, at
// or after its own creation, and from before this one was made, was left by that: no deployment is older than what it deploys.
// Of other times ('lastModifiedAt') nobody says what else they follow.
import { resources } from '../../specs/index.ts';
import type { Detail } from '../../wire/types.ts';
import { comparable } from '../detail/forms.ts';
import { isOfOneClock } from '../earlier.ts';
import type { State, Thing } from '../state.ts';

const DEPLOYED = ['lastDeploymentAttemptedAt', 'lastDeploymentSucceededAt'];

/** Times may be told with a fraction at one time, and rounded at another. */
const APART_SECONDS = 1;

/** In words. Of work in progress times may be stale: this is for what is settled. */
export function oldTimes(state: State, x: Thing, detail: Detail): string[] {
  const { created, title } = resources[x.type];
  const createdOf = ({ identity }: Thing): number => Math.floor(Number(identity?.[created]));
  const restart = state.restartedAt ?? 0;
  // By one clock, which nobody has set between them: else creations and deployments need not be told by the same.
  const isBefore = (t: Thing): boolean =>
    t.id < x.id && t.type === x.type && t.name === x.name && isOfOneClock(t.made, x.made) && t.made.at >= restart;
  const earlier = state.things.filter(isBefore);
  return Object.entries(detail).flatMap(([m, v]) => {
    if (!DEPLOYED.includes(m) || typeof v !== 'number' || !(v < createdOf(x) - APART_SECONDS)) return [];
    const isOf = (t: Thing): boolean => v >= createdOf(t) && t.seen[m]?.includes(comparable(x.type, m, v)) === true;
    return earlier.some(isOf) ? [`${m} is ${v}, as of an earlier ${title}`] : [];
  });
}
