// Two scripts written at the same time: every step goes into both, and what is documented to change nothing into one.
import type { Input, Program, Step } from '../../src/program/types.ts';
import { operations, resources } from '../../src/specs/index.ts';
import type { CreateOperation, Update } from '../requests.ts';
import { isAsynchronous, type Script } from '../script.ts';
import { deletionOf, isVersion, prepared } from '../systematic/start.ts';

/** What is sent again: the create while its resource is there (and, made by name, unmodified); the delete after success. */
export type Repeats = 'create' | 'deletion' | 'deletion in progress';

interface Thing {
  readonly label: string;
  state: 'busy' | 'settled' | 'deleting' | 'deleted';
  modified: boolean;
  /** The delete would now hit another one, or may. */
  replaced: boolean;
}

export class Pair {
  readonly #plain: Script;
  readonly #retried: Script;
  readonly #operation: CreateOperation;
  readonly #repeats: Repeats;
  readonly #about: string;
  readonly #chance: () => boolean;
  readonly #things: Thing[] = [];

  /** `chance` says at each place where a request may be sent again whether it is. Default: always. */
  constructor(operation: CreateOperation, repeats: Repeats, about: string, chance: () => boolean = () => true) {
    this.#plain = prepared(operation);
    this.#retried = prepared(operation);
    this.#operation = operation;
    this.#repeats = repeats;
    this.#about = about;
    this.#chance = chance;
  }

  stateOf(label: string): Thing['state'] | undefined {
    return this.#things.find((thing) => thing.label === label)?.state;
  }

  create(label: string, input: Input): void {
    this.#both((script) => script.create(label, this.#operation, input));
    this.#replace();
    this.#things.push({ label, state: this.#begun, modified: false, replaced: false });
    this.#again();
  }

  settle(label: string): void {
    const thing = this.#thing(label);
    if (thing.state !== 'busy' && thing.state !== 'deleting') return;
    this.#both((script) => script.settle(label));
    thing.state = thing.state === 'busy' ? 'settled' : 'deleted';
    this.#again();
  }

  /** Of a settled one. */
  modify(label: string, { operation, input }: Update): void {
    this.#both((script) => script.modify(label, operation, input));
    const thing = this.#thing(label);
    thing.modified = true;
    this.#both((script) => script.settle(label));
    this.#again();
  }

  /** Of a settled one; waits until it is gone. */
  delete(label: string): void {
    this.#both((script) => script.delete(label));
    const thing = this.#thing(label);
    thing.state = (resources[this.#resource].status?.deleting.length ?? 0) > 0 ? 'deleting' : 'deleted';
    this.#again();
    this.settle(label);
  }

  /** The request of one that was deleted, which makes a new one. */
  makeAgain(label: string): void {
    this.#both((script) => script.retry(label, { as: label }));
    this.#replace();
    Object.assign(this.#thing(label), { state: this.#begun, modified: false, replaced: false });
    this.#again();
  }

  /** The pair, at `index` and the next; both end with the same looks. */
  programs(index: number): [Program, Program] {
    for (const { label } of this.#things) this.settle(label);
    for (const script of [this.#plain, this.#retried]) {
      for (const { label } of this.#things) script.get(label);
      script.effects(this.#things[0]!.label);
    }
    return [this.#program('plain', index, this.#plain.steps), this.#program('retried', index + 1, this.#retried.steps)];
  }

  #program(part: 'plain' | 'retried', index: number, steps: readonly Step[]): Program {
    const guarantee = this.#guarantee;
    const operation = this.#repeats === 'create' ? this.#operation : deletionOf(this.#operation);
    const situation = { create: 'same parameters', deletion: 'deleted', 'deletion in progress': 'being deleted' };
    const about = `${this.#about}: ${part === 'plain' ? 'without' : 'with'} retries of the ${this.#repeats}`;
    const of = part === 'plain' ? index + 1 : index - 1;
    const aim = { guarantee, operation, situation: situation[this.#repeats], about };
    return { index, phase: 'twins', aim, twin: { part, of }, steps };
  }

  get #guarantee(): string {
    const { family } = operations[this.#operation]!;
    if (this.#repeats === 'create') return family === 'token' ? 'token.retry' : 'create.retry';
    if (this.#repeats === 'deletion in progress') return 'async-delete.in-progress';
    return operations[deletionOf(this.#operation)]!.family === 'delete' ? 'delete.retry' : 'async-delete.complete';
  }

  /** Sends again what may be at this point. */
  #again(): void {
    for (const thing of this.#things) {
      if (!this.#mayRepeat(thing) || !this.#chance()) continue;
      if (this.#repeats === 'create') this.#retried.retry(thing.label);
      else this.#retried.delete(thing.label);
    }
  }

  #mayRepeat({ state, modified, replaced }: Thing): boolean {
    if (this.#repeats === 'deletion in progress') return state === 'deleting';
    if (this.#repeats === 'deletion') return state === 'deleted' && !replaced;
    const byToken = operations[this.#operation]!.token !== undefined;
    return (state === 'busy' || state === 'settled') && (byToken || !modified);
  }

  /** A number that was given back may be given again (version.minor-reuse). */
  #replace(): void {
    if (!isVersion(this.#operation)) return;
    for (const thing of this.#things) thing.replaced ||= thing.state === 'deleted';
  }

  get #resource() {
    return operations[this.#operation]!.resource!;
  }

  get #begun(): Thing['state'] {
    return isAsynchronous(this.#operation) ? 'busy' : 'settled';
  }

  #both(step: (script: Script) => void): void {
    step(this.#plain);
    step(this.#retried);
  }

  #thing(label: string): Thing {
    return this.#things.find((thing) => thing.label === label)!;
  }
}
