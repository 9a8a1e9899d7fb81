// A create with a client token, taken apart: what it would make, where, by which token, with which parameters.
import type { Input } from '../../program/types.ts';
import { operations, type ResourceType, resources } from '../../specs/index.ts';
import type { Call, State, Thing } from '../state.ts';

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

export const MAX_TOKEN_LENGTH = 64;

/** The token breaks token.length or token.charset, so that nothing may come of the request. */
export const isInvalid = (token: string | undefined): boolean =>
  token !== undefined && (token.length > MAX_TOKEN_LENGTH || /[^\0-\x7f]/.test(token));
