// Deletes (sections "Idempotent delete APIs" and "Asynchronous idempotent delete APIs"): a successful delete removes, a
// retry succeeds, and nothing else disappears.
import { operations, type ResourceType } from '../../specs/index.ts';
import { stakeOthers } from '../blame.ts';
import { atStake, isError, type Judged, judge, type Result, type Situation } from '../judge.ts';
import { byKey, type Call, replace, type State } from '../state.ts';
import { removeAtOnce } from './at-once.ts';
import { entangled, isEmpty, withoutIt } from './effects.ts';
import { deleting, removeSlowly, retryOf } from './slow.ts';

export function remove(state: State, call: Call, outcome: Judged): Result {
  const type = operations[call.operation]?.resource as ResourceType;
  const x = byKey(state, type, call.input);
  const asynchronous = operations[call.operation]?.family === 'async-delete';
  const situation = !x
    ? never(state, call, asynchronous)
    : asynchronous
      ? removeSlowly(state, call, x)
      : removeAtOnce(state, call, x);
  return judge(situation, outcome);
}

function never(state: State, call: Call, asynchronous: boolean): Situation {
  const point = asynchronous ? 'async-delete.never-existed' : 'delete.never-existed';
  const after = stakeOthers(state, undefined, atStake(call, 'delete.only'), call);
  return {
    name: 'never existed',
    operation: call.operation,
    guarantee: asynchronous ? 'async-delete.complete' : 'delete.retry',
    alternatives: [
      { says: 'success, empty', fits: isEmpty, next: () => after, taken: [point, 'empty'] },
      {
        says: 'ResourceNotFoundException',
        fits: (o) => isError(o, 'ResourceNotFoundException'),
        next: () => after,
        taken: [point, 'not-found'],
      },
      { says: 'ValidationException', fits: (o) => isError(o, 'ValidationException'), next: () => after, shows: [] },
    ],
  };
}

/** What a delete does if nobody sees its answer. */
export function removeUnseen(state: State, call: Call): State[] {
  const type = operations[call.operation]?.resource as ResourceType;
  const x = byKey(state, type, call.input);
  if (!x || x.life === 'gone') return [];
  if (operations[call.operation]?.family !== 'async-delete')
    return [withoutIt(state, call, x, entangled(state, x).length > 0)];
  return x.life === 'deleting' ? [replace(state, retryOf(x, call))] : [deleting(state, call, x, true)];
}
