// One answer held against the alternatives that are right in a situation. Each alternative that fits is a way in which the
// world may have gone on; if none fits, the guarantee of the situation is broken, and every alternative is named.
import { printable } from '../wire/printable.ts';
import type { Outcome, Taken } from '../wire/types.ts';
import type { Call, State, Suspect } from './state.ts';

/** The outcomes that the model judges; the others (again, malformed, …) are dealt with before. */
export type Judged = Extract<Outcome, { kind: 'success' | 'error' }>;

export interface Shown {
  readonly guarantee: string;
  readonly operation: string;
  readonly situation: string;
}

export interface Reading {
  readonly point: string;
  readonly reading: string;
  readonly operation: string;
  readonly unsure?: true;
}

/** One way in which the world may have gone on. */
export interface Branch {
  readonly state: State;
  readonly taken: readonly Reading[];
  readonly shown: readonly Shown[];
  /** Explained only by an allowance that time takes away: worth sending again. */
  readonly excused?: true;
  /** Nothing more can be judged in this program, and why. */
  readonly ends?: string;
}

export interface Refusal {
  readonly guarantee: string;
  readonly also: readonly string[];
  readonly operation: string;
  readonly situation: string;
  readonly allowed: readonly string[];
  readonly observed: string;
}

export interface Result {
  readonly branches: readonly Branch[];
  readonly refusal?: Refusal;
}

export interface Alternative {
  /** In words, for the report. */
  readonly says: string;
  readonly fits: (outcome: Judged) => boolean;
  readonly next: (outcome: Judged) => State;
  readonly taken?: Taken | undefined;
  /** The reading may be another: nobody can say for sure that the point was open when the answer came. */
  readonly unsure?: true;
  /** A further reading that only the answer itself tells. */
  readonly takenToo?: (outcome: Judged) => Taken | undefined;
  /** What the answer has shown to hold; default: the situation's guarantee. */
  readonly shows?: readonly string[];
  readonly excused?: true;
  readonly ends?: string;
}

export interface Situation {
  readonly name: string;
  readonly operation: string;
  /** Broken when no alternative fits. */
  readonly guarantee: string;
  readonly alternatives: readonly Alternative[];
  /** Better names for what is broken, best first; `guarantee` follows. */
  readonly blame?: (outcome: Judged) => readonly (Suspect | string)[];
}

export function judge(situation: Situation, outcome: Judged): Result {
  const branches = situation.alternatives
    .filter((a) => a.fits(outcome))
    .map((a): Branch => {
      const shown = (a.shows ?? (a.taken || a.excused || a.ends ? [] : [situation.guarantee])).map((guarantee) => ({
        guarantee,
        operation: situation.operation,
        situation: situation.name,
      }));
      return {
        state: a.next(outcome),
        taken: [a.taken, a.takenToo?.(outcome)]
          .filter((t) => t !== undefined)
          .map(([point, reading]) => ({
            point,
            reading,
            operation: situation.operation,
            ...(a.unsure ? { unsure: true as const } : {}),
          })),
        shown,
        ...(a.excused ? { excused: true as const } : {}),
        ...(a.ends ? { ends: a.ends } : {}),
      };
    });
  if (branches.length > 0) return { branches };
  const blamed = [...(situation.blame?.(outcome) ?? []), situation.guarantee].map((b) =>
    typeof b === 'string' ? { guarantee: b, operation: situation.operation } : b,
  );
  return refuse(
    blamed,
    situation.name,
    [...new Set(situation.alternatives.filter((a) => !a.excused).map((a) => a.says))],
    inWords(outcome),
  );
}

/** No right answer: the first suspect is named, the others beside it. */
export function refuse(
  suspects: readonly Suspect[],
  situation: string,
  allowed: readonly string[],
  observed: string,
): Result {
  const [first] = suspects;
  if (!first) throw new Error('a refusal needs a guarantee');
  const also = [...new Set(suspects.map((s) => s.guarantee))].filter((g) => g !== first.guarantee);
  const { guarantee, operation } = first;
  return { branches: [], refusal: { guarantee, operation, also, situation, allowed, observed } };
}

/** A copy that comes after deletion or expiry may create anew (`once`): whether it must is not said. */
export const late = (state: State, call: Call): Alternative[] =>
  call.copy
    ? [{ says: 'an error, for a copy that comes late', fits: (o) => o.kind === 'error', next: () => state, shows: [] }]
    : [];

/** Nothing to say about this answer. */
export const pass = (state: State): Result => ({ branches: [{ state, taken: [], shown: [] }] });

/** An answer that only an allowance explains. */
export const excuse = (state: State): Result => ({ branches: [{ state, taken: [], shown: [], excused: true }] });

const MAX_WORDS = 400;

export function inWords(outcome: Judged): string {
  if (outcome.kind === 'error')
    return printable(`${outcome.type}${outcome.message ? `: ${outcome.message}` : ''}`, MAX_WORDS);
  if (outcome.items) return printable(`a list of ${outcome.items.length}`, MAX_WORDS);
  if (outcome.detail) return printable(`success: ${JSON.stringify(outcome.detail)}`, MAX_WORDS);
  return 'success, empty';
}

export const isError = (outcome: Judged, ...types: readonly string[]): boolean =>
  outcome.kind === 'error' && types.includes(outcome.type);

/** A guarantee that holds for whoever made the call. */
export const atStake = (call: Call, guarantee: string): Suspect => ({ guarantee, operation: call.operation });
