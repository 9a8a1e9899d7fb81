// A report from a folder alone: the same record and histories give the same bytes, whoever asks.
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { HistoryVerdict } from '../checker/types.ts';
import { type History, readHistories } from '../history/read.ts';
import type { End, HistoryEvent } from '../history/types.ts';
import { buildReport } from './build.ts';
import { readCounterexamples } from './counterexamples.ts';
import { historyPaths, readRecord } from './folder.ts';
import { spentIn } from './spent.ts';
import type { JudgedHistory, Report } from './types.ts';
import type { ReadEvents } from './violations.ts';

export type Judge = (events: readonly HistoryEvent[]) => HistoryVerdict;

/**
 * Judges every history in a report folder and builds its report.
 * @param version of this suite, as it stands in the report
 * @throws ReportFolderError, HistoryError, CounterexampleError; the file system's errors pass through
 */
export const rebuild = (folder: string, judge: Judge, version: string): Report => {
  const record = readRecord(folder);
  const histories = historyPaths(folder).flatMap((path) =>
    readHistories(join(folder, path)).histories.map((history) => judged(path, history, judge(history))),
  );
  return buildReport(asJudgedBy(record, version), histories, eventsIn(folder), readCounterexamples(folder));
};

/** A report names the version that judged; which one ran is in run.json. */
export const asJudgedBy = <R extends { versions: Readonly<Record<string, string>> }>(
  record: R,
  version: string,
): R => ({
  ...record,
  versions: { ...record.versions, 'proton-conformance': version },
});

/** A history with its verdict, as a report needs it. */
export const judged = (path: string, events: History, verdict: HistoryVerdict): JudgedHistory => {
  const end = events.find((event): event is End => event.event === 'end');
  return { path, program: events[0].program, verdict, spent: spentIn(events), ...(end === undefined ? {} : { end }) };
};

/** Reads the events of a history in a folder again. */
export const eventsIn =
  (folder: string): ReadEvents =>
  ({ path, program }) => {
    const { histories } = readHistories(join(folder, path));
    // One that is alone in its file may be of a fixture, which is told as the program that it is.
    const alone = histories.length === 1 ? histories[0] : undefined;
    return histories.find(([header]) => isDeepStrictEqual(header.program, program)) ?? alone ?? [];
  };
