// The alphabet of the exhaustive programs of one create operation: the kinds of steps that follow the first create. What
// differs only in the value of a member is one letter, which takes another value in each program, so that together they
// meet them all.
import type { Change } from '../../src/program/types.ts';
import { changes, type Mutation, memberOf } from '../changes/index.ts';
import { type CreateOperation, changed, type Update, update } from '../requests.ts';
import { updates } from '../updates.ts';

/** `letter` names it within its operation; the core letters are `retry`, `mismatch`, `modify`, `delete`, `past`, `get`. */
export type Letter =
  | { readonly kind: 'retry' | 'delete' | 'within' | 'past' | 'get' | 'list'; readonly letter: string }
  /** A retry with one parameter changed, in one of several ways. */
  | {
      readonly kind: 'mismatch';
      readonly letter: string;
      readonly variants: readonly Variant[];
      readonly safe: boolean;
    }
  | { readonly kind: 'modify'; readonly letter: string; readonly update: Update };

export type Variant = Pick<Mutation, 'label' | 'base' | 'change'>;

export interface Alphabet {
  /** Every letter; in place of the core's mismatch, one for each member. */
  readonly whole: readonly Letter[];
  /** The letters that longer programs are made of. */
  readonly core: readonly Letter[];
}

const connection = 'CreateEnvironmentAccountConnection';

/**
 * The alphabet of `operation`. There may be five connections at a time, and before a look the settling time passes, so
 * that looks between the steps of the longer programs would take a run minutes: their core has none.
 */
export function alphabetOf(operation: CreateOperation): Alphabet {
  const all = changes(operation);
  const get: Letter = { kind: 'get', letter: 'get' };
  const same: Letter[] = [
    { kind: 'retry', letter: 'retry' },
    { kind: 'modify', letter: 'modify', update: update(operation) },
    { kind: 'delete', letter: 'delete' },
    { kind: 'past', letter: 'past' },
  ];
  const mismatch: Letter = { kind: 'mismatch', letter: 'mismatch', variants: anyOf(operation, all), safe: true };
  return {
    core: [...same, mismatch, ...(operation === connection ? [] : [get])],
    whole: [
      ...same,
      get,
      ...ofMembers(all),
      ...updates[operation].map((each): Letter => ({ kind: 'modify', letter: nameOf(each), update: each })),
      { kind: 'within', letter: 'within' },
      { kind: 'list', letter: 'list' },
    ],
  };
}

/** Every change that an endpoint must call one; of connections that of the name, as others may be called duplicates. */
function anyOf(operation: CreateOperation, all: readonly Mutation[]): Variant[] {
  const own = Object.keys(changed(operation).set ?? {})[0];
  const strict = all.filter(({ base, change, safe }) => safe && isNone(base) && memberOf(change) !== undefined);
  return operation === connection ? strict.filter(({ change }) => memberOf(change) === own) : strict;
}

/** There are few words with such a letter; the programs about a mismatch send all of its changes. */
const mostUnsafe = 6;

/** One letter for each member: the plain changes of it, or those that presuppose an original of their own. */
function ofMembers(all: readonly Mutation[]): Letter[] {
  const byMember = new Map<string, Mutation[]>();
  for (const mutation of all) {
    const member = memberOf(mutation.change);
    if (member !== undefined) byMember.set(member, [...(byMember.get(member) ?? []), mutation]);
  }
  return [...byMember].map(([member, mutations]) => {
    const plain = mutations.filter(({ base, safe }) => safe && isNone(base));
    return {
      kind: 'mismatch',
      letter: `change ${member}`,
      variants: plain.length > 0 ? plain : mutations.slice(0, mostUnsafe),
      safe: plain.length > 0,
    };
  });
}

const isNone = ({ set = {}, drop = [] }: Change): boolean => Object.keys(set).length + drop.length === 0;

const nameOf = ({ operation, input }: Update): string =>
  [operation, ...Object.keys(input).map((member) => (member === 'deploymentType' ? input[member] : member))].join(' ');
