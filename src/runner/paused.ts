// Programs for which real time passes: they end at a step that would move the clock, and a later run of the suite goes on
// from there. Such a program is its history so far; all else is worked out from that.
import type { History } from '../history/read.ts';
import { programNamespace } from '../program/namespace.ts';
import type { Program } from '../program/types.ts';
import { resources } from '../specs/index.ts';
import { learnAccount } from './account.ts';
import { cleanUpProgram } from './clean-up.ts';
import { type Ending, openJournal, takeSteps } from './execute.ts';
import { made, type ProgramState } from './program-state.ts';
import { ask } from './quiet.ts';
import { restored } from './restored.ts';
import { RunState } from './state.ts';
import type { LeftBehind, RunOptions } from './types.ts';

/** A program that waits; what it made is still there. */
export interface Paused {
  /** Without its end. */
  readonly history: History;
  /** The step to go on with. */
  readonly next: number;
  /** How long it waits, seconds. */
  readonly seconds: number;
}

/**
 * Paused: it waits once more. `ended`: what it made is deleted. Both times its history so far was handed out. `gone`: something that
 * it made is not there any more, so that nothing can be said; the rest is deleted. `later`: the endpoint could not be asked.
 */
export type Progress = Paused | 'ended' | 'gone' | 'later';

export class PausedPrograms {
  calls = 0;
  readonly leftBehind: LeftBehind[] = [];
  readonly #options: RunOptions;

  /** `programs` and `fixtures` of the options are of no use here. */
  constructor(options: RunOptions) {
    this.#options = options;
  }

  /** Runs a program from its first step. */
  begin(program: Program): Promise<Progress> {
    return this.#within(new RunState(this.#options), async (run) => {
      await learnAccount(run);
      const journal = openJournal(run, program, programNamespace(run.options.runId, program.index));
      return this.#goOn(restored(run, journal, program, 0), program, 0);
    });
  }

  /** Goes on with one whose time has come. */
  resume(paused: Paused): Promise<Progress> {
    return this.#restored(paused, async (state, program) => {
      const there = await allThere(state);
      if (there === undefined) return 'later';
      if (there) return this.#goOn(state, program, paused.next);
      await this.#cleanUp(state);
      return 'gone';
    });
  }

  /** Deletes what it made, judging nothing. `unseen`: it may have made more than its history shows. */
  async abandon(paused: Paused): Promise<void> {
    await this.#restored(paused, async (state) => {
      state.unseenConnection = true;
      await this.#cleanUp(state);
    });
  }

  async #goOn(state: ProgramState, { steps }: Program, first: number): Promise<Progress> {
    const { run, journal } = state;
    const until = steps.findIndex(({ do: kind }, at) => at >= first && kind === 'advance');
    const end = await run.slots.with(() =>
      takeSteps(state, steps.slice(first, until < 0 ? steps.length : until), undefined, first),
    );
    const move = steps[until];
    const { history } = journal;
    const waits = move?.do === 'advance' && cameToItsEnd(end);
    journal.end(end.reason, end.detail);
    await this.#options.onHistory(journal.history);
    if (waits) return { history, next: until + 1, seconds: move.seconds };
    await this.#cleanUp(state);
    return 'ended';
  }

  async #cleanUp(state: ProgramState): Promise<void> {
    const lost = await cleanUpProgram(state);
    for (const [resource, count] of lost) this.leftBehind.push({ resource, key: `${count} of ${state.namespace}` });
  }

  /** A run state as that of the run that began the program: its names, its settings. */
  #restored<T>({ history, next }: Paused, act: (state: ProgramState, program: Program) => Promise<T>): Promise<T> {
    const [header, ...events] = history;
    const program = header.program as Program;
    const { run: runId, settings, namespace } = header;
    return this.#within(new RunState({ ...this.#options, runId, settings }), (run) =>
      act(restored(run, openJournal(run, program, namespace, events), program, next), program),
    );
  }

  async #within<T>(run: RunState, act: (run: RunState) => Promise<T>): Promise<T> {
    try {
      return await act(run);
    } finally {
      this.calls += run.calls;
      run.over();
    }
  }
}

const cameToItsEnd = ({ reason, detail }: Ending): boolean => reason === 'done' && detail === undefined;

/** Whether everything that the requests made still exists; undefined if that cannot be known now. */
async function allThere(state: ProgramState): Promise<boolean | undefined> {
  for (const request of state.requests) {
    const { resource } = request;
    const keys = resource && made(request) && state.keys(resources[resource].get, request);
    if (resource === undefined || keys === undefined) continue;
    const outcome = await ask(state.run, resources[resource].get, keys);
    if (outcome.kind === 'error' && outcome.type === 'ResourceNotFoundException') return false;
    if (outcome.kind !== 'success') return undefined;
  }
  return true;
}
