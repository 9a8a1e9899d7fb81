// What a run leaves behind: the record, and the report that is built from it, the histories and the counterexamples.
import {
  asJudgedBy,
  buildReport,
  type Report,
  type RunRecord,
  readCounterexamples,
  updatedBaseline,
  writeRecord,
  writeReport,
} from '../report/index.ts';
import { suiteVersion } from '../version.ts';
import type { Plan } from './plan.ts';
import type { HistoryStore } from './store.ts';
import type { RunResult } from './types.ts';

type Wanted = Pick<Plan, 'reportDir' | 'updateBaseline'>;

export const writeResults = (
  { reportDir, updateBaseline }: Wanted,
  record: RunRecord,
  store: HistoryStore,
): RunResult => {
  const build = (of: RunRecord): Report =>
    buildReport(asJudgedBy(of, suiteVersion), store.kept, store.readEvents, readCounterexamples(reportDir));
  const found = build(record);
  if (!updateBaseline || !tellsEnough.has(record.stopped)) return written(reportDir, record, found);
  const entries = updatedBaseline(found);
  const updated = { ...record, baseline: { entries, allowStale: record.baseline?.allowStale ?? false } };
  return { ...written(reportDir, updated, build(updated)), updatedBaseline: entries };
};

/** Ends of a run after which its violations can stand for the endpoint's. */
const tellsEnough = new Set<RunRecord['stopped']>(['done', 'budget']);

const written = (reportDir: string, record: RunRecord, report: Report): RunResult => {
  try {
    writeRecord(reportDir, record);
    writeReport(reportDir, report);
    return { report, reportDir };
  } catch (error) {
    return { report, reportDir, notWritten: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
};
