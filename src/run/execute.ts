// Runs the programs of a plan, judges and keeps their histories, and tells how the run ended.

import { fixtures } from '../../generators/index.ts';
import type { Clock } from '../endpoint/clock.ts';
import { expiry } from '../endpoint/expiry.ts';
import type { Settings } from '../history/types.ts';
import { groupKey, knownAs, type Stopped } from '../report/index.ts';
import {
  OutOfTime,
  type RunOptions as ProgramsOptions,
  type RunResult as ProgramsResult,
  type Progress,
} from '../runner/types.ts';
import { runJudged } from './judged.ts';
import type { Plan } from './plan.ts';
import { Programs } from './programs.ts';
import type { Keeper } from './store.ts';
import type { RunProgress } from './types.ts';

/** What the endpoint's clock may be off, seconds: less where it moves only when we say so. */
const toleranceSeconds = { control: 10, faketime: 60, command: 60, none: 60 } as const;

export interface Executed {
  readonly result: ProgramsResult;
  readonly stopped: { readonly stopped: Stopped; readonly stoppedBecause?: string };
}

/** What programs run on. */
export type Ground = Pick<ProgramsOptions, 'endpoint' | 'clock' | 'restart' | 'time'>;

export const execute = async (
  plan: Plan,
  runId: string,
  { endpoint, clock, restart, time }: Ground,
  store: Keeper,
): Promise<Executed> => {
  const programs = new Programs(plan, { clock: clock.mode !== 'none', restart: restart !== undefined });
  let violating = 0;
  const different = new Set<string>();
  let fresh = 0;
  const maxViolations = plan.maxViolations ?? Number.POSITIVE_INFINITY;
  const result = await runJudged({
    endpoint,
    programs,
    fixtures,
    runId,
    seed: plan.seed,
    concurrency: plan.concurrency,
    maxCalls: plan.maxCalls,
    settings: settingsOf(plan, clock),
    clock,
    ...(restart === undefined ? {} : { restart }),
    ...(plan.without.includes('census') ? { lastLooks: [] } : {}),
    ...(time === undefined ? {} : { time }),
    ...(plan.asyncTimeoutMs === undefined ? {} : { asyncTimeoutMs: plan.asyncTimeoutMs }),
    onJudged: async (history, verdict) => {
      if (verdict.violations.length > 0) violating += 1;
      for (const one of verdict.violations) {
        if (one.doubt !== undefined || different.has(groupKey(one))) continue;
        different.add(groupKey(one));
        if (knownAs(plan.baseline, one.guarantee, one.operation) === undefined) fresh += 1;
        const { guarantee, operation, situation, allowed, observed } = one;
        plan.onEvent?.({ event: 'violation', guarantee, operation, situation, allowed, observed });
      }
      return (await store.keep(history, verdict)) && fresh < maxViolations ? 'go-on' : 'stop';
    },
    onProgress: (progress) => plan.onEvent?.(progressOf(progress, programs.count, plan.maxCalls, violating)),
    signal: AbortSignal.any([...(plan.signal === undefined ? [] : [plan.signal]), ...timeOf(plan)]),
  });
  if (fresh >= maxViolations && store.failed === undefined)
    return {
      result,
      stopped: { stopped: 'budget', stoppedBecause: `${fresh} different violations were seen` },
    };
  return { result, stopped: endOf(result, store) };
};

const timeOf = ({ maxSeconds }: Plan): AbortSignal[] =>
  maxSeconds === undefined
    ? []
    : [
        expiry(
          maxSeconds * 1000,
          new OutOfTime(`the ${maxSeconds} s that --max-seconds gives the programs were spent`),
        ),
      ];

/** What the histories of a run say of it. */
export const settingsOf = (plan: Plan, clock: Clock): Settings => ({
  settleMs: plan.settleMs,
  clockToleranceSeconds: toleranceSeconds[clock.mode],
  ...(plan.managementAccount === undefined ? {} : { managementAccount: plan.managementAccount }),
});

const endOf = (result: ProgramsResult, store: Keeper): Executed['stopped'] => {
  if (store.failed !== undefined)
    return {
      stopped: 'disk',
      stoppedBecause: `the histories could not be written (${store.failed}): make room, or give --report-dir another folder`,
    };
  if (result.stopped === 'interrupted') return { stopped: 'interrupted', stoppedBecause: 'the run was interrupted' };
  const { stopped, stoppedBecause } = result;
  return { stopped, ...(stoppedBecause === undefined ? {} : { stoppedBecause }) };
};

const doing = { programs: 'running', cohorts: 'running with the clock', 'clean-up': 'cleaning up' } as const;

const progressOf = (
  { phase, ended, judgedCalls }: Progress,
  of: number,
  maxCalls: number,
  violations: number,
): RunProgress => ({
  event: 'progress',
  doing: doing[phase],
  programs: ended,
  of,
  calls: judgedCalls,
  maxCalls,
  violations,
});
