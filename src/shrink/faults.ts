// Programs in which less goes wrong: what was sent at the same time is sent one after another, a request meets no fault or
// a plainer one. Tried before everything else: what shows without a race shows each time, and is easier to believe.
import type { Fault, Step } from '../program/types.ts';
import { assembled, partsOf, withParts } from './parts.ts';

/** The plainest first: what a person would do by hand, then what takes a second connection, then what takes luck. */
const plainness: readonly Fault[] = [
  'answer-lost',
  'request-lost',
  'twice',
  'timed-out',
  'hung-up',
  'hung-up-later',
  'body-cut',
  'head-cut',
  'request-cut',
  'copied',
];

/** 0: no fault; the greater, the less plain. */
export const faultRank = (step: Step): number =>
  'fault' in step && step.fault !== undefined ? plainness.indexOf(step.fault) + 1 : 0;

/** Everything in a row and without a fault, then each alone in a row, then each fault left out or plainer. */
export function withLessWrong(steps: readonly Step[]): Step[][] {
  const parts = partsOf(steps);
  const held = [...new Set(parts.flatMap(({ within }) => within ?? []))];
  const inRow = parts.map(({ step }) => ({ step }));
  const wrong = steps.some(({ do: kind }) => kind === 'deliver' || kind === 'restart');
  return [
    ...(held.length === 0 ? [] : [assembled(inRow)]),
    ...(parts.some(({ step }) => faultRank(step) > 0) || wrong
      ? [inRow.map(({ step }) => withoutFault(step)).filter(({ do: kind }) => kind !== 'deliver' && kind !== 'restart')]
      : []),
    ...(held.length < 2
      ? []
      : held.map((one) => assembled(parts.map((part) => (part.within === one ? { step: part.step } : part))))),
    ...withParts(steps, plainer),
  ];
}

function plainer(step: Step): Step[] {
  const rank = faultRank(step);
  if (rank === 0) return [];
  return [withoutFault(step), ...plainness.slice(0, rank - 1).map((fault): Step => ({ ...step, fault }) as Step)];
}

function withoutFault(step: Step): Step {
  if (!('fault' in step)) return step;
  const { fault: _, ...without } = step;
  return without as Step;
}
