// The script of a random program together with what is expected to be there after each of its steps.
import { changedInput } from '../../src/program/change.ts';
import type { Change, Fault, Input } from '../../src/program/types.ts';
import { operations, resources } from '../../src/specs/index.ts';
import { isAsynchronous, Script } from '../script.ts';
import { Expected, type Thing } from './expected.ts';

/** What happens to the request on its way. */
export interface Way {
  readonly fault?: Fault;
}

export interface RetryOptions extends Way {
  readonly change?: Change;
  readonly reordered?: true;
}

export class Ground {
  readonly script = new Script();
  readonly expected = new Expected();
  /** What requests have made, found, or changed: to be looked at in the end. */
  readonly touched = new Set<Thing>();
  /** How often many others were made at once. */
  crowds = 0;
  /** How often answers were lost, and requests raced: each has several explanations, which multiply. */
  losses = 0;
  races = 0;
  /** The requests of which a copy is still on the way. */
  readonly copied: number[] = [];

  get length(): number {
    return this.script.steps.length;
  }

  create(operation: string, input: Input, way: Way = {}): Thing | undefined {
    this.script.create(label(this.expected.requests.length), operation, input, way);
    return this.#sent(operation, input);
  }

  /** The request at `position` among the create and retry steps, once more. */
  retry(position: number, options: RetryOptions = {}): Thing | undefined {
    const { operation, input } = this.expected.requests[position]!;
    this.script.retry(label(position), { as: label(this.expected.requests.length), ...options });
    return this.#sent(operation, options.change === undefined ? input : changedInput(input, options.change));
  }

  /** The same, where no answer to it may have come yet: later steps go by this one. */
  ask(position: number): void {
    const thing = this.retry(position);
    if (thing !== undefined) thing.madeBy = this.expected.requests.length - 1;
  }

  modify(thing: Thing, operation: string, input: Input, way: Way = {}): void {
    this.script.modify(label(thing.madeBy), operation, input, way);
    this.touched.add(thing);
    if (operations[operation]!.role !== 'update' || operations[thing.operation]!.family !== 'create') return;
    thing.modified = true;
    if (isAsynchronous(thing.operation)) thing.state = 'busy';
  }

  /** By the name or number of `thing`: what has it by now is hit. */
  delete(thing: Thing, way: Way = {}): void {
    this.script.delete(label(thing.madeBy), way);
    const { name } = thing.input;
    const hit =
      thing.state === 'gone'
        ? this.expected.alive(thing.resource).find(({ input }) => name !== undefined && input.name === name)
        : thing;
    if (hit !== undefined) this.expected.delete(hit);
    this.touched.add(hit ?? thing);
  }

  /** `pageSize`: of a list of what has a parent; one of the whole account has the largest pages that there are. */
  look(step: 'get' | 'list' | 'listTags' | 'instances' | 'effects', thing: Thing, pageSize?: number): void {
    if (step === 'get' || step === 'listTags' || step === 'instances') this.script[step](label(thing.madeBy));
    else this.script[step](label(thing.madeBy), resources[thing.resource].parent && pageSize);
  }

  /** Waits, where something is in progress. */
  settle(thing: Thing): void {
    if (thing.state !== 'busy' && thing.state !== 'deleting') return;
    this.script.settle(label(thing.madeBy));
    this.expected.settle(thing);
  }

  advance(seconds: number): void {
    for (const thing of this.expected.things) this.settle(thing);
    this.script.advance(seconds);
    this.expected.elapsed += seconds;
  }

  /** `part` sends requests at the same time. */
  together(part: () => void): void {
    this.script.together(part);
  }

  /** Whatever is on the way arrives, and what came of it is asked for. */
  deliver(): void {
    this.script.deliver();
    for (const position of new Set(this.copied.splice(0))) this.ask(position);
  }

  /** `during` sends requests that are under way then. */
  restart(during?: () => void): void {
    for (const thing of this.expected.things) this.settle(thing);
    this.script.restart(during);
  }

  #sent(operation: string, input: Input): Thing | undefined {
    const thing = this.expected.send(operation, input);
    if (thing !== undefined) this.touched.add(thing);
    return thing;
  }
}

const label = (position: number): string => `r${position}`;
