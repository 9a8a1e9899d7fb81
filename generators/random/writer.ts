// Writes a random program step by step. Each step is drawn from the kinds that this program has (swarm testing: a
// subset, so that programs differ in character), weighed towards the situation that it aims at.
import { changedInput } from '../../src/program/change.ts';
import type { Move } from '../../src/program/facts.ts';
import type { Cell } from '../cells.ts';
import { type CreateOperation, ownTemplate } from '../requests.ts';
import type { Draft } from '../script.ts';
import type { Situation } from '../situations.ts';
import { asFirst, isVersion, otherRequest, templateOf } from '../systematic/start.ts';
import { acts, type Kind } from './acts.ts';
import { drawnDomain, originalOf } from './domain.ts';
import type { Draw } from './draw.ts';
import { Ground } from './ground.ts';
import { randomRequest } from './requests.ts';
import { anyRequest, placeOf, type Scene } from './scene.ts';
import { troubles } from './troubles.ts';

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
  crowd: 3,
  rounds: 1,
  get: 3,
  list: 2,
  listTags: 1,
  settle: 2,
  wait: 1,
  lose: 3,
  double: 1,
  copy: 2,
  deliver: 2,
  race: 3,
};

/** Fewer programs have these: what goes wrong on the way hides what goes wrong without. */
const troubled: readonly string[] = Object.keys(troubles);

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
  recreated: ['delete', 'again', 'rounds'],
  'near expiry': ['retry', 'changed'],
  expired: ['retry', 'changed'],
  concurrent: ['race', 'double'],
  'answer lost': ['lose'],
  'late copy': ['copy', 'deliver', 'delete'],
  'after restart': ['retry', 'changed'],
};
/** How much heavier those weigh. */
const tilt = 3;
/** How many kinds of a hundred a program has, the others apart. */
const kindPercent = 60;
const troublePercent = 25;
/** In how many of a hundred restarts requests are under way. */
const duringPercent = 50;
const mostDuring = 3;
/** Of a list in the end, where it is not of the whole account: several pages of what a crowd has made. */
const pageSize = 10;
/** Resources that are looked at in the end. */
const mostLooks = 4;

/** What steers the choice of steps: the aim, the subset of kinds that the program has, and the room that there is. */
export interface Steering {
  readonly aim: boolean;
  readonly swarm: boolean;
  /** Whether the clock is moved: first all work is waited for, so that there is none for a crowd. */
  readonly timed: boolean;
  /** Before the looks at the end. */
  readonly mostSteps: number;
}

export class Writer {
  readonly #ground = new Ground();
  readonly #scene: Scene;
  readonly #cell: Cell;
  readonly #weights: Readonly<Record<Kind, number>>;

  /** `operations`: what the program creates, what it is about first. */
  constructor(draw: Draw, cell: Cell, operations: readonly CreateOperation[], steering: Steering) {
    const ground = this.#ground;
    const domain = drawnDomain(draw, cell, operations[0]!);
    this.#scene = { draw, ground, operations, domain, room: () => steering.mostSteps - ground.length };
    this.#cell = cell;
    this.#weights = steered(draw, cell.situation, steering);
  }

  get length(): number {
    return this.#ground.length;
  }

  /** The template and first version that versions need, and the first request of what the program is about. */
  begin(): void {
    const { draw, domain, operations } = this.#scene;
    const request = (operation: CreateOperation) => randomRequest(draw, operation, placeOf(this.#scene));
    for (const version of operations.filter(isVersion)) {
      this.#ground.create(templateOf(version), { name: ownTemplate });
      const first = this.#ground.create(version, changedInput(request(version), asFirst(version)));
      if (first !== undefined) this.#ground.settle(first);
    }
    const [about] = operations;
    const original = originalOf(domain, about!);
    this.#ground.create(about!, original === undefined ? request(about!) : otherRequest(about!, original));
  }

  /** One more step, if what is drawn finds something to do. */
  step(): void {
    acts[this.#scene.draw.weighted(this.#weights)](this.#scene);
  }

  /** Moves the clock, or restarts the endpoint, perhaps with requests under way. */
  move(move: Move): void {
    if (move === 'restart') this.#restart();
    else this.#ground.advance(move);
  }

  /** Looks at what was touched, within `mostSteps` in all, and hands the program over. */
  end(mostSteps: number): Draft {
    const ground = this.#ground;
    // What is delivered is asked for again, and a look comes after that.
    if (ground.copied.length > 0 && this.length + 1 + ground.copied.length < mostSteps) ground.deliver();
    const touched = [...ground.touched].slice(-mostLooks);
    const lists = [...new Map(touched.map((thing) => [thing.resource, thing])).values()];
    for (const thing of touched)
      if (this.length + lists.length < mostSteps - 1) {
        ground.settle(thing);
        ground.look('get', thing);
        if (thing.state === 'settled' && this.length + lists.length < mostSteps) ground.look('instances', thing);
      }
    for (const thing of lists) if (this.length < mostSteps) ground.look('effects', thing, pageSize);
    const { guarantee, operation, situation, parameter } = this.#cell;
    const { aim, steps } = ground.script.aimedAt(guarantee, operation, situation, 'random');
    return { aim: parameter === undefined ? aim : { ...aim, parameter }, steps };
  }

  #restart(): void {
    const { draw } = this.#scene;
    const ground = this.#ground;
    const during = draw.chance(duringPercent) ? draw.of([1, 2, mostDuring])! : 0;
    const positions = Array.from({ length: during }, () => anyRequest(this.#scene));
    if (during === 0) ground.restart();
    else
      ground.restart(() => {
        for (const position of positions) ground.retry(position);
      });
    for (const position of new Set(positions)) ground.ask(position);
  }
}

/** Which kinds this program has at all, those of its situation always among them, and heavier. */
function steered(draw: Draw, situation: Situation, { aim, swarm, timed }: Steering): Record<Kind, number> {
  const wanted: readonly string[] = aim ? ['retry', ...towards[situation]] : ['create'];
  const chosen = Object.entries(weights).map(([kind, weight]) => {
    if (wanted.includes(kind)) return [kind, aim ? weight * tilt : weight];
    const percent = troubled.includes(kind) ? troublePercent : kindPercent;
    return [kind, !swarm || draw.chance(percent) ? weight : 0];
  });
  return { ...(Object.fromEntries(chosen) as Record<Kind, number>), ...(timed ? { crowd: 0 } : {}) };
}
