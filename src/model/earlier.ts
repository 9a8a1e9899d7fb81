// Whether what an answer shows as new is something of before, brought back (create.after-delete, token.deleted-original). Equal
// identity proves nothing, as a name made again keeps its ARN and times are coarse. A creation time does, but only by a clock
// that is seen to move: it may as well stand still, or fall back in a restart of the endpoint.
import { type ResourceType, resources } from '../specs/index.ts';
import type { Detail } from '../wire/types.ts';
import { isExactly, sameIdentity } from './detail/identity.ts';
import type { Call, Moment, State, Thing } from './state.ts';

/** A creation time that an answer has shown. */
interface Creation {
  readonly created: number;
  readonly answered: Moment;
}

/** It shows one that is gone, or on its way out, with a creation time that nothing new can have. */
export const isBack = (state: State, call: Call, type: ResourceType, detail: Detail): boolean =>
  state.things.some(
    (t) =>
      t.type === type &&
      t.life !== 'there' &&
      t.creationFailed !== true &&
      t.identity !== undefined &&
      sameIdentity(t, detail) &&
      (isTooOld(state, call, type, detail) || isRepeated(state, call, t, detail)),
  );

/** Made before something that was there before the request: then it is the earlier one's creation time that shows. */
export function isTooOld(state: State, call: Call, type: ResourceType, detail: Detail): boolean {
  const made = Number(detail[resources[type].created]);
  const mates = creations(state, call, type);
  // Where the times of this type are seen to move, nothing is older than what it belongs to.
  const parents = mates.some(({ created }) => created !== made) ? ofParent(state, call, type, detail) : [];
  return [...mates, ...parents].some(({ created }) => created - made > call.settings.clockToleranceSeconds);
}

/** Apart by so much on the suite's clock, two creations have different times, if these have fractions of a second. */
const APART_MS = 1000;

/** The very instant at which `t` was made, so much later, by a clock that moves by itself. */
function isRepeated(state: State, call: Call, t: Thing, detail: Detail): boolean {
  const { made, madeAnswered } = t;
  const since = call.sent.at - madeAnswered.at;
  if (!isExactly(t, detail) || !(since > APART_MS) || made.at < (state.restartedAt ?? 0)) return false;
  const created = Number(t.identity?.[resources[t.type].created]);
  // That it moves in a time as short as this one. A clock that is only ever set shows other times after that as well.
  const showsMoving = (other: Creation): boolean =>
    other.created !== created &&
    isOfOneClock(other.answered, madeAnswered) &&
    Math.abs(other.answered.at - madeAnswered.at) <= since;
  return creations(state, call, t.type).some(showsMoving);
}

/** Whether the endpoint's clock was left alone between them. */
export const isOfOneClock = (a: Moment, b: Moment): boolean => Math.abs(a.clock - b.clock - (a.at - b.at) / 1000) < 0.5;

/** Those of the type that were answered before the call, since the endpoint's clock may have fallen back. */
function creations(state: State, call: Call, type: ResourceType): readonly Creation[] {
  const elsewhere = state.creations[type];
  return known(state, call, [
    ...state.things.filter((t) => t.type === type).map(creationOf),
    ...(elsewhere ? [elsewhere] : []),
  ]);
}

function ofParent(state: State, call: Call, type: ResourceType, detail: Detail): readonly Creation[] {
  const { parent } = resources[type];
  if (parent === undefined) return [];
  const bearers = state.things.filter((t) => t.type === parent.resource && t.name === detail[parent.member]);
  return known(state, call, bearers.map(creationOf));
}

const creationOf = ({ type, identity, madeAnswered }: Thing): Creation => ({
  created: Number(identity?.[resources[type].created]),
  answered: madeAnswered,
});

const known = ({ clockFellAt = 0 }: State, call: Call, all: readonly Creation[]): readonly Creation[] =>
  all.filter(
    ({ created, answered }) => !Number.isNaN(created) && answered.at < call.sent.at && answered.at >= clockFellAt,
  );
