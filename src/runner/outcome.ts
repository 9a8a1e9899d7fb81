// What a reply means, and what it says of how the endpoint is doing.
import type { Answer, Lost } from '../history/types.ts';
import { decode, decodeLost } from '../wire/index.ts';
import type { Outcome } from '../wire/types.ts';
import type { RunState } from './state.ts';

type Said = Pick<Answer, 'status' | 'headers' | 'body'> | Pick<Lost, 'why'>;

export function outcomeOf(run: RunState, operation: string, reply: Said): Outcome {
  const outcome = 'why' in reply ? decodeLost(reply) : decode(operation, reply);
  if (outcome.kind !== 'again') run.served(operation);
  else if (outcome.why === 'throttled') run.pacer.throttled(operation);
  return outcome;
}
