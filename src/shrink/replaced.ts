// Programs in which several steps are replaced by one that does as much: moves of the clock by one of their sum, and the
// last steps by one plain look or retry. No step alone could be left out there.

import type { Step } from '../program/types.ts';
import { partsOf } from './parts.ts';

/** Longer programs are made shorter by other means first. */
const MOST_PARTS = 16;

/** Two moves of the clock, or two pauses, as one in the place of the one or of the other. */
export function withMovesAsOne(steps: readonly Step[]): Step[][] {
  return steps.flatMap((first, at) =>
    steps.slice(at + 1).flatMap((second, more): Step[][] => {
      const both = together(first, second);
      const other = at + 1 + more;
      return both === undefined
        ? []
        : [steps.with(at, both).toSpliced(other, 1), steps.with(other, both).toSpliced(at, 1)];
    }),
  );
}

function together(one: Step, other: Step): Step | undefined {
  if (one.do === 'advance' && other.do === 'advance') return { do: 'advance', seconds: one.seconds + other.seconds };
  return one.do === 'wait' && other.do === 'wait' ? { do: 'wait', ms: one.ms + other.ms } : undefined;
}

/**
 * The last steps, two or more, replaced by a plain one of the kind of the very last, which is what shows the violation;
 * about each request before them, the shortest program first.
 */
export function withPlainEnding(steps: readonly Step[]): Step[][] {
  const kind = steps.at(-1)?.do;
  const ending = kind === 'settle' ? 'get' : kind;
  if (ending !== 'get' && ending !== 'retry' && ending !== 'list' && ending !== 'delete') return [];
  if (partsOf(steps).length > MOST_PARTS) return [];
  return steps.slice(0, -2).flatMap((_, at) => {
    const kept = steps.slice(0, at + 1);
    const requests = partsOf(kept).filter(({ step }) => step.do === 'create' || step.do === 'retry').length;
    return Array.from({ length: requests }, (__, of): Step[] => [...kept, { do: ending, of }]);
  });
}
