// From times to places on a timeline. Calls take milliseconds and waits may take minutes, so that a gap between two events
// is drawn by the logarithm of its length: order and overlap show, and nothing gets lost.
import type { Timeline } from '../types.ts';

const GAP = 26;
const PER_DECADE = 16;
const LONGEST = 130;

export interface Scale {
  readonly at: (ms: number) => number;
  readonly end: number;
}

/** @param start where the first event stands */
export const scaleOf = ({ calls, marks }: Pick<Timeline, 'calls' | 'marks'>, start: number): Scale => {
  const times = [
    ...calls.flatMap(({ sentMs, overMs }) => [sentMs, ...(overMs === undefined ? [] : [overMs])]),
    ...marks.flatMap(({ atMs, readyMs }) => [atMs, ...(readyMs === undefined ? [] : [readyMs])]),
  ];
  const instants = [...new Set(times)].sort((a, b) => a - b);
  const places = new Map<number, number>();
  let x = start;
  for (const [index, instant] of instants.entries()) {
    const gap = instant - (instants[index - 1] ?? instant);
    if (index > 0) x += Math.min(LONGEST, GAP + PER_DECADE * Math.log10(1 + gap));
    places.set(instant, x);
  }
  return { at: (ms) => places.get(ms) ?? x, end: x + GAP };
};
