// The way that fast-check's documentation recommends: commands over a simplified model, run with asyncModelRun. The model
// is deterministic, as such models are: a map of what should be there, told the emulator's default readings.
import fc from 'fast-check';
import type { Input } from '../../program/types.ts';
import { type Answer, type Client, detailIn, Failed, Spent } from './client.ts';
import { type Kind, kinds, make, said } from './world.ts';

/** Names are few, so that commands meet each other. */
const names = ['a', 'b', 'c'];
const mostCommands = 30;
const runsAtOnce = 5;

interface Made {
  readonly kind: Kind;
  readonly request: Input;
  /** As Get should show it; undefined once it is deleted. */
  detail: Input | undefined;
  readonly original: Input;
  modified: boolean;
}

interface Model {
  readonly made: Map<string, Made>;
}

interface Real {
  readonly client: Client;
  /** In each run other names. */
  readonly prefix: string;
}

type Command = fc.AsyncCommand<Model, Real>;

const keyOf = (kind: Kind, name: string): string => `${kind.create} ${name}`;
const guaranteeOf = (kind: Kind, what: string): string => `${kind.token ? 'token' : 'create'}.${what}`;

const same = (kind: Kind, answer: Answer, original: Input): boolean => {
  const detail = detailIn(answer);
  return detail !== undefined && kind.identity.every((member) => detail[member] === original[member]);
};

const failed = (guarantee: string, operation: string, answer: Answer): Failed =>
  new Failed(guarantee, operation, said(answer));

class CreateCommand implements Command {
  readonly kind: Kind;
  readonly name: string;
  /** The one to change. */
  readonly member: string | undefined;

  constructor(kind: Kind, name: string, member: string | undefined) {
    this.kind = kind;
    this.name = name;
    this.member = member;
  }

  check = (): boolean => true;

  async run({ made }: Model, { client, prefix }: Real): Promise<void> {
    const { kind, name, member } = this;
    const known = made.get(keyOf(kind, name));
    if (known?.detail !== undefined) return this.#again(known, client);
    const request = known?.request ?? kind.request(`${prefix}-${name}`);
    const original = await make(client, kind, request);
    if (known !== undefined && same(kind, { ok: true, message: '', body: { original } }, known.original))
      throw new Failed(guaranteeOf(kind, kind.token ? 'deleted-original' : 'after-delete'), kind.create, 'the old one');
    made.set(keyOf(kind, name), { kind, request, original, detail: original, modified: false });
    if (member !== undefined) await this.#again(made.get(keyOf(kind, name))!, client);
  }

  async #again({ request, original, modified }: Made, client: Client): Promise<void> {
    const { kind, member } = this;
    const other = member === undefined ? undefined : kind.others[member];
    const input = member === undefined || other === undefined ? request : { ...request, [member]: other };
    const answer = await client.call(kind.create, input);
    if (modified && !kind.token) {
      if (answer.error !== 'ConflictException') throw failed('create.modified', kind.create, answer);
    } else if (other !== undefined) {
      if (answer.error !== 'ValidationException') throw failed(guaranteeOf(kind, 'mismatch'), kind.create, answer);
      if (!/parameter\s*mismatch/i.test(answer.message))
        throw failed(guaranteeOf(kind, 'mismatch-named'), kind.create, answer);
    } else if (!same(kind, answer, original)) throw failed(guaranteeOf(kind, 'retry'), kind.create, answer);
  }

  toString = (): string => `create ${this.kind.create} ${this.name} ${this.member ?? ''}`;
}

/** Commands about what is there. */
abstract class OnMade implements Command {
  readonly kind: Kind;
  readonly name: string;

  constructor(kind: Kind, name: string) {
    this.kind = kind;
    this.name = name;
  }

  check({ made }: Readonly<Model>): boolean {
    return made.get(keyOf(this.kind, this.name)) !== undefined;
  }

  run({ made }: Model, { client }: Real): Promise<void> {
    return this.act(made.get(keyOf(this.kind, this.name))!, client);
  }

  protected abstract act(made: Made, client: Client): Promise<void>;

  toString(): string {
    return `${this.constructor.name} ${this.kind.create} ${this.name}`;
  }
}

class ModifyCommand extends OnMade {
  override check(model: Readonly<Model>): boolean {
    return model.made.get(keyOf(this.kind, this.name))?.detail !== undefined;
  }

  protected async act(made: Made, client: Client): Promise<void> {
    const { kind, original } = made;
    await client.call(kind.update, { ...kind.keys(original), ...kind.changed });
    made.detail = await client.settled(kind.get, kind.keys(original));
    made.modified = true;
  }
}

class DeleteCommand extends OnMade {
  protected async act(made: Made, client: Client): Promise<void> {
    const { kind, original } = made;
    const answer = await client.call(kind.delete, kind.keys(original));
    if (!answer.ok) throw failed(made.detail === undefined ? 'delete.retry' : 'delete.first', kind.delete, answer);
    await client.settled(kind.get, kind.keys(original));
    made.detail = undefined;
    // What is made anew within the same second could not be told from what it follows.
    await client.sleep(1100);
  }
}

class GetCommand extends OnMade {
  protected async act({ kind, original, detail }: Made, client: Client): Promise<void> {
    const answer = await client.call(kind.get, kind.keys(original));
    const now = detailIn(answer);
    if (
      detail === undefined
        ? answer.error !== 'ResourceNotFoundException'
        : JSON.stringify(now) !== JSON.stringify(detail)
    )
      throw failed(detail === undefined ? 'delete.first' : 'delete.only', kind.get, answer);
  }
}

const commandsOn = (kind: Kind): fc.Arbitrary<Command>[] => {
  const name = fc.constantFrom(...names);
  const member = fc.option(fc.constantFrom(...Object.keys(kind.others)), { nil: undefined });
  return [
    fc.tuple(name, member).map(([on, other]) => new CreateCommand(kind, on, other)),
    name.map((on) => new ModifyCommand(kind, on)),
    name.map((on) => new DeleteCommand(kind, on)),
    name.map((on) => new GetCommand(kind, on)),
  ];
};

/** Mostly about one kind of resource, as otherwise commands seldom meet; in every eighth turn about all. */
const turns = [...kinds.map((kind) => [kind]), kinds].map((about) => about.flatMap(commandsOn));

/** Some random sequences of commands; `turn` counts the calls. @throws Failed, Spent */
export const runCommands = async (client: Client, seed: number, turn: number): Promise<void> => {
  let run = 0;
  const commandArbitraries = turns[turn % turns.length]!;
  const property = fc.asyncProperty(
    fc.commands(commandArbitraries, { maxCommands: mostCommands, size: 'max' }),
    async (commands) => {
      const real = { client, prefix: `c${seed.toString(36)}-${run++}` };
      await fc.asyncModelRun(() => ({ model: { made: new Map() }, real }), commands);
    },
  );
  const details = await fc.check(property, { seed, numRuns: runsAtOnce, endOnFailure: true });
  const error = details.errorInstance;
  if (error instanceof Failed || error instanceof Spent) throw error;
  if (details.failed) throw new Error('a defect of the baseline', { cause: error });
};
