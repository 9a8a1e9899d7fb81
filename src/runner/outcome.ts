// What a reply means, and what it says of how the endpoint is doing.
import type { Reply } from '../endpoint/types.ts';
import { decode, decodeLost } from '../wire/index.ts';
import type { Outcome } from '../wire/types.ts';
import type { RunState } from './state.ts';

export function outcomeOf(run: RunState, operation: string, reply: Reply): Outcome {
  const outcome = reply.kind === 'answer' ? decode(operation, reply) : decodeLost(reply);
  if (outcome.kind !== 'again') run.served();
  else if (outcome.why === 'throttled') run.pacer.throttled();
  return outcome;
}
