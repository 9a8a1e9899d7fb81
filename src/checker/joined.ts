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
  const things = merged(a.things, b.things).map((thing, id) => ({ ...thing, id }));
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

/** What an unanswered request has made late stands after what was made while that was under way: each keeps its own order. */
function merged(a: readonly Thing[], b: readonly Thing[]): readonly Thing[] {
  const all: Thing[] = [];
  let taken = 0;
  for (const thing of a) {
    while (taken < b.length && b[taken]!.made.at < thing.made.at) all.push(b[taken++]!);
    all.push(thing);
  }
  return [...all, ...b.slice(taken)];
}
