// Random steps about requests that meet a fault, come at the same time, or late. What there is then is asked for soon:
// of few open questions a program is judged sharply, and its explanations stay few.
import type { Fault } from '../../src/program/types.ts';
import { changed } from '../requests.ts';
import type { Way } from './ground.ts';
import { isCreate, randomRequest } from './requests.ts';
import { type Act, anUpdate, anyRequest, full, placeOf, ready, removable, type Scene } from './scene.ts';

const losses: readonly Fault[] = [
  ...(['request-lost', 'request-cut', 'answer-lost', 'head-cut', 'body-cut'] as const),
  ...(['timed-out', 'hung-up', 'hung-up-later'] as const),
];
const mostLosses = 3;
const mostRaces = 4;
const mostCopies = 2;
const widths = [2, 2, 3, 4, 8] as const;
/** Of requests that differ, fewer: their orders multiply. */
const mixedWidths = [1, 1, 2, 3] as const;

/** A request that was sent: once more, and the create or retry that asks for what there is then. */
interface Sent {
  readonly again: (way?: Way) => void;
  readonly position: number;
}

const creation = (scene: Scene, way: Way): Sent | undefined => {
  const { draw, ground, operations } = scene;
  const operation = draw.of(operations)!;
  if (full(scene, operation)) return undefined;
  const position = ground.expected.requests.length;
  ground.create(operation, randomRequest(draw, operation, placeOf(scene)), way);
  return { again: (more) => ground.retry(position, more), position };
};

const repetition = (scene: Scene, way: Way): Sent => {
  const position = anyRequest(scene);
  scene.ground.retry(position, way);
  return { again: (more) => scene.ground.retry(position, more), position };
};

const mismatch = (scene: Scene, way: Way): Sent | undefined => {
  const position = anyRequest(scene);
  const { operation } = scene.ground.expected.requests[position]!;
  if (!isCreate(operation)) return undefined;
  const again = (more?: Way) => scene.ground.retry(position, { change: changed(operation), ...more });
  again(way);
  return { again, position };
};

const modification = (scene: Scene, way: Way): Sent | undefined => {
  const { draw, ground } = scene;
  const thing = draw.of(ground.expected.alive());
  if (thing === undefined || !isCreate(thing.operation)) return undefined;
  ready(scene, thing);
  const { operation, input } = anUpdate(draw, thing.operation);
  const again = (more?: Way) => ground.modify(thing, operation, input, more);
  again(way);
  return { again, position: thing.madeBy };
};

const deletion = (scene: Scene, way: Way): Sent | undefined => {
  const thing = removable(scene);
  if (thing === undefined) return undefined;
  ready(scene, thing);
  scene.ground.delete(thing, way);
  return { again: (more) => scene.ground.delete(thing, more), position: thing.madeBy };
};

const requests = { creation, repetition, mismatch, modification, deletion };

const sent = (scene: Scene, fault: Fault): Sent | undefined =>
  requests[scene.draw.weighted({ creation: 4, repetition: 2, mismatch: 1, modification: 2, deletion: 3 })](scene, {
    fault,
  });

/** Mostly it is sent again until an answer comes; a second answer may be lost too. */
const lose: Act = (scene) => {
  const { draw, ground } = scene;
  if (ground.losses >= mostLosses) return;
  const request = sent(scene, draw.of(losses)!);
  if (request === undefined) return;
  ground.losses++;
  if (draw.chance(20)) request.again({ fault: draw.of(losses)! });
  if (draw.chance(85)) request.again();
  if (draw.chance(60)) ground.ask(request.position);
};

const double: Act = (scene) => {
  if (scene.ground.races >= mostRaces) return;
  const request = sent(scene, 'twice');
  if (request === undefined) return;
  scene.ground.races++;
  scene.ground.ask(request.position);
};

const copy: Act = (scene) => {
  if (scene.ground.copied.length >= mostCopies) return;
  const request = sent(scene, 'copied');
  if (request !== undefined) scene.ground.copied.push(request.position);
};

const deliver: Act = ({ ground }) => {
  if (ground.copied.length > 0) ground.deliver();
};

const times = (count: number, part: () => void): void => {
  for (let nth = 0; nth < count; nth++) part();
};

type Race = (scene: Scene) => number | undefined;

/** Each sends requests at the same time, and gives the one that asks for what there is then. */
const races = {
  creations: (scene) => {
    const { draw, ground, operations } = scene;
    const operation = draw.of(operations)!;
    if (full(scene, operation)) return undefined;
    const position = ground.expected.requests.length;
    const input = randomRequest(draw, operation, placeOf(scene));
    const width = draw.of(widths)!;
    ground.together(() => {
      ground.create(operation, input);
      times(width - 1, () => ground.retry(position));
    });
    return position;
  },
  retries: (scene) => {
    const position = anyRequest(scene);
    const width = scene.draw.of(widths)!;
    scene.ground.together(() => times(width, () => scene.ground.retry(position)));
    return position;
  },
  mismatches: (scene) => {
    const { draw, ground, operations } = scene;
    const operation = draw.of(operations)!;
    if (full(scene, operation)) return undefined;
    const position = ground.expected.requests.length;
    const input = randomRequest(draw, operation, placeOf(scene));
    const width = draw.of(mixedWidths)!;
    ground.together(() => {
      ground.create(operation, input);
      ground.retry(position, { change: changed(operation) });
      times(width - 1, () => ground.retry(position));
    });
    return position;
  },
  deletions: (scene) => {
    const { draw, ground } = scene;
    const thing = removable(scene);
    if (thing === undefined) return undefined;
    ready(scene, thing);
    const width = draw.of(widths)!;
    ground.together(() => times(width, () => ground.delete(thing)));
    ground.settle(thing);
    return thing.madeBy;
  },
  deletionAndRetry: (scene) => {
    const { draw, ground } = scene;
    const thing = removable(scene);
    if (thing === undefined) return undefined;
    ready(scene, thing);
    const position = thing.madeBy;
    const width = draw.of(mixedWidths)!;
    ground.together(() =>
      times(width, () => {
        ground.retry(position);
        ground.delete(thing);
      }),
    );
    ground.settle(thing);
    return position;
  },
  updateAndRetry: (scene) => {
    const { draw, ground } = scene;
    const thing = draw.of(ground.expected.alive());
    if (thing === undefined || !isCreate(thing.operation)) return undefined;
    ready(scene, thing);
    const { operation, input } = anUpdate(draw, thing.operation);
    const width = 1 + draw.of(mixedWidths)!;
    const before = draw.of([0, 1])!;
    ground.together(() => {
      times(before, () => ground.retry(thing.madeBy));
      ground.modify(thing, operation, input);
      times(width - before, () => ground.retry(thing.madeBy));
    });
    ground.settle(thing);
    return thing.madeBy;
  },
} satisfies Record<string, Race>;

const race: Act = (scene) => {
  const { draw, ground } = scene;
  if (ground.races >= mostRaces) return;
  const kind = { creations: 3, retries: 2, mismatches: 2, deletions: 2, deletionAndRetry: 2, updateAndRetry: 1 };
  const position = races[draw.weighted(kind)](scene);
  if (position === undefined) return;
  ground.races++;
  ground.ask(position);
};

export const troubles = { lose, double, copy, deliver, race } satisfies Record<string, Act>;
