// Lines pushed through a checker as a history, and what it said: for tests that are about more than one answer.
import type { HistoryEvent } from '../../history/types.ts';
import { events, header, type Line } from '../../model/testing/build.ts';
import { createChecker } from '../index.ts';
import type { Advice, HistoryVerdict } from '../types.ts';

export interface Watched {
  /** What the checker advised after the last event. */
  readonly advice: Advice | undefined;
  readonly verdict: HistoryVerdict;
  /** For the message of an assertion. */
  readonly story: string;
}

/** `more`: events after those of the lines. */
export function watch(lines: readonly Line[], ...more: readonly HistoryEvent[]): Watched {
  const checker = createChecker(header);
  const all = [...events(lines), ...more];
  const advice = all.map((event) => checker.push(event)).at(-1);
  const verdict = checker.verdict();
  return { advice, verdict, story: JSON.stringify({ verdict, all }, null, 1) };
}

/** The violations as `call guarantee`. */
export const broken = ({ violations }: HistoryVerdict): string =>
  violations.map((v) => `${v.call} ${v.guarantee}`).join();
