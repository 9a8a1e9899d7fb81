// A thing that other programs use and leave alone, seen from a history of its own. What they make from it may move its
// times ("Comparing details"). Whatever else becomes of it is their requests' doing, though none of them stands in the
// history: nothing else disappears or changes by a delete, and nobody else's request makes what it made once more.
import { resources } from '../specs/index.ts';
import { stake, stakeCollection } from './blame.ts';
import { isTime } from './detail/forms.ts';
import { forget } from './detail/members.ts';
import { collectionOf, type State, type Thing } from './state.ts';

/** The state in which no time of anything is known for sure. */
export const usedByOthers = (state: State): State => ({
  ...state,
  things: state.things.map((thing) => ({
    ...forget(thing, (member) => isTime(thing.type, member)),
    movedAt: Math.max(thing.movedAt, thing.made.at),
  })),
});

/** The state in which others are to blame for what is found otherwise; for what is to be named, not for what was shown. */
export function besideOthers(state: State): State {
  const blamed = (thing: Thing): Thing => {
    const operation = resources[thing.type].delete;
    if (thing.life !== 'there' || thing.phase !== 'settled') return thing;
    return stake(thing, { guarantee: 'delete.only', operation }, thing.touchedAt);
  };
  const once = (s: State, { type, name }: Thing): State => {
    const operation = resources[type].create;
    const collection = collectionOf(type, name);
    return stakeCollection(s, collection, { guarantee: 'once', operation }, s.collections[collection]?.touchedAt ?? 0);
  };
  return state.things.reduce(once, { ...state, things: state.things.map(blamed) });
}
