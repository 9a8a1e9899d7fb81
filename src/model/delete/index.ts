// Deletes (sections "Idempotent delete APIs" and "Asynchronous idempotent delete APIs"): a successful delete removes, a
// retry succeeds, and nothing else disappears.
import { operations, type ResourceType, resources } from '../../specs/index.ts';
import type { Taken } from '../../wire/types.ts';
import { stakeOthers } from '../blame.ts';
import { isExactly } from '../detail/identity.ts';
import { atStake, isError, type Judged, judge, type Result, type Situation } from '../judge.ts';
import { byKey, type Call, isLive, replace, type State, type Thing } from '../state.ts';
import { removeAtOnce } from './at-once.ts';
import { entangled, isEmpty, withoutIt } from './effects.ts';
import { deletingUnseen, removeSlowly, retryOf } from './slow.ts';

export function remove(state: State, call: Call, outcome: Judged): Result {
  const type = operations[call.operation]?.resource as ResourceType;
  const x = byKey(state, type, call.input);
  const asynchronous = operations[call.operation]?.family === 'async-delete';
  const situation = !x
    ? never(state, call, asynchronous)
    : asynchronous
      ? removeSlowly(state, call, x)
      : removeAtOnce(state, call, x);
  return judge(x && isLive(x) ? situation : withUnseen(state, call, situation, x), outcome);
}

/** A number that is free, as far as the history knows, may have been given to what an unanswered create has made. */
function withUnseen(state: State, call: Call, situation: Situation, x: Thing | undefined): Situation {
  const type = operations[call.operation]?.resource as ResourceType;
  const { parent, key } = resources[type];
  if (parent === undefined) return situation;
  const mayBeIt = ({ params }: Thing): boolean =>
    params[parent.member] === call.input[parent.member] &&
    (params.majorVersion === undefined || params.majorVersion === call.input.majorVersion);
  const unseen = state.things.filter((t) => t.type === type && isLive(t) && t.key === undefined && mayBeIt(t));
  const isOld = (o: Judged): boolean =>
    x !== undefined && o.kind === 'success' && o.detail !== undefined && isExactly(x, o.detail);
  const removed = unseen.flatMap((t) => {
    const named = { ...t, key: Object.fromEntries(key.map((member) => [member, call.input[member] ?? null])) };
    return removeAtOnce(state, call, named).alternatives.map((a) => ({
      ...a,
      fits: (o: Judged) => a.fits(o) && !isOld(o),
      taken: undefined,
      shows: [],
    }));
  });
  return { ...situation, alternatives: [...situation.alternatives, ...removed] };
}

function never(state: State, call: Call, asynchronous: boolean): Situation {
  const point = asynchronous ? 'async-delete.never-existed' : 'delete.never-existed';
  const after = stakeOthers(state, undefined, atStake(call, 'delete.only'), call);
  const taken = (reading: string): Taken | undefined => (isParentThere(state, call) ? [point, reading] : undefined);
  return {
    name: 'never existed',
    operation: call.operation,
    guarantee: asynchronous ? 'async-delete.complete' : 'delete.retry',
    alternatives: [
      { says: 'success, empty', fits: isEmpty, next: () => after, taken: taken('empty') },
      {
        says: 'ResourceNotFoundException',
        fits: (o) => isError(o, 'ResourceNotFoundException'),
        next: () => after,
        taken: taken('not-found'),
      },
      { says: 'ValidationException', fits: (o) => isError(o, 'ValidationException'), next: () => after, shows: [] },
    ],
  };
}

/** A version in a template that is not there either: nobody knows which of the two an answer is about. */
function isParentThere(state: State, call: Call): boolean {
  const parent = resources[operations[call.operation]?.resource as ResourceType].parent;
  if (parent === undefined) return true;
  const name = call.input[parent.member];
  return state.things.some((t) => t.type === parent.resource && t.name === name && t.life === 'there');
}

/** What a delete does if nobody sees its answer. */
export function removeUnseen(state: State, call: Call): State[] {
  const type = operations[call.operation]?.resource as ResourceType;
  const x = byKey(state, type, call.input);
  if (!x || x.life === 'gone') return [];
  if (operations[call.operation]?.family !== 'async-delete')
    return [withoutIt(state, call, x, entangled(state, x).length > 0)];
  return x.life === 'deleting' ? [replace(state, retryOf(x, call))] : [deletingUnseen(state, call, x)];
}
