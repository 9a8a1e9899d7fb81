// The suite's own programs as a way to find violations, whole or with techniques left out: the run that the command `run`
// makes, but that its histories go nowhere and that it ends at the first violation.
import { judgeDurations, type SeenDurations } from '../checker/durations.ts';
import type { HistoryVerdict, Violation } from '../checker/types.ts';
import type { History } from '../history/read.ts';
import { makeRunId } from '../program/namespace.ts';
import { execute } from '../run/execute.ts';
import { planOf } from '../run/plan.ts';
import type { Keeper } from '../run/store.ts';
import type { Technique } from '../run/techniques.ts';
import { seededRandom } from '../runner/pace.ts';
import { ofClient } from '../specs/index.ts';
import type { Calls } from './in-process.ts';
import type { Found, Phase, Search } from './types.ts';

/** More random programs than any budget of calls has room for. */
const endless = 1e7;

/** Runs the suite without the techniques given; under a budget of calls, with random programs until it is spent. */
export const suite =
  (without: readonly Technique[]): Search =>
  async (on, { seed, maxCalls, signal }) => {
    const plan = planOf({
      seed,
      without,
      ...(maxCalls === undefined ? {} : { maxCalls, runs: endless }),
      ...(signal === undefined ? {} : { signal }),
    });
    const first = new FirstViolation(on.calls);
    await execute(plan, makeRunId(seededRandom(seed)), on, first);
    return first.found;
  };

/** Keeps nothing, and ends the run at the first violation. */
export class FirstViolation implements Keeper {
  readonly failed = undefined;
  found: Found | undefined;
  readonly #calls: Calls;
  readonly #seen: SeenDurations[] = [];
  readonly #creationsFailed = new Set<string>();

  /** @param calls the requests so far, counted on by their owner */
  constructor(calls: Calls) {
    this.#calls = calls;
  }

  async keep([{ program }]: History, verdict: HistoryVerdict): Promise<boolean> {
    if (this.found !== undefined) return false;
    for (const resource of verdict.failed) this.#creationsFailed.add(resource);
    const own = verdict.violations.find((one) => this.#counts(one));
    const violation = own ?? this.#ofRun(verdict);
    if (violation === undefined) return true;
    const { guarantee, also, operation } = violation;
    const phase = own === undefined ? 'whole run' : phaseOf(program);
    this.found = { kill: { guarantee, also, operation, phase, program: nameOf(program) }, calls: { ...this.#calls } };
    return false;
  }

  #counts({ guarantee, doubt }: Violation): boolean {
    return !ofClient.has(guarantee) && (doubt === undefined || !this.#creationsFailed.has(doubt));
  }

  #ofRun({ durations }: HistoryVerdict): Omit<Violation, 'step'> | undefined {
    if (durations.length > 0) this.#seen.push({ history: String(this.#seen.length), durations });
    if (!durations.some(({ retried }) => retried)) return undefined;
    return judgeDurations(this.#seen)[0]?.violation;
  }
}

type Ran = History[0]['program'];

const nameOf = (program: Ran): number | string => ('fixture' in program ? program.fixture : program.index);

const phaseOf = (program: Ran): Phase => ('fixture' in program ? 'fixtures' : (program.phase ?? 'random'));
