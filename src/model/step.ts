// The transition function: state × call × outcome → the states still possible, or why none is. Pure. What a call does when
// nobody sees its answer is the second half: an unanswered call may have happened, may happen later, or never.
import { operations, resources } from '../specs/index.ts';
import { stake, stakeCollection, stakeOthers } from './blame.ts';
import { createWithToken, tokenUnseen, tokenUsed } from './client-token/index.ts';
import { isInvalid, latestOf, type Request, read } from './client-token/request.ts';
import { createByName, nameUnseen } from './create-by-name/index.ts';
import { remove, removeUnseen } from './delete/index.ts';
import { withWrong } from './detail/members.ts';
import { compare } from './detail/parameters.ts';
import { withTelling } from './detail/telling.ts';
import { concerned, withDurable } from './durable.ts';
import { besideNothing, harmless } from './elsewhere.ts';
import { atStake, type Judged, pass, type Result } from './judge.ts';
import { tag, tagUnseen, update, updateUnseen, valuesOf } from './modify/update.ts';
import type { Summaries } from './observe/assign.ts';
import { get } from './observe/get.ts';
import { listInstances } from './observe/instances.ts';
import { list, listTags } from './observe/list.ts';
import { type Call, collectionOf, isLive, lostKey, type Moment, replace, type State, type Thing } from './state.ts';

/** A listing's pages, put together by the checker and cut to the program's own resources. */
export type Listing = Summaries;

export function step(state: State, call: Call, outcome: Judged, listing?: Listing): Result {
  const result = withDurable(state, call, judged(state, call, outcome, listing));
  const nothing = harmless(state, call, outcome);
  if (nothing === undefined && call.input.clientToken === undefined) return result;
  const after = (s: State): State => tokenUsed(besideNothing(s, nothing), call);
  return { ...result, branches: result.branches.map((b) => ({ ...b, state: after(b.state) })) };
}

function judged(state: State, call: Call, outcome: Judged, listing?: Listing): Result {
  const operation = operations[call.operation];
  switch (operation?.role) {
    case 'create':
      return operation.token
        ? createWithToken(withTelling(state, call, outcome), call, outcome)
        : createByName(withTelling(state, call, outcome), call, outcome);
    case 'delete':
      return remove(withTelling(state, call, outcome), call, outcome);
    case 'update':
      return update(state, call, outcome);
    case 'tag':
    case 'untag':
      return tag(state, call, outcome);
    case 'get':
      return get(state, call, outcome);
    case 'list':
      return listing ? list(state, call, listing) : pass(state);
    case 'listTags':
      return listing ? listTags(state, call, listing.items) : pass(state);
    case 'listInstances':
      return listing ? listInstances(state, call, listing.items, listing.pages) : pass(state);
    default:
      return pass(state);
  }
}

/**
 * What a create, a delete or a look is about, if nobody has seen yet how its asynchronous creation went: it may have failed
 * unseen, and then nearly every answer would be right (create.failed, token.failed-resource), and it need not stay: its number
 * may be given to another. A list is about all of its type.
 */
export function unseenCreation(state: State, call: Call): Thing | undefined {
  const { role, resource, token } = operations[call.operation] ?? {};
  const isUnseen = (x: Thing): boolean =>
    isLive(x) && !x.shownSettled && (resources[x.type].status?.passing.length ?? 0) > 0;
  if (role === 'list') return state.things.find((x) => x.type === resource && isUnseen(x));
  if (role !== 'create' && role !== 'delete' && role !== 'get') return undefined;
  const x = role === 'create' && token ? ofToken(state, read(call), isUnseen) : concerned(state, call);
  return x && isUnseen(x) ? x : undefined;
}

/** What the token stands for; of a new one, a sibling of what it is to make. */
const ofToken = (state: State, request: Request, isSibling: (x: Thing) => boolean): Thing | undefined =>
  latestOf(state, request) ??
  state.things.find((x) => x.type === request.type && x.name === request.name && isSibling(x));

/**
 * The same of a deletion that another delete comes after, a new request if it has failed, or an update: had it not failed,
 * that would have been refused.
 */
export function unseenDeletion(state: State, call: Call): Thing | undefined {
  const x = concerned(state, call);
  if (x?.life !== 'deleting') return undefined;
  const begun = x.deletedAt?.at ?? Number.POSITIVE_INFINITY;
  const isRetry = operations[call.operation]?.role === 'delete';
  return isRetry || x.modifications.some(({ sent }) => sent.at > begun) ? x : undefined;
}

/** Calls that can change something; an unanswered one stays pending. */
export const mutates = (operation: string): boolean =>
  ['create', 'delete', 'update', 'tag', 'untag'].includes(operations[operation]?.role ?? '');

/** A call that can never change anything any more: what it names by an id is gone, or its token breaks the rules. */
export function spent(state: State, call: Call): boolean {
  const { role, resource, token } = operations[call.operation] ?? {};
  if (role === 'create') return token !== undefined && isInvalid(read(call).token);
  return resource === 'environmentAccountConnection' && concerned(state, call)?.life === 'gone';
}

/**
 * Every state that the call can lead to without anybody seeing its answer; none if it can change nothing. What it makes, moves
 * or removes was so by `until`, and reads may lag behind that; when that was by the endpoint's clock nobody knows.
 * @param until when it takes effect at the latest; default: as soon as it was sent
 */
export function unseen(state: State, { answered: _, ...sent }: Call, until: Moment = sent.sent): readonly State[] {
  const call: Call = { ...sent, answered: { at: until.at, clock: Number.POSITIVE_INFINITY } };
  const operation = operations[call.operation];
  switch (operation?.role) {
    case 'create':
      return operation.token ? tokenUnseen(state, call, until) : nameUnseen(state, call);
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

/** A call was not answered: whatever it did, its token's age is in doubt, a surplus may be its work, and it must have done nothing else. */
export function unanswered(state: State, call: Call): State {
  const operation = operations[call.operation];
  const type = operation?.resource;
  if (!type) return state;
  const lost = atStake(call, 'once.lost-response');
  if (operation.role === 'create') {
    const { name, params } = read(call);
    const staked = stakeCollection(withLost(state, call), collectionOf(type, name), lost, call.sent.at);
    const x = concerned(staked, call);
    return x && isLive(x) ? replace(staked, refusedPerhaps(call, x, params)) : staked;
  }
  const x = concerned(state, call);
  const others = operation.role === 'delete' ? stakeOthers(state, x?.id, atStake(call, 'delete.only'), call) : state;
  if (!x || !isLive(x)) return others;
  const staked = stake(x, lost, call.sent.at);
  return replace(others, operation.role === 'update' ? withWrong(staked, valuesOf(call, type)) : staked);
}

/** A create or delete overlapped another call: nothing more may come of them than of one (once), which later looks show. */
export function overlapped(state: State, call: Call): State {
  const { role, resource: type } = operations[call.operation] ?? {};
  if (!type || (role !== 'create' && role !== 'delete')) return state;
  const once = atStake(call, 'once');
  const x = concerned(state, call);
  const others = role === 'delete' ? stakeOthers(state, x?.id, once, call) : state;
  const staked = x ? replace(others, stake(x, once, call.sent.at)) : others;
  const name = role === 'create' ? read(call).name : x?.name;
  return name === undefined ? staked : stakeCollection(staked, collectionOf(type, name), once, call.sent.at);
}

function withLost(state: State, call: Call): State {
  const key = lostKey(call);
  const used = tokenUsed(state, call, Number.POSITIVE_INFINITY);
  return Object.hasOwn(state.lost, key) ? used : { ...used, lost: { ...state.lost, [key]: call.sent.clock } };
}

/** An unanswered retry of what is there: a mismatch must have changed nothing. */
function refusedPerhaps(call: Call, x: Thing, params: Call['input']): Thing {
  const different = compare(x.params, params).relation === 'different';
  const guarantee = x.token ? 'token.mismatch-harmless' : 'create.rejected-harmless';
  return stake(
    different ? withWrong(x, params) : x,
    atStake(call, different ? guarantee : 'once.lost-response'),
    call.sent.at,
  );
}
