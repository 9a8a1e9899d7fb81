// Two programs that differ only in retries that are documented to change nothing must end alike. The one judgement that
// needs no model: it also tells where the model lets too much pass.
import type { Program } from '../program/types.ts';
import { printable } from '../wire/printable.ts';
import type { LastLook } from './ending.ts';
import type { HistoryVerdict, Violation } from './types.ts';

/** A judged history of a run; `history` is any name for it. */
export interface EndedProgram {
  readonly history: string;
  readonly program: Program | { readonly fixture: string };
  readonly verdict: Pick<HistoryVerdict, 'lastLooks'>;
}

/** A difference, and the history with the retries, which shows it. */
export interface TwinDifference {
  readonly history: string;
  readonly violation: Omit<Violation, 'step'>;
}

const MOST_CHARS = 1_000;

/** Compares each pair of which both came to a right end; at most one difference a pair, the first. */
export function judgeTwins(all: readonly EndedProgram[]): TwinDifference[] {
  const plain = new Map(
    all.flatMap(({ program, verdict }) =>
      'twin' in program && program.twin?.part === 'plain' ? [[program.index, verdict.lastLooks]] : [],
    ),
  );
  return all.flatMap(({ history, program, verdict }) => {
    if (!('twin' in program) || program.twin?.part !== 'retried') return [];
    const difference = differing(plain.get(program.twin.of), verdict.lastLooks);
    return difference === undefined ? [] : [{ history, violation: violation(program, ...difference) }];
  });
}

type Pair = readonly [without: LastLook, with_: LastLook];

function differing(without?: readonly LastLook[], retried?: readonly LastLook[]): Pair | undefined {
  if (without === undefined || retried === undefined || without.length !== retried.length) return undefined;
  const pairs = without.map((look, at): Pair => [look, retried[at]!]);
  return pairs.find(
    ([one, other]) =>
      one.operation === other.operation &&
      one.missing.join() === other.missing.join() &&
      one.shows.join() !== other.shows.join(),
  );
}

function violation({ aim }: Program, without: LastLook, retried: LastLook): Omit<Violation, 'step'> {
  return {
    guarantee: aim.guarantee,
    also: ['once'],
    operation: aim.operation,
    call: retried.call,
    situation: aim.situation,
    allowed: [`the same as without the retries: ${told(without)}`],
    observed: `${told(retried)} at the end of a program with retries`,
    ofPair: true,
  };
}

function told({ operation, shows }: LastLook): string {
  return `${operation} shows ${shows.length === 0 ? 'nothing' : printable(shows.map((one) => `(${one})`).join(' and '), MOST_CHARS)}`;
}
