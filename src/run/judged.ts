// Runs programs with a checker for each history, which the runner asks whether to go on. Whatever fails in the judging (a
// defect of ours) or in the keeping (the disk) lets the runner end in order and clean up.
import { type Checker, createChecker, type HistoryVerdict } from '../checker/index.ts';
import type { History } from '../history/read.ts';
import type { Header } from '../history/types.ts';
import { runPrograms } from '../runner/run.ts';
import type { RunOptions, RunResult, Watcher } from '../runner/types.ts';

export interface JudgedOptions extends Omit<RunOptions, 'observe' | 'onHistory'> {
  /** Told of each history as it ends; awaited. `stop`: no new program starts, and what runs ends at its next call. */
  onJudged(history: History, verdict: HistoryVerdict): Promise<'go-on' | 'stop'> | 'go-on' | 'stop';
}

/**
 * Runs the programs and judges each history.
 * @throws only an error of the suite itself or of `onJudged`, and then too after cleaning up
 */
export const runJudged = (options: JudgedOptions): Promise<RunResult> => judgedBy(options, runPrograms);

/** As `runJudged`, for another way of running programs. */
export const judgedBy = async <T>(
  { onJudged, ...options }: JudgedOptions,
  runAll: (options: RunOptions) => Promise<T>,
): Promise<T> => {
  const judging = new Judging(onJudged);
  const signals = [judging.ended, ...(options.signal === undefined ? [] : [options.signal])];
  const result = await runAll({
    ...options,
    observe: (header) => judging.observe(header),
    onHistory: (history) => judging.conclude(history),
    signal: AbortSignal.any(signals),
  });
  if (judging.defect !== undefined) throw judging.defect;
  return result;
};

/** The checkers of the histories that are in the making. */
class Judging {
  defect: Error | undefined;
  readonly #end = new AbortController();
  readonly #checkers = new Map<Header, Checker>();
  readonly #onJudged: JudgedOptions['onJudged'];

  constructor(onJudged: JudgedOptions['onJudged']) {
    this.#onJudged = onJudged;
  }

  get ended(): AbortSignal {
    return this.#end.signal;
  }

  observe(header: Header): Watcher {
    const checker = createChecker(header);
    this.#checkers.set(header, checker);
    return {
      push: (event) => {
        try {
          return checker.push(event);
        } catch (error) {
          this.defect ??= error instanceof Error ? error : new Error(String(error));
          this.#end.abort();
          return 'stop';
        }
      },
    };
  }

  async conclude(history: History): Promise<void> {
    const checker = this.#checkers.get(history[0]);
    this.#checkers.delete(history[0]);
    if (checker === undefined || this.defect !== undefined) return;
    if ((await this.#onJudged(history, checker.verdict())) === 'stop') this.#end.abort();
  }
}
