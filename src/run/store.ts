// Keeps the histories of a run: each in a file of its own, whole or not at all, and its verdict in memory. The first
// write that fails (a full disk) ends the keeping; what was written stays valid.
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HistoryVerdict } from '../checker/types.ts';
import type { History } from '../history/read.ts';
import { formatHistory } from '../history/write.ts';
import { historiesFolder, type JudgedHistory, judged } from '../report/index.ts';

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
  readonly #names = new Map<string, number>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Resolves when it is written; false if it, or an earlier one, could not be. */
  async keep(history: History, verdict: HistoryVerdict): Promise<boolean> {
    if (this.failed !== undefined) return false;
    const path = `${historiesFolder}/${this.#nameOf(history)}.jsonl`;
    const file = join(this.#folder, path);
    try {
      await writeFile(`${file}.unfinished`, formatHistory(history));
      await rename(`${file}.unfinished`, file);
    } catch (error) {
      this.failed = (error as NodeJS.ErrnoException).code ?? String(error);
      await rm(`${file}.unfinished`, { force: true });
      return false;
    }
    this.kept.push(judged(path, history, verdict));
    return true;
  }

  #nameOf([{ program }]: History): string {
    const name = 'fixture' in program ? `fixture-${program.fixture}` : String(program.index).padStart(6, '0');
    const times = (this.#names.get(name) ?? 0) + 1;
    this.#names.set(name, times);
    return times === 1 ? name : `${name}-${times}`;
  }
}
