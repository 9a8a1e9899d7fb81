// Programs to histories: those that leave clock and endpoint alone, as many at a time as limits allow, then the cohorts, perhaps
// more of both, then the last clean-up. Whatever the endpoint does, this ends, and deletes what it made.

import type { Restart } from '../history/types.ts';
import { movesOf, peakOf } from '../program/facts.ts';
import type { Program } from '../program/types.ts';
import { type ResourceType, resources } from '../specs/index.ts';
import { cleanUpRun } from './clean-up.ts';
import { Barrier, cohortsOf } from './cohort.ts';
import { Ended } from './ended.ts';
import { advanceClock, restartEndpoint } from './moves.ts';
import { ProgramRunner } from './program-runner.ts';
import { askResources } from './quiet.ts';
import { type Lease, Quotas } from './quotas.ts';
import { Slots } from './slots.ts';
import { RunState } from './state.ts';
import type { Moves } from './steps.ts';
import type { Progress, RunOptions, RunResult } from './types.ts';

/** Programs begun and not ended, for each that may send: most of them wait for asynchronous work. */
const OPEN_PER_SLOT = 32;
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
  readonly #programs: ProgramRunner;
  readonly #quotas: Quotas;
  readonly #open: Slots;
  readonly #parked = new Slots(MAX_PARKED);
  readonly #tasks = new Set<Promise<void>>();
  #phase: Progress['phase'] = 'programs';
  #withoutClock = 0;
  #withoutRestart = 0;

  constructor(run: RunState) {
    this.#run = run;
    this.#open = new Slots(run.options.maxOpen ?? run.options.concurrency * OPEN_PER_SLOT);
    this.#programs = new ProgramRunner(run, () => this.#progress());
    this.#quotas = new Quotas(
      async (resource) => (await askResources(run, resource))?.length,
      peakOf({ steps: run.options.fixtures.flatMap(({ steps }) => steps) }),
    );
    run.halt.addEventListener('abort', () => this.#quotas.close());
  }

  async run(): Promise<RunResult> {
    const run = this.#run;
    let leftBehind: RunResult['leftBehind'] = [];
    try {
      await this.#runAll();
    } catch (error) {
      run.fail(error);
    }
    await this.#idle();
    try {
      await this.#programs.takeLastLooks();
    } catch (error) {
      run.fail(error);
    }
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
      programs: this.#programs.ended,
      judgedCalls: run.judgedCalls,
      calls: run.calls,
      withoutClock: this.#withoutClock,
      withoutRestart: this.#withoutRestart,
      leftBehind,
      ...(run.clockLost === undefined ? {} : { clockLost: run.clockLost }),
    };
  }

  async #runAll(): Promise<void> {
    const run = this.#run;
    let timed: Program[] = [];
    for (const program of run.options.programs) {
      if (run.stopped) break;
      if (program === 'cohorts') {
        await this.#runCohorts(timed);
        timed = [];
      } else if (movesOf(program.steps).length > 0) timed.push(program);
      else await this.#runUntimed(program);
    }
    await this.#runCohorts(timed);
  }

  /** Begins a program that leaves the clock alone, as soon as there is room. */
  async #runUntimed(program: Program): Promise<void> {
    const run = this.#run;
    const needs = peakOf(program);
    await this.#quotas.prepare(needs);
    const lease = this.#quotas.tryTake(needs);
    if (lease === 'never') await this.#programs.giveUp(program, noRoom(needs));
    else if (lease === 'later') {
      await this.#parked.acquire();
      this.#spawn(async () => {
        const late = await this.#quotas.take(needs);
        this.#parked.release();
        if (late === undefined) return run.stopped ? undefined : this.#programs.giveUp(program, noRoom(needs));
        await this.#open.acquire();
        await this.#programs.run(program, late, () => this.#open.release());
      });
    } else {
      await this.#open.acquire();
      this.#spawn(() => this.#programs.run(program, lease, () => this.#open.release()));
    }
  }

  /** Runs programs that move the clock or restart the endpoint, once nothing else goes on. */
  async #runCohorts(programs: readonly Program[]): Promise<void> {
    await this.#idle();
    const possible = programs.filter((program) => this.#canMove(program));
    if (possible.length === 0) return;
    await this.#programs.retryFixtures();
    this.#phase = 'cohorts';
    for (const cohort of cohortsOf(possible)) {
      for (let waiting = cohort; waiting.length > 0 && this.#run.stopped === undefined; )
        waiting = await this.#runCohort(waiting);
    }
    await this.#programs.retryFixtures();
    this.#phase = 'programs';
  }

  #canMove({ steps }: Program): boolean {
    const { clock, restart } = this.#run.options;
    const moves = movesOf(steps);
    const withoutClock = clock.mode === 'none' && moves.some((move) => move !== 'restart');
    const withoutRestart = restart === undefined && moves.includes('restart');
    if (withoutClock) this.#withoutClock++;
    else if (withoutRestart) this.#withoutRestart++;
    return !withoutClock && !withoutRestart;
  }

  /** A clock that failed to move once is not moved again. */
  #cannotMove({ steps }: Program): Ended | undefined {
    const { clockLost } = this.#run;
    const moves = movesOf(steps).some((move) => move !== 'restart');
    return moves && clockLost !== undefined ? new Ended('set-up', clockLost) : undefined;
  }

  /** Runs as many of the cohort as there is room for; returns the rest. */
  async #runCohort(cohort: readonly Program[]): Promise<Program[]> {
    const members: [Program, Lease][] = [];
    const rest: Program[] = [];
    const most = Math.min(MAX_COHORT, this.#run.options.maxOpen ?? MAX_COHORT);
    for (const program of cohort) {
      const fault = this.#cannotMove(program);
      if (fault !== undefined) {
        await this.#programs.giveUp(program, fault);
        continue;
      }
      const needs = peakOf(program);
      await this.#quotas.prepare(needs);
      const lease = members.length < most ? this.#quotas.tryTake(needs) : 'later';
      if (lease === 'later') rest.push(program);
      else if (lease === 'never') await this.#programs.giveUp(program, noRoom(needs));
      else members.push([program, lease]);
    }
    const barrier = new Barrier(members.length, (arrivals: readonly Move[]) => move(this.#run, arrivals));
    const moves: Moves = {
      advance: async (seconds) => (await barrier.arrive({ seconds })).at,
      restart: (depart) => barrier.arrive({ depart }),
    };
    for (const [program, lease] of members) {
      this.#spawn(() => this.#programs.run(program, lease, () => barrier.leave(), moves));
    }
    await this.#idle();
    return rest;
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
      started: this.#programs.started,
      ended: this.#programs.ended,
      judgedCalls: this.#run.judgedCalls,
    });
  }
}

type Move = { readonly seconds: number } | { readonly depart: () => Promise<void> };

/** The members of a cohort come to the same moves. */
async function move(run: RunState, arrivals: readonly Move[]): Promise<Omit<Restart, 'event'>> {
  const [first] = arrivals;
  if (first !== undefined && 'seconds' in first) {
    const at = await advanceClock(run, first.seconds);
    return { at, readyAt: at };
  }
  return restartEndpoint(
    run,
    arrivals.flatMap((arrival) => ('depart' in arrival ? [arrival.depart] : [])),
  );
}

function noRoom(needs: ReadonlyMap<ResourceType, number>): Ended {
  const kinds = [...needs].map(([resource, count]) => `${count} × ${resources[resource].title}`).join(', ');
  return new Ended('quota', `the account has no room for ${kinds}`);
}
