// What even a conclusive look does not settle, as it may still move by itself: what an update that has yet to begin, or has
// failed and is rolled back, may change; and times ("Comparing details": 'last…At' may also move with what was done to
// versions, instances, pipeline or users of a resource, whenever the work on those begins or ends).

import { resources } from '../../specs/index.ts';
import { hasPartAtWork } from '../at-rest.ts';
import { isTime } from '../detail/forms.ts';
import { forget } from '../detail/members.ts';
import { isChildOf, usesIt } from '../hanging.ts';
import { sweptBy } from '../modify/update.ts';
import { type Call, firstAwaited, type Modification, type State, type Thing } from '../state.ts';
import { isFresh, lastTouch } from '../time.ts';

/** The thing without what a look at it has shown, but can't be relied on. */
export function withoutMoving(state: State, call: Call, x: Thing): Thing {
  const moving = x.modifications.filter((m, n) => isMoving(x, m, n));
  const members = new Set(moving.flatMap((m) => [...unshown(x, m), ...sweptBy(m.operation)]));
  if (x.awaited > 0 && hasPartAtWork(x)) members.add('spec');
  const mayRegister = resources[x.type].parent !== undefined && x.awaited > 0;
  const timesMove = moving.length > 0 || mayRegister || isRestless(state, call, x);
  return members.size > 0 || timesMove
    ? forget(x, (member) => members.has(member) || (timesMove && isTime(x.type, member)))
    : x;
}

/** Whether its work may still be to begin, or be rolled back. */
const isMoving = (x: Thing, m: Modification, n: number): boolean =>
  (n >= firstAwaited(x) && !onlyDescribes(m)) || (x.phase === 'failed' && m.failed === true);

/** Whether an update of it, or of a part of it, may still begin work on its parts. */
export const mayMoveParts = (x: Thing): boolean =>
  x.awaited > 0 && (x.touched.includes('create.child-updated') || x.modifications.some((m, n) => isMoving(x, m, n)));

/** A description that shows is all that such an update is likely to change: should it begin work yet, that is to be seen. */
const onlyDescribes = ({ operation, values, shown }: Modification): boolean =>
  sweptBy(operation).length === 0 && Object.keys(values).join() === 'description' && shown.includes('description');

/** What has failed may be rolled back though it shows. */
const unshown = ({ phase }: Thing, { values, shown }: Modification): readonly string[] =>
  Object.keys(values).filter((member) => phase === 'failed' || !shown.includes(member));

/** Whether something that hangs on it or uses it is at work, or was until a moment ago. */
function isRestless(state: State, call: Call, x: Thing): boolean {
  if (hasPartAtWork(x) || !isFresh(call, x.partsSince ?? 0)) return true;
  const stirring = state.things.filter((t) => t.id !== x.id && (isAtWork(t) || !isFresh(call, lastMove(t))));
  if (stirring.length === 0) return false;
  const near = state.things.filter((t) => isBeside(t, x));
  return stirring.some((t) => isBeside(t, x) || near.some((between) => isBeside(t, between)));
}

const lastMove = (t: Thing): number => Math.max(lastTouch(t), t.partsSince ?? 0);

const isBeside = (t: Thing, x: Thing): boolean => {
  const there: Thing = { ...t, life: 'there' };
  return isChildOf(there, x) || usesIt(there, x);
};

const isAtWork = (t: Thing): boolean =>
  t.life !== 'gone' &&
  (t.phase === 'working' ||
    t.life === 'deleting' ||
    t.life === 'lingering' ||
    t.modifications.some((m, n) => (!m.finished && !m.failed) || isMoving(t, m, n)) ||
    hasPartAtWork(t));
