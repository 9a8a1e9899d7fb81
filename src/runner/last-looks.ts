// Looks at the end of the run, before the last clean-up, at what should be as it was left: fixtures, which nobody may have
// changed, and what some programs have deleted, which may not have come back to life. Their histories stay open until
// then; an early end of the run ends them as they are.
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
  readonly program: ProgramState;
  readonly looks: readonly Step[];
  /** How many steps were taken before. */
  readonly steps: number;
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
    const looks = [...getsOf(program), ...listsOf(program)];
    if (this.#wants('fixtures')) this.#open.push({ program, looks, steps, conclude });
    else await conclude(ended(program, { reason: 'done' }));
  }

  /** Whether it takes over the history of a program that has come to its end, and left nothing of what it made. */
  keepsDeleted(program: ProgramState, steps: number, conclude: Conclude): boolean {
    if (!this.#wants('deleted') || program.belongings.targets.length > 0 || program.unseenConnection) return false;
    const kinds = [...program.deleted];
    if (kinds.every((kind) => (this.#deleted.get(kind) ?? 0) >= DELETED_OF_A_KIND)) return false;
    for (const kind of kinds) this.#deleted.set(kind, (this.#deleted.get(kind) ?? 0) + 1);
    const looks = [...getsOf(program), ...listsOf(program).filter((step) => step.do === 'list' && step.shared)];
    this.#open.push({ program, looks, steps, conclude });
    return true;
  }

  /** Takes the looks, unless the run was ended early, and hands out the histories. Nothing else may be under way. */
  async take(): Promise<void> {
    const looks = await Promise.allSettled(this.#open.splice(0).map((open) => this.#look(open)));
    for (const look of looks) if (look.status === 'rejected') throw look.reason;
  }

  async #look({ program, looks, steps, conclude }: Open): Promise<void> {
    let ending: Ending = { reason: 'done' };
    try {
      if (this.#run.stopped === undefined) {
        const { lastAt } = program.journal;
        for (const move of this.#run.moves) if (move.at > lastAt) program.journal.push(move);
        ending = await this.#run.slots.with(() => takeSteps(program, looks, undefined, steps));
      }
    } finally {
      // Whatever cut the looks off, the program itself came to its end.
      await conclude(ended(program, ending.reason === 'done' ? ending : { reason: 'done' }));
    }
  }

  #wants(looks: 'fixtures' | 'deleted'): boolean {
    return (this.#run.options.lastLooks ?? ['fixtures', 'deleted']).includes(looks);
  }
}

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
