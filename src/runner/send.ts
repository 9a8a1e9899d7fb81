// Sends one request of a program until an answer comes that says something, each attempt an invocation of its own in the
// history. What is sent again, and for how long, is the contract's "Not violations".
import type { Advice } from '../checker/types.ts';
import { isServed, printable } from '../wire/index.ts';
import type { Outcome } from '../wire/types.ts';
import { Ended } from './ended.ts';
import { type Exchanged, exchange, paid, type Sending } from './exchange.ts';
import { Gate } from './gate.ts';
import type { Journal } from './journal.ts';
import { backoffMs } from './pace.ts';
import { isServing } from './quiet.ts';
import type { RunState } from './state.ts';

/** A request is given up when it was refused for this long and this often. */
const GIVE_UP_AFTER_MS = 30_000;
const GIVE_UP_AFTER_TRIES = 10;
/** Beyond the settling time the checker no longer advises to ask again; this is for a checker that does. */
const AGAIN_FACTOR = 3;
const AGAIN_EXTRA_MS = 10_000;
/** A signature may be refused so often after the clock was moved, whatever the refusal is called. */
const SKEW_TRIES = 3;

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
      if (isServed(outcome)) run.there.add(sending.operation);
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
  for (const [nth, { outcome }] of exchanges.entries()) if (isServed(outcome)) run.there.add(sendings[nth]!.operation);
  for (const [nth, { call, outcome }] of exchanges.entries())
    noted({ call, attempt: 1, outcome, advice: 'go-on', open: mayHaveWorked(outcome) }, nth);
  if (exchanges.some(({ advice }) => advice === 'stop')) throw nothingMore();
  for (const [nth, { outcome }] of exchanges.entries())
    if (!isSkew(run, outcome, 1)) endIfUnavailable(run, sendings[nth]!.operation, outcome);
}

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
      // A gateway may answer so while the service behind it starts: other programs can still use what is there.
      if (!run.there.has(operation)) run.unavailable.set(operation, outcome.kind);
      throw new Ended(outcome.kind, operation);
    case 'credentials': {
      const said = `${outcome.type}${outcome.message ? `: ${outcome.message}` : ''}`;
      run.stop('credentials', `the endpoint refuses the credentials (${printable(said)})`);
      throw new Ended('unreachable', printable(said));
    }
    default:
  }
}
