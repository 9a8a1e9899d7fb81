// Programs with fewer steps: large pieces left out first (ddmin, Zeller and Hildebrandt 2002), then each step alone, from
// the end, as what comes after the violation shows nothing.
import type { Step } from '../program/types.ts';
import { partsOf } from './parts.ts';
import { leaveOut, type Manner } from './references.ts';

/** Halves of the steps left out, then quarters, … down to pieces of two; one list a size. */
export function withoutPieces(steps: readonly Step[]): Step[][][] {
  const count = partsOf(steps).length;
  const bySize: Step[][][] = [];
  for (let size = Math.ceil(count / 2); size >= 2; size = Math.floor(size / 2)) {
    const ofSize: Step[][] = [];
    for (let end = count; end > 0; end -= size) {
      const piece = new Set(Array.from({ length: Math.min(size, end) }, (_, n) => end - 1 - n));
      const left = leaveOut(steps, piece, 'carry') ?? leaveOut(steps, piece, 'drop');
      if (left !== undefined) ofSize.push(left);
    }
    bySize.push(ofSize);
  }
  return bySize;
}

const manners: readonly Manner[] = ['carry', 'drop', 'promote'];

/** Each single step left out, in every manner there is. */
export const withoutOne = (steps: readonly Step[]): Step[][] =>
  partsOf(steps).flatMap((_, n, { length }) => {
    const gone = new Set([length - 1 - n]);
    return manners.map((manner) => leaveOut(steps, gone, manner)).filter((left) => left !== undefined);
  });
