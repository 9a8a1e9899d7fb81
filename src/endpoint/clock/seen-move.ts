// Whether the endpoint has seen that its clock was moved: its `Date` header tells, where it follows the clock.
import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 100;
/** `Date` has whole seconds, and servers keep one for a second. */
const SLACK_MS = 3_000;

/** The time by the `Date` header of an answer, milliseconds since the epoch; undefined where there is none. */
export type DateOf = () => Promise<number | undefined>;

export type SeenMove =
  /** `Date` shows the move, so long after it was made. */
  | { readonly kind: 'seen'; readonly afterMs: number }
  /** There are answers, and their `Date` does not show it. */
  | { readonly kind: 'unseen' }
  /** No answer has a `Date`. */
  | { readonly kind: 'untold' };

/** Makes a move of `seconds`, and waits at most `patienceMs` until the endpoint shows it. What `move` throws passes through. */
export async function seenMove(
  dateOf: DateOf,
  seconds: number,
  patienceMs: number,
  move: () => Promise<void>,
): Promise<SeenMove> {
  const before = await aheadMs(dateOf);
  await move();
  const movedAt = performance.now();
  const leastMs = Math.max(0, seconds * 1000 - SLACK_MS);
  for (;;) {
    const after = await aheadMs(dateOf);
    const afterMs = performance.now() - movedAt;
    if (before !== undefined && after !== undefined && after - before >= leastMs) return { kind: 'seen', afterMs };
    if (before === undefined && after !== undefined) return { kind: 'untold' };
    if (afterMs >= patienceMs) return { kind: after === undefined ? 'untold' : 'unseen' };
    await sleep(PAUSE_MS);
  }
}

/** By how much the endpoint's clock is ahead of one that nobody sets. */
async function aheadMs(dateOf: DateOf): Promise<number | undefined> {
  const date = await dateOf();
  return date === undefined ? undefined : date - performance.now();
}
