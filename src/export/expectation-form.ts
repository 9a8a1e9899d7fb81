// Conditions on the form of an answer (wire.response, wire.error), from the reason that the decoder gave. What is wrong with
// one element of a list must be right with all: others stand in it at the next run.
import { api } from '../specs/index.ts';
import type { Evidence } from './expectation.ts';
import type { Recorded } from './recorded.ts';
import type { Condition, Expectation, Form } from './types.ts';

const types = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array']);

/** A documented error, or an answer whose member is there and of its form. */
export const formExpectation = ({ checked: answer }: Evidence, last: Recorded): Expectation | undefined => {
  const { outcome, invocation } = last;
  if (outcome?.kind !== 'malformed') return undefined;
  const { guarantee, reason } = outcome;
  const documented: Condition = { is: 'documented', answer, types: documentedErrors(invocation.operation) };
  if (guarantee === 'wire.error' || /with an error type/.test(reason)) return [[documented]];
  const [, bytes] = /^HTTP \d+ with(out a body| a body that is no JSON object)/.exec(reason) ?? [];
  if (bytes !== undefined)
    return [
      [
        documented,
        { is: 'object', answer, orNothing: !bytes.startsWith('out') && /^Delete/.test(invocation.operation) },
      ],
    ];
  const form = formOf(reason);
  return form && [[documented, { is: 'form', answer, ...form }]];
};

const formOf = (
  reason: string,
): { readonly path: readonly string[]; readonly form: Form; readonly orMissing: boolean } | undefined => {
  const [, holder, lacking] = /^(\S+|the body) has no (\w+)$/.exec(reason) ?? [];
  if (holder !== undefined && lacking !== undefined)
    return { path: [...pathOf(holder), lacking], form: { has: 'value' }, orMissing: false };
  const [, where, fault = ''] = /^([\w.]+|the body) is .*, (no[t ]|shorter|longer)/s.exec(reason) ?? [];
  if (where === undefined || fault === '') return undefined;
  const told = reason.slice(reason.lastIndexOf(`, ${fault}`) + 2);
  const form = formIn(told);
  return form && { path: pathOf(where), form, orMissing: form.has !== 'type' || /or null$/.test(told) };
};

/** `the body`, `environmentTemplate.arn`, `templates.0.arn` */
const pathOf = (where: string): string[] =>
  where === 'the body' ? [] : where.split('.').map((part) => (/^\d+$/.test(part) ? '*' : part));

/** What the last words of a fault ask for. */
const formIn = (told: string): Form | undefined => {
  if (told === 'no time in epoch seconds') return { has: 'time' };
  const [, type = ''] = /^not of type (\w+)/.exec(told) ?? [];
  if (types.has(type)) return { has: 'type', type };
  const [, pattern] = /^not of the form (.*)$/s.exec(told) ?? [];
  if (pattern !== undefined && isPattern(pattern)) return { has: 'pattern', pattern };
  const [, than, count] = /^(shorter|longer) than (\d+) (?:characters|elements)$/.exec(told) ?? [];
  if (count === undefined) return undefined;
  return than === 'shorter' ? { has: 'least', count: Number(count) } : { has: 'most', count: Number(count) };
};

const isPattern = (text: string): boolean => {
  try {
    return new RegExp(text, 'u').source !== '' && !text.endsWith('…');
  } catch {
    return false;
  }
};

/** Common AWS errors apart, which none of the situations that are judged calls for. */
const documentedErrors = (operation: string): readonly string[] => api.operations[operation]?.errors ?? [];
