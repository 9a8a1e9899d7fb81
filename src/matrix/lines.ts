// The trials of a matrix as a file that is only ever appended to, a line for each, so that a matrix can be interrupted and
// taken up again, and two processes can share one. A line that a killed process left unfinished is passed over.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Trial, TrialKey } from './types.ts';

/** Tells one trial from another. */
export const keyOf = ({ mutant, seed, strategy, maxCalls }: TrialKey): string =>
  JSON.stringify([mutant, seed, strategy, maxCalls ?? null]);

/** The trials in the file, none if it isn't there; of one that was run twice, the first. */
export const readTrials = (file: string): Trial[] => {
  if (!existsSync(file)) return [];
  const trials = new Map<string, Trial>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const trial = parsed(line);
    if (trial !== undefined && !trials.has(keyOf(trial))) trials.set(keyOf(trial), trial);
  }
  return [...trials.values()];
};

/** Gives a function that appends a line. What a killed process left unfinished is first made a line of its own. */
export const openTrials = (file: string): ((trial: Trial) => void) => {
  if (existsSync(file) && !/(^|\n)$/.test(readFileSync(file, 'utf8'))) appendFileSync(file, '\n');
  // One write of one short line: nothing of another process's can come between.
  return (trial) => appendFileSync(file, `${JSON.stringify(trial)}\n`);
};

const parsed = (line: string): Trial | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'mutant' in value ? (value as Trial) : undefined;
  } catch {
    return undefined;
  }
};
