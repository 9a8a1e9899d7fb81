// What answers about unrelated things say: which values are valid here, how late it is by the clock that creation times
// come from, and that a deletion must have left everything else alone.
import { operations, resources } from '../specs/index.ts';
import { stakeOthers } from './blame.ts';
import { accept } from './detail/validity.ts';
import { atStake, isError, type Judged } from './judge.ts';
import { type Call, initial, type State } from './state.ts';

/** What holds of the endpoint, whatever it is asked about. */
export type Common = Pick<State, 'accepted' | 'creations'>;

export const nothingCommon: Common = initial;

/** What is known once a create was answered so. */
export function learnCommon(common: Common, call: Call, outcome: Judged): Common {
  const { role, resource } = operations[call.operation] ?? {};
  if (role !== 'create' || resource === undefined || outcome.kind !== 'success') return common;
  const { clientToken: _, ...params } = call.input;
  const { accepted } = accept({ ...initial, ...common }, call.operation, params);
  const created = outcome.detail?.[resources[resource].created];
  if (typeof created !== 'number' || created <= (common.creations[resource]?.created ?? 0))
    return accepted === common.accepted ? common : { ...common, accepted };
  return { accepted, creations: { ...common.creations, [resource]: { created, answered: call.answered } } };
}

export const withCommon = (state: State, { accepted, creations }: Common): State => ({ ...state, accepted, creations });

/** Whether the answer says that a delete was done, or found nothing. */
export const isDeletion = (call: Call, outcome: Judged): boolean =>
  operations[call.operation]?.role === 'delete' &&
  (outcome.kind === 'success' || isError(outcome, 'ResourceNotFoundException'));

/** Something else was deleted, or several requests wanted it to be: nothing here may go or change by that. */
export const besideDeletion = (state: State, call: Call, guarantee: 'delete.only' | 'once'): State =>
  stakeOthers(state, undefined, atStake(call, guarantee), call);
