// What a right endpoint most likely has at each point of a program, so that the next random step can be a sensible one:
// a modification of something that is there, a deletion of something that is settled. Never used to judge.
import type { Input } from '../../src/program/types.ts';
import { operations, type ResourceType, resources } from '../../src/specs/index.ts';
import { isAsynchronous } from '../script.ts';

const tokenLifeSeconds = 8 * 3600;

export type State = 'busy' | 'settled' | 'deleting' | 'gone';

export interface Thing {
  readonly resource: ResourceType;
  readonly operation: string;
  readonly input: Input;
  /** Position among the create and retry steps of the request that made it, or whose answer shows it. */
  madeBy: number;
  readonly since: number;
  state: State;
  modified: boolean;
}

export interface Sent {
  readonly operation: string;
  readonly input: Input;
  /** What it made or returned; undefined where it was refused. */
  readonly thing: Thing | undefined;
}

/** The resources and requests of one program. */
export class Expected {
  readonly things: Thing[] = [];
  readonly requests: Sent[] = [];
  /** How far the clock was moved, seconds. */
  elapsed = 0;

  /** A create or retry with this request; returns what it makes or finds, if it is not refused. */
  send(operation: string, input: Input): Thing | undefined {
    const thing = this.#answer(operation, input);
    this.requests.push({ operation, input, thing });
    return thing;
  }

  delete(thing: Thing): void {
    thing.state = (resources[thing.resource].status?.deleting.length ?? 0) > 0 ? 'deleting' : 'gone';
  }

  settle(thing: Thing): void {
    if (thing.state === 'busy') thing.state = 'settled';
    if (thing.state === 'deleting') thing.state = 'gone';
  }

  alive(resource?: ResourceType): Thing[] {
    return this.things.filter(
      ({ state, resource: own }) =>
        (state === 'busy' || state === 'settled') && (resource === undefined || own === resource),
    );
  }

  /** What stands in the way of deleting `thing`: its versions, or the services in it. */
  children(thing: Thing): Thing[] {
    const name = thing.input.name;
    return this.alive().filter(
      (other) =>
        other !== thing &&
        resources[other.resource].parent?.resource === thing.resource &&
        other.input.templateName === name,
    );
  }

  #answer(operation: string, input: Input): Thing | undefined {
    const resource = operations[operation]!.resource!;
    const known = this.#known(operation, input);
    if (known?.state === 'deleting') return undefined;
    if (known !== undefined) return !known.modified && same(known.input, input) ? known : undefined;
    const parent = resources[resource].parent;
    if (parent !== undefined && !this.alive(parent.resource).some(({ input: of }) => of.name === input[parent.member]))
      return undefined;
    const thing: Thing = {
      resource,
      operation,
      input,
      madeBy: this.requests.length,
      since: this.elapsed,
      state: isAsynchronous(operation) ? 'busy' : 'settled',
      modified: false,
    };
    this.things.push(thing);
    return thing;
  }

  #known(operation: string, input: Input): Thing | undefined {
    const byToken = operations[operation]!.token !== undefined;
    return this.things.findLast(
      (thing) =>
        thing.operation === operation &&
        thing.state !== 'gone' &&
        (byToken
          ? thing.input.clientToken === input.clientToken &&
            thing.input.templateName === input.templateName &&
            this.elapsed - thing.since < tokenLifeSeconds
          : thing.input.name === input.name),
    );
  }
}

const same = (a: Input, b: Input): boolean => JSON.stringify(a) === JSON.stringify(b);
