// What an answer means before any guarantee is thought of: the one place where bytes of an endpoint become an outcome.
// Bytes are hostile until read here: any text at all gives an outcome, and none makes this throw.
import type { Lost } from '../history/types.ts';
import { api } from '../specs/index.ts';
import { decodeFailure } from './failure.ts';
import type { Reply } from './reply.ts';
import { decodeSuccess } from './success.ts';
import type { Outcome } from './types.ts';

/** The runner and the checker ask about the same answer. */
const decoded = new WeakMap<Reply, { readonly operation: string; readonly outcome: Outcome }>();

/**
 * Decodes an answer by the guarantees wire.response and wire.error and the contract's "Not violations".
 * Throws only for an operation that specs/operations.json does not have, which no answer can cause.
 */
export function decode(operation: string, reply: Reply): Outcome {
  if (!Object.hasOwn(api.operations, operation)) throw new Error(`no operation ${operation} in specs/proton-api.json`);
  const known = decoded.get(reply);
  if (known?.operation === operation) return known.outcome;
  const success = reply.status >= 200 && reply.status <= 299;
  const outcome = success ? decodeSuccess(operation, reply) : decodeFailure(operation, reply);
  decoded.set(reply, { operation, outcome });
  return outcome;
}

/** What no answer means: nothing happened where nothing was sent; else it may or may not have happened. */
export function decodeLost(lost: Pick<Lost, 'why'>): Outcome {
  return { kind: 'again', why: 'broken', effect: lost.why === 'not-sent' ? 'none' : 'open' };
}
