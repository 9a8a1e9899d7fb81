// The calls of a history as a person reads them: what was sent and what came, up to the call that shows a violation.
// Answers are untrusted: they are cut, and control characters in them are escaped.
import { isDeepStrictEqual } from 'node:util';
import type { HistoryEvent, Invocation } from '../history/types.ts';
import { operations } from '../specs/index.ts';
import { printable } from '../wire/printable.ts';
import { lastWithOriginal } from './call-text.ts';
import type { ExampleCall } from './types.ts';

/** How many calls before the violation are shown, and how much of each answer. */
export const callsShown = 12;
export const answerChars = 1000;

export const lostBecause = {
  'not-sent': 'no answer: the request was never sent',
  broken: 'no answer: the connection broke',
  timeout: 'no answer in time',
  'too-large': 'an answer too large to read',
} as const;

/** The last `callsShown` calls up to `call`, with the request that it repeats, in the order in which they were sent. */
export const callsUpTo = (events: readonly HistoryEvent[], call: number): ExampleCall[] => {
  const invocations = events.filter((event): event is Invocation => event.event === 'invoke');
  const at = invocations.findIndex((invocation) => invocation.call === call);
  const told = invocations
    .slice(0, at === -1 ? undefined : at + 1)
    .filter((invocation, index, all) => !isLookAgain(invocation, all[index + 1]));
  return lastWithOriginal(told, callsShown).map((invocation) => ({
    call: invocation.call,
    operation: invocation.operation,
    input: invocation.input,
    answer: answerTo(events, invocation.call),
  }));
};

/** Whether an operation only looks. */
export const isLook = (operation: string): boolean =>
  ['get', 'list', 'listTags', 'listInstances'].includes(operations[operation]?.role ?? '');

/** Of many looks in a row that wait for something, the last one is told. */
export const isLookAgain = ({ operation, input }: Invocation, next: Invocation | undefined): boolean =>
  next !== undefined && isLook(operation) && next.operation === operation && isDeepStrictEqual(next.input, input);

const answerTo = (events: readonly HistoryEvent[], call: number): string => {
  for (const event of events) {
    if (event.event === 'answer' && event.call === call)
      return `HTTP ${event.status} ${event.body === '' ? '(empty body)' : printable(event.body, answerChars)}`;
    if (event.event === 'lost' && event.call === call) return lostBecause[event.why];
  }
  return 'no answer before the history ends';
};
