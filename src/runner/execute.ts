// Runs the steps of one program from first to last, and tells how it ended. What the endpoint does can end a program, but
// only a defect of the suite can make this throw.
import type { End, Header, HistoryEvent } from '../history/types.ts';
import type { Program, Step } from '../program/types.ts';
import { Ended } from './ended.ts';
import { Journal } from './journal.ts';
import type { ProgramState } from './program-state.ts';
import type { RunState } from './state.ts';
import { type Moves, takeStep } from './steps.ts';

/** Where nobody knows what the clock says, no token is surely alive nor surely expired. */
const LOST_CLOCK_TOLERANCE_SECONDS = 1e9;

export type Ending = Pick<End, 'reason' | 'detail'>;

/** For a program outside any cohort. */
const noMoves: Moves = {
  advance: () => Promise.reject(new Ended('set-up', 'the clock cannot be moved here')),
  restart: () => Promise.reject(new Ended('set-up', 'the endpoint cannot be restarted here')),
};

/**
 * Takes the steps, numbered from `first`. The caller holds a slot, which is given up while the program waits, and ends the
 * history.
 */
export async function takeSteps(
  program: ProgramState,
  steps: readonly Step[],
  moves: Moves = noMoves,
  first = 0,
): Promise<Ending> {
  try {
    for (const [index, step] of steps.entries()) await takeStep(program, step, first + index, moves);
    await finish(program, first + steps.length);
    return { reason: 'done' };
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    return error.detail === undefined ? { reason: error.reason } : { reason: error.reason, detail: error.detail };
  }
}

/** What is still on the way arrives, so that nothing does when the program is over. @throws Ended */
async function finish({ run, journal: { onTheWay } }: ProgramState, step: number): Promise<void> {
  if (onTheWay.isBusy) await run.slots.without(() => onTheWay.quiet());
  await onTheWay.deliver(step);
}

/** A history that begins now, or goes on after `earlier` events. */
export function openJournal(
  run: RunState,
  program: Program | { readonly fixture: string },
  namespace: string,
  earlier: readonly HistoryEvent[] = [],
): Journal {
  const { runId } = run.options;
  const lost = run.clockLost === undefined ? {} : { clockToleranceSeconds: LOST_CLOCK_TOLERANCE_SECONDS };
  const settings = { ...run.options.settings, ...lost };
  const account = run.account;
  const header: Header = {
    event: 'header',
    schemaVersion: 1,
    run: runId,
    namespace,
    settings: account === undefined ? settings : { ...settings, managementAccount: account },
    program,
  };
  return new Journal(header, run.options.observe(header), run.time, earlier);
}
