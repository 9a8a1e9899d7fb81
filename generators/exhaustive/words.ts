// Which sequences of letters are worth a program. A bound of K means K steps with the first create over the whole
// alphabet, and K + 1 over its core. Left out is what another program shows too:
// - what is a prefix of another one, as every answer is judged, and each program ends with looks at all it touched;
// - for the same reason, what ends with a look or a move of the clock; what ends with a modification, of which nothing is
//   promised but what a later retry or deletion says of it;
// - a look, or a move, twice in a row, and a modification of what was deleted;
// - after a step that changes nothing (a look, a refused change), all but a retry, a deletion, and the same change again:
//   those show whether it did change something. Over the core, everything may follow.
import type { Alphabet, Letter } from './letters.ts';

/** `hasty`: asynchronous work is not waited for where the lifecycle lets that be. */
export interface Word {
  readonly letters: readonly Letter[];
  readonly hasty: boolean;
}

/** What of an operation's work goes on after its answer. */
export interface Pace {
  readonly creates: boolean;
  readonly deletes: boolean;
}

/** Every word for the bound, those over the core first; lazily, as there are many for large bounds. */
export function* words(alphabet: Alphabet, pace: Pace, bound: number): Generator<Word> {
  if (bound < 1) return;
  const core = new Set(alphabet.core.map(({ letter }) => letter));
  for (const letters of sequences(alphabet.core, bound, core)) yield { letters, hasty: false };
  for (const letters of sequences(alphabet.core.filter(isQuick), bound, core))
    if (isHastyDifferent(letters, pace)) yield { letters, hasty: true };
  for (const letters of sequences(alphabet.whole, bound - 1, core))
    if (letters.some(({ letter }) => !core.has(letter))) yield { letters, hasty: false };
}

function* sequences(
  alphabet: readonly Letter[],
  length: number,
  core: ReadonlySet<string>,
  before: readonly Letter[] = [],
): Generator<readonly Letter[]> {
  if (before.length === length) {
    if (length === 0 || shows(before.at(-1)!)) yield before;
    return;
  }
  for (const next of alphabet)
    if (follows(before, next, core)) yield* sequences(alphabet, length, core, [...before, next]);
}

const shows = ({ kind }: Letter): boolean => kind === 'retry' || kind === 'mismatch' || kind === 'delete';
const isLook = ({ kind }: Letter): boolean => kind === 'get' || kind === 'list';
const isMove = ({ kind }: Letter): boolean => kind === 'within' || kind === 'past';

function follows(before: readonly Letter[], next: Letter, core: ReadonlySet<string>): boolean {
  const last = before.at(-1);
  if (next.kind === 'modify' && !isThere(before)) return false;
  if (last === undefined) return true;
  if ((isLook(last) && isLook(next)) || (isMove(last) && isMove(next))) return false;
  if (last.kind === 'mismatch' && next.kind === 'mismatch' && last.letter === next.letter) return true;
  const bothCore = core.has(last.letter) && core.has(next.letter);
  if (isLook(last) || last.kind === 'mismatch') return bothCore || (core.has(next.letter) && shows(next));
  // What a strict endpoint might refuse for its own sake is asked in the plainest states only.
  return next.kind !== 'mismatch' || next.safe || core.has(last.letter);
}

/** Whether what the first create made, or a retry after its deletion, is there as far as the words go. */
function isThere(before: readonly Letter[]): boolean {
  const last = before.findLast(({ kind }) => kind === 'delete' || kind === 'retry' || kind === 'mismatch');
  return last?.kind !== 'delete';
}

const isQuick = shows;

/** Whether there is work that the word need not wait for: a creation before a retry, a deletion before anything. */
const isHastyDifferent = (letters: readonly Letter[], { creates, deletes }: Pace): boolean =>
  (creates && letters[0] !== undefined && letters[0].kind !== 'delete') ||
  (deletes && letters.slice(0, -1).some(({ kind }) => kind === 'delete'));
