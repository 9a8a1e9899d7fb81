// Runs programs again, for shrinking and replay: each batch is a run of its own with a fresh run id, so that no name and
// no token meets an earlier one, and is judged with what is known of the endpoint from before.
import { fixtures } from '../../generators/index.ts';
import { withoutDoubtful } from '../checker/doubts.ts';
import { judgeDurations } from '../checker/durations.ts';
import type { HistoryVerdict, Violation } from '../checker/types.ts';
import type { Endpoint } from '../endpoint/types.ts';
import type { History } from '../history/read.ts';
import { makeRunId } from '../program/namespace.ts';
import type { Program } from '../program/types.ts';
import type { LeftBehind, RunOptions, RunResult } from '../runner/types.ts';
import type { Company, Trial } from '../shrink/shrink.ts';
import { runJudged } from './judged.ts';
import { Watched, type WatchOptions } from './watched.ts';

export type TrialSetting = Pick<
  RunOptions,
  'endpoint' | 'clock' | 'restart' | 'settings' | 'seed' | 'concurrency' | 'asyncTimeoutMs' | 'time'
>;

export interface TrialLimits extends WatchOptions {
  /** Most judged calls in all. */
  readonly maxCalls: number;
  /** Aborted: what runs ends in order, and nothing more is tried. */
  readonly signal: AbortSignal;
}

/** A verdict of before, which tells what creations fail here and how long deletions take. */
export type Before = Pick<HistoryVerdict, 'failed' | 'durations'>;

interface Judged {
  readonly history: History;
  readonly verdict: HistoryVerdict;
}

export class Trials {
  /** Requests in all, with set-up and clean-up. */
  calls = 0;
  /** Why nothing more is tried, for a person. */
  ended: string | undefined;
  readonly leftBehind: LeftBehind[] = [];
  #judgedCalls = 0;
  readonly #setting: TrialSetting;
  readonly #limits: TrialLimits;
  readonly #before: readonly Before[];

  constructor(setting: TrialSetting, limits: TrialLimits, before: readonly Before[] = []) {
    this.#setting = setting;
    this.#limits = limits;
    this.#before = before.filter(({ failed, durations }) => failed.length + durations.length > 0);
  }

  /** Runs each program once; undefined if not all of them could be run. */
  async run(programs: readonly Program[], company: Company): Promise<readonly Trial[] | undefined> {
    const maxCalls = this.#limits.maxCalls - this.#judgedCalls;
    if (maxCalls <= 0) this.ended ??= `the budget of ${this.#limits.maxCalls} calls for shrinking was spent`;
    if (this.#limits.signal.aborted) this.ended ??= 'it was interrupted, or its time was spent';
    if (this.ended !== undefined) return undefined;
    // Several tries of one program are told apart by being several objects.
    const own = programs.map((program) => ({ ...program }));
    const judged = new Map<Program, Judged>();
    const endpoint = this.#watched(own);
    const result = await runJudged({
      ...this.#setting,
      endpoint,
      ...(company === 'alone' ? { concurrency: 1, maxOpen: 1 } : {}),
      programs: own,
      fixtures,
      runId: makeRunId(),
      attempts: attemptsOf(own),
      maxCalls,
      lastLooks: ['deleted'],
      signal: endpoint instanceof Watched ? AbortSignal.any([endpoint.gone, this.#limits.signal]) : this.#limits.signal,
      onJudged: (history, verdict) => {
        const { program } = history[0];
        if ('steps' in program) judged.set(program, { history, verdict });
        return 'go-on';
      },
    });
    this.#note(result);
    const all = own.map((program) => judged.get(program)).filter((one) => one !== undefined);
    return result.stopped === 'done' && all.length === own.length ? this.#trials(all) : undefined;
  }

  /** One that is restarted is silent for as long as that takes. */
  #watched(programs: readonly Program[]): Endpoint {
    const { endpoint } = this.#setting;
    const restarts = programs.some(({ steps }) => steps.some((step) => step.do === 'restart'));
    return restarts ? endpoint : new Watched(endpoint, this.#limits);
  }

  #note({ stopped, stoppedBecause, calls, judgedCalls, leftBehind }: RunResult): void {
    this.calls += calls;
    this.#judgedCalls += judgedCalls;
    this.leftBehind.push(...leftBehind);
    if (stopped !== 'done')
      this.ended ??=
        stopped === 'interrupted' ? 'it was interrupted, or its time was spent' : (stoppedBecause ?? stopped);
  }

  #trials(all: readonly Judged[]): Trial[] {
    const before = this.#before.map((one) => ({ verdict: { ...all[0]!.verdict, ...one, violations: [] } }));
    const sure = withoutDoubtful<{ readonly verdict: HistoryVerdict; readonly history?: History }>([...before, ...all]);
    const late = judgeDurations(sure.map(({ verdict }, at) => ({ history: String(at), durations: verdict.durations })));
    return sure.slice(before.length).map(({ verdict, history }, at) => {
      const ofRun = late.filter((breach) => breach.history === String(before.length + at));
      return {
        history: history!,
        exercised: verdict.exercised,
        ...(verdict.lastLooks === undefined ? {} : { lastLooks: verdict.lastLooks }),
        calls: history!.filter(({ event }) => event === 'invoke').length,
        violations: [...verdict.violations, ...ofRun.map(({ violation }) => withStep(violation, history!))],
      };
    });
  }
}

/** A number of its own for each program among those that have an index in common. */
function attemptsOf(programs: readonly Program[]): Map<Program, number> {
  const used = new Map<number, number>();
  return new Map(
    programs.map((program) => {
      const attempt = used.get(program.index) ?? 0;
      used.set(program.index, attempt + 1);
      return [program, attempt];
    }),
  );
}

/** A violation that a whole run shows, with the step of its call. */
export const withStep = (violation: Omit<Violation, 'step'>, history: readonly History[number][]): Violation => {
  const sent = history.find((event) => event.event === 'invoke' && event.call === violation.call);
  return { ...violation, step: sent?.event === 'invoke' ? sent.step : 0 };
};
