// Which programs a run takes and in which order: first those that put every required guarantee and operation to the
// test, then every short one, then random ones. They are made and handed out as there is room for them, so that a budget
// of time ends the handing out, and many take no memory.
import {
  exhaustiveCounts,
  exhaustivePrograms,
  randomProgram,
  selectPrograms,
  systematicPasses,
  systematicPrograms,
  twinCount,
  twinPrograms,
} from '../../generators/index.ts';
import { isSharedList } from '../program/facts.ts';
import type { Program } from '../program/types.ts';
import { operationsOfParts } from '../specs/profiles.ts';
import type { Plan } from './plan.ts';

type Budget = Pick<
  Plan,
  'seed' | 'exhaustive' | 'runs' | 'maxSteps' | 'maxSeconds' | 'only' | 'profile' | 'without' | 'shard'
>;

/** How many exhaustive programs a run has for each create operation; those that need a clock are counted too. */
export const exhaustiveOf = ({ exhaustive, without }: Pick<Budget, 'exhaustive' | 'without'>) =>
  exhaustiveCounts({ bound: without.includes('exhaustive') ? 0 : exhaustive, repositories: true });

/** What can be done to the endpoint as a whole. */
export interface Offered {
  /** Its clock can be moved. */
  readonly clock: boolean;
  /** It can be killed and started again. */
  readonly restart: boolean;
}

export class Programs implements Iterable<Program | 'cohorts'> {
  /** How many there are, at most: `--only`, `--profile` or the want of a clock leaves out some, and a budget may end the run before. */
  readonly count: number;
  /** Whether the budget of time kept some from being handed out. */
  outOfTime = false;
  readonly #budget: Budget;
  readonly #offered: Offered;
  /** Those of `--profile`. */
  readonly #operations: ReadonlySet<string> | undefined;
  readonly #deadline: number;
  /** Where the other programs begin: the same whatever is offered or left out. */
  readonly #firstExhaustive: number;
  readonly #firstTwin: number;
  readonly #firstRandom: number;

  constructor(budget: Budget, offered: Offered) {
    this.#budget = budget;
    this.#offered = offered;
    this.#operations = operationsOfParts(budget.profile ?? []);
    this.#firstExhaustive = systematicPrograms({ repositories: true }).length;
    this.#firstTwin = this.#firstExhaustive + sum(exhaustiveOf({ ...budget, without: [] }));
    this.#firstRandom = this.#firstTwin + twinCount();
    const systematic = budget.without.includes('systematic') ? 0 : this.#firstExhaustive;
    const twins = budget.without.includes('twins') ? 0 : twinCount();
    this.count = systematic + sum(exhaustiveOf(budget)) + twins + budget.runs;
    this.#deadline = performance.now() + (budget.maxSeconds ?? Number.POSITIVE_INFINITY) * 1000;
  }

  *[Symbol.iterator](): Generator<Program | 'cohorts'> {
    for (const program of this.#all()) {
      if (program !== 'cohorts' && !this.#isWanted(program)) continue;
      if (program !== 'cohorts' && !isInShard(program, this.#budget.shard)) continue;
      this.outOfTime = performance.now() > this.#deadline;
      if (this.outOfTime) return;
      yield program === 'cohorts' || !this.#budget.without.includes('census') ? program : withoutSharedLists(program);
    }
  }

  #isWanted(program: Program): boolean {
    const { only, without } = this.#budget;
    return (
      selectPrograms([program], { only, operations: this.#operations }).length > 0 &&
      !(without.includes('faults') && meetsFaults(program))
    );
  }

  /** Every required guarantee is put to the test before anything else, those about time too. */
  *#all(): Generator<Program | 'cohorts'> {
    const { seed, exhaustive, without } = this.#budget;
    const offered = { ...this.#offered, repositories: true };
    if (!without.includes('systematic'))
      for (const programs of Object.values(systematicPasses(offered))) {
        yield* programs;
        yield 'cohorts';
      }
    if (!without.includes('exhaustive'))
      yield* exhaustivePrograms({ ...offered, bound: exhaustive, first: this.#firstExhaustive });
    if (!without.includes('twins')) yield* twinPrograms({ seed, first: this.#firstTwin });
    yield* this.#random();
  }

  *#random(): Generator<Program> {
    const { seed, runs, maxSteps, without } = this.#budget;
    const options = {
      maxSteps,
      ...this.#offered,
      aim: !without.includes('aim'),
      swarm: !without.includes('swarm'),
      first: this.#firstRandom,
    };
    for (let nth = 0; nth < runs; nth++) yield randomProgram(seed, nth, options);
  }
}

/** Requests that are lost, come late, or at the same time, and restarts. */
const meetsFaults = ({ steps }: Program): boolean =>
  steps.some(
    (step) =>
      step.do === 'together' || step.do === 'deliver' || step.do === 'restart' || ('fault' in step && step.fault),
  );

/** By index, so that every program is in one shard of each number of them; pairs stay together. */
const isInShard = ({ index, twin }: Program, { nth, of }: NonNullable<Plan['shard']> = { nth: 1, of: 1 }): boolean =>
  Math.min(index, twin?.of ?? index) % of === nth - 1;

const withoutSharedLists = (program: Program): Program => ({
  ...program,
  steps: program.steps.filter((step) => !isSharedList(step)),
});

const sum = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((total, count) => total + count, 0);
