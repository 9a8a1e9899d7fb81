// What a silent point lets fall with a deletion, and a later look shows: once the deletion can't take it any more it has
// stayed, and is as much there as anything else (delete.only). What a deletion may take it with, and until when, is not
// promised, so that there is time for the longest cascade.
import { operations, resources } from '../../specs/index.ts';
import type { Detail } from '../../wire/types.ts';
import { sameIdentity } from '../detail/identity.ts';
import { hangingOn } from '../hanging.ts';
import type { Call, State, Thing } from '../state.ts';
import { isFresh, lastTouch } from '../time.ts';

/** The time that a deletion has (async-delete.effect), and with it what falls with something else. */
const FALLING_MS = 60_000;

/** The thing as a look has shown it: there again if it was only perhaps gone, and has stayed. */
export function stayed(state: State, call: Call, x: Thing, detail: Detail): Thing {
  if (x.life !== 'lingering' || !sameIdentity(x, detail) || isParentAway(state, x) || !isAtRest(x, detail)) return x;
  // A version beside the one that was deleted is nothing that this may take later.
  const causes = state.things.filter((t) => t.life !== 'there' && hangingOn(state, t).has(x.id));
  if (causes.some((t) => t.life !== 'gone' && !isAtOnce(t))) return x;
  const since =
    Math.max(lastTouch(x), ...causes.map(lastTouch)) + (causes.length === 0 && isAtOnce(x) ? 0 : FALLING_MS);
  return isFresh(call, since) ? { ...x, life: 'there' } : x;
}

const isAtOnce = ({ type }: Thing): boolean => operations[resources[type].delete]?.family === 'delete';

/**
 * Whether what fell with something else, by an answer or a look, may show again: it failed and was cleaned away, or of what
 * it belongs to nothing is there, by which it may be looked up or not.
 */
export const mayShowAgain = (state: State, x: Thing): boolean =>
  x.goneBy === 'cascade' && (x.creationFailed === true || isParentAway(state, x));

function isParentAway(state: State, { type, name }: Thing): boolean {
  const parent = resources[type].parent?.resource;
  const of = state.things.filter((t) => t.type === parent && t.name === name);
  return of.length > 0 && !of.some(({ life }) => life === 'there');
}

/** Neither at work nor on its way out. */
function isAtRest({ type }: Thing, detail: Detail): boolean {
  const { status } = resources[type];
  const shown = String(detail[status?.member ?? '']);
  return !status || status.settled.includes(shown);
}
