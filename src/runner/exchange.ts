// One attempt at a request of a program: sent once, with the copy or the SDK's own retry that its fault asks for, each an
// invocation of its own in the history.
import type { Advice } from '../checker/types.ts';
import { lacksToken } from '../endpoint/sdk-can-send.ts';
import type { Copy } from '../endpoint/types.ts';
import type { Fault, Input, Lane } from '../program/types.ts';
import type { Outcome } from '../wire/types.ts';
import type { InvocationFacts, Journal } from './journal.ts';
import { outcomeOf } from './outcome.ts';
import { signerOf } from './signer.ts';
import type { RunState } from './state.ts';

/** An endpoint whose client is gone may go on with the request, or notice and put things in order, for about so long. */
const AFTER_HANGING_UP_MS = 300;

export interface Sending {
  readonly step: number;
  /** Of requests that are sent at the same time: its place among them. */
  readonly part?: number;
  readonly operation: string;
  readonly input: Input;
  readonly lane: Lane;
  readonly reordered?: true;
  readonly fresh?: boolean;
  /** Goes wrong at the first attempt. */
  readonly fault?: Fault;
  /** Told before a copy of it is sent, and what the copy's answer says. */
  readonly copies?: { before(): void; answered(outcome: Outcome): void };
  /** Leave it to the caller to send again what the checker wants sent again. */
  readonly once?: boolean;
  /** Counts on from here, where the caller sends again. Default 1. */
  readonly attempt?: number;
}

/** Waits until the judged calls may be sent. @throws Ended if they may not */
export async function paid(run: RunState, calls: readonly Pick<Sending, 'operation'>[]): Promise<void> {
  for (const _ of calls) run.spendJudgedCall();
  for (const { operation } of calls) await run.pacer.turn(operation, run.halt);
}

export interface Exchanged {
  readonly call: number;
  readonly attempt: number;
  readonly outcome: Outcome;
  readonly advice: Advice;
  /** No answer came. */
  readonly lost: boolean;
}

/** One request and its answer, with those of a copy that is sent at once. */
export async function exchange(
  run: RunState,
  journal: Journal,
  sending: Sending,
  attempt: number,
  gate?: () => Promise<void>,
): Promise<Exchanged> {
  const { operation, input, step, part, lane, reordered, fresh = false, fault } = sending;
  const { onTheWay } = journal;
  const account = signerOf(operation, input);
  run.calls++;
  let call: number | undefined;
  let facts: InvocationFacts = { step, operation, input, lane, attempt };
  const invoke = ({ lane: sentLane, filledToken }: { lane: Lane; filledToken?: string }) => {
    if (call !== undefined) return call;
    facts = {
      step,
      ...(part === undefined ? {} : { part }),
      operation,
      input,
      lane: sentLane,
      attempt,
      ...(reordered && sentLane === 'raw' ? { reordered } : {}),
      ...(filledToken === undefined ? {} : { filledToken }),
    };
    call = journal.invoke({ ...facts, ...(fault === undefined ? {} : { fault }) });
    return call;
  };
  const sendCopy = async (copy: Copy, copied: InvocationFacts): Promise<void> => {
    sending.copies?.before();
    run.calls++;
    const number = journal.invoke({ ...copied, copy: true });
    const reply = await copy();
    const { event } = journal.reply(number, reply);
    sending.copies?.answered(outcomeOf(run, operation, event));
  };
  let resent: number | undefined;
  const onResend = ({ filledToken }: { filledToken?: string }): void => {
    const { part: _, filledToken: __, ...same } = facts;
    run.calls++;
    resent = journal.invoke({
      ...same,
      ...(part === undefined ? {} : { part }),
      ...(filledToken === undefined ? {} : { filledToken }),
      attempt: attempt + 1,
      resent: true,
    });
  };
  let second: Promise<void> | undefined;
  const reply = await run.options.endpoint.call({
    operation,
    input,
    lane,
    reordered: reordered === true,
    fresh,
    signal: run.giveUp,
    onSend: invoke,
    ...(fault === undefined ? {} : { fault }),
    onCopy: (copy) => {
      if (fault === 'twice') second = sendCopy(copy, facts);
      else {
        const { part: _, ...alone } = facts;
        onTheWay.keep(async (later) => {
          await paid(run, [{ operation }]);
          await sendCopy(copy, { ...alone, step: later });
        });
      }
    },
    // Where the SDK fills in a token and loses the answer, its own retry is put to the test.
    ...(fault !== undefined && lane === 'sdk' && lacksToken(operation, input) ? { onResend } : {}),
    ...(gate === undefined ? {} : { gate }),
    ...(account === undefined ? {} : { account }),
  });
  const number = invoke(reply);
  const { advice, event } = journal.reply(number, reply);
  const outcome = outcomeOf(run, operation, event);
  const lost = reply.kind === 'lost';
  const late =
    fault === 'hung-up' || fault === 'hung-up-later' ? run.time.sleep(AFTER_HANGING_UP_MS) : lost && reply.late;
  if (late) onTheWay.follow(late.then(() => journal.changed()));
  await second;
  const last = lost ? await reply.resent : undefined;
  if (last === undefined || resent === undefined) return { call: number, attempt, outcome, advice, lost };
  const again = journal.reply(resent, last);
  return {
    call: resent,
    attempt: attempt + 1,
    advice: again.advice,
    outcome: outcomeOf(run, operation, again.event),
    lost: last.kind === 'lost',
  };
}
