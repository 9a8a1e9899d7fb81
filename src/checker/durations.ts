// The one judgement that takes a whole run (contract, async-delete.in-progress): with a retry at every poll a deletion
// still ends within 3 × the longest of at least three undisturbed deletions of that kind + 10 s. A breach must be
// shown twice, as one slow deletion proves nothing.
import { type ResourceType, resources } from '../specs/index.ts';
import type { Duration, Violation } from './types.ts';

export const undisturbedAtLeast = 3;
export const breachesAtLeast = 2;
const slowdown = 3;
const graceMs = 10_000;

/** The durations that one history shows; `history` is any name for it. */
export interface SeenDurations {
  readonly history: string;
  readonly durations: readonly Duration[];
}

/** A breach, and the history that shows it. */
export interface DurationBreach {
  readonly history: string;
  readonly violation: Omit<Violation, 'step'>;
}

/**
 * Judges how long the deletions of a run took.
 * @returns the breaches of each kind of resource that has at least two, in the order of `seen`; else none.
 */
export const judgeDurations = (seen: readonly SeenDurations[]): DurationBreach[] => {
  const deletions = seen.flatMap(({ history, durations }) =>
    durations.filter((one) => one.work === 'delete').map((one) => ({ history, ...one })),
  );
  return [...new Set(deletions.map((one) => one.resource))].sort().flatMap((resource) => {
    const ofKind = deletions.filter((one) => one.resource === resource);
    const undisturbed = ofKind.filter((one) => !one.retried);
    if (undisturbed.length < undisturbedAtLeast) return [];
    const longestMs = undisturbed.reduce((longest, one) => Math.max(longest, one.ms), 0);
    const limitMs = slowdown * longestMs + graceMs;
    // Nobody may have looked for long before it was found over.
    const late = ofKind.filter((one) => one.retried && one.inProgressMs > limitMs);
    if (late.length < breachesAtLeast) return [];
    return late.map((one) => ({
      history: one.history,
      violation: breach(one, undisturbed.length, longestMs, limitMs),
    }));
  });
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const breach = (
  late: Duration,
  undisturbed: number,
  longestMs: number,
  limitMs: number,
): DurationBreach['violation'] => ({
  guarantee: 'async-delete.in-progress',
  also: [],
  operation: resources[late.resource as ResourceType].delete,
  call: late.call,
  situation: 'being deleted',
  allowed: [
    `the deletion ends within ${seconds(limitMs)} (3 × ${seconds(longestMs)}, the longest of ${undisturbed} deletions that were not retried, + 10 s)`,
  ],
  observed: `with a retry at every poll the deletion was still in progress after ${seconds(late.inProgressMs)}`,
});
