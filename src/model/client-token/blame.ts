// Which guarantee about tokens a wrong answer breaks: the nearest relation between this token and others, what happened to
// the original since it was last returned, and how old the token is.

import { suspectsOf, takenAway } from '../blame.ts';
import { sameIdentity } from '../detail/identity.ts';
import { compare } from '../detail/parameters.ts';
import type { Judged } from '../judge.ts';
import { type Call, isLive, type State, type Suspect, type Thing } from '../state.ts';
import type { Request } from './request.ts';

/** So many other tokens between request and retry are a flood (token.alive: no eviction by count). */
const FLOOD = 5;

/** Older than this on the endpoint's clock, a forgotten token is blamed on its age. */
const AGED_SECONDS = 300;

/**
 * The guarantee that makes a request with a token not used before a request of its own, if an earlier request with the
 * same parameters (of a connection: but for the environment name) and another token has succeeded.
 */
export function strangersToken(
  state: State,
  request: Request,
): 'token.case' | 'token.whole' | 'token.distinct' | undefined {
  const { type, name, token } = request;
  if (!token) return undefined;
  const apart = ({ environmentName: _, ...rest }: Request['params']) => rest;
  const same = state.things.filter(
    (t) =>
      t.type === type &&
      t.name === name &&
      t.token &&
      t.token.value !== token &&
      t.token.value !== '' &&
      compare(apart(t.params), apart(request.params)).relation === 'same',
  );
  if (same.length === 0) return undefined;
  const live = same.filter(isLive);
  if (live.some((t) => t.token?.value.toLowerCase() === token.toLowerCase())) return 'token.case';
  if (
    token.length === 64 &&
    live.some((t) => t.token?.value.length === 64 && t.token.value.slice(0, 63) === token.slice(0, 63))
  )
    return 'token.whole';
  return 'token.distinct';
}

export function retryBlame(state: State, call: Call, x: Thing, outcome: Judged): readonly (Suspect | string)[] {
  const blamed: (Suspect | string)[] = [];
  let isNew = false;
  if (outcome.kind === 'success' && outcome.detail) {
    const detail = outcome.detail;
    const shown = state.things.find(
      (t) => t.id !== x.id && t.type === x.type && isLive(t) && t.identity && sameIdentity(t, detail),
    );
    if (
      shown ||
      (x.params.templateName !== undefined &&
        detail.templateName !== undefined &&
        detail.templateName !== x.params.templateName)
    )
      blamed.push('token.scope');
    else isNew = !sameIdentity(x, detail);
  }
  // The original itself, shown with something that it never had: that is the answer's own fault.
  if (outcome.kind === 'success' && outcome.detail?.arn !== undefined && outcome.detail.arn === x.identity?.arn)
    blamed.push('token.retry');
  const age = call.sent.clock - (x.token?.aliveFrom ?? call.sent.clock);
  const real = (call.sent.at - (x.token?.born.at ?? call.sent.at)) / 1000;
  if (age - real > AGED_SECONDS) blamed.push('token.alive');
  blamed.push(...suspectsOf(x).filter((s) => s.guarantee !== 'token.retry'));
  const others = new Set(
    state.things.filter((t) => t.id > x.id && t.type === x.type && t.token).map((t) => t.token?.value),
  );
  if (others.size >= FLOOD) blamed.push('token.alive');
  if (x.token?.value.length === 64) blamed.push('token.length');
  if (others.size > 0 && others.size < FLOOD) blamed.push('token.retry', 'token.scope');
  // Whatever else: a token that makes something new within its eight hours was forgotten, or its original was taken away.
  if (isNew) blamed.push('token.retry', { guarantee: 'token.alive', operation: call.operation }, ...takenAway(x));
  return blamed;
}
