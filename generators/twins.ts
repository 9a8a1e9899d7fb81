// The second oracle's programs, which need no model: pairs of which one sends requests again where that is documented to
// change nothing, and is else the same, so that both must end alike (a metamorphic relation: Chen et al. 1998). One kind
// of retry a pair, so that a difference has one name.
import type { Program } from '../src/program/types.ts';
import { operations, resources } from '../src/specs/index.ts';
import { type Draw, drawn, mixed } from './random/draw.ts';
import { allCreates, besideIt, type CreateOperation, update } from './requests.ts';
import { otherRequest } from './systematic/start.ts';
import { Pair, type Repeats } from './twins/pair.ts';

export interface TwinOptions {
  readonly seed: number;
  /** The index of the first program (default 0); the two of a pair follow each other. */
  readonly first?: number;
  /** Pairs of drawn programs beside the fixed ones. Default 14. */
  readonly random?: number;
}

export const randomTwinsDefault = 14;
const mostRandomSteps = 8;

/** The pairs, one program after the other; the same options give the same programs. */
export function* twinPrograms({ seed, first = 0, random = randomTwinsDefault }: TwinOptions): Generator<Program> {
  let index = first;
  for (const pair of [...fixed(), ...drawnPairs(seed, random)]) {
    yield* pair.programs(index);
    index += 2;
  }
}

/** How many programs there are. */
export const twinCount = (random = randomTwinsDefault): number => 2 * ([...fixed()].length + random);

function* fixed(): Generator<Pair> {
  for (const operation of allCreates)
    for (const repeats of repeatsOf(operation)) {
      if (repeats === 'create') yield modified(operation);
      yield besideAnother(operation, repeats);
      yield madeAgain(operation, repeats);
    }
}

/** What may be sent again: asynchronous deletions while they are in progress, and when they are over. */
function repeatsOf(operation: CreateOperation): readonly Repeats[] {
  const { status } = resources[operations[operation]!.resource!];
  return status?.deleting.length ? ['create', 'deletion in progress', 'deletion'] : ['create', 'deletion'];
}

const modified = (operation: CreateOperation): Pair => {
  const pair = new Pair(operation, 'create', 'modified');
  pair.create('a', otherRequest(operation));
  pair.settle('a');
  pair.modify('a', update(operation));
  return pair;
};

const besideAnother = (operation: CreateOperation, repeats: Repeats): Pair => {
  const pair = new Pair(operation, repeats, 'beside another one, of which one is deleted');
  pair.create('a', otherRequest(operation));
  pair.create('b', otherRequest(operation, besideIt(operation)));
  pair.settle('a');
  pair.settle('b');
  pair.delete('a');
  return pair;
};

const madeAgain = (operation: CreateOperation, repeats: Repeats): Pair => {
  const pair = new Pair(operation, repeats, 'deleted and made again');
  pair.create('a', otherRequest(operation));
  pair.settle('a');
  pair.delete('a');
  pair.makeAgain('a');
  pair.settle('a');
  return pair;
};

function* drawnPairs(seed: number, count: number): Generator<Pair> {
  for (let nth = 0; nth < count; nth++)
    yield drawn(mixed(seed, nth), (draw) => {
      const operation = allCreates[nth % allCreates.length]!;
      const pair = new Pair(operation, draw.of(repeatsOf(operation))!, 'drawn', () => draw.chance(70));
      pair.create('a', otherRequest(operation));
      for (let steps = 1; steps < mostRandomSteps; steps++) step(draw, operation, pair);
      return pair;
    });
}

/** Only what must succeed: nothing is done to what is in progress. */
function step(draw: Draw, operation: CreateOperation, pair: Pair): void {
  const label = draw.of(['a', 'b', 'c'])!;
  const state = pair.stateOf(label);
  if (state === undefined) pair.create(label, otherRequest(operation, besideIt(operation, label, `u-${label}`)));
  else if (state === 'deleted') pair.makeAgain(label);
  else if (draw.chance(50)) {
    pair.settle(label);
    pair.modify(label, update(operation, draw.of(['modified', 'one', 'two'])!));
  } else {
    pair.settle(label);
    pair.delete(label);
  }
}
