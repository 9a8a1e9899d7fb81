// Creates with a client token (section "Idempotent create APIs with a client token"): while the token lives and what it
// made exists, the same request returns that and another is a mismatch; after expiry or deletion the request is a new one.
import { operations } from '../../specs/index.ts';
import { atStake, type Judged, judge, type Result } from '../judge.ts';
import { type Call, change, isLive, type Moment, type State, type Thing } from '../state.ts';
import { ageOf } from '../time.ts';
import { duplicate, withFailed } from './alternatives.ts';
import { firstCall, invalid, loose } from './first.ts';
import { made } from './made.ts';
import { crossPoint, isInvalid, missingParent, type Request, read, standing } from './request.ts';
import { retried } from './retry.ts';

export function createWithToken(state: State, call: Call, outcome: Judged): Result {
  const request = read(call);
  const { token } = request;
  if (token === undefined) return judge(loose(state, call, request, 'token.absent'), outcome);
  if (token === '') return judge(loose(state, call, request, 'token.empty'), outcome);
  if (isInvalid(token)) return judge(invalid(state, call, request), outcome);
  if (!/^[!-~]*$/.test(token)) return judge(loose(state, call, request, 'token.printable'), outcome);
  const x = standing(state, request);
  return judge(x ? retried(state, call, request, x) : firstCall(state, call, request), outcome);
}

/** It was refused for a reason that is not judged, a quota for example: its token may be spent (token.failed-request). */
export const tokenRefused = (state: State, call: Call): State => withFailed(state, call, read(call));

/**
 * It was refused for now: its token, if it stands for nothing, may be spent for other requests (token.failed-request), as that
 * of an endpoint which writes tokens down before it finds that it has to wait.
 */
export function refusedForNow(state: State, call: Call): State {
  if (!operations[call.operation]?.token) return state;
  const request = read(call);
  const x = standing(state, request);
  return x && isLive(x) ? state : withFailed(state, call, request, true);
}

/**
 * A request with its token was answered, whatever it was about and whatever came of it (token.window: latest).
 * @param clock when, on the endpoint's clock
 */
export function tokenUsed(state: State, { input: { clientToken }, answered }: Call, clock = answered.clock): State {
  const isOlder = ({ token }: Thing): boolean => token?.value === clientToken && (token?.lastAnswered ?? clock) < clock;
  if (clientToken === undefined || !state.things.some(isOlder)) return state;
  return change(state, isOlder, (t) => (t.token ? { ...t, token: { ...t.token, lastAnswered: clock } } : t));
}

/**
 * What such a create does if nobody sees its answer: it makes something, unless its token surely stands for something there;
 * or fails, where something is in its way, which may spend the token.
 * @param until when it does so at the latest
 */
export function tokenUnseen(state: State, call: Call, until: Moment): readonly State[] {
  const request = read(call);
  if (isInvalid(request.token)) return [];
  const x = standing(state, request);
  const alive =
    x?.life === 'there' && !x.creationFailed && x.token && ageOf(x.token, { ...call, answered: until }) === 'alive';
  if (alive) return [];
  const creation = made(state, call, request, undefined, {
    before: x,
    suspects: [atStake(call, 'once.lost-response')],
  });
  return mayFail(state, call, request) ? [creation, withFailed(state, call, request)] : [creation];
}

/** Something is in its way that the history knows of: its parent is missing, its pair is taken, its token is used elsewhere. */
const mayFail = (state: State, call: Call, request: Request): boolean =>
  missingParent(state, request) !== undefined ||
  duplicate(state, call, request).length > 0 ||
  crossPoint(state, call, request) !== undefined;
