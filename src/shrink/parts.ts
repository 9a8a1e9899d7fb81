// A program in its parts: steps that are sent at the same time stand one after another, in the order in which references
// count, each with what holds it; and back again, so that a race that loses members is one for as long as it has two.
import { sendingsOf } from '../program/facts.ts';
import type { Fault, Sending, Step } from '../program/types.ts';

/** A step alone: of a restart with requests under way, these and then the restart itself. */
export interface Part {
  readonly step: Step;
  /** Equal for the parts of one step. */
  readonly within?: number;
}

export const partsOf = (steps: readonly Step[]): Part[] =>
  steps.flatMap((step, at): Part[] => {
    const sent = sendingsOf(step).map((one) => ({ step: one, within: at }));
    if (step.do === 'together') return sent;
    if (step.do !== 'restart' || sent.length === 0) return [{ step }];
    const { during: _, ...restart } = step;
    return [...sent, { step: restart, within: at }];
  });

/** The steps of parts, some of which may be left out or changed. */
export function assembled(parts: readonly Part[]): Step[] {
  const steps: Step[] = [];
  for (let at = 0; at < parts.length; ) {
    const { step, within } = parts[at]!;
    let end = at + 1;
    while (within !== undefined && parts[end]?.within === within) end++;
    const own = parts.slice(at, end).map((part) => part.step);
    steps.push(...(within === undefined ? [step] : held(own)));
    at = end;
  }
  return steps;
}

function held(own: readonly Step[]): Step[] {
  const sent = own.filter((step) => step.do !== 'restart') as Sending[];
  const restart = own.find((step) => step.do === 'restart');
  if (restart !== undefined) return [sent.length === 0 ? { do: 'restart' } : { ...restart, during: sent }];
  return sent.length < 2 ? sent : [{ do: 'together', steps: sent }];
}

/** Each part that `change` has something other for, with it in its place: one program each. */
export const withParts = (steps: readonly Step[], change: (step: Step, at: number) => readonly Step[]): Step[][] => {
  const parts = partsOf(steps);
  return parts.flatMap((part, at) => change(part.step, at).map((step) => assembled(parts.with(at, { ...part, step }))));
};

/** Whether something happens at the same time as something else: what it shows, it may not show each time. */
export const races = (steps: readonly Step[]): boolean =>
  partsOf(steps).some(
    ({ step, within }) =>
      within !== undefined || ('fault' in step && step.fault !== undefined && racing.includes(step.fault)),
  );

/** The endpoint may still be at work on it during the next steps. */
const racing: readonly Fault[] = ['twice', 'timed-out', 'hung-up', 'hung-up-later'];
