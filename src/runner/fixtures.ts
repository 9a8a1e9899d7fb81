// Shared, read-only prerequisites: each made once, when the first program needs it, with a history of its own. If that
// fails, the programs that need it are not run, for the same reason.
import { fixturesOf, memberAt } from '../program/facts.ts';
import { fixtureNamespace } from '../program/namespace.ts';
import type { Fixture, Json } from '../program/types.ts';
import { resources } from '../specs/index.ts';
import { Ended } from './ended.ts';
import type { Ending } from './execute.ts';
import { made, type ProgramState, type Request } from './program-state.ts';
import type { RunState } from './state.ts';

export interface FixtureMaker {
  /** Takes the steps of a fixture; gives what its requests made, and how that ended. Holds a slot only while it sends. */
  take(fixture: Fixture, namespace: string, index: number): Promise<{ program: ProgramState; end: Ending }>;
  /** Ends the history of one that was not made, and hands it out. */
  conclude(program: ProgramState, end: Ending): Promise<void>;
  /** Keeps the history of one that was made open until the end of the run. */
  keep(program: ProgramState, steps: number): Promise<void>;
}

/** A fixture whose asynchronous work fails is tried so often. */
const ATTEMPTS = 6;

type Ready = { readonly requests: readonly Request[] };

export class Fixtures {
  readonly #all: ReadonlyMap<string, readonly [Fixture, number]>;
  readonly #made = new Map<string, Promise<Ready | Ended>>();
  readonly #ready = new Map<string, Ready>();
  readonly #run: RunState;
  readonly #maker: FixtureMaker;

  constructor(run: RunState, maker: FixtureMaker) {
    this.#run = run;
    this.#maker = maker;
    this.#all = new Map(run.options.fixtures.map((fixture, index) => [fixture.name, [fixture, index]]));
  }

  /** Makes those that are not there yet. @throws Ended if one of them could not be made. */
  async prepare(names: readonly string[]): Promise<void> {
    for (const name of names) {
      let making = this.#made.get(name);
      if (making === undefined) {
        making = this.#make(name);
        this.#made.set(name, making);
      }
      const result = await making;
      if (result instanceof Ended) throw result;
    }
  }

  /** What `{{fixture:name}}` or `{{fixture:name.member}}` stands for: the name, or a member, of what it made last. */
  member(name: string, member: string | undefined): Json | undefined {
    const last = this.#ready.get(name)?.requests.at(-1);
    if (last === undefined) return undefined;
    if (member !== undefined) return memberAt(made(last), member);
    const { name: own, templateName, environmentName } = last.input ?? {};
    return own ?? templateName ?? environmentName;
  }

  async #make(name: string): Promise<Ready | Ended> {
    const [fixture, index] = this.#all.get(name) ?? [];
    if (fixture === undefined || index === undefined) return new Ended('set-up', `there is no fixture ${name}`);
    try {
      await this.prepare([...new Set([...fixture.needs, ...fixturesOf(fixture.steps)])]);
      let result = await this.#attempt(fixture, index);
      // Work may fail now and then; only what fails each time can't be had.
      for (let attempt = 1; attempt < ATTEMPTS && result instanceof WorkFailed; attempt++)
        result = await this.#attempt(fixture, index + attempt * this.#all.size);
      if (!(result instanceof Ended)) this.#ready.set(name, result);
      return result;
    } catch (error) {
      if (error instanceof Ended) return error;
      throw error;
    }
  }

  /** Makes it under names of its own. `index` is unlike that of any other attempt or fixture. */
  async #attempt(fixture: Fixture, index: number): Promise<Ready | Ended> {
    const namespace = fixtureNamespace(this.#run.options.runId, index);
    const { program, end } = await this.#maker.take(fixture, namespace, index);
    const fault = faultOf(fixture.name, program, end);
    if (fault === undefined) await this.#maker.keep(program, fixture.steps.length);
    else await this.#maker.conclude(program, end);
    // What it sends later is no part of what others stand on.
    return fault ?? { requests: [...program.requests] };
  }
}

function faultOf(name: string, program: ProgramState, { reason, detail }: Ending): Ended | undefined {
  // An operation that is there is answered now and then as if it were not.
  if ((reason === 'not-implemented' || reason === 'not-permitted') && program.run.there.has(detail ?? ''))
    return new WorkFailed(reason, `${name}: ${detail}`);
  if (reason !== 'done') return new Ended(reason, `${name}: ${detail ?? reason}`);
  const failure = failureOf(program);
  if (failure !== undefined) return new WorkFailed('set-up', `${name}: ${failure}`);
  const unmade = program.requests.find(({ shown }) => shown === undefined)?.operation;
  const why = detail ?? (unmade && `${unmade} made nothing`);
  return why === undefined ? undefined : new Ended('set-up', `${name}: ${why}`);
}

/** The endpoint's own work on a fixture ended in a failure, or was not begun as it may be another time. */
class WorkFailed extends Ended {}

function failureOf(program: ProgramState): string | undefined {
  for (const request of program.requests) {
    const status = request.resource && resources[request.resource].status;
    if (request.status !== undefined && status?.failed.includes(request.status))
      return `${request.operation} ended ${request.status}`;
  }
  return undefined;
}
