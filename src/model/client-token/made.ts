// What a successful create with a token leaves behind: a new thing, to which the token now belongs, and a parent that
// counts one version more.
import { resources } from '../../specs/index.ts';
import type { Detail } from '../../wire/types.ts';
import { callEnd, openBefore, stakeAfar, stakeMaking } from '../blame.ts';
import { learn, loosen } from '../detail/members.ts';
import { accept } from '../detail/validity.ts';
import type { Judged } from '../judge.ts';
import { usedMoved } from '../modify/update.ts';
import {
  born,
  type Call,
  change,
  collectionOf,
  isLive,
  replace,
  type State,
  type Suspect,
  type Thing,
  type TokenUse,
} from '../state.ts';
import { ageOf } from '../time.ts';
import { strangersToken } from './blame.ts';
import { hasTokenOf, type Request } from './request.ts';

export interface MadeNew {
  readonly suspects?: readonly Suspect[];
  /** What the token stood for before. */
  readonly before?: Thing | undefined;
}

export function made(state: State, call: Call, request: Request, outcome: Judged | undefined, how: MadeNew): State {
  const accepted = outcome ? accept(state, call.operation, request.params) : state;
  const birth = born(withoutFailed(accepted, call, request), {
    type: request.type,
    name: request.name,
    params: request.params,
    call,
    ...(request.token === undefined ? {} : { token: tokenOf(state, call, request.token, how.before) }),
    suspects: [...openBefore(state, collectionOf(request.type, request.name)), ...(how.suspects ?? [])],
  });
  const shown = outcome?.kind === 'success' ? outcome.detail : undefined;
  const made = shown ? makingWay(birth.state, request, call, shown) : birth.state;
  const next = replace(made, shown ? learn(birth.thing, shown, 'snapshot', false) : birth.thing);
  const after = versionAdded(usedMoved(next, birth.thing, callEnd(call)), call, request);
  return outcome ? besideOthers(after, state, call, request, birth.thing) : after;
}

/** It is one, and takes the place of nothing that another token has made (token.distinct and its kin). */
function besideOthers(after: State, before: State, call: Call, request: Request, { id, type, name }: Thing): State {
  const guarantee = strangersToken(before, request) ?? 'token.distinct';
  const isOther = (t: Thing): boolean => t.id !== id && t.type === type && t.token?.value !== request.token;
  const others = stakeAfar(after, { guarantee, operation: call.operation, quiet: true }, isOther);
  return stakeMaking(others, collectionOf(type, name), call);
}

/** Two versions that exist can't have one number, whatever their ARNs say. */
export const sameKey = (t: Thing, detail: Detail): boolean =>
  t.key !== undefined && Object.entries(t.key).every(([m, v]) => detail[m] === v);

/** What has failed is gone where something else is made with its number (token.failed-resource: new). */
const makingWay = (state: State, { type }: Request, { answered }: Call, shown: Detail): State =>
  change(
    state,
    (t) => t.type === type && t.creationFailed === true && isLive(t) && sameKey(t, shown),
    (t) => ({ ...t, life: 'gone', goneBy: 'cascade', deletedAt: answered }),
  );

/** The token stands for what was made, whatever failed with it before. */
function withoutFailed(state: State, call: Call, request: Request): State {
  const isSame = hasTokenOf(call, request);
  return state.failed.some(isSame) ? { ...state, failed: state.failed.filter((f) => !isSame(f)) } : state;
}

/** The eight hours: of what is made after a deletion they may be those of the deleted one (token.after-delete-window). */
function tokenOf(state: State, call: Call, value: string, before?: Thing): TokenUse {
  const inherits = before?.token && before.life !== 'there' && ageOf(before.token, call) !== 'expired';
  const inherited = inherits && before.token ? before.token.aliveFrom : call.sent.clock;
  // An unanswered request may be the one that made it, so that nobody knows its age.
  const lost = Object.hasOwn(state.lost, value) ? state.lost[value] : undefined;
  return {
    value,
    born: call.sent,
    aliveFrom: Math.min(inherited, call.sent.clock, lost ?? call.sent.clock),
    lastAnswered: lost === undefined ? call.answered.clock : Number.POSITIVE_INFINITY,
    lastCounted: call.answered.clock,
  };
}

/** A version more: create.version-added for its template, whose times may move, as those of the other versions may. */
function versionAdded(state: State, call: Call, request: Request): State {
  const parent = resources[request.type].parent?.resource;
  if (!parent) return state;
  return change(
    state,
    (t) => isLive(t) && t.type === parent && t.name === request.name,
    (t) => loosen({ ...t, touched: [...new Set([...t.touched, 'create.version-added'])] }, [], callEnd(call)),
  );
}
