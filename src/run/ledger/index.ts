// What a run does with its ledger: first it goes on with the programs whose time has come, and at its end it leaves new
// ones. What waits is judged by the model like any other history, one that had a long pause.
import { ledgerPrograms, selectPrograms } from '../../../generators/index.ts';
import { clockParts } from '../../endpoint/clock/mode.ts';
import { noClock } from '../../endpoint/clock.ts';
import type { Endpoint } from '../../endpoint/types.ts';
import type { Program } from '../../program/types.ts';
import { accountOf } from '../../runner/account.ts';
import { type Paused, PausedPrograms, type Progress } from '../../runner/paused.ts';
import { RunState } from '../../runner/state.ts';
import type { LeftBehind, RunOptions } from '../../runner/types.ts';
import { settingsOf } from '../execute.ts';
import { type JudgedOptions, judgedBy } from '../judged.ts';
import type { Plan } from '../plan.ts';
import type { Keeper } from '../store.ts';
import { type Entry, Ledger, LedgerError } from './file.ts';

export { LedgerError } from './file.ts';

/** Of each program at most so many wait at a time. Of connections, an account has five. */
const WAITING_OF_EACH = 2;
const WAITING_CONNECTIONS = 1;

/** Opens the ledger that `--clock ledger:` names, if it does. @throws LedgerError */
export const openLedger = async ({ clock, endpoint, region }: Plan, waitMs?: number): Promise<Ledger | undefined> => {
  const parts = clockParts(clock);
  if (parts?.kind !== 'ledger' || endpoint === undefined) return undefined;
  return Ledger.open(parts.value, { endpoint: new URL(endpoint).href, region }, waitMs);
};

export class LedgerWork {
  readonly leftBehind: LeftBehind[] = [];
  calls = 0;
  readonly #counts = { judged: 0, left: 0, gone: 0, cut: 0, later: 0 };
  readonly #ledger: Ledger;
  readonly #plan: Plan;
  readonly #options: Omit<JudgedOptions, 'onJudged'>;
  readonly #store: Keeper;
  #notWritten: string | undefined;

  constructor(ledger: Ledger, plan: Plan, runId: string, endpoint: Endpoint, store: Keeper) {
    this.#ledger = ledger;
    this.#plan = plan;
    this.#store = store;
    this.#options = {
      endpoint,
      runId,
      programs: [],
      fixtures: [],
      seed: plan.seed,
      concurrency: 1,
      settings: settingsOf(plan, noClock),
      clock: noClock,
      ...(plan.asyncTimeoutMs === undefined ? {} : { asyncTimeoutMs: plan.asyncTimeoutMs }),
      ...(plan.signal === undefined ? {} : { signal: plan.signal }),
    };
  }

  /** Goes on with what is due. @throws LedgerError before anything is done, if the ledger is of another account */
  judgeDue(): Promise<void> {
    return this.#work(async (paused, options) => {
      const run = new RunState(options);
      this.#ledger.claim(await accountOf(run).finally(() => run.over()));
      for (const entry of this.#ledger.entries) {
        if (options.signal?.aborted) return;
        if (entry.taken) await this.#abandon(paused, entry);
        else if (Date.parse(entry.dueAt) <= Date.now() && this.#isWanted(programOf(entry)))
          await this.#resume(paused, entry);
      }
    });
  }

  /** Leaves new programs, as far as not enough of their kind wait. */
  leave(): Promise<void> {
    return this.#work(async (paused, options) => {
      for (const program of ledgerPrograms) {
        if (options.signal?.aborted) return;
        if (!this.#isWanted(program) || this.#waiting(program) >= mostOf(program)) continue;
        const progress = await paused.begin(program);
        if (!isPaused(progress)) continue;
        if (this.#replace(undefined, entryOf(progress))) this.#counts.left += 1;
        else await paused.abandon(progress);
      }
    });
  }

  /** Why what needs a clock was not exercised, where it was not. */
  get reason(): string {
    const first = this.#firstDue;
    return first === undefined
      ? `${this.#ledger.file} holds nothing that could be judged, and nothing could be left in it`
      : `requests with their tokens wait in ${this.#ledger.file}: a run with the same ledger after ${first} judges them`;
  }

  get notes(): string[] {
    const { judged, left, gone, cut, later } = this.#counts;
    const first = this.#firstDue;
    const waiting = this.#ledger.entries.length;
    const { file } = this.#ledger;
    return [
      `ledger ${file}: ${judged} programs of earlier runs went on, ${left} were left; ${waiting} wait${first === undefined ? '' : `, the first of them until ${first}`}`,
      ...(gone === 0 ? [] : [`ledger: ${gone} programs were not judged, as what they had made is not there any more`]),
      ...(cut === 0 ? [] : [`ledger: ${cut} programs were not judged, as the run that went on with them was cut off`]),
      ...(later === 0 ? [] : [`ledger: ${later} programs wait on, as what they had made could not be looked at`]),
      ...(this.#notWritten === undefined ? [] : [this.#notWritten]),
    ];
  }

  async #work(act: (paused: PausedPrograms, options: RunOptions) => Promise<void>): Promise<void> {
    const onJudged: JudgedOptions['onJudged'] = async (history, verdict) => {
      for (const { guarantee, operation, situation, allowed, observed } of verdict.violations)
        this.#plan.onEvent?.({ event: 'violation', guarantee, operation, situation, allowed, observed });
      return (await this.#store.keep(history, verdict)) ? 'go-on' : 'stop';
    };
    await judgedBy({ ...this.#options, onJudged }, async (options) => {
      const paused = new PausedPrograms(options);
      await act(paused, options);
      this.calls += paused.calls;
      this.leftBehind.push(...paused.leftBehind);
    });
  }

  /** It is marked first, so that one which a killed run has half done is never taken for one that waits. */
  async #resume(paused: PausedPrograms, entry: Entry): Promise<void> {
    const taken: Entry = { ...entry, taken: true };
    if (!this.#replace(entry, taken)) return;
    const progress = await paused.resume(entry);
    if (progress === 'later') {
      this.#replace(taken, entry);
      this.#counts.later += 1;
      return;
    }
    this.#counts[progress === 'gone' ? 'gone' : 'judged'] += 1;
    this.#replace(taken, isPaused(progress) ? entryOf(progress) : undefined);
  }

  async #abandon(paused: PausedPrograms, entry: Entry): Promise<void> {
    await paused.abandon(entry);
    this.#counts.cut += 1;
    this.#replace(entry, undefined);
  }

  #replace(before: Entry | undefined, now: Entry | undefined): boolean {
    try {
      this.#ledger.replace(before, now);
      return true;
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      this.#notWritten = error.message;
      return false;
    }
  }

  #isWanted(program: Program): boolean {
    return selectPrograms([program], this.#plan).length > 0;
  }

  #waiting({ aim }: Program): number {
    return this.#ledger.entries.filter((entry) => programOf(entry).aim.operation === aim.operation).length;
  }

  get #firstDue(): string | undefined {
    return this.#ledger.entries.map(({ dueAt }) => dueAt).sort()[0];
  }
}

const mostOf = ({ aim }: Program): number =>
  aim.operation === 'CreateEnvironmentAccountConnection' ? WAITING_CONNECTIONS : WAITING_OF_EACH;

const isPaused = (progress: Progress): progress is Paused => typeof progress !== 'string';

const entryOf = (paused: Paused): Entry => ({
  ...paused,
  dueAt: new Date(Date.now() + paused.seconds * 1000).toISOString(),
});

const programOf = ({ history: [{ program }] }: Entry): Program => program as Program;
