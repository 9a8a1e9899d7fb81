// The counterexamples of a run, in its report folder: one file each, and beside it the history of the run of the smallest
// program that showed the violation. The report is built from them, so they are read back and never taken from memory.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type History, readHistories } from '../history/read.ts';
import { formatHistory } from '../history/write.ts';
import { CounterexampleError, parseCounterexample } from '../shrink/read.ts';
import type { Counterexample } from '../shrink/types.ts';
import { counterexamplesFolder, replaceFile } from './folder.ts';
import type { JudgedHistory } from './types.ts';

/** Where a counterexample of this name lies in the report folder. */
export const counterexamplePath = (name: string): string => `${counterexamplesFolder}/${name}.json`;

export const counterexampleHistory = (name: string): string => `${counterexamplesFolder}/${name}.history.jsonl`;

/** The bytes of a counterexample's file. */
export const counterexampleText = (one: Counterexample): string => `${JSON.stringify(one, null, 2)}\n`;

/**
 * Writes both files, each whole or not at all. The file system's errors pass through.
 * @param beside of a pair: the history of the program without the retries
 */
export function writeCounterexample(folder: string, one: Counterexample, history: History, beside?: History): void {
  mkdirSync(join(folder, counterexamplesFolder), { recursive: true });
  const text = formatHistory(history) + (beside === undefined ? '' : formatHistory(beside));
  replaceFile(join(folder, counterexampleHistory(one.name)), text);
  replaceFile(join(folder, counterexamplePath(one.name)), counterexampleText(one));
}

/**
 * Those in a report folder, in the order of their names.
 * @throws CounterexampleError where one is not valid, or lies under another's name
 */
export function readCounterexamples(folder: string): Counterexample[] {
  return namesIn(join(folder, counterexamplesFolder)).map((name) => {
    const path = join(folder, counterexamplePath(name));
    const one = parseCounterexample(readFileSync(path, 'utf8'), path);
    if (one.name !== name) throw new CounterexampleError(`${path}: its name is ${one.name}`);
    return one;
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => file.slice(0, -'.json'.length))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The history beside a counterexample, as the report shows one. */
export const evidenceOf = (one: Counterexample): Pick<JudgedHistory, 'path' | 'program'> => ({
  path: counterexampleHistory(one.name),
  program: one.program,
});

/** The history that lies beside the file of a counterexample; undefined where there is none. */
export function historyBeside(file: string): History | undefined {
  try {
    return readHistories(file.replace(/\.json$/, '.history.jsonl')).histories[0];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
