// One program from set-up to clean-up: what it needs is made, its steps are taken, its history is handed out, and what it
// made is deleted.
import { fixturesOf, operationsOf } from '../program/facts.ts';
import { programNamespace } from '../program/namespace.ts';
import type { Program } from '../program/types.ts';
import { learnAccount } from './account.ts';
import { cleanUpProgram } from './clean-up.ts';
import { Ended } from './ended.ts';
import { type Ending, openJournal, takeSteps } from './execute.ts';
import { Fixtures } from './fixtures.ts';
import { LastLooks } from './last-looks.ts';
import { ProgramState } from './program-state.ts';
import type { Lease } from './quotas.ts';
import { Slots } from './slots.ts';
import type { RunState } from './state.ts';
import type { Moves } from './steps.ts';
import type { RunOptions } from './types.ts';

/** Ended programs whose clean-up goes on beside the others. */
const MAX_CLEANING = 256;

export class ProgramRunner {
  started = 0;
  ended = 0;
  readonly #run: RunState;
  readonly #progress: () => void;
  readonly #fixtures: Fixtures;
  readonly #lastLooks: LastLooks;
  readonly #cleaning = new Slots(MAX_CLEANING);
  #account: Promise<void> | undefined;

  constructor(run: RunState, progress: () => void) {
    this.#run = run;
    this.#progress = progress;
    this.#lastLooks = new LastLooks(run);
    const handOut = ({ journal }: ProgramState) => Promise.resolve(run.options.onHistory(journal.history));
    this.#fixtures = new Fixtures(run, {
      take: (fixture, namespace, index) => this.#takeFixture(fixture, namespace, index),
      conclude: (program, { reason, detail }) => {
        program.journal.end(reason, detail);
        return handOut(program);
      },
      keep: (program, steps) => this.#lastLooks.keepFixture(program, steps, handOut),
    });
  }

  /**
   * Runs one program, hands out its history, and deletes what it made. `over` is called when the program has ended and
   * only its clean-up goes on. @throws only errors of the suite or its caller
   */
  async run(program: Program, lease: Lease, over: () => void, moves?: Moves): Promise<void> {
    const run = this.#run;
    let state: ProgramState | undefined;
    let end: Ending | undefined;
    try {
      const fault = await this.#prepare(program);
      await run.slots.with(async () => {
        if (run.stopped) return;
        const missing = fault ?? this.#missingOperation(program);
        if (missing) return this.giveUp(program, missing);
        state = this.#begin(program);
        run.underWay++;
        end = await takeSteps(state, program.steps, moves).finally(() => run.underWay--);
      });
      if (state !== undefined && end !== undefined) await this.#end(state, end, program);
    } finally {
      await state?.journal.onTheWay.quiet();
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

  async #end(state: ProgramState, end: Ending, { steps }: Program): Promise<void> {
    const whole = end.reason === 'done' && end.detail === undefined;
    if (whole && this.#lastLooks.keepsDeleted(state, steps.length, (kept) => this.#handOut(kept))) return;
    state.journal.end(end.reason, end.detail);
    await this.#handOut(state);
  }

  /** Nothing else may be under way. */
  retryFixtures(): Promise<void> {
    return this.#lastLooks.retryFixtures();
  }

  /** Takes the looks at the end of the run; nothing else may be under way. */
  takeLastLooks(): Promise<void> {
    return this.#lastLooks.take();
  }

  async #handOut(state: ProgramState): Promise<void> {
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

  async #takeFixture(
    fixture: RunOptions['fixtures'][number],
    namespace: string,
    index: number,
  ): Promise<{ program: ProgramState; end: Ending }> {
    const journal = openJournal(this.#run, { fixture: fixture.name }, namespace);
    const program = new ProgramState(this.#run, journal, index, (name, member) => this.#fixtures.member(name, member));
    const end = await this.#run.slots.with(() => takeSteps(program, fixture.steps));
    return { program, end };
  }
}
