// The right answers to a create with a token, each with what it means: something new, the original, a mismatch.
import { resources } from '../../specs/index.ts';
import type { Detail, Taken } from '../../wire/types.ts';
import { callEnd, refusedAt, stake, stakeAround, stakeCollection } from '../blame.ts';
import { isOfAnotherType, sameIdentity } from '../detail/identity.ts';
import { learn, snapshotFaults, snapshotReading, withWrong } from '../detail/members.ts';
import { isBack } from '../earlier.ts';
import { type Alternative, atStake, isError, type Judged } from '../judge.ts';
import {
  type Call,
  change,
  collectionOf,
  type FailedRequest,
  isLive,
  type State,
  type Suspect,
  type Thing,
} from '../state.ts';
import { ageOf, isFresh } from '../time.ts';
import { type MadeNew, made, sameKey } from './made.ts';
import { type Cross, hasTokenOf, type Request } from './request.ts';
import { numberReuse } from './version-numbers.ts';

interface Extra {
  readonly taken?: Taken | undefined;
  readonly shows?: readonly string[];
}

export function anew(state: State, call: Call, request: Request, how: MadeNew & Extra = {}): Alternative {
  return {
    says: 'success with a new resource',
    fits: (o) =>
      o.kind === 'success' &&
      o.detail !== undefined &&
      isNew(state, request, o.detail) &&
      !isBack(state, call, request.type, o.detail),
    next: (o) => made(state, call, request, o, how),
    taken: how.taken,
    takenToo: (o) => numberReuse(state, request, o),
    shows: how.shows ?? [],
  };
}

/** A new resource isn't one that still exists, and it is where it was asked for. */
function isNew(state: State, request: Request, detail: Detail): boolean {
  const { type, params } = request;
  const asked = (m: string) => detail[m] === undefined || params[m] === undefined || detail[m] === params[m];
  const there = state.things.filter((t) => t.type === type && t.life === 'there' && !t.creationFailed);
  // Without a major version in the request the endpoint makes a new one (contract, "Setting up").
  const major =
    params.majorVersion === undefined &&
    there.some(
      (t) => t.name === request.name && t.key?.majorVersion !== undefined && t.key.majorVersion === detail.majorVersion,
    );
  return (
    asked('templateName') &&
    asked('majorVersion') &&
    asked('environmentName') &&
    !isKnown(state, type, detail) &&
    !isOfAnotherType(state, type, detail) &&
    !major
  );
}

/** Shows what is there and was seen before, so that it can't be what an unseen answer has made. The number of what has failed may be given again. */
const isKnown = (state: State, type: Thing['type'], detail: Detail): boolean =>
  state.things.some(
    (t) =>
      t.type === type &&
      t.life === 'there' &&
      t.identity &&
      (sameIdentity(t, detail) || (sameKey(t, detail) && !t.creationFailed)),
  );

const shownIn = (x: Thing, o: Judged): Thing =>
  o.kind === 'success' && o.detail ? learn(x, o.detail, 'snapshot', false) : x;

/** The token was surely used again (token.window: latest). */
const counted = (x: Thing, { answered: { clock } }: Call): Thing =>
  x.token ? { ...x, token: { ...x.token, lastCounted: clock } } : x;

export function original(state: State, call: Call, x: Thing, extra: Extra): Alternative {
  return {
    says: 'success with the original resource',
    fits: (o) =>
      o.kind === 'success' &&
      o.detail !== undefined &&
      sameIdentity(x, o.detail) &&
      (x.identity !== undefined || !isKnown(state, x.type, o.detail)) &&
      snapshotFaults(x, o.detail).length === 0,
    next: (o) => stakeAround(state, counted(shownIn(x, o), call), atStake(call, 'token.retry'), call),
    taken: extra.taken,
    takenToo: (o) => snapshotReading(x, o),
    shows: extra.shows ?? [],
  };
}

/** A mismatch; the thing that the token stands for must be untouched by it. */
export function mismatch(
  state: State,
  call: Call,
  request: Request,
  x: Thing,
  extra: Extra & { named?: boolean; type?: string } = {},
): Alternative {
  const type = extra.type ?? 'ValidationException';
  // Refused with a token that may have expired, it tells nothing of when it expires.
  const counts = x.token !== undefined && ageOf(x.token, call) === 'alive';
  const untouched = isLive(x) ? withWrong(x, request.params) : x;
  const suspect = refusedAt(x, atStake(call, 'token.mismatch-harmless'));
  return {
    says: extra.named ? `${type} that names IdempotentParameterMismatch` : type,
    fits: (o) => isError(o, type) && (!extra.named || (o.kind === 'error' && o.mismatchSpelling !== undefined)),
    next: () =>
      stakeAround(stakeEarlier(state, x, suspect, call), counts ? counted(untouched, call) : untouched, suspect, call),
    taken: extra.taken,
    shows: extra.shows ?? [],
  };
}

/** What an earlier life of the token has made is no more to be touched than what it stands for now. */
const stakeEarlier = (state: State, { id, type, token }: Thing, suspect: Suspect, call: Call): State =>
  change(
    state,
    (t) => t.id !== id && t.type === type && isLive(t) && token !== undefined && t.token?.value === token.value,
    (t) => stake(t, suspect, callEnd(call)),
  );

/** An error that leaves everything as it is. */
export const error = (state: State, says: string, types: readonly string[], extra: Extra = {}): Alternative => ({
  says,
  fits: (o) => isError(o, ...types),
  next: () => state,
  taken: extra.taken,
  shows: extra.shows ?? [],
});

/** A mismatch with what the token stands for elsewhere, by the silent point that `crossPoint` names. */
export const elsewhere = (state: State, cross: Cross | undefined): Alternative[] =>
  cross
    ? [error(state, 'ValidationException', ['ValidationException'], { taken: crossReading(cross, 'mismatch') })]
    : [];

export const crossReading = ({ point, isSure }: Cross, reading: string): Taken | undefined =>
  isSure ? [point, reading] : undefined;

/**
 * A second connection for a pair that is pending or connected may be refused (connection.duplicate), but not be there then:
 * the point is either of the two. Its token may be spent.
 */
export function duplicate(state: State, call: Call, request: Request): Alternative[] {
  if (request.type !== 'environmentAccountConnection') return [];
  const pairs = state.things.filter((t) => isBeside(t, request) && isLive(t) && !isRejected(t));
  if (pairs.length === 0) return [];
  const says = 'a refusal of a second connection for the pair';
  const neither = { ...atStake(call, 'token.distinct'), quiet: true as const };
  const staked = stakeCollection(state, collectionOf(request.type, request.name), neither, callEnd(call));
  const next = withFailed(staked, call, request);
  const taken: Taken | undefined = pairs.some(wasNeverRejected) ? ['connection.duplicate', 'refused'] : undefined;
  return [error(next, says, ['ConflictException', 'ValidationException'], { taken })];
}

/** What the request makes is to be beside it: in one template, or for one pair. */
const isBeside = ({ type, name, params }: Thing, request: Request): boolean =>
  type === request.type &&
  (type === 'environmentAccountConnection'
    ? ['environmentName', 'managementAccountId'].every((m) => params[m] === request.params[m])
    : name === request.name);

/** Shown so, and not accepted since by a request that nobody saw answered. */
const isRejected = ({ status, modifications }: Thing): boolean =>
  status === 'REJECTED' &&
  !modifications.findLast(({ operation }) => /^(Accept|Reject)/.test(operation))?.operation.startsWith('Accept');

/** Soon after a deletion beside it, or of its template before this one, a conflict may linger, as it may for names. */
export function lingering(state: State, call: Call, request: Request): Alternative[] {
  const parent = resources[request.type].parent?.resource;
  const isRecent = (t: Thing): boolean =>
    t.life === 'gone' &&
    !isFresh(call, t.deletedAt?.at ?? 0) &&
    (isBeside(t, request) || (t.type === parent && t.name === request.name));
  if (!state.things.some(isRecent)) return [];
  const says = 'ConflictException for the settling time';
  return [{ ...error(withFailed(state, call, request), says, ['ConflictException']), excused: true }];
}

/** Else the status that a retry showed last may be of before the rejection (detail.snapshot). */
const wasNeverRejected = ({ modifications }: Thing): boolean =>
  modifications.every(({ operation }) => operation !== 'RejectEnvironmentAccountConnection');

/** A request with other parameters has failed since the token stood for something there: it may be spent (token.failed-request). */
export function spent(state: State, call: Call, request: Request): Alternative[] {
  const params = JSON.stringify(request.params);
  return failedWith(state, call, request).some((f) => f.params !== params)
    ? [error(state, 'ValidationException', ['ValidationException'])]
    : [];
}

/** The requests with the token of this one that have failed. */
export const failedWith = (state: State, call: Call, request: Request): readonly FailedRequest[] =>
  state.failed.filter(hasTokenOf(call, request));

/** The request failed: its token may be spent (token.failed-request). `forNow`: it was refused for the sake of another, or throttled. */
export function withFailed(state: State, call: Call, request: Request, forNow = false): State {
  if (!request.token) return state;
  const entry: FailedRequest = {
    operation: call.operation,
    target: request.name,
    token: request.token,
    params: JSON.stringify(request.params),
    ...(forNow ? { forNow: true } : {}),
  };
  const text = JSON.stringify(entry);
  const at = state.failed.findIndex((f) => JSON.stringify(f) >= text);
  if (at >= 0 && JSON.stringify(state.failed[at]) === text) return state;
  // In one order, whichever failed first.
  return { ...state, failed: at < 0 ? [...state.failed, entry] : state.failed.toSpliced(at, 0, entry) };
}
