// What answers about unrelated things say: which values are valid here, how late it is by the clock that creation times
// come from, and that a deletion must have left everything else alone.
import { operations, resources } from '../specs/index.ts';
import { stakeAfar, stakeOthers } from './blame.ts';
import { sameIdentity } from './detail/identity.ts';
import { accept } from './detail/validity.ts';
import { concerned } from './durable.ts';
import { atStake, isError, type Judged } from './judge.ts';
import { type Call, initial, isLive, type State, type Suspect } from './state.ts';

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

/**
 * What an answer puts at stake everywhere by which nothing was done: that of a retry, of a refused one, of a refused delete.
 * A first create that is refused promises nothing.
 */
export function harmless(state: State, call: Call, outcome: Judged): Suspect | undefined {
  const { role } = operations[call.operation] ?? {};
  const isRefused = isError(outcome, 'ConflictException', 'ValidationException');
  const suspect = (guarantee: string): Suspect => ({ ...atStake(call, guarantee), quiet: true });
  if (role === 'delete') return isRefused ? suspect('delete.only') : undefined;
  const x = role === 'create' ? concerned(state, call) : undefined;
  if (!x || !isLive(x)) return undefined;
  if (isRefused) return suspect(x.token ? 'token.mismatch-harmless' : 'create.rejected-harmless');
  const isRetry = x.identity && outcome.kind === 'success' && outcome.detail && sameIdentity(x, outcome.detail);
  return isRetry ? suspect(x.token ? 'token.retry' : 'create.retry') : undefined;
}

/** Nothing was done to something else: nothing here may go or change by that. */
export const besideNothing = (state: State, suspect: Suspect | undefined): State =>
  suspect ? stakeAfar(state, suspect) : state;
