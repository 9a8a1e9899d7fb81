// Runs the programs and judges them as they go: each history has a checker of its own, which the runner asks whether to
// go on. Whatever fails here (the disk, or a defect of ours) lets the runner end in order and clean up.

import { fixtures } from '../../generators/index.ts';
import { type Checker, createChecker } from '../checker/index.ts';
import type { Clock } from '../endpoint/clock.ts';
import type { Endpoint } from '../endpoint/types.ts';
import type { History } from '../history/read.ts';
import type { Header } from '../history/types.ts';
import type { Stopped } from '../report/index.ts';
import { runPrograms } from '../runner/run.ts';
import type { RunResult as ProgramsResult, Progress } from '../runner/types.ts';
import type { Plan } from './plan.ts';
import { Programs } from './programs.ts';
import type { HistoryStore } from './store.ts';
import type { RunProgress } from './types.ts';

/** What the endpoint's clock may be off, seconds: less where it moves only when we say so. */
const toleranceSeconds = { control: 10, none: 60 } as const;

export interface Executed {
  readonly result: ProgramsResult;
  readonly stopped: { readonly stopped: Stopped; readonly stoppedBecause?: string };
}

export const execute = async (
  plan: Plan,
  runId: string,
  endpoint: Endpoint,
  clock: Clock,
  store: HistoryStore,
): Promise<Executed> => {
  const programs = new Programs(plan, clock.mode !== 'none');
  const failure = new AbortController();
  const judging = new Judging(store, failure);
  const result = await runPrograms({
    endpoint,
    programs,
    fixtures,
    runId,
    seed: plan.seed,
    concurrency: plan.concurrency,
    maxCalls: plan.maxCalls,
    settings: {
      settleMs: plan.settleMs,
      clockToleranceSeconds: toleranceSeconds[clock.mode],
      ...(plan.managementAccount === undefined ? {} : { managementAccount: plan.managementAccount }),
    },
    clock,
    ...(plan.asyncTimeoutMs === undefined ? {} : { asyncTimeoutMs: plan.asyncTimeoutMs }),
    observe: (header) => judging.observe(header),
    onHistory: (history) => judging.conclude(history),
    onProgress: (progress) => plan.onProgress?.(progressOf(progress, programs.count, judging.violating)),
    signal: AbortSignal.any([failure.signal, ...(plan.signal === undefined ? [] : [plan.signal])]),
  });
  if (judging.defect !== undefined) throw judging.defect;
  return { result, stopped: endOf(result, store, programs) };
};

/** The checkers of the histories that are in the making. */
class Judging {
  /** Histories with a violation so far. */
  violating = 0;
  defect: Error | undefined;
  readonly #checkers = new Map<Header, Checker>();
  readonly #store: HistoryStore;
  readonly #failure: AbortController;

  constructor(store: HistoryStore, failure: AbortController) {
    this.#store = store;
    this.#failure = failure;
  }

  observe(header: Header): Pick<Checker, 'push'> {
    const checker = createChecker(header);
    this.#checkers.set(header, checker);
    return {
      push: (event) => {
        try {
          return checker.push(event);
        } catch (error) {
          this.defect ??= error instanceof Error ? error : new Error(String(error));
          this.#failure.abort();
          return 'stop';
        }
      },
    };
  }

  async conclude(history: History): Promise<void> {
    const checker = this.#checkers.get(history[0]);
    this.#checkers.delete(history[0]);
    if (checker === undefined || this.defect !== undefined) return;
    const verdict = checker.verdict();
    if (verdict.violations.length > 0) this.violating += 1;
    if (!(await this.#store.keep(history, verdict))) this.#failure.abort();
  }
}

const endOf = (result: ProgramsResult, store: HistoryStore, programs: Programs): Executed['stopped'] => {
  if (store.failed !== undefined)
    return {
      stopped: 'disk',
      stoppedBecause: `the histories could not be written (${store.failed}): make room, or give --report-dir another folder`,
    };
  if (result.stopped === 'done' && programs.outOfTime)
    return { stopped: 'budget', stoppedBecause: 'the time of --max-seconds was spent' };
  if (result.stopped === 'interrupted') return { stopped: 'interrupted', stoppedBecause: 'the run was interrupted' };
  const { stopped, stoppedBecause } = result;
  return { stopped, ...(stoppedBecause === undefined ? {} : { stoppedBecause }) };
};

const doing = { programs: 'running', cohorts: 'running with the clock', 'clean-up': 'cleaning up' } as const;

const progressOf = ({ phase, ended, judgedCalls }: Progress, of: number, violations: number): RunProgress => ({
  doing: doing[phase],
  programs: ended,
  of,
  calls: judgedCalls,
  violations,
});
