// Programs to histories: first those that leave the clock alone, as many at a time as limits allow, then the cohorts,
// then the last clean-up. Whatever the endpoint does, this ends, and deletes what it made.

import { ClockError } from '../endpoint/clock.ts';
import type { End } from '../history/types.ts';
import { advancesOf, fixturesOf, operationsOf, peakOf } from '../program/facts.ts';
import { programNamespace } from '../program/namespace.ts';
import type { Program } from '../program/types.ts';
import { type ResourceType, resources } from '../specs/index.ts';
import { learnAccount } from './account.ts';
import { cleanUpProgram, cleanUpRun } from './clean-up.ts';
import { Barrier, cohortsOf, noAdvance } from './cohort.ts';
import { Ended } from './ended.ts';
import { execute, openJournal } from './execute.ts';
import { Fixtures } from './fixtures.ts';
import { ProgramState } from './program-state.ts';
import { askResources } from './quiet.ts';
import { type Lease, Quotas } from './quotas.ts';
import { Slots } from './slots.ts';
import { RunState } from './state.ts';
import type { Advance } from './steps.ts';
import type { Progress, RunOptions, RunResult } from './types.ts';

/** Programs begun and not ended, for each that may send: most of them wait for asynchronous work. */
const OPEN_PER_SLOT = 32;
/** Ended programs whose clean-up goes on beside the others. */
const MAX_CLEANING = 256;
/** Programs that wait for a counting limit while others go first. */
const MAX_PARKED = 1_000;
const MAX_COHORT = 256;

/**
 * Runs the programs and hands out one history for each, and one for each fixture, as they end. Programs that cannot run
 * (an operation or a fixture is not there, no room under a quota) give a history of header and end alone.
 * Rejects only with an error of the caller's own callbacks or of the suite itself, and then too after cleaning up.
 */
export async function runPrograms(options: RunOptions): Promise<RunResult> {
  const runner = new Runner(new RunState(options));
  return runner.run();
}

class Runner {
  readonly #run: RunState;
  readonly #fixtures: Fixtures;
  readonly #quotas: Quotas;
  readonly #open: Slots;
  readonly #cleaning = new Slots(MAX_CLEANING);
  readonly #parked = new Slots(MAX_PARKED);
  readonly #tasks = new Set<Promise<void>>();
  #account: Promise<void> | undefined;
  #phase: Progress['phase'] = 'programs';
  #started = 0;
  #ended = 0;

  constructor(run: RunState) {
    this.#run = run;
    this.#open = new Slots(run.options.concurrency * OPEN_PER_SLOT);
    this.#quotas = new Quotas(async (resource) => (await askResources(run, resource))?.length);
    this.#fixtures = new Fixtures(run, (fixture, namespace, index) => this.#runFixture(fixture, namespace, index));
    run.halt.addEventListener('abort', () => this.#quotas.close());
  }

  async run(): Promise<RunResult> {
    const run = this.#run;
    let withoutClock = 0;
    let leftBehind: RunResult['leftBehind'] = [];
    try {
      const timed = await this.#runUntimed();
      this.#phase = 'cohorts';
      if (run.options.clock.mode === 'none') withoutClock = timed.length;
      else await this.#runCohorts(timed);
    } catch (error) {
      run.fail(error);
    }
    await this.#idle();
    this.#phase = 'clean-up';
    this.#progress();
    try {
      leftBehind = await cleanUpRun(run);
    } catch (error) {
      run.fail(error);
    }
    run.over();
    if (run.failure !== undefined) throw run.failure.error;
    return {
      stopped: run.stopped?.why ?? 'done',
      ...(run.stopped === undefined ? {} : { stoppedBecause: run.stopped.because }),
      programs: this.#ended,
      judgedCalls: run.judgedCalls,
      calls: run.calls,
      withoutClock,
      leftBehind,
    };
  }

  /** Runs the programs that leave the clock alone; returns the others. */
  async #runUntimed(): Promise<Program[]> {
    const run = this.#run;
    const timed: Program[] = [];
    for (const program of run.options.programs) {
      if (run.stopped) break;
      if (advancesOf(program.steps).length > 0) {
        timed.push(program);
        continue;
      }
      const needs = peakOf(program);
      await this.#quotas.prepare(needs);
      const lease = this.#quotas.tryTake(needs);
      if (lease === 'never') await this.#giveUp(program, noRoom(needs));
      else if (lease === 'later') {
        await this.#parked.acquire();
        this.#spawn(async () => {
          const late = await this.#quotas.take(needs);
          this.#parked.release();
          if (late === undefined) return run.stopped ? undefined : this.#giveUp(program, noRoom(needs));
          await this.#open.acquire();
          await this.#runProgram(program, late);
        });
      } else {
        await this.#open.acquire();
        this.#spawn(() => this.#runProgram(program, lease));
      }
    }
    await this.#idle();
    return timed;
  }

  async #runCohorts(programs: readonly Program[]): Promise<void> {
    for (const cohort of cohortsOf(programs)) {
      for (let waiting = cohort; waiting.length > 0 && this.#run.stopped === undefined; )
        waiting = await this.#runCohort(waiting);
    }
  }

  /** Runs as many of the cohort as there is room for; returns the rest. */
  async #runCohort(cohort: readonly Program[]): Promise<Program[]> {
    const members: [Program, Lease][] = [];
    const rest: Program[] = [];
    for (const program of cohort) {
      const needs = peakOf(program);
      await this.#quotas.prepare(needs);
      const lease = members.length < MAX_COHORT ? this.#quotas.tryTake(needs) : 'later';
      if (lease === 'later') rest.push(program);
      else if (lease === 'never') await this.#giveUp(program, noRoom(needs));
      else members.push([program, lease]);
    }
    const barrier = new Barrier(members.length, (seconds) => this.#moveClock(seconds));
    for (const [program, lease] of members) {
      this.#spawn(() => this.#runProgram(program, lease, barrier));
    }
    await this.#idle();
    return rest;
  }

  async #moveClock(seconds: number): Promise<number> {
    const run = this.#run;
    if (run.stopped !== undefined)
      throw new Ended(run.stopped.why === 'budget' ? 'budget' : 'interrupted', run.stopped.because);
    run.clockMoved = true;
    try {
      await run.options.clock.advance(seconds);
    } catch (error) {
      throw new Ended(
        'set-up',
        `the clock was not moved: ${error instanceof ClockError ? error.message : String(error)}`,
      );
    }
    return run.time.now();
  }

  /** The caller has acquired a place in `#open`, unless there is a barrier: a cohort is all there at once. */
  async #runProgram(program: Program, lease: Lease, barrier?: Barrier): Promise<void> {
    const run = this.#run;
    let state: ProgramState | undefined;
    try {
      const fault = await this.#prepare(program);
      await run.slots.with(async () => {
        if (run.stopped) return;
        const missing = fault ?? this.#missingOperation(program);
        if (missing) return this.#giveUp(program, missing);
        state = this.#begin(program);
        const advance: Advance = barrier ? (seconds) => barrier.arrive(seconds) : noAdvance;
        await execute(state, program.steps, advance);
      });
      if (state !== undefined) await this.#conclude(state);
    } finally {
      barrier?.leave();
      await this.#cleaning.acquire();
      if (barrier === undefined) this.#open.release();
      try {
        lease.giveBack(state && (await cleanUpProgram(state)));
      } finally {
        this.#cleaning.release();
      }
    }
  }

  #begin(program: Program): ProgramState {
    const { runId, attempt = 0 } = this.#run.options;
    this.#started++;
    this.#progress();
    const journal = openJournal(this.#run, program, programNamespace(runId, program.index, attempt));
    return new ProgramState(this.#run, journal, program.index, (name, member) => this.#fixtures.member(name, member));
  }

  async #conclude(state: ProgramState): Promise<void> {
    await this.#run.options.onHistory(state.journal.history);
    this.#ended++;
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
  async #giveUp(program: Program, { reason, detail }: Ended): Promise<void> {
    const { runId, attempt = 0 } = this.#run.options;
    const journal = openJournal(this.#run, program, programNamespace(runId, program.index, attempt));
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

  #spawn(work: () => Promise<void>): void {
    const task: Promise<void> = work()
      .catch((error: unknown) => this.#run.fail(error))
      .finally(() => this.#tasks.delete(task));
    this.#tasks.add(task);
  }

  async #idle(): Promise<void> {
    while (this.#tasks.size > 0) await Promise.all(this.#tasks);
  }

  #progress(): void {
    this.#run.options.onProgress?.({
      phase: this.#phase,
      started: this.#started,
      ended: this.#ended,
      judgedCalls: this.#run.judgedCalls,
    });
  }
}

function noRoom(needs: ReadonlyMap<ResourceType, number>): Ended {
  const kinds = [...needs].map(([resource, count]) => `${count} × ${resources[resource].title}`).join(', ');
  return new Ended('quota', `the account has no room for ${kinds}`);
}
