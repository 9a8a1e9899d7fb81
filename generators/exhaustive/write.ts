// Writes the program of a word: parents, the first create, a step for each letter with the waits that the strict
// lifecycle asks for, and looks at everything that was touched.

import type { Change } from '../../src/program/types.ts';
import type { Thing } from '../random/expected.ts';
import { Ground } from '../random/ground.ts';
import { type CreateOperation, ownTemplate } from '../requests.ts';
import type { Draft } from '../script.ts';
import { asFirst, isVersion, merged, otherRequest, templateOf } from '../systematic/start.ts';
import { aimOf } from './aim.ts';
import type { Letter, Variant } from './letters.ts';
import type { Word } from './words.ts';

const hour = 3600;
/** Within the eight hours of a token, and past them. */
export const moves = { within: 4 * hour, past: 8 * hour + 120 } as const;

/** The program of `word` for `operation`; `turnOf` says which of a letter's values it takes. */
export function written(operation: CreateOperation, word: Word, turnOf: (letter: Letter) => number): Draft {
  const variants = new Map(word.letters.map((letter) => [letter, variantOf(letter, turnOf(letter))]));
  const base = [...variants.values()].reduce<Change>((all, each) => merged(all, each?.base ?? {}), {});
  const ground = new Ground();
  prepare(ground, operation);
  const first = ground.expected.requests.length;
  ground.create(operation, otherRequest(operation, base));
  const from = word.hasty ? -1 : calmFrom(word);
  for (const [position, letter] of word.letters.entries()) {
    if (!word.hasty) settleAll(ground);
    if (position === from) lookAtInstances(ground);
    step(ground, letter, first, variants.get(letter)?.change);
  }
  settleAll(ground);
  if (from >= 0 && from < word.letters.length) lookAtInstances(ground);
  look(ground, operation);
  return { aim: aimOf(operation, word), steps: ground.script.steps };
}

const variantOf = (letter: Letter, turn: number): Variant | undefined =>
  letter.kind === 'mismatch' ? letter.variants[turn % letter.variants.length] : undefined;

/** A version's template with the version 1.0, so that the first create makes 1.1. */
function prepare(ground: Ground, operation: CreateOperation): void {
  if (!isVersion(operation)) return;
  ground.create(templateOf(operation), { name: ownTemplate });
  const change = { ...asFirst(operation), set: { clientToken: '{{token:base}}' } };
  const version = ground.create(operation, otherRequest(operation, change));
  if (version !== undefined) ground.settle(version);
  ground.touched.clear();
}

const settleAll = (ground: Ground): void => {
  for (const thing of ground.expected.things) ground.settle(thing);
};

function step(ground: Ground, letter: Letter, first: number, change: Change | undefined): void {
  const thing = ground.expected.requests.findLast((request) => request.thing !== undefined)!.thing!;
  switch (letter.kind) {
    case 'retry':
      ground.retry(first);
      break;
    case 'mismatch':
      ground.retry(first, change === undefined ? {} : { change });
      break;
    case 'modify':
      ground.settle(thing);
      ground.modify(thing, letter.update.operation, letter.update.input);
      break;
    case 'delete':
      if (thing.state === 'busy') ground.settle(thing);
      ground.delete(thing);
      break;
    case 'within':
    case 'past':
      ground.advance(moves[letter.kind]);
      break;
    case 'get':
    case 'list':
      ground.look(letter.kind, thing);
  }
}

/** From here on nothing may change the instances of a service; beyond its end if there is no such part. */
const calmFrom = ({ letters }: Word): number =>
  letters.findLastIndex(({ kind }) => kind === 'modify' || kind === 'delete') + 1;

const lookAtInstances = (ground: Ground): void => {
  for (const thing of ground.touched) if (thing.state !== 'gone') ground.look('instances', thing);
};

/** Get of everything touched, and the list, or of versions the lists of all major versions, that it stands in. */
function look(ground: Ground, operation: CreateOperation): void {
  for (const thing of ground.touched) ground.look('get', thing);
  const lists = new Map<string, Thing>();
  for (const thing of ground.touched)
    lists.set(isVersion(operation) ? String(thing.input.majorVersion) : thing.resource, thing);
  for (const thing of lists.values()) ground.look('effects', thing);
}
