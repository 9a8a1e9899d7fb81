// Sends one request of a program until an answer comes that says something, each attempt an invocation of its own in the
// history. What is sent again, and for how long, is the contract's "Not violations".
import type { Advice } from '../checker/types.ts';
import { lacksToken } from '../endpoint/sdk-can-send.ts';
import type { Copy } from '../endpoint/types.ts';
import type { Fault, Input, Lane } from '../program/types.ts';
import { operations } from '../specs/index.ts';
import { printable } from '../wire/index.ts';
import type { Outcome } from '../wire/types.ts';
import { Ended } from './ended.ts';
import { Gate } from './gate.ts';
import type { InvocationFacts, Journal } from './journal.ts';
import { outcomeOf } from './outcome.ts';
import { backoffMs } from './pace.ts';
import { isServing } from './quiet.ts';
import type { RunState } from './state.ts';

/** A request is given up when it was refused for this long and this often. */
const GIVE_UP_AFTER_MS = 30_000;
const GIVE_UP_AFTER_TRIES = 10;
/** Beyond the settling time the checker no longer advises to ask again; this is for a checker that does. */
const AGAIN_FACTOR = 3;
const AGAIN_EXTRA_MS = 10_000;
/** An endpoint whose client is gone may go on with the request, or notice and put things in order, for about so long. */
const AFTER_HANGING_UP_MS = 300;
/** A signature may be refused so often after the clock was moved, whatever the refusal is called. */
const SKEW_TRIES = 3;

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

export interface Sent {
  readonly call: number;
  readonly attempt: number;
  readonly outcome: Outcome;
  /** `again` only for a sending with `once`. */
  readonly advice: Exclude<Advice, 'stop'>;
  /** An earlier attempt may have had an effect, though no answer says so. */
  readonly open: boolean;
}

/** Waits without holding a slot. */
export const pause = (run: RunState, ms: number): Promise<void> =>
  run.slots.without(() => run.time.sleep(ms, run.halt));

/** Waits until no look may be stale any longer: an earlier one would prove nothing, whatever it shows. */
export async function pauseUntilSettled(run: RunState, journal: Journal): Promise<void> {
  const { onTheWay } = journal;
  if (onTheWay.isBusy) await run.slots.without(() => onTheWay.quiet());
  const waitMs = journal.changedAt + run.options.settings.settleMs - run.time.now();
  if (waitMs > 0) await pause(run, Math.ceil(waitMs));
}

/** @throws Ended where the program cannot go on. */
export async function send(run: RunState, journal: Journal, sending: Sending): Promise<Sent> {
  const startedAt = run.time.now();
  let open = false;
  for (let attempt = sending.attempt ?? 1, tries = 1; ; attempt++, tries++) {
    const { fault, ...plain } = sending;
    await paid(run, [sending]);
    const exchanged = await exchange(run, journal, tries === 1 ? sending : plain, attempt);
    const { call, outcome, advice } = exchanged;
    attempt = exchanged.attempt;
    if (advice === 'stop') throw nothingMore();
    const spentMs = run.time.now() - startedAt;
    if (outcome.kind === 'again' || isSkew(run, outcome, tries)) {
      open ||= mayHaveWorked(outcome);
      // Whoever lost an answer on purpose goes on without it.
      if (fault !== undefined && tries === 1 && exchanged.lost) return { call, attempt, outcome, advice, open };
      if (spentMs >= GIVE_UP_AFTER_MS && tries >= GIVE_UP_AFTER_TRIES)
        throw await refused(run, sending.operation, outcome, tries);
    } else {
      endIfUnavailable(run, sending.operation, outcome);
      const patienceMs = AGAIN_FACTOR * run.options.settings.settleMs + AGAIN_EXTRA_MS;
      if (advice === 'go-on' || sending.once || spentMs > patienceMs) {
        return { call, attempt, outcome, advice: sending.once ? advice : 'go-on', open };
      }
    }
    run.refusedAgain(outcome, tries);
    await pause(run, backoffMs(tries, run.random));
  }
}

export const nothingMore = (): Ended => new Ended('done', 'the rest would show nothing more');

const mayHaveWorked = (outcome: Outcome): boolean => outcome.kind === 'again' && outcome.effect === 'open';

/** Waits until the judged calls may be sent. @throws Ended if they may not */
async function paid(run: RunState, calls: readonly Pick<Sending, 'operation'>[]): Promise<void> {
  for (const _ of calls) run.spendJudgedCall();
  for (const { operation } of calls) await run.pacer.turn(operation, run.halt);
}

/**
 * Sends requests at the same time, each once: what is refused retryably is not sent again, as it would no longer be at the
 * same time. `sent` resolves when all have gone out, `ended` when all have an answer or have none.
 * @throws Ended where the budget does not suffice for all
 */
export async function sendTogether(run: RunState, journal: Journal, sendings: readonly Sending[]) {
  await paid(run, sendings);
  const gate = new Gate(sendings.length);
  const ended = Promise.all(
    sendings.map((sending) => {
      const { arrive, leave } = gate.pass();
      return exchange(run, journal, sending, 1, arrive).finally(leave);
    }),
  );
  return { sent: gate.opened, ended };
}

/** What `sendTogether` came to, for each in order. @throws Ended where the program cannot go on, after `noted` */
export function endTogether(
  run: RunState,
  sendings: readonly Sending[],
  exchanges: readonly Exchanged[],
  noted: (sent: Sent, nth: number) => void,
): void {
  for (const [nth, { call, outcome }] of exchanges.entries())
    noted({ call, attempt: 1, outcome, advice: 'go-on', open: mayHaveWorked(outcome) }, nth);
  if (exchanges.some(({ advice }) => advice === 'stop')) throw nothingMore();
  for (const [nth, { outcome }] of exchanges.entries())
    if (!isSkew(run, outcome, 1)) endIfUnavailable(run, sendings[nth]!.operation, outcome);
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
async function exchange(
  run: RunState,
  journal: Journal,
  sending: Sending,
  attempt: number,
  gate?: () => Promise<void>,
): Promise<Exchanged> {
  const { operation, input, step, part, lane, reordered, fresh = false, fault } = sending;
  const { onTheWay } = journal;
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
    ...(isOfManagement(operation, input) ? { account: 'management' } : {}),
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

/** The management account accepts, rejects, and asks for its own list of connections. */
const isOfManagement = (operation: string, { requestedBy }: Input): boolean =>
  operations[operation]?.account !== undefined || requestedBy === 'MANAGEMENT_ACCOUNT';

const isSkew = (run: RunState, outcome: Outcome, tries: number): boolean =>
  outcome.kind === 'credentials' && run.clockMoved && tries <= SKEW_TRIES;

async function refused(run: RunState, operation: string, outcome: Outcome, tries: number): Promise<Ended> {
  const type = outcome.kind === 'again' && outcome.type ? `, ${printable(outcome.type)}` : '';
  const detail = `${operation} was refused ${tries} times (${outcome.kind === 'again' ? outcome.why : outcome.kind}${type})`;
  let serving = run.sinceServedMs < GIVE_UP_AFTER_MS;
  if (!serving) {
    await run.slots.without(async () => {
      serving = await isServing(run);
    });
  }
  if (serving) return new Ended('refused', detail);
  run.stop('unreachable', `nothing has been answered for ${GIVE_UP_AFTER_MS / 1000} s: ${detail}`);
  return new Ended('unreachable', detail);
}

/** @throws Ended for an answer after which the program has nothing to show. */
function endIfUnavailable(run: RunState, operation: string, outcome: Outcome): void {
  switch (outcome.kind) {
    case 'quota':
      throw new Ended('quota', `${operation}: ${printable(outcome.message ?? 'over a quota')}`);
    case 'not-implemented':
    case 'not-permitted':
      run.unavailable.set(operation, outcome.kind);
      throw new Ended(outcome.kind, operation);
    case 'credentials': {
      const said = `${outcome.type}${outcome.message ? `: ${outcome.message}` : ''}`;
      run.stop('credentials', `the endpoint refuses the credentials (${printable(said)})`);
      throw new Ended('unreachable', printable(said));
    }
    default:
  }
}
