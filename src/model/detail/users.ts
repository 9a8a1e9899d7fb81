// What others make from a thing, or put into it, may move its times ("Comparing details": "last…At" members), and nothing
// else of it. Matters where those others are not in the same history.
import type { State, Thing } from '../state.ts';
import { isTime } from './members.ts';

/** The state in which no time of anything is known for sure. */
export const usedByOthers = (state: State): State => ({ ...state, things: state.things.map(withoutTimes) });

function withoutTimes(thing: Thing): Thing {
  const kept = (known: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(known).filter(([member]) => !isTime(thing.type, member)));
  return { ...thing, got: kept(thing.got), listed: kept(thing.listed) };
}
