// A create with a client token, taken apart: what it would make, where, by which token, with which parameters.
import type { Input } from '../../program/types.ts';
import { operations, type ResourceType, resources } from '../../specs/index.ts';
import { isGone, references } from '../detail/references.ts';
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
export const standing = (state: State, request: Request): Thing | undefined =>
  request.token ? latestOf(state, request) : undefined;

/** The same, of an empty token too, if that is one (token.empty). */
export function latestOf(state: State, { type, name, token }: Request): Thing | undefined {
  if (token === undefined) return undefined;
  return state.things.findLast((t) => t.type === type && t.name === name && t.token?.value === token);
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

export type Missing = 'template' | 'major version' | 'perhaps' | 'compatible';

/**
 * What the request needs and hasn't got, as far as the history knows: its template; the major version that it counts up in
 * (all of whose versions were deleted); perhaps its template, which something may have taken with it; or an environment
 * template that it is to be compatible with.
 */
export function missingParent(state: State, request: Request): Missing | undefined {
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
  if (major !== undefined && !there) return 'major version';
  const compatible = references(resources[request.type].create, request.params, 'compatibleEnvironmentTemplates');
  return compatible.some((one) => isGone(state, one)) ? 'compatible' : undefined;
}

export interface Cross {
  readonly point: string;
  /** It was used to make something; else requests with it have only failed. */
  readonly isMade: boolean;
  /** The token surely stands for something there still, and by this point alone, so that an answer tells the reading. */
  readonly isSure: boolean;
}

/**
 * The silent point about a token that was used for another operation or in another template too, if only in a request that
 * failed (token.failed-request).
 * @param since only what was made after this thing took the token over from it, so that an answer tells the reading
 */
export function crossPoint(state: State, call: Call, request: Request, since?: Thing): Cross | undefined {
  const others = state.things.filter(
    (t) => t.token?.value === request.token && (t.type !== request.type || t.name !== request.name),
  );
  const isOwn = hasTokenOf(call, request);
  const failed = state.failed.filter((f) => f.token === request.token && !isOwn(f));
  if (others.length === 0 && failed.length === 0) return undefined;
  const isOfTarget = [
    ...others.map(({ type }) => type === request.type),
    ...failed.map(({ operation }) => operation === call.operation),
  ];
  const stands = ({ id, life, token }: Thing) =>
    life === 'there' && token && ageOf(token, call) === 'alive' && (since === undefined || id > since.id);
  return {
    point: isOfTarget.includes(true) ? 'token.other-target' : 'token.other-operation',
    isMade: others.length > 0,
    isSure: failed.length === 0 && new Set(isOfTarget).size === 1 && others.some(stands),
  };
}
