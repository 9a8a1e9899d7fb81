// One run against a right endpoint: whatever it calls a violation is a false alarm, of the model's making or the
// emulator's.
import { withoutDoubtful } from '../checker/doubts.ts';
import { judgeDurations } from '../checker/durations.ts';
import { judgeTwins } from '../checker/twins.ts';
import type { HistoryVerdict, Violation } from '../checker/types.ts';
import type { History } from '../history/read.ts';
import { startInProcess } from '../matrix/in-process.ts';
import { makeRunId } from '../program/namespace.ts';
import { execute } from '../run/execute.ts';
import { planOf } from '../run/plan.ts';
import type { Keeper } from '../run/store.ts';
import type { RunOptions } from '../run/types.ts';
import { seededRandom } from '../runner/pace.ts';
import type { Combination } from './combination.ts';
import { type Misreading, misreadings } from './misread.ts';

export interface FalseAlarm {
  readonly violation: Omit<Violation, 'step'>;
  readonly history: History;
}

export interface Hunt {
  /** The first alarm of each guarantee and operation. */
  readonly alarms: readonly FalseAlarm[];
  readonly misread: readonly Misreading[];
  /** Why the run ended before its programs did. */
  readonly stoppedBecause?: string;
  readonly judgedCalls: number;
}

/** How much is run: as for the command `run`. */
export type Extent = Pick<RunOptions, 'runs' | 'maxCalls' | 'without' | 'signal'>;

/** Runs the suite against the emulator of a combination. Looks may lag for as long as its reads are stale. */
export const hunt = async (combination: Combination, seed: number, extent: Extent): Promise<Hunt> => {
  const on = startInProcess({ ...combination, seed });
  const plan = planOf({ ...extent, seed, settleMs: combination.habits.staleMs ?? 0 });
  const all = new Everything();
  const { result } = await execute(plan, makeRunId(seededRandom(seed)), on, all);
  const stopped = result.stopped === 'done' || result.stopped === 'budget' ? undefined : result.stoppedBecause;
  return {
    alarms: alarmsIn(all.judged),
    misread: misreadings(all.judged, combination.readings),
    judgedCalls: result.judgedCalls,
    ...(stopped === undefined ? {} : { stoppedBecause: stopped }),
  };
};

interface Judged {
  readonly history: History;
  readonly verdict: HistoryVerdict;
}

class Everything implements Keeper {
  readonly failed = undefined;
  readonly judged: Judged[] = [];

  async keep(history: History, verdict: HistoryVerdict): Promise<boolean> {
    this.judged.push({ history, verdict });
    return true;
  }
}

const alarmsIn = (judged: readonly Judged[]): FalseAlarm[] => {
  const own = withoutDoubtful(judged).flatMap(({ history, verdict }) =>
    verdict.violations.map((violation) => ({ violation, history })),
  );
  const seen = judged.map(({ verdict }, at) => ({ history: String(at), durations: verdict.durations }));
  const ended = judged.map(({ history: [{ program }], verdict }, at) => ({ history: String(at), program, verdict }));
  const ofRun = [...judgeDurations(seen), ...judgeTwins(ended)].map(({ history, violation }) => ({
    violation,
    history: judged[Number(history)]!.history,
  }));
  const first = new Map<string, FalseAlarm>();
  for (const alarm of [...own, ...ofRun]) {
    const key = `${alarm.violation.guarantee} ${alarm.violation.operation}`;
    if (!first.has(key)) first.set(key, alarm);
  }
  return [...first.values()];
};
