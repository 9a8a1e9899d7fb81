// What the history recorded of each action, up to the answer that shows the violation.
import type { Violation } from '../checker/types.ts';
import type { History } from '../history/read.ts';
import type { Answer, Invocation } from '../history/types.ts';
import type { Json } from '../program/types.ts';
import { operations, resources } from '../specs/index.ts';
import { decode, type Outcome } from '../wire/index.ts';
import type { Call } from './types.ts';

export interface Recorded {
  readonly invocation: Invocation;
  /** Absent: the answer never came. */
  readonly answer?: Answer;
  readonly outcome?: Outcome;
}

/**
 * Every call in the order of sending; those after the violating one left out. What was sent at the same time as that comes
 * before it.
 */
export const recordedCalls = (history: History, { call, step }: Pick<Violation, 'call' | 'step'>): Recorded[] => {
  const answers = new Map(
    history.filter((event): event is Answer => event.event === 'answer').map((answer) => [answer.call, answer]),
  );
  const calls = history.filter((event): event is Invocation => event.event === 'invoke');
  const last = calls.findIndex((one) => one.call === call && one.step === step);
  return upTo(calls, last).map((invocation) => {
    const answer = answers.get(invocation.call);
    return answer === undefined
      ? { invocation }
      : { invocation, answer, outcome: decode(invocation.operation, answer) };
  });
};

const upTo = (calls: readonly Invocation[], last: number): readonly Invocation[] => {
  const violating = calls[last];
  if (violating === undefined) return calls;
  if (violating.part === undefined && violating.copy === undefined) return calls.slice(0, last + 1);
  return [...calls.filter((one) => one !== violating && one.step <= violating.step), violating];
};

/** Whether a request of an export is the recorded one, whichever attempt. */
export const isOf = (
  { step, operation, part, copy }: Pick<Call, 'step' | 'operation' | 'part' | 'copy'>,
  invocation: Invocation,
): boolean =>
  invocation.step === step &&
  invocation.operation === operation &&
  invocation.part === part &&
  invocation.copy === copy;

/** The detail in an answer, as it came; undefined where it shows none. */
export const detailOf = ({ invocation, answer, outcome }: Recorded): Record<string, Json> | undefined => {
  const resource = operations[invocation.operation]?.resource;
  if (outcome?.kind !== 'success' || outcome.detail === undefined || !resource || !answer) return undefined;
  return outcome.detail as Record<string, Json>;
};

/** The member of an answer to `operation` that holds the detail. */
export const detailMember = (operation: string): string | undefined => {
  const resource = operations[operation]?.resource;
  return resource && resources[resource].detail;
};
