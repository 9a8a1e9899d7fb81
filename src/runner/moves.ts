// What is done to the endpoint as a whole, for all programs at once: its clock is moved, or it is killed and started again.
import { ClockError } from '../endpoint/clock.ts';
import { harmless } from '../endpoint/harmless.ts';
import type { Restart } from '../history/types.ts';
import { decode } from '../wire/index.ts';
import { Ended } from './ended.ts';
import { backoffMs } from './pace.ts';
import type { RunState } from './state.ts';

/** An endpoint that does not answer so long after it was started again is taken for gone. */
const READY_WITHIN_MS = 60_000;
/** The kill comes up to so long after the requests that are to be under way then: before, in and after their work. */
const KILL_WITHIN_MS = 8;
/** What the clock may have lost in a restart without being set again. */
const CLOCK_LOST_MS = 2_000;

/** Moves the clock; gives the time at which it was moved. @throws Ended if it did not move */
export async function advanceClock(run: RunState, seconds: number): Promise<number> {
  if (run.stopped !== undefined) throw run.endedEarly();
  if (run.clockLost !== undefined) throw new Ended('set-up', run.clockLost);
  run.clockMoved = true;
  await advanced(run, seconds);
  run.moves.push({ event: 'clock', at: run.time.now(), advanceSeconds: seconds });
  return run.time.now();
}

/**
 * Kills the endpoint and starts it again, and waits until it answers. Its clock is where it would be without, as far as it can
 * be read.
 * @throws Ended if it cannot be restarted, or does not come back: then the run ends
 */
export async function restartEndpoint(run: RunState, departures: readonly (() => Promise<void>)[]): Promise<Times> {
  const { restart, clock } = run.options;
  if (run.stopped !== undefined) throw run.endedEarly();
  if (restart === undefined) throw new Ended('set-up', 'this run has no way to restart the endpoint');
  const clockBefore = await clock.read?.();
  const readAt = run.time.now();
  await Promise.all(departures.map((depart) => depart()));
  if (departures.length > 0) await run.time.sleep(run.random() * KILL_WITHIN_MS);
  const at = run.time.now();
  try {
    // Who interrupts the run need not wait for it; it goes on to its own end.
    await Promise.race([restart(), aborted(run.giveUp)]);
  } catch (error) {
    run.stop('unreachable', error instanceof Error ? error.message : String(error));
    throw run.endedEarly();
  }
  await untilReady(run);
  if (clockBefore !== undefined) await setClock(run, clockBefore - readAt);
  // A clock that a command moves may have lost its moves.
  const isUnsure = clock.mode === 'command' && run.clockMoved && clockBefore === undefined;
  const times = { at, readyAt: run.time.now(), ...(isUnsure ? { clockUnsure: true as const } : {}) };
  run.moves.push({ event: 'restart', ...times });
  return times;
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

type Times = Omit<Restart, 'event'>;

async function untilReady(run: RunState): Promise<void> {
  const deadline = run.time.now() + READY_WITHIN_MS;
  for (let tries = 1; !(await answers(run, tries)); tries++) {
    if (run.stopped === undefined && run.time.now() > deadline)
      run.stop('unreachable', `the endpoint did not answer within ${READY_WITHIN_MS / 1000} s after its restart`);
    if (run.stopped !== undefined) throw run.endedEarly();
    await run.time.sleep(backoffMs(tries, run.random), run.halt);
  }
}

/**
 * Any answer will do but an error of the server, which a broken operation gives for ever: so several are asked in turn. All
 * connections are new: old ones may be dead.
 */
async function answers({ options: { endpoint }, giveUp }: RunState, tries: number): Promise<boolean> {
  const [operation, input] = harmless[(tries - 1) % harmless.length]!;
  endpoint.reconnect();
  const reply = await endpoint.call({ operation, input, lane: 'raw', fresh: true, signal: giveUp });
  if (reply.kind === 'lost') return false;
  const outcome = decode(operation, reply);
  return outcome.kind !== 'again' || outcome.why !== 'server-error';
}

/** A moved clock may be where it was before its moves. `ahead`: how far it was ahead of this machine's, milliseconds. */
async function setClock(run: RunState, ahead: number): Promise<void> {
  const now = await run.options.clock.read?.();
  const lostMs = now === undefined ? 0 : run.time.now() + ahead - now;
  if (lostMs > CLOCK_LOST_MS) await advanced(run, Math.round(lostMs / 1000));
}

async function advanced(run: RunState, seconds: number): Promise<void> {
  try {
    await Promise.race([run.options.clock.advance(seconds), aborted(run.giveUp)]);
    if (run.giveUp.aborted) throw new ClockError('the run was interrupted');
  } catch (error) {
    // It may have moved all the same, or do so later.
    run.clockLost = `the clock was not moved: ${error instanceof ClockError ? error.message : String(error)}`;
    throw new Ended('set-up', run.clockLost);
  }
}
