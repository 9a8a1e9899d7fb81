// Two parts of a history become one, as a request is about both: each way of explaining the one with each of the other.
import type { State, Thing } from '../model/index.ts';
import type { Configuration } from './configurations.ts';
import { MAX_CONFIGURATIONS, TooMany } from './pending.ts';

/** Throws `TooMany` over the limit. */
export function joined(a: readonly Configuration[], b: readonly Configuration[]): readonly Configuration[] {
  if (a.length * b.length > MAX_CONFIGURATIONS) throw new TooMany();
  return a.flatMap((one) =>
    b.map((other) => {
      const ends = one.ends ?? other.ends;
      return {
        state: joinedStates(one.state, other.state),
        pending: [...one.pending, ...other.pending],
        log: [...one.log, ...other.log],
        ...(ends === undefined ? {} : { ends }),
      };
    }),
  );
}

/** Things stand in the order in which they were made, and their numbers are their places. */
function joinedStates(a: State, b: State): State {
  const things = [...a.things, ...b.things]
    .sort((one: Thing, other: Thing) => one.made.at - other.made.at)
    .map((thing, id) => ({ ...thing, id }));
  const collections = { ...a.collections };
  for (const [name, { suspects, past, touchedAt }] of Object.entries(b.collections)) {
    const same = collections[name];
    collections[name] = {
      suspects: [...(same?.suspects ?? []), ...suspects],
      past: [...(same?.past ?? []), ...past],
      touchedAt: Math.max(same?.touchedAt ?? 0, touchedAt),
    };
  }
  return { ...a, ...b, things, failed: [...a.failed, ...b.failed], lost: { ...a.lost, ...b.lost }, collections };
}
