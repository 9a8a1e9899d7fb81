// Keeps the histories of a run: each in a file of its own, whole or not at all, and its verdict in memory. The first
// write that fails (a full disk) ends the keeping; what was written stays valid.
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HistoryVerdict } from '../checker/types.ts';
import type { History } from '../history/read.ts';
import { formatHistory } from '../history/write.ts';
import { eventsIn, historiesFolder, type JudgedHistory, judged, type ReadEvents } from '../report/index.ts';

/** Where the judged histories of a run go. */
export interface Keeper {
  /** Why it keeps no more, as an error code. */
  readonly failed: string | undefined;
  /** Resolves when it is kept; with false, the run ends. */
  keep(history: History, verdict: HistoryVerdict): Promise<boolean>;
}

export class HistoryStore implements Keeper {
  readonly kept: JudgedHistory[] = [];
  /** The error code of the write that failed. */
  failed: string | undefined;
  readonly #folder: string;
  /** Histories that show a violation and could not be written, by path: what they show is told all the same. */
  readonly #unwritten = new Map<string, History>();
  readonly #names = new Map<string, number>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Resolves when it is written; false if it, or an earlier one, could not be. */
  async keep(history: History, verdict: HistoryVerdict): Promise<boolean> {
    const path = `${historiesFolder}/${this.#nameOf(history)}.jsonl`;
    if (this.failed !== undefined) return this.#notWritten(path, history, verdict);
    const file = join(this.#folder, path);
    try {
      await writeFile(`${file}.unfinished`, formatHistory(history));
      await rename(`${file}.unfinished`, file);
    } catch (error) {
      this.failed = (error as NodeJS.ErrnoException).code ?? String(error);
      await rm(`${file}.unfinished`, { force: true });
      return this.#notWritten(path, history, verdict);
    }
    this.kept.push(judged(path, history, verdict));
    return true;
  }

  /** Of the histories that the report shows. */
  readonly readEvents: ReadEvents = (history) => this.#unwritten.get(history.path) ?? eventsIn(this.#folder)(history);

  #notWritten(path: string, history: History, verdict: HistoryVerdict): false {
    if (verdict.violations.length > 0) {
      this.#unwritten.set(path, history);
      this.kept.push(judged(path, history, verdict));
    }
    return false;
  }

  #nameOf([{ program }]: History): string {
    const name = 'fixture' in program ? `fixture-${program.fixture}` : String(program.index).padStart(6, '0');
    const times = (this.#names.get(name) ?? 0) + 1;
    this.#names.set(name, times);
    return times === 1 ? name : `${name}-${times}`;
  }
}
