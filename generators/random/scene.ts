// What the kinds of random steps share: the program so far, and choices out of what it has made and sent.
import type { Input } from '../../src/program/types.ts';
import { type CreateOperation, ownTemplate, type Update, update } from '../requests.ts';
import { isVersion } from '../systematic/start.ts';
import { updates } from '../updates.ts';
import type { Domain } from './domain.ts';
import type { Draw } from './draw.ts';
import type { Thing } from './expected.ts';
import type { Ground } from './ground.ts';
import { isCreate, type Place } from './requests.ts';

/** Fewer than the five that there may be: other programs run too. */
const mostConnections = 3;
export const connection = 'CreateEnvironmentAccountConnection';

export interface Scene {
  readonly draw: Draw;
  readonly ground: Ground;
  /** What the program creates. */
  readonly operations: readonly CreateOperation[];
  readonly domain: Domain;
  /** How many more steps there may be before the looks at the end. */
  readonly room: () => number;
}

export type Act = (scene: Scene) => void;

export const full = ({ ground }: Scene, operation: string): boolean =>
  operation === connection && ground.expected.alive('environmentAccountConnection').length >= mostConnections;

/** In how many of a hundred cases the request is an early one, with all that came since between. */
const earlyPercent = 25;
const early = 3;

export const anyRequest = ({ draw, ground }: Scene): number => {
  const positions = ground.expected.requests.map((_, position) => position);
  return draw.of(draw.chance(earlyPercent) ? positions.slice(0, early) : positions)!;
};

export const fading = ({ draw, ground }: Scene): Thing | undefined =>
  draw.of(ground.expected.things.filter(({ state }) => state === 'deleting' || state === 'gone'));

/** Nothing is modified or deleted while it is in progress; now and then it is tried all the same. */
export const ready = ({ draw, ground }: Scene, thing: Thing): void => {
  if (draw.chance(90)) ground.settle(thing);
};

/** Something that can be deleted: nothing stands in the way. */
export const removable = ({ draw, ground: { expected } }: Scene): Thing | undefined =>
  draw.of(expected.alive().filter((each) => expected.children(each).length === 0));

/** Where the next request goes; a version without a major version made a new one. */
export const placeOf = ({ domain, ground }: Pick<Scene, 'domain' | 'ground'>): Place => ({
  domain,
  template: ownTemplate,
  majors: ground.expected.things.filter(({ operation, input }) => isMajor(operation, input)).length,
});

const isMajor = (operation: string, input: Input): boolean =>
  isCreate(operation) && isVersion(operation) && input.majorVersion === undefined;

/** In how many of a hundred cases an update is one of any member or kind. */
const anyUpdatePercent = 40;

export function anUpdate(draw: Draw, operation: CreateOperation): Update {
  if (draw.chance(anyUpdatePercent)) return draw.of(updates[operation])!;
  const plain = update(operation, draw.of(['modified', 'one', 'two'])!);
  if (isVersion(operation) && draw.chance(30)) return { ...plain, input: { status: 'PUBLISHED' } };
  if (operation !== connection || draw.chance(50)) return plain;
  return {
    operation: draw.of(['AcceptEnvironmentAccountConnection', 'RejectEnvironmentAccountConnection'])!,
    input: {},
  };
}
