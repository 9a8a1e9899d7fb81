// Whether an answer shows that the operation is there, and open to these credentials. Of errors only those do that speak of
// resources: one about the request alone may come from a check in front of nothing.
import type { Outcome } from './types.ts';

const OF_RESOURCES = ['ConflictException', 'ResourceNotFoundException'];

export const isServed = (outcome: Outcome): boolean =>
  outcome.kind === 'success' || (outcome.kind === 'error' && OF_RESOURCES.includes(outcome.type));
