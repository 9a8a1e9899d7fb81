// Which programs a run takes and in which order: first those that put every required guarantee and operation to the
// test, then every short one, then random ones. They are made and handed out as there is room for them, so that many take
// no memory.
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
import type { Technique } from './techniques.ts';

type Budget = Pick<Plan, 'seed' | 'exhaustive' | 'runs' | 'maxSteps' | 'only' | 'profile' | 'without' | 'shard'>;

/** How many exhaustive programs a run has for each create operation; those that need a clock are counted too. */
export const exhaustiveOf = ({ exhaustive, without }: Pick<Budget, 'exhaustive' | 'without'>) =>
  exhaustiveCounts({ bound: without.includes('exhaustive') ? 0 : exhaustive });

/** What can be done to the endpoint as a whole. */
export interface Offered {
  /** Its clock can be moved. */
  readonly clock: boolean;
  /** It can be killed and started again. */
  readonly restart: boolean;
}

/** Programs of one kind, and how many of them are in this shard. */
interface Phase {
  readonly count: number;
  readonly programs: () => Iterable<Program | 'cohorts'>;
}

export class Programs implements Iterable<Program | 'cohorts'> {
  /**
   * How many there are in this shard, as far as is known by now: what `--only`, `--profile` or the want of a clock leaves
   * out is taken off as it is come to, as making all of them first would keep the run waiting.
   */
  count: number;
  readonly #budget: Budget;
  readonly #offered: Offered;
  /** Those of `--profile`. */
  readonly #operations: ReadonlySet<string> | undefined;
  /** Where the other programs begin: the same whatever is offered or left out. */
  readonly #firstExhaustive: number;
  readonly #firstTwin: number;
  readonly #firstRandom: number;
  readonly #phases: readonly Phase[];

  constructor(budget: Budget, offered: Offered) {
    this.#budget = budget;
    this.#offered = offered;
    this.#operations = operationsOfParts(budget.profile ?? []);
    this.#firstExhaustive = systematicPrograms().length;
    this.#firstTwin = this.#firstExhaustive + sum(exhaustiveOf({ ...budget, without: [] }));
    this.#firstRandom = this.#firstTwin + twinCount();
    this.#phases = this.#inOrder();
    this.count = this.#phases.reduce((total, { count }) => total + count, 0);
  }

  *[Symbol.iterator](): Generator<Program | 'cohorts'> {
    for (const { count, programs } of this.#phases) {
      let left = count;
      for (const program of programs()) {
        if (program !== 'cohorts') {
          if (!isInShard(program, this.#budget.shard)) continue;
          left -= 1;
          if (!this.#isWanted(program)) {
            this.count -= 1;
            continue;
          }
        }
        yield program === 'cohorts' || !this.#budget.without.includes('census') ? program : withoutSharedLists(program);
      }
      this.count -= left;
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
  #inOrder(): Phase[] {
    const { seed, exhaustive, without, runs, shard } = this.#budget;
    const [first, twin, random] = [this.#firstExhaustive, this.#firstTwin, this.#firstRandom];
    const phases: (Phase & { readonly name: Technique | 'random' })[] = [
      {
        name: 'systematic',
        count: inShard(0, first, shard),
        programs: () => inPasses(systematicPasses(this.#offered)),
      },
      {
        name: 'exhaustive',
        count: inShard(first, sum(exhaustiveOf(this.#budget)), shard),
        programs: () => exhaustivePrograms({ ...this.#offered, bound: exhaustive, first }),
      },
      {
        name: 'twins',
        count: 2 * inShard(twin, twinCount() / 2, shard, 2),
        programs: () => twinPrograms({ seed, first: twin }),
      },
      { name: 'random', count: inShard(random, runs, shard), programs: () => this.#random() },
    ];
    return phases.filter(({ name }) => name === 'random' || !without.includes(name));
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

/** How many of `count` indices, `first` and then every `step`th, are in the shard. */
const inShard = (
  first: number,
  count: number,
  { nth, of }: NonNullable<Plan['shard']> = { nth: 1, of: 1 },
  step = 1,
) => {
  let inside = 0;
  for (let at = 0; at < count; at++) if ((first + at * step) % of === nth - 1) inside += 1;
  return inside;
};

function* inPasses(passes: readonly Program[][]): Generator<Program | 'cohorts'> {
  for (const programs of passes) {
    yield* programs;
    yield 'cohorts';
  }
}

const withoutSharedLists = (program: Program): Program => ({
  ...program,
  steps: program.steps.filter((step) => !isSharedList(step)),
});

const sum = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((total, count) => total + count, 0);
