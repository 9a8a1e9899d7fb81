// The kinds of random steps, each with what must come before it by the strict lifecycle. An act that finds nothing to
// do does nothing, and another one is drawn.
import { changedInput } from '../../src/program/change.ts';
import { besideIt } from '../requests.ts';
import { isVersion } from '../systematic/start.ts';
import type { Thing } from './expected.ts';
import { isCreate, randomChange, randomRequest } from './requests.ts';
import {
  type Act,
  anUpdate,
  anyRequest,
  connection,
  fading,
  full,
  placeOf,
  ready,
  removable,
  type Scene,
} from './scene.ts';
import { troubles } from './troubles.ts';

const create: Act = (scene) => {
  const operation = scene.draw.of(scene.operations)!;
  if (!full(scene, operation)) scene.ground.create(operation, randomRequest(scene.draw, operation, placeOf(scene)));
};

const retry: Act = (scene) => scene.ground.retry(anyRequest(scene));

const changed: Act = (scene) => {
  const position = anyRequest(scene);
  const { operation, input } = scene.ground.expected.requests[position]!;
  const change = isCreate(operation) ? randomChange(scene.draw, operation, input, scene.domain) : undefined;
  if (change === undefined) return;
  const another = changedInput(input, change).clientToken !== input.clientToken;
  if (!another || !full(scene, operation)) scene.ground.retry(position, { change });
};

const modify: Act = (scene) => {
  const thing = scene.draw.of(scene.ground.expected.alive());
  if (thing === undefined || !isCreate(thing.operation)) return;
  ready(scene, thing);
  const { operation, input } = anUpdate(scene.draw, thing.operation);
  scene.ground.modify(thing, operation, input);
};

const tag: Act = (scene) => {
  const thing = scene.draw.of(scene.ground.expected.alive());
  if (thing === undefined) return;
  ready(scene, thing);
  scene.ground.modify(thing, 'TagResource', { tags: [{ key: 'late', value: scene.draw.of(['x', 'y'])! }] });
};

const remove: Act = (scene) => {
  const thing = removable(scene);
  if (thing === undefined) return;
  ready(scene, thing);
  scene.ground.delete(thing);
};

/** A retry of a deletion; where the name was made again since, a new request. */
const removeAgain: Act = (scene) => {
  const thing = fading(scene);
  if (thing === undefined) remove(scene);
  else scene.ground.delete(thing);
};

/** The request of something that was deleted. */
const again: Act = (scene) => {
  const thing = fading(scene);
  if (thing === undefined) return;
  if (scene.draw.chance(80)) scene.ground.settle(thing);
  if (!full(scene, thing.operation)) scene.ground.retry(thing.madeBy);
};

/** So many others of the kind that a small memory of requests is full, or a list has another page. */
const crowds = [6, 21] as const;
const fewestOfDeployed = crowds[0];

/** Many others beside what there is, and then the earliest request once more. */
const crowd: Act = (scene) => {
  const { draw, ground, operations } = scene;
  const operation = operations[0]!;
  const size = isVersion(operation) || draw.chance(50) ? draw.of(crowds)! : fewestOfDeployed;
  const first = ground.expected.requests.findIndex((request) => request.operation === operation);
  if (operation === connection || first < 0 || scene.room() < size + 2 || ground.crowds > 0) return;
  const { input } = ground.expected.requests[first]!;
  for (let n = 0; n < size; n++) ground.create(operation, changedInput(input, besideIt(operation, `c${n}`, `c${n}`)));
  ground.crowds++;
  ground.retry(first);
};

/** Deleted and made again, several times. */
const rounds: Act = (scene) => {
  const { draw, ground } = scene;
  const { expected } = ground;
  const thing = removable(scene);
  if (thing === undefined) return;
  let made: Thing | undefined = thing;
  for (let left = draw.of([2, 3])!; left > 0 && made !== undefined && scene.room() > stepsARound; left--) {
    ground.settle(made);
    ground.delete(made);
    ground.settle(made);
    ground.retry(thing.madeBy);
    made = expected.requests.at(-1)!.thing;
  }
};
const stepsARound = 5;

const look =
  (step: 'get' | 'list' | 'listTags'): Act =>
  ({ draw, ground }) => {
    const thing = draw.of(step === 'get' ? ground.expected.things : ground.expected.alive());
    if (thing === undefined) return;
    const instances = step === 'list' && thing.resource === 'service' && draw.chance(50);
    ground.look(instances ? 'instances' : step, thing, draw.of(pageSizes)!);
  };

/** Small pages, so that short lists have several; no list of the account is read so. */
const pageSizes = [1, 2, 5, undefined] as const;

export const acts = {
  create,
  retry,
  reordered: (scene: Scene) => scene.ground.retry(anyRequest(scene), { reordered: true }),
  changed,
  modify,
  tag,
  delete: remove,
  deleteAgain: removeAgain,
  again,
  crowd,
  rounds,
  get: look('get'),
  list: look('list'),
  listTags: look('listTags'),
  settle: ({ draw, ground }: Scene) => {
    const thing = draw.of(ground.expected.things.filter(({ state }) => state === 'busy' || state === 'deleting'));
    if (thing !== undefined) ground.settle(thing);
  },
  /** Long enough for a moved time to show; real time is dear, so it is rare. */
  wait: ({ draw, ground }: Scene) => {
    if (draw.chance(15)) ground.script.wait(1100);
  },
  ...troubles,
} satisfies Record<string, Act>;

export type Kind = keyof typeof acts;
