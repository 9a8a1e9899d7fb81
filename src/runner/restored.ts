// What a program knew when its history broke off: which of its steps made what.

import type { Answer, Invocation, Lost } from '../history/types.ts';
import type { Program } from '../program/types.ts';
import { operations } from '../specs/index.ts';
import { decode, decodeLost } from '../wire/index.ts';
import type { Journal } from './journal.ts';
import { ProgramState, type Request } from './program-state.ts';
import type { RunState } from './state.ts';

/** The state of a program without fixtures before its step `next`. */
export function restored(run: RunState, journal: Journal, { index, steps }: Program, next: number): ProgramState {
  const state = new ProgramState(run, journal, index, () => undefined);
  const [, ...events] = journal.history;
  const sent = events.filter((event): event is Invocation => event.event === 'invoke');
  const replies = new Map(
    events
      .filter((event): event is Answer | Lost => event.event === 'answer' || event.event === 'lost')
      .map((event) => [event.call, event]),
  );
  for (const [at, step] of steps.slice(0, next).entries()) {
    if (step.do !== 'create' && step.do !== 'retry') continue;
    const base = step.do === 'retry' ? state.request(step.of) : undefined;
    const operation = step.do === 'create' ? step.operation : base?.operation;
    if (operation === undefined) continue;
    const attempts = sent.filter((one) => one.step === at && one.operation === operation);
    const request: Request = {
      operation,
      resource: operations[operation]?.resource,
      input: attempts[0]?.input,
      base,
    };
    state.requests.push(request);
    for (const { call } of attempts) note(state, request, call, replies.get(call));
  }
  return state;
}

function note(state: ProgramState, request: Request, call: number, reply: Answer | Lost | undefined): void {
  const outcome = reply?.event === 'answer' ? decode(request.operation, reply) : decodeLost(reply ?? { why: 'broken' });
  state.noteMade(request, outcome, call, outcome.kind === 'again' && outcome.effect === 'open');
}
