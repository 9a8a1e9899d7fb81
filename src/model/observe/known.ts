// What even a conclusive look does not settle, as it may still move by itself ("Comparing details": 'last…At' may also move
// with what was done to versions, instances, pipeline or users of a resource, whenever the work on those begins or ends).
import { isChildOf, usesIt } from '../delete/effects.ts';
import { isTime } from '../detail/forms.ts';
import { forget } from '../detail/members.ts';
import type { Call, State, Thing } from '../state.ts';
import { isFresh, lastTouch } from '../time.ts';

/** The thing without what a look at it has shown, but can't be relied on. */
export function withoutMoving(state: State, call: Call, x: Thing): Thing {
  return isRestless(state, call, x) ? forget(x, (member) => isTime(x.type, member)) : x;
}

/** Whether something that hangs on it or uses it is at work, or was until a moment ago. */
function isRestless(state: State, call: Call, x: Thing): boolean {
  if (hasPartAtWork(x)) return true;
  const stirring = state.things.filter((t) => t.id !== x.id && (isAtWork(t) || !isFresh(call, lastTouch(t))));
  if (stirring.length === 0) return false;
  const near = state.things.filter((t) => isBeside(t, x));
  return stirring.some((t) => isBeside(t, x) || near.some((between) => isBeside(t, between)));
}

const isBeside = (t: Thing, x: Thing): boolean => {
  const there: Thing = { ...t, life: 'there' };
  return isChildOf(there, x) || usesIt(there, x);
};

const isAtWork = (t: Thing): boolean =>
  t.life !== 'gone' &&
  (t.phase === 'working' ||
    t.life === 'deleting' ||
    t.life === 'lingering' ||
    t.modifications.some((m) => !m.finished) ||
    hasPartAtWork(t));

/** No look at a service tells when the work on its instances and pipeline is over. */
const hasPartAtWork = ({ touched }: Thing): boolean => touched.includes('create.child-updated');
