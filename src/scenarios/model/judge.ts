// Puts every outcome of a run to a checker and compares what it says with what the scenario says: an allowed outcome
// leaves no violation, a forbidden one gives a violation of the guarantee that it is said to break.
import type { HistoryVerdict } from '../../checker/types.ts';
import type { Header } from '../../history/types.ts';
import type { Outcome, Run } from '../types.ts';
import { Script } from './script.ts';
import { explore } from './tape.ts';
import { type Asking, type Judge, Stopped, Walk } from './walk.ts';
import { transcript } from './words.ts';

type CreateChecker = (header: Header) => Judge;

/** How one walk ended. */
export interface Tried {
  readonly outcome: Outcome;
  readonly isAllowed: boolean;
  /** What the checker got wrong, with everything that was pushed; absent where it was right. */
  readonly complaint?: string;
}

/** The account of the scenarios whose answers are written in bytes. */
const ACCOUNT = '123456789012';
const NAMESPACE = 'scen';
/** The most combinations of outcomes on the way, of their variants, and of the question. */
const WALKS_AT_MOST = 2000;

/** Every combination of outcomes of a run, each with a checker of its own. */
export function judgeRun(run: Run, createChecker: CreateChecker): readonly Tried[] {
  return explore((choose) => {
    const { judge, script } = open(run, createChecker);
    const walk = new Walk(run, script, choose, `${NAMESPACE}a`, ACCOUNT, 0);
    const asking = takeUntilStopped(walk, script);
    return conclude(run, judge, script, asking);
  }, WALKS_AT_MOST);
}

/**
 * Takes a run of a silent point twice in one history, with two of its allowed outcomes: whatever reading was taken,
 * the others are still possible.
 */
export function judgeBothReadings(run: Run, createChecker: CreateChecker): readonly Tried[] {
  const allowed = run.scenario.steps.at(-1)!.allowed ?? [];
  return allowed.flatMap((outcome, n) => {
    const next = allowed[(n + 1) % allowed.length]!;
    return explore((choose) => {
      const { judge, script } = open(run, createChecker);
      [outcome, next].forEach((one, serial) => {
        const asking = { outcome: one, isAllowed: true };
        const first = (options: number) => (options === 0 ? choose(0) : 0);
        takeUntilStopped(new Walk(run, script, first, `${NAMESPACE}${serial}`, ACCOUNT, serial), script, asking);
      });
      return conclude(run, judge, script, { outcome: next, isAllowed: true });
    }, 1);
  });
}

function open(run: Run, createChecker: CreateChecker): { judge: Judge; script: Script } {
  const { scenario, operation } = run;
  let judge: Judge | undefined;
  const lazily: Judge = {
    push: (event) => {
      if (event.event === 'header') judge = createChecker(event);
      return event.event === 'header' ? 'go-on' : judge!.push(event);
    },
    verdict: () => judge!.verdict(),
  };
  const point = scenario.guarantee ?? scenario.silent ?? '';
  return {
    judge: lazily,
    script: new Script(lazily, NAMESPACE, ACCOUNT, { point, operation, situation: scenario.id }),
  };
}

/** The question's outcome, or undefined where the checker stopped before the question was put. */
function takeUntilStopped(walk: Walk, script: Script, asking?: Asking): Asking | undefined {
  try {
    walk.take(asking);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  const last = script.pushed.find((event) => event.event === 'question');
  return last?.asking;
}

function conclude(run: Run, judge: Judge, script: Script, asking: Asking | undefined): Tried {
  script.end();
  const verdict = judge.verdict();
  if (!asking)
    return {
      outcome: {},
      isAllowed: true,
      complaint: transcript(run, script, verdict, 'the checker stopped on the way'),
    };
  const fault = asking.isAllowed
    ? faultOfAllowed(asking.outcome, run, verdict)
    : faultOfForbidden(asking.outcome, verdict);
  return { ...asking, ...(fault !== undefined && { complaint: transcript(run, script, verdict, fault) }) };
}

function faultOfAllowed(outcome: Outcome, run: Run, verdict: HistoryVerdict): string | undefined {
  const { error } = outcome;
  if (verdict.violations.length > 0) return 'allowed, but the checker sees a violation';
  if (error === 'not-implemented' && verdict.notImplemented.length === 0) return 'not reported as not implemented';
  if (error === 'not-permitted' && verdict.notPermitted.length === 0) return 'not reported as not permitted';
  if (error === 'inconclusive' && verdict.inconclusive.length === 0) return 'not reported as inconclusive';
  const point = pointOf(outcome, run);
  if (point === undefined || verdict.readings.some((reading) => reading.point === point)) return undefined;
  return `allowed, but no reading of ${point} was recorded`;
}

/** The silent point that this answer tells, or undefined where it is allowed under more readings than one. */
function pointOf(outcome: Outcome, { scenario }: Run): string | undefined {
  const answer = ({ reading, because, ...rest }: Outcome) => JSON.stringify(rest);
  const alike = scenario.steps.at(-1)?.allowed?.filter((other) => answer(other) === answer(outcome)) ?? [];
  return alike.length > 1 ? undefined : outcome.reading?.split(': ')[0];
}

function faultOfForbidden({ violates = [] }: Outcome, { violations }: HistoryVerdict): string | undefined {
  const wanted = [violates].flat() as string[];
  if (violations.length === 0) return `forbidden by ${wanted.join(' or ')}, but the checker sees no violation`;
  const named = violations.flatMap((violation) => [violation.guarantee, ...violation.also]);
  if (wanted.some((guarantee) => named.includes(guarantee))) return undefined;
  return `forbidden by ${wanted.join(' or ')}, but the checker names ${[...new Set(named)].join(', ')}`;
}
