// What the readings of an endpoint were taken to be, against what they are. A reading told wrongly makes an endpoint look
// inconsistent, or sends its makers to look for a decision that they never took.
import type { HistoryVerdict } from '../checker/types.ts';
import type { History } from '../history/read.ts';
import type { Combination } from './combination.ts';

export interface Misreading {
  readonly point: string;
  readonly operation: string;
  readonly taken: string;
  readonly is: string;
  readonly history: History;
}

interface Judged {
  readonly history: History;
  readonly verdict: Pick<HistoryVerdict, 'readings'>;
}

/** An answer in which all is known and present says nothing against an endpoint that leaves things out of others. */
const OF_EACH_ANSWER = /^wire\./;

/** The first of each point, operation and reading that was taken for sure. */
export function misreadings(judged: readonly Judged[], readings: Combination['readings']): readonly Misreading[] {
  const are: Readonly<Record<string, string>> = readings;
  const first = new Map<string, Misreading>();
  for (const { history, verdict } of judged)
    for (const { point, operation, reading: taken, unsure } of verdict.readings) {
      const is = are[point];
      if (unsure || is === undefined || is === taken || OF_EACH_ANSWER.test(point)) continue;
      const key = `${point} ${operation} ${taken}`;
      if (!first.has(key)) first.set(key, { point, operation, taken, is, history });
    }
  return [...first.values()];
}
