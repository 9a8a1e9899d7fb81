// Runs a saved program again, often enough to tell, and says whether what it showed is still so.
import type { Violation } from '../checker/types.ts';
import { expiry } from '../endpoint/expiry.ts';
import type { EndpointOptions } from '../endpoint/types.ts';
import type { End } from '../history/types.ts';
import { advancesOf, movesOf } from '../program/facts.ts';
import type { Program } from '../program/types.ts';
import type { Reproduce, Trial } from '../shrink/shrink.ts';
import { settingsOf } from './execute.ts';
import { ofPairs } from './pair-trials.ts';
import { planOf } from './plan.ts';
import { checkClock, examine, openTarget } from './target.ts';
import { Trials } from './trials.ts';
import type { RunOptions } from './types.ts';

export const replayLimits = { maxSeconds: 600, maxCalls: 50_000 } as const;

export interface ReplayOptions
  extends Pick<EndpointOptions, 'credentials' | 'managementCredentials'>,
    Pick<RunOptions, 'endpoint' | 'region' | 'clock' | 'restartCommand' | 'settleMs' | 'managementAccount' | 'signal'> {
  /** Of the embedded emulator, where no endpoint is given: the defect that it is to have. */
  readonly mutant?: string;
  /** How often the program runs. */
  readonly tries: number;
  /** Whether it runs beside itself without its retries, and must end alike. Default false. */
  readonly ofPair?: boolean;
}

/** What is looked for. */
export type Expected = Pick<Violation, 'guarantee' | 'operation'>;

export interface Replayed {
  readonly outcome: 'still violated' | 'now held' | 'another violation' | 'inconclusive';
  /** Tries that showed what the outcome says, and tries in all. */
  readonly times: number;
  readonly of: number;
  /** An example of what was violated. */
  readonly violation?: Violation;
  /** Why it is inconclusive. */
  readonly reason?: string;
  readonly endpoint: string;
  /** What could not be deleted again. */
  readonly leftBehind: readonly string[];
}

/**
 * Runs `program` again, by default on an emulator of its own.
 * @throws UnknownSymbol where the program has a symbol that the suite does not know; ClockError where the clock cannot be
 *   moved as asked for
 */
export const replay = async (program: Program, expected: Expected, options: ReplayOptions): Promise<Replayed> => {
  const { mutant, tries, ofPair = false, ...rest } = options;
  const plan = planOf(Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)));
  checkClock(plan);
  const target = await openTarget(plan, mutant);
  const { endpoint } = target;
  try {
    const inconclusive = (reason: string): Replayed => ({
      outcome: 'inconclusive',
      times: 0,
      of: 0,
      reason,
      endpoint: endpoint.url,
      leftBehind: [],
    });
    const clock = await examine(endpoint, plan.clock);
    if ('stopped' in clock) return inconclusive(clock.stoppedBecause);
    if (clock.mode === 'none' && advancesOf(program.steps).length > 0)
      return inconclusive('the program moves the endpoint’s clock, and this one cannot be moved');
    if (target.restart === undefined && movesOf(program.steps).includes('restart'))
      return inconclusive('the program restarts the endpoint: give --restart-command to run it');
    const timeout = expiry(replayLimits.maxSeconds * 1000);
    const signal = plan.signal === undefined ? timeout : AbortSignal.any([timeout, plan.signal]);
    const { seed, concurrency } = plan;
    const setting = { ...target, clock, settings: settingsOf(plan, clock), seed, concurrency };
    const trials = new Trials(setting, { maxCalls: replayLimits.maxCalls, signal });
    const reproduce: Reproduce = (programs, company) => trials.run(programs, company);
    const shown = await (ofPair ? ofPairs(reproduce) : reproduce)(
      Array.from({ length: tries }, () => ({ ...program })),
      'alone',
    );
    const leftBehind = trials.leftBehind.map(({ resource, key }) => `${resource} ${key}`);
    if (shown === undefined) return { ...inconclusive(trials.ended ?? 'not every try came to its end'), leftBehind };
    return { ...judge(shown, expected), endpoint: endpoint.url, leftBehind };
  } finally {
    await target.close();
  }
};

/** The same violation in one try outweighs everything else: what is unsafe now and then is unsafe. */
const judge = (
  trials: readonly Trial[],
  { guarantee, operation }: Expected,
): Omit<Replayed, 'endpoint' | 'leftBehind'> => {
  const isExpected = (one: Expected): boolean => one.guarantee === guarantee && one.operation === operation;
  const of = trials.length;
  const times = (shows: (trial: Trial) => boolean): number => trials.filter(shows).length;
  const violations = trials.flatMap((trial) => trial.violations);
  const same = violations.find(isExpected);
  if (same !== undefined)
    return { outcome: 'still violated', times: times((one) => one.violations.some(isExpected)), of, violation: same };
  const [other] = violations;
  if (other !== undefined)
    return { outcome: 'another violation', times: times((one) => one.violations.length > 0), of, violation: other };
  const held = times(({ exercised }) => exercised.some(isExpected));
  return held > 0
    ? { outcome: 'now held', times: held, of }
    : { outcome: 'inconclusive', times: 0, of, reason: whyNot(trials[0]) };
};

const whyNot = (trial: Trial | undefined): string => {
  const end = trial?.history.find((event): event is End => event.event === 'end');
  if (end === undefined || end.reason === 'done') return 'the program ran to its end without giving occasion';
  return `the program could not be run to its end (${end.reason}${end.detail === undefined ? '' : `: ${end.detail}`})`;
};
