// What a request is about, as strings: two requests that share none of them, nor are joined by others, cannot get in each
// other's way, and are judged apart. Every name of a program begins with its name space, wherever in a request it stands.
import type { Input, Json } from '../program/types.ts';
import { operations } from '../specs/index.ts';

/** Connections are known by ids that only the endpoint gives, and are few: all of them are one subject. */
const CONNECTIONS = 'connections';
/** Of what names nothing. */
const OTHERS = 'others';

const WORD = /[\w-]+/g;

export function keysOf(namespace: string, operation: string, input: Input): readonly string[] {
  const { clientToken, ...rest } = input;
  const keys = new Set(namesIn(namespace, rest));
  if (typeof clientToken === 'string' && clientToken !== '') keys.add(`token ${clientToken}`);
  if (isOfConnections(operation, input)) keys.add(CONNECTIONS);
  return keys.size === 0 ? [OTHERS] : [...keys];
}

export function namesIn(namespace: string, value: Json): readonly string[] {
  if (typeof value === 'string') return (value.match(WORD) ?? []).filter((word) => word.startsWith(namespace));
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap((each) => namesIn(namespace, each))
    : [];
}

function isOfConnections(operation: string, { environmentAccountConnectionId, resourceArn }: Input): boolean {
  if (operations[operation]?.resource === 'environmentAccountConnection') return true;
  if (environmentAccountConnectionId !== undefined) return true;
  return typeof resourceArn === 'string' && resourceArn.includes('environment-account-connection');
}
