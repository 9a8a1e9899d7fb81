// Writes a random program step by step. Each step is drawn from the kinds that this program has (swarm testing: a
// subset, so that programs differ in character), weighed towards the situation that it aims at.
import { changedInput } from '../../src/program/change.ts';
import type { Cell } from '../cells.ts';
import { type CreateOperation, ownTemplate } from '../requests.ts';
import type { Draft } from '../script.ts';
import type { Situation } from '../situations.ts';
import { asFirst, isVersion, templateOf } from '../systematic/start.ts';
import { acts, type Kind, type Scene } from './acts.ts';
import type { Draw } from './draw.ts';
import { Ground } from './ground.ts';
import { randomRequest } from './requests.ts';

const weights: Readonly<Record<Kind, number>> = {
  create: 4,
  retry: 8,
  reordered: 2,
  changed: 6,
  modify: 4,
  tag: 1,
  delete: 4,
  deleteAgain: 4,
  again: 3,
  get: 3,
  list: 2,
  listTags: 1,
  settle: 2,
  wait: 1,
};

/** What brings a program into the situation that it aims at. */
const towards: Readonly<Record<Situation, readonly Kind[]>> = {
  'first call': ['create'],
  'same parameters': ['retry', 'reordered'],
  'one parameter changed': ['changed'],
  'being created': ['create', 'retry'],
  interleaved: ['create', 'retry'],
  modified: ['modify', 'retry'],
  'in use': ['create', 'delete'],
  deleted: ['delete', 'deleteAgain'],
  'being deleted': ['delete', 'deleteAgain'],
  recreated: ['delete', 'again'],
  'near expiry': ['retry', 'changed'],
  expired: ['retry', 'changed'],
};
/** How much heavier those weigh. */
const tilt = 3;
/** How many kinds of a hundred a program has, the others apart. */
const kindPercent = 60;
/** Resources that are looked at in the end. */
const mostLooks = 4;

/** What steers the choice of steps: the aim, and the subset of kinds that the program has. */
export interface Steering {
  readonly aim: boolean;
  readonly swarm: boolean;
}

export class Writer {
  readonly #ground = new Ground();
  readonly #scene: Scene;
  readonly #cell: Cell;
  readonly #weights: Readonly<Record<Kind, number>>;

  /** `operations`: what the program creates, what it is about first. */
  constructor(draw: Draw, cell: Cell, operations: readonly CreateOperation[], steering: Steering) {
    this.#scene = { draw, ground: this.#ground, operations };
    this.#cell = cell;
    this.#weights = steered(draw, cell.situation, steering);
  }

  get length(): number {
    return this.#ground.length;
  }

  /** The template and first version that versions need, and the first request of what the program is about. */
  begin(): void {
    const { draw, operations } = this.#scene;
    const request = (operation: CreateOperation) => randomRequest(draw, operation, ownTemplate);
    for (const version of operations.filter(isVersion)) {
      this.#ground.create(templateOf(version), { name: ownTemplate });
      const first = this.#ground.create(version, changedInput(request(version), asFirst(version)));
      if (first !== undefined) this.#ground.settle(first);
    }
    this.#ground.create(operations[0]!, request(operations[0]!));
  }

  /** One more step, if what is drawn finds something to do. */
  step(): void {
    acts[this.#scene.draw.weighted(this.#weights)](this.#scene);
  }

  advance(seconds: number): void {
    this.#ground.advance(seconds);
  }

  /** Looks at what was touched, within `mostSteps` in all, and hands the program over. */
  end(mostSteps: number): Draft {
    const ground = this.#ground;
    const touched = [...ground.touched].slice(-mostLooks);
    const lists = [...new Map(touched.map((thing) => [thing.resource, thing])).values()];
    for (const thing of touched)
      if (this.length + lists.length < mostSteps - 1) {
        ground.settle(thing);
        ground.look('get', thing);
      }
    for (const thing of lists) if (this.length < mostSteps) ground.look('effects', thing);
    const { guarantee, operation, situation } = this.#cell;
    return ground.script.aimedAt(guarantee, operation, situation, 'random');
  }
}

/** Which kinds this program has at all, those of its situation always among them, and heavier. */
function steered(draw: Draw, situation: Situation, { aim, swarm }: Steering): Record<Kind, number> {
  const wanted: readonly string[] = aim ? ['retry', ...towards[situation]] : [];
  const chosen = Object.entries(weights).map(([kind, weight]) => {
    if (wanted.includes(kind)) return [kind, weight * tilt];
    return [kind, !swarm || kind === 'create' || draw.chance(kindPercent) ? weight : 0];
  });
  return Object.fromEntries(chosen) as Record<Kind, number>;
}
