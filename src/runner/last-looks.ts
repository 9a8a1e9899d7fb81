// Looks at the end of the run, before the last clean-up, at what should be as it was left: fixtures, which nobody may have
// changed, and what some programs have deleted, which may not have come back to life. Their histories stay open until
// then; an early end of the run ends them as they are. What made the fixtures is also sent again between the cohorts, before
// and after them: a token that is forgotten for the many others of the run shows where all of these lie between two uses.
import type { End } from '../history/types.ts';
import type { Step } from '../program/types.ts';
import { type ResourceType, resources } from '../specs/index.ts';
import { type Ending, takeSteps } from './execute.ts';
import type { ProgramState } from './program-state.ts';
import type { RunState } from './state.ts';

/** Histories that wait for the end because of a deletion, for each kind of resource. */
const DELETED_OF_A_KIND = 8;

/** Called once for each history, when it has ended. */
export type Conclude = (program: ProgramState) => Promise<void>;

interface Open {
  readonly of: 'fixtures' | 'deleted';
  readonly program: ProgramState;
  /** How many steps were taken before, and how many requests for resources were among them at first. */
  readonly steps: number;
  readonly requests: number;
  /** How many of the run's moves its history has, or has no need of. */
  readonly moves: number;
  readonly conclude: Conclude;
}

export class LastLooks {
  readonly #run: RunState;
  readonly #open: Open[] = [];
  readonly #deleted = new Map<ResourceType, number>();

  constructor(run: RunState) {
    this.#run = run;
  }

  /** Takes over the history of a fixture that was made. */
  async keepFixture(program: ProgramState, steps: number, conclude: Conclude): Promise<void> {
    if (this.#wants('fixtures')) this.#keep('fixtures', program, steps, conclude);
    else await conclude(ended(program, { reason: 'done' }));
  }

  /** Whether it takes over the history of a program that has come to its end, and left nothing of what it made. */
  keepsDeleted(program: ProgramState, steps: number, conclude: Conclude): boolean {
    if (!this.#wants('deleted') || program.belongings.targets.length > 0 || program.unseenConnection) return false;
    const kinds = [...program.deleted];
    if (kinds.every((kind) => (this.#deleted.get(kind) ?? 0) >= DELETED_OF_A_KIND)) return false;
    for (const kind of kinds) this.#deleted.set(kind, (this.#deleted.get(kind) ?? 0) + 1);
    this.#keep('deleted', program, steps, conclude);
    return true;
  }

  #keep(of: Open['of'], program: ProgramState, steps: number, conclude: Conclude): void {
    const { length: moves } = this.#run.moves;
    this.#open.push({ of, program, steps, requests: program.requests.length, moves, conclude });
  }

  /**
   * Sends again what made the fixtures, unless the run was ended early, or nobody knows how old their tokens are. Nothing else
   * may be under way.
   */
  async retryFixtures(): Promise<void> {
    if (this.#run.stopped !== undefined || this.#run.clockLost !== undefined) return;
    const open = this.#open.splice(0);
    const left = await Promise.all(open.map((one) => (one.of === 'fixtures' ? this.#retry(one) : one)));
    this.#open.push(...left.filter((one) => one !== undefined));
  }

  /** Takes the looks, unless the run was ended early, and hands out the histories. Nothing else may be under way. */
  async take(): Promise<void> {
    await this.retryFixtures();
    const looks = await Promise.allSettled(this.#open.splice(0).map((open) => this.#look(open)));
    for (const look of looks) if (look.status === 'rejected') throw look.reason;
  }

  /** Each of the first requests in its turn, after a look, as what is gone is made anew; undefined if there is nothing more to see. */
  async #retry(open: Open): Promise<Open | undefined> {
    const back = open.program.requests.length - 1;
    const retries = Array.from({ length: open.requests }, (): Step => ({ do: 'retry', of: back }));
    const steps = [...getsOf(open.program), ...retries];
    const ending = await this.#goOn(open, steps);
    if (ending.reason === 'done' && ending.detail === undefined)
      return { ...open, steps: open.steps + steps.length, moves: this.#run.moves.length };
    await concluded(open, ending);
    return undefined;
  }

  async #look(open: Open): Promise<void> {
    let ending: Ending = { reason: 'done' };
    try {
      if (this.#run.stopped === undefined) ending = await this.#goOn(open, looksOf(open));
    } finally {
      await concluded(open, ending);
    }
  }

  #goOn({ program, steps: first, moves }: Open, steps: readonly Step[]): Promise<Ending> {
    for (const move of this.#run.moves.slice(moves)) program.journal.push(move);
    return this.#run.slots.with(() => takeSteps(program, steps, undefined, first));
  }

  #wants(looks: 'fixtures' | 'deleted'): boolean {
    return (this.#run.options.lastLooks ?? ['fixtures', 'deleted']).includes(looks);
  }
}

/** Whatever cut the steps off, the program itself came to its end before them. */
const concluded = ({ program, conclude }: Open, ending: Ending): Promise<void> =>
  conclude(ended(program, ending.reason === 'done' ? ending : { reason: 'done' }));

/** What was deleted stands in no list but one that others take too. */
const looksOf = ({ of, program }: Open): Step[] => [
  ...getsOf(program),
  ...listsOf(program).filter((step) => of === 'fixtures' || (step.do === 'list' && step.shared)),
];

function ended(program: ProgramState, { reason, detail }: Pick<End, 'reason' | 'detail'>): ProgramState {
  program.journal.end(reason, detail);
  return program;
}

/** A Get of each thing that the program knows of. */
const getsOf = (program: ProgramState): Step[] =>
  eachOnce(program, (resource, back) => {
    const keys = program.keys(resources[resource].get, program.request(back)!);
    return keys && [`${resource} ${JSON.stringify(keys)}`, { do: 'get', of: back }];
  });

/** Each list that such a thing stands in: of the account, or of a template's major version. */
const listsOf = (program: ProgramState): Step[] =>
  eachOnce(program, (resource, back) => {
    const { list, parent } = resources[resource];
    const keys = program.keys(list, program.request(back)!);
    if (keys === undefined) return undefined;
    return parent === undefined
      ? [list, { do: 'list', of: back, shared: true }]
      : [`${list} ${JSON.stringify(keys)}`, { do: 'list', of: back }];
  });

function eachOnce(
  { requests }: ProgramState,
  look: (resource: ResourceType, back: number) => readonly [id: string, step: Step] | undefined,
): Step[] {
  const looks = requests.flatMap(({ resource }, at) => {
    const one = resource && look(resource, requests.length - 1 - at);
    return one === undefined ? [] : [one];
  });
  return [...new Map(looks).values()];
}
