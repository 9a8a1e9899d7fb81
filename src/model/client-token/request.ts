// A create with a client token, taken apart: what it would make, where, by which token, with which parameters.
import type { Input } from '../../program/types.ts';
import { operations, type ResourceType, resources } from '../../specs/index.ts';
import { type Call, type FailedRequest, isLive, type State, type Thing } from '../state.ts';
import { ageOf } from '../time.ts';

export interface Request {
  readonly type: ResourceType;
  /** The template that it belongs to; empty for connections. */
  readonly name: string;
  readonly token: string | undefined;
  readonly params: Input;
}

export function read(call: Call): Request {
  const type = operations[call.operation]?.resource as ResourceType;
  const { clientToken, ...params } = call.input;
  const name = resources[type].parent ? String(params.templateName ?? '') : '';
  return { type, name, token: typeof clientToken === 'string' ? clientToken : undefined, params };
}

/** What the token stands for: the latest thing that a request with it has made, there or not. */
export function standing(state: State, request: Request): Thing | undefined {
  if (!request.token) return undefined;
  return state.things.findLast(
    (t) => t.type === request.type && t.name === request.name && t.token?.value === request.token,
  );
}

/** Of requests that failed, those with the token of this one. */
export const hasTokenOf =
  ({ operation }: Call, { name, token }: Request) =>
  (failed: FailedRequest): boolean =>
    failed.operation === operation && failed.target === name && failed.token === token;

export const MAX_TOKEN_LENGTH = 64;

/** The token breaks token.length or token.charset, so that nothing may come of the request. */
export const isInvalid = (token: string | undefined): boolean =>
  token !== undefined && (token.length > MAX_TOKEN_LENGTH || /[^\0-\x7f]/.test(token));

/** The template was made in this history and is there; of connections always. */
export function isParentKnown(state: State, request: Request): boolean {
  const type = resources[request.type].parent?.resource;
  return (
    type === undefined || state.things.some((t) => t.type === type && t.name === request.name && t.life === 'there')
  );
}

/**
 * What the request needs and hasn't got, as far as the history knows: its template; the major version that it counts up in
 * (all of whose versions were deleted); or perhaps its template, which something may have taken with it.
 */
export function missingParent(state: State, request: Request): 'template' | 'major version' | 'perhaps' | undefined {
  const type = resources[request.type].parent?.resource;
  const parents = state.things.filter((t) => t.type === type && t.name === request.name);
  if (parents.length === 0) return undefined;
  if (!parents.some(isLive)) return 'template';
  if (!parents.some((t) => t.life === 'there')) return 'perhaps';
  const major = request.params.majorVersion;
  const parent = parents.findLast(isLive);
  const versions = state.things.filter(
    (t) => t.type === request.type && t.name === request.name && t.id > (parent?.id ?? 0),
  );
  const there = versions.some((t) => t.life === 'there' && (t.key === undefined || t.key.majorVersion === major));
  return major !== undefined && !there ? 'major version' : undefined;
}

export interface Cross {
  readonly point: string;
  /** The token surely stands for something there still, and by this point alone, so that an answer tells the reading. */
  readonly isSure: boolean;
}

/**
 * The silent point about a token that was used for another operation or in another template too.
 * @param since only what was made after this thing counts: it took the token over from it
 */
export function crossPoint(state: State, call: Call, request: Request, since?: Thing): Cross | undefined {
  const others = state.things.filter(
    (t) =>
      t.token?.value === request.token &&
      (t.type !== request.type || t.name !== request.name) &&
      (since === undefined || t.id > since.id),
  );
  if (others.length === 0) return undefined;
  const ofTarget = others.filter((t) => t.type === request.type).length;
  const stands = ({ life, token }: Thing) => life === 'there' && token !== undefined && ageOf(token, call) === 'alive';
  return {
    point: ofTarget > 0 ? 'token.other-target' : 'token.other-operation',
    isSure: (ofTarget === 0 || ofTarget === others.length) && others.some(stands),
  };
}
