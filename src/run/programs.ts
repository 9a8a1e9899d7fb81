// Which programs a run takes and in which order: first those that put every required guarantee and operation to the
// test, then random ones. They are handed out as there is room for them, so that a budget of time ends the handing out.
import { randomProgram, selectPrograms, systematicPrograms } from '../../generators/index.ts';
import type { Program } from '../program/types.ts';
import type { Plan } from './plan.ts';

type Budget = Pick<Plan, 'seed' | 'runs' | 'maxSteps' | 'maxSeconds' | 'only' | 'without'>;

export class Programs implements Iterable<Program> {
  /** How many there are, at most: `--only` leaves out some of the random ones, and a budget may end the run before. */
  readonly count: number;
  /** Whether the budget of time kept some from being handed out. */
  outOfTime = false;
  readonly #budget: Budget;
  readonly #clock: boolean;
  readonly #systematic: readonly Program[];
  readonly #deadline: number;

  /** @param clock whether the endpoint's clock can be moved */
  constructor(budget: Budget, clock: boolean) {
    this.#budget = budget;
    this.#clock = clock;
    this.#systematic = budget.without.includes('systematic')
      ? []
      : selectPrograms(systematicPrograms({ clock, repositories: true }), budget);
    this.count = this.#systematic.length + budget.runs;
    this.#deadline = performance.now() + (budget.maxSeconds ?? Number.POSITIVE_INFINITY) * 1000;
  }

  *[Symbol.iterator](): Generator<Program> {
    for (const program of this.#all()) {
      this.outOfTime = performance.now() > this.#deadline;
      if (this.outOfTime) return;
      yield program;
    }
  }

  *#all(): Generator<Program> {
    yield* this.#systematic;
    const { seed, runs, maxSteps, without } = this.#budget;
    const options = {
      maxSteps,
      clock: this.#clock,
      aim: !without.includes('aim'),
      swarm: !without.includes('swarm'),
    };
    // Numbered after all systematic programs, those that need a clock too: the same with and without one.
    const first = systematicPrograms({ repositories: true }).length;
    for (let index = first; index < first + runs; index++)
      yield* selectPrograms([randomProgram(seed, index, options)], this.#budget);
  }
}
