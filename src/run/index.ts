// A conformance run from options to report: the folder is claimed, the endpoint examined, programs are run and judged,
// and all that the report needs lies in the folder before the report is built from it.

import { makeRunId } from '../program/namespace.ts';
import { claimFolder, eventsIn, type Report, type RunRecord } from '../report/index.ts';
import { suiteVersion, versions } from '../version.ts';
import { checkOptions } from './check-options.ts';
import { execute, type Ground, settingsOf } from './execute.ts';
import type { Ledger } from './ledger/file.ts';
import { LedgerWork, openLedger } from './ledger/index.ts';
import { type Plan, planOf } from './plan.ts';
import { firstRecord, lastRecord, withLedger, withoutClock, withShrinking } from './record.ts';
import { writeResults } from './results.ts';
import { type ShrinkResult, secondsToShrink, shrinkLimits, shrinkViolations } from './shrinking.ts';
import { HistoryStore } from './store.ts';
import { checkClock, examine, openTarget } from './target.ts';
import type { RunOptions, RunResult } from './types.ts';

export { exhaustiveMost } from '../../generators/index.ts';
export { LedgerError } from './ledger/index.ts';
export { defaults } from './plan.ts';
export type { RunEvent, RunOptions, RunProgress, RunResult, SlowStart, ViolationSeen } from './types.ts';

/**
 * Checks an endpoint, by default an emulator that is started for it, and writes a report.
 * @returns the report; also where the endpoint cannot be used, or the run was interrupted
 * @throws TypeError before anything is started, if an option takes no such value; ReportFolderError then too, if the report
 *   has no place; ClockError, if the clock cannot be moved as asked for; LedgerError if the ledger of `clock` cannot serve
 * @example
 * const { report } = await run({ endpoint: 'http://127.0.0.1:8080', only: ['token.*'] });
 * if (report.exitCode !== 0) console.error(report.violations);
 */
export const run = async (options: RunOptions = {}): Promise<RunResult> => {
  checkOptions(options);
  const plan = planOf(options);
  checkClock(plan);
  const ledger = await openLedger(plan);
  try {
    return await runWith(plan, ledger);
  } finally {
    await ledger?.close();
  }
};

const runWith = async (plan: Plan, ledger: Ledger | undefined): Promise<RunResult> => {
  const begun = performance.now();
  const runId = makeRunId();
  const first = firstRecord(plan, runId, new Date(), versions());
  claimFolder(plan.reportDir, first);
  const store = new HistoryStore(plan.reportDir);
  const target = await openTarget(plan);
  const record = { ...first, endpoint: target.endpoint.url };
  const elapsedMs = (): number => performance.now() - begun;
  try {
    const clock = await examine(target.endpoint, plan.clock, {
      onSlow: () => plan.onEvent?.({ event: 'slow-start' }),
      ...(plan.signal === undefined ? {} : { signal: plan.signal }),
    });
    if ('stopped' in clock) {
      const results = writeResults(plan, lastRecord(record, clock, undefined, elapsedMs()), store);
      return { ...results, unusable: clock.stoppedBecause };
    }
    const waiting = ledger && new LedgerWork(ledger, plan, runId, target.endpoint, store);
    await waiting?.judgeDue();
    const { stopped, result } = await execute(plan, runId, { ...target, clock }, store);
    if (canGoOn.has(stopped.stopped)) await waiting?.leave();
    const offered = clock.mode === 'none' ? withoutClock(record, plan.clock, waiting?.reason) : record;
    const ended = withLedger(lastRecord(offered, stopped, result, elapsedMs(), clock.notes), waiting);
    // What was seen is safe before anything else is tried.
    const asFound = writeResults(plan, ended, store);
    if (plan.shrink === false || !isNew(plan, asFound.report) || !canGoOn.has(stopped.stopped)) return asFound;
    const shrunk = await shrinkFound(plan, record, { ...target, clock }, store, elapsedMs());
    return inFolder(asFound, () => writeResults(plan, withShrinking(ended, shrunk, elapsedMs()), store));
  } finally {
    await target.close();
  }
};

/** What is known already is not made smaller each night anew; what becomes known now is, for whoever fills in reasons. */
const isNew = ({ updateBaseline }: Plan, { violations, knownViolations }: Report): boolean =>
  violations.length > 0 || (updateBaseline === true && knownViolations.length > 0);

/** Ends of a run after which the endpoint can still be used. */
const canGoOn = new Set(['done', 'budget']);

/** What was seen before stands, though the folder may have gone since. */
const inFolder = (before: RunResult, write: () => RunResult): RunResult => {
  try {
    return write();
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    return { ...before, notWritten: code ?? syscall };
  }
};

const shrinkFound = async (
  plan: Plan,
  record: RunRecord,
  ground: Ground,
  store: HistoryStore,
  elapsedMs: number,
): Promise<ShrinkResult> => {
  try {
    return await shrinkViolations({
      setting: { ...ground, settings: settingsOf(plan, ground.clock), ...trialPace(plan) },
      reportDir: plan.reportDir,
      histories: store.kept,
      readEvents: eventsIn(plan.reportDir),
      found: { endpoint: record.endpoint, embedded: record.embedded, region: record.region, suite: suiteVersion },
      maxSeconds: secondsToShrink(plan.maxSeconds, elapsedMs / 1000),
      ...(plan.signal === undefined ? {} : { signal: plan.signal }),
      onProgress: (programs, of) =>
        plan.onEvent?.({
          event: 'progress',
          doing: 'shrinking',
          programs,
          of,
          calls: 0,
          maxCalls: shrinkLimits.callsInAll,
          violations: of,
        }),
    });
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    return { calls: 0, notes: [`the counterexamples could not be written (${code})`], leftBehind: [] };
  }
};

const trialPace = ({ seed, concurrency, asyncTimeoutMs }: Plan) => ({
  seed,
  concurrency,
  ...(asyncTimeoutMs === undefined ? {} : { asyncTimeoutMs }),
});
