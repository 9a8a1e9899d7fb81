// One program from set-up to clean-up: what it needs is made, its steps are taken, its history is handed out, and what it
// made is deleted.
import type { End } from '../history/types.ts';
import { fixturesOf, operationsOf } from '../program/facts.ts';
import { programNamespace } from '../program/namespace.ts';
import type { Program } from '../program/types.ts';
import { learnAccount } from './account.ts';
import { cleanUpProgram } from './clean-up.ts';
import { Ended } from './ended.ts';
import { execute, openJournal } from './execute.ts';
import { Fixtures } from './fixtures.ts';
import { ProgramState } from './program-state.ts';
import type { Lease } from './quotas.ts';
import { Slots } from './slots.ts';
import type { RunState } from './state.ts';
import type { Advance } from './steps.ts';
import type { RunOptions } from './types.ts';

/** Ended programs whose clean-up goes on beside the others. */
const MAX_CLEANING = 256;

/** For a program outside any cohort. */
const noAdvance: Advance = () => Promise.reject(new Ended('set-up', 'the clock cannot be moved here'));

export class ProgramRunner {
  started = 0;
  ended = 0;
  readonly #run: RunState;
  readonly #progress: () => void;
  readonly #fixtures: Fixtures;
  readonly #cleaning = new Slots(MAX_CLEANING);
  #account: Promise<void> | undefined;

  constructor(run: RunState, progress: () => void) {
    this.#run = run;
    this.#progress = progress;
    this.#fixtures = new Fixtures(run, (fixture, namespace, index) => this.#runFixture(fixture, namespace, index));
  }

  /**
   * Runs one program, hands out its history, and deletes what it made. `over` is called when the program has ended and
   * only its clean-up goes on. @throws only errors of the suite or its caller
   */
  async run(program: Program, lease: Lease, over: () => void, advance: Advance = noAdvance): Promise<void> {
    const run = this.#run;
    let state: ProgramState | undefined;
    try {
      const fault = await this.#prepare(program);
      await run.slots.with(async () => {
        if (run.stopped) return;
        const missing = fault ?? this.#missingOperation(program);
        if (missing) return this.giveUp(program, missing);
        state = this.#begin(program);
        await execute(state, program.steps, advance);
      });
      if (state !== undefined) await this.#conclude(state);
    } finally {
      await this.#cleaning.acquire();
      over();
      try {
        lease.giveBack(state && (await cleanUpProgram(state)));
      } finally {
        this.#cleaning.release();
      }
    }
  }

  #begin(program: Program): ProgramState {
    this.started++;
    this.#progress();
    const journal = openJournal(this.#run, program, this.#namespace(program));
    return new ProgramState(this.#run, journal, program.index, (name, member) => this.#fixtures.member(name, member));
  }

  #namespace(program: Program): string {
    const { runId, attempts } = this.#run.options;
    return programNamespace(runId, program.index, attempts?.get(program));
  }

  async #conclude(state: ProgramState): Promise<void> {
    await this.#run.options.onHistory(state.journal.history);
    this.ended++;
    this.#progress();
  }

  /** What the program needs is made; returns why it cannot run. */
  async #prepare(program: Program): Promise<Ended | undefined> {
    const missing = this.#missingOperation(program);
    if (missing) return missing;
    try {
      await this.#needAccount();
      await this.#fixtures.prepare(fixturesOf(program.steps));
      return undefined;
    } catch (error) {
      if (error instanceof Ended) return error;
      throw error;
    }
  }

  /** Programs that use an operation found missing are not started; the one that found it was the probe. */
  #missingOperation(program: Program): Ended | undefined {
    for (const operation of operationsOf(program)) {
      const why = this.#run.unavailable.get(operation);
      if (why !== undefined) return new Ended(why, operation);
    }
    return undefined;
  }

  #needAccount(): Promise<void> {
    this.#account ??= learnAccount(this.#run);
    return this.#account;
  }

  /** A history of header and end alone says why the program was not run. */
  async giveUp(program: Program, { reason, detail }: Ended): Promise<void> {
    const journal = openJournal(this.#run, program, this.#namespace(program));
    journal.end(reason, detail);
    await this.#run.options.onHistory(journal.history);
  }

  async #runFixture(
    fixture: RunOptions['fixtures'][number],
    namespace: string,
    index: number,
  ): Promise<{ program: ProgramState; end: Pick<End, 'reason' | 'detail'> }> {
    const journal = openJournal(this.#run, { fixture: fixture.name }, namespace);
    const program = new ProgramState(this.#run, journal, index, (name, member) => this.#fixtures.member(name, member));
    const end = await this.#run.slots.with(() => execute(program, fixture.steps, noAdvance));
    await this.#run.options.onHistory(journal.history);
    return { program, end };
  }
}
