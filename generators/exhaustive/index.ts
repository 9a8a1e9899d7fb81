// The exhaustive programs: every short program of each create operation, which also covers its deletion, before random
// long ones. Most defects show in a few steps (the small scope hypothesis: Jackson, Software Abstractions, 2006), and
// here none of them is left to chance.
import type { Program } from '../../src/program/types.ts';
import { operations, resources } from '../../src/specs/index.ts';
import { allCreates, type CreateOperation } from '../requests.ts';
import { alphabetOf, type Letter } from './letters.ts';
import { type Pace, type Word, words } from './words.ts';
import { written } from './write.ts';

/** Most steps over the whole alphabet, the first create counted and the set-up not; over the core it is one more. */
export const exhaustiveDefault = 3;
/** Beyond it there are more programs than a run can take. */
export const exhaustiveMost = 6;

export interface ExhaustiveOptions {
  /** Most steps over the whole alphabet (default `exhaustiveDefault`); 0: no program. */
  readonly bound?: number;
  /** Whether the endpoint's clock can be moved (default true). Without, programs that would move it are left out. */
  readonly clock?: boolean;
  /** The index of the first program (default 0). A program has its index whether or not there is a clock. */
  readonly first?: number;
}

/** Every program within the bound, one by one as they are asked for; the same options give the same programs. */
export function* exhaustivePrograms(options: ExhaustiveOptions = {}): Generator<Program> {
  const { clock = true, first = 0 } = options;
  let index = first;
  for (const operation of allCreates) {
    const turns = new Turns();
    for (const word of wordsOf(operation, options)) {
      turns.take(word);
      if (clock || !movesClock(word))
        yield { index, phase: 'exhaustive', ...written(operation, word, (letter) => turns.of(letter)) };
      index++;
    }
  }
}

/** How many programs there are within the bound for each create operation, those that move the clock included. */
export function exhaustiveCounts(options: ExhaustiveOptions = {}): ReadonlyMap<CreateOperation, number> {
  return new Map(allCreates.map((operation) => [operation, countOf(wordsOf(operation, options))]));
}

/** In how many words each letter was, so that it takes its values one after the other. */
class Turns {
  readonly #words = new Map<string, number>();

  take({ letters }: Word): void {
    for (const name of new Set(letters.map(({ letter }) => letter)))
      this.#words.set(name, (this.#words.get(name) ?? -1) + 1);
  }

  of({ letter }: Letter): number {
    return this.#words.get(letter) ?? 0;
  }
}

const wordsOf = (operation: CreateOperation, options: ExhaustiveOptions): Generator<Word> =>
  words(alphabetOf(operation), paceOf(operation), options.bound ?? exhaustiveDefault);

function paceOf(operation: CreateOperation): Pace {
  const { status } = resources[operations[operation]!.resource!];
  return { creates: (status?.passing.length ?? 0) > 0, deletes: (status?.deleting.length ?? 0) > 0 };
}

const movesClock = ({ letters }: Word): boolean => letters.some(({ kind }) => kind === 'within' || kind === 'past');

function countOf(all: Iterable<unknown>): number {
  let count = 0;
  for (const _ of all) count++;
  return count;
}
