// Conditions on the form of an answer (wire.response, wire.error), from the reason that the decoder gave.
import { api } from '../specs/index.ts';
import type { Evidence } from './expectation.ts';
import type { Recorded } from './recorded.ts';
import type { Condition, Expectation } from './types.ts';

const typeWords: Readonly<Record<string, 'string' | 'number' | 'boolean' | 'object'>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  object: 'object',
  array: 'object',
};

/** A documented error, or an answer whose member is there and of its type. */
export const formExpectation = ({ checked: answer }: Evidence, last: Recorded): Expectation | undefined => {
  const { outcome, invocation } = last;
  if (outcome?.kind !== 'malformed') return undefined;
  const documented: Condition = { is: 'documented', answer, types: documentedErrors(invocation.operation) };
  if (outcome.guarantee === 'wire.error' || /with an error type/.test(outcome.reason)) return [[documented]];
  const at = (path: string) => ({ answer, path: path.split('.') });
  const [, holder, lacking] = /^(\S+|the body) has no (\w+)$/.exec(outcome.reason) ?? [];
  if (holder !== undefined && lacking !== undefined) {
    const path = holder === 'the body' ? lacking : `${holder}.${lacking}`;
    return [[documented, { is: 'missing', at: at(path), expected: false }]];
  }
  const [, timed] = /^([\w.]+) is .*, no time in epoch seconds$/s.exec(outcome.reason) ?? [];
  if (timed !== undefined) return [[documented, { is: 'of-type', at: at(timed), type: 'time' }]];
  const [, path, types = ''] = /^([\w.]+) is .*, not of type (\w+)/s.exec(outcome.reason) ?? [];
  const type = typeWords[types];
  return path === undefined || type === undefined ? undefined : [[documented, { is: 'of-type', at: at(path), type }]];
};

/** Common AWS errors apart, which none of the situations that are judged calls for. */
const documentedErrors = (operation: string): readonly string[] => api.operations[operation]?.errors ?? [];
