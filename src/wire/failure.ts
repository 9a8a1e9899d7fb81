// An answer with a status other than 2xx, by the guarantee wire.error and the contract's "Not violations". A readable type
// wins over its status; 429, 501 and a 5xx without such a type speak for themselves, as proxies answer so with bodies of
// their own.
import type { Json } from '../program/types.ts';
import { isObject, known } from './cut.ts';
import { mismatchNamed } from './mismatch.ts';
import { printable } from './printable.ts';
import { refusalOf } from './refusals.ts';
import { parsed, type Reply, typeHeader, typesOf } from './reply.ts';
import type { Outcome } from './types.ts';
import { faultIn } from './validate.ts';

const MAX_MESSAGE_CHARS = 4_096;
const MAX_QUOTED_CHARS = 80;

/** What an answer with a status other than 2xx means. Throws for an operation that specs/ does not have. */
export function decodeFailure(operation: string, reply: Reply): Outcome {
  const { status } = reply;
  if (status < 400 || status > 599) return malformed(`HTTP ${status} is neither an answer nor an error`);
  const body = parsed(reply.body);
  const types = typesOf(reply, body);
  const named = types[0] === undefined ? {} : { type: quoted(types[0]) };
  if (status === 429) return { kind: 'again', why: 'throttled', effect: 'none', ...named };
  if (status === 501) return { kind: 'not-implemented' };
  const type = types.find((each) => refusalOf(each) || acceptable(operation, status, each));
  if (status >= 500 && (type === undefined || types.some(isForNow)))
    return { kind: 'again', why: 'server-error', effect: 'open', ...named };
  if (type !== undefined) return byType(type, reply, body);
  if (types.length > 0) return malformed(`${operation} does not list the error type ${quoted(types.join(' or '))}`);
  if (status === 404 || status === 405) return { kind: 'not-implemented' };
  return malformed(`HTTP ${status} without a readable error type: ${quoted(reply.body)}`);
}

/** What a server that is not well says, or a gateway in front of it. */
function isForNow(type: string): boolean {
  const refusal = refusalOf(type);
  return refusal === 'throttled' || refusal === 'server-error';
}

function acceptable(operation: string, status: number, type: string): boolean {
  return faultIn('error', operation, { status, type }) === undefined;
}

function byType(type: string, reply: Reply, body: unknown): Outcome {
  const message = messageOf(body);
  const told = message === undefined ? {} : { message };
  const refusal = refusalOf(type);
  switch (refusal) {
    case 'throttled':
    case 'clock-skew':
      return { kind: 'again', why: refusal, effect: 'none', type };
    case 'server-error':
      return { kind: 'again', why: refusal, effect: 'open', type };
    case 'not-implemented':
      return { kind: refusal };
    case 'not-permitted':
    case 'quota':
      return { kind: refusal, ...told };
    case 'credentials':
      return { kind: refusal, type, ...told };
    case undefined: {
      const spelling = mismatchIn(reply, body);
      const reading = message === undefined ? 'no message' : 'message';
      return {
        kind: 'error',
        type,
        ...told,
        ...(spelling !== undefined && { mismatchSpelling: spelling }),
        taken: [['wire.no-message', reading]],
      };
    }
  }
}

/** Searches what a client can read: the body, as text where it is no JSON, then the header. */
function mismatchIn(reply: Reply, body: unknown): string | undefined {
  return mismatchNamed(body === undefined ? reply.body : (body as Json)) ?? mismatchNamed(typeHeader(reply) ?? '');
}

/** An empty message says no more than none. */
function messageOf(body: unknown): string | undefined {
  if (!isObject(body)) return undefined;
  const told = [known(body, 'message'), known(body, 'Message')].find((text) => typeof text === 'string' && text !== '');
  return typeof told === 'string' ? told.slice(0, MAX_MESSAGE_CHARS) : undefined;
}

function malformed(reason: string): Outcome {
  return { kind: 'malformed', guarantee: 'wire.error', reason };
}

const quoted = (text: string): string => (text === '' ? 'no body' : printable(text, MAX_QUOTED_CHARS));
