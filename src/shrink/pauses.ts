// A program with the pauses that it had when it was found: a violation may hang on time passing between two steps, and on
// its own a program runs faster than among hundreds of others.
import type { History } from '../history/read.ts';
import type { Step } from '../program/types.ts';
import type { Suspect } from './shrink.ts';

const LEAST_PAUSE_MS = 200;
const ROUNDED_TO_MS = 100;
/** Of all pauses together: longer ones are cut. */
const MOST_PAUSES_MS = 3_000;

/** The suspect with a wait wherever its history shows one; undefined if it shows none. */
export function withPauses(suspect: Suspect): Suspect | undefined {
  const { program, violation, history } = suspect;
  const begun = history === undefined ? [] : beginnings(history, program.steps.length);
  let room = MOST_PAUSES_MS;
  let added = 0;
  const steps = program.steps.flatMap((step, at): Step[] => {
    const ms = Math.ceil(((begun[at] ?? 0) - (begun[at - 1] ?? 0)) / ROUNDED_TO_MS) * ROUNDED_TO_MS;
    if (at === 0 || step.do === 'wait' || program.steps[at - 1]?.do === 'wait' || ms < LEAST_PAUSE_MS || room < ms)
      return [step];
    room -= ms;
    if (at <= violation.step) added++;
    return [{ do: 'wait', ms }, step];
  });
  return room === MOST_PAUSES_MS
    ? undefined
    : { ...suspect, program: { ...program, steps }, violation: { ...violation, step: violation.step + added } };
}

/** When each step sent its first request; one that sent none began when the one before it did. */
function beginnings(history: History, count: number): number[] {
  const first = new Map<number, number>();
  for (const event of history) if (event.event === 'invoke' && !first.has(event.step)) first.set(event.step, event.at);
  const result: number[] = [];
  for (let at = 0; at < count; at++) result.push(first.get(at) ?? result.at(-1) ?? 0);
  return result;
}
