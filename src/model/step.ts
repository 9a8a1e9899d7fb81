// The transition function: state × call × outcome → the states still possible, or why none is. Pure. What a call does when
// nobody sees its answer is the second half: an unanswered call may have happened, may happen later, or never.
import { operations } from '../specs/index.ts';
import type { Detail } from '../wire/types.ts';
import { stakeCollection } from './blame.ts';
import { createByName } from './create-by-name.ts';
import { createWithToken, MAX_TOKEN_LENGTH, read, tokenOf, versionAdded } from './create-with-token.ts';
import { remove, removeUnseen } from './delete.ts';
import { atStake, type Judged, pass, type Result } from './judge.ts';
import { list, listTags } from './list.ts';
import { get } from './read.ts';
import { born, type Call, change, collectionOf, isLive, type State } from './state.ts';
import { ageOf } from './time.ts';
import { tag, tagUnseen, update, updateUnseen } from './update.ts';

/** A listing's pages, put together by the checker and cut to the program's own resources. */
export interface Listing {
  readonly items: readonly Detail[];
  readonly pages: number;
}

export function step(state: State, call: Call, outcome: Judged, listing?: Listing): Result {
  const operation = operations[call.operation];
  switch (operation?.role) {
    case 'create':
      return operation.token ? createWithToken(state, call, outcome) : createByName(state, call, outcome);
    case 'delete':
      return remove(state, call, outcome);
    case 'update':
      return update(state, call, outcome);
    case 'tag':
    case 'untag':
      return tag(state, call, outcome);
    case 'get':
      return get(state, call, outcome);
    case 'list':
      return listing ? list(state, call, listing.items, listing.pages) : pass(state);
    case 'listTags':
      return listing ? listTags(state, call, listing.items) : pass(state);
    default:
      return pass(state);
  }
}

/** Calls that can change something; an unanswered one stays pending. */
export const mutates = (operation: string): boolean =>
  ['create', 'delete', 'update', 'tag', 'untag'].includes(operations[operation]?.role ?? '');

/** Every state that the call can lead to without anybody seeing its answer; none if it can change nothing. */
export function unseen(state: State, call: Call): readonly State[] {
  const operation = operations[call.operation];
  switch (operation?.role) {
    case 'create':
      return operation.token ? tokenUnseen(state, call) : nameUnseen(state, call);
    case 'delete':
      return removeUnseen(state, call);
    case 'update':
      return updateUnseen(state, call);
    case 'tag':
    case 'untag':
      return tagUnseen(state, call);
    default:
      return [];
  }
}

function nameUnseen(state: State, call: Call): readonly State[] {
  const type = operations[call.operation]?.resource;
  const name = String(call.input.name ?? '');
  if (!type || state.things.some((t) => t.type === type && t.name === name && isLive(t) && t.life === 'there'))
    return [];
  return [born(state, { type, name, params: call.input, call, suspects: [atStake(call, 'once.lost-response')] }).state];
}

function tokenUnseen(state: State, call: Call): readonly State[] {
  const request = read(call);
  const { type, name, token, params } = request;
  if (token && (token.length > MAX_TOKEN_LENGTH || /[^\0-\x7f]/.test(token))) return [];
  const stands = token
    ? state.things.findLast((t) => t.type === type && t.name === name && t.token?.value === token)
    : undefined;
  if (stands?.life === 'there' && stands.token && ageOf(stands.token, { ...call, answered: call.sent }) === 'alive')
    return [];
  const made = born(state, {
    type,
    name,
    params,
    call,
    ...(token ? { token: tokenOf(call, token, stands) } : {}),
    suspects: [atStake(call, 'once.lost-response')],
  });
  return [versionAdded(made.state, { ...call, answered: call.sent }, request)];
}

/** A call was not answered: whatever it did, its token's age is in doubt, and a surplus may be its work. */
export function unanswered(state: State, call: Call): State {
  const type = operations[call.operation]?.resource;
  if (!type) return state;
  const name = operations[call.operation]?.token ? read(call).name : '';
  const staked = stakeCollection(state, collectionOf(type, name), atStake(call, 'once.lost-response'), call.sent.at);
  const token = call.input.clientToken;
  if (typeof token !== 'string') return staked;
  return change(
    staked,
    (t) => t.token?.value === token,
    (t) => ({ ...t, token: { ...t.token!, lastAnswered: Number.POSITIVE_INFINITY } }),
  );
}
