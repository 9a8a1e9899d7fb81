// Runs the trials of a matrix that have not been run yet, one after another: each keeps a core busy.
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { keyOf, openTrials, readTrials } from './lines.ts';
import { runTrial } from './trial.ts';
import type { Trial, TrialKey } from './types.ts';

export interface Mutant {
  readonly name: string;
  readonly breaks: string;
}

export interface TrialsOptions {
  /** Where each trial is appended as it ends, and from where those that were run before are taken. Default: nowhere. */
  readonly out?: string;
  /** Runs every `of`th of the trials from the `nth` (1, 2, …), for another process to run the others. Default: all. */
  readonly shard?: { readonly nth: number; readonly of: number };
  readonly signal?: AbortSignal;
  /** Told of each trial as it ends; `left`: how many are still to run. */
  readonly onTrial?: (trial: Trial, left: number) => void;
}

/**
 * Runs the trials.
 * @returns those of `keys` that have been run by now, other processes' among them; where the signal was aborted, as many
 * as there are
 */
export const runTrials = async (
  keys: readonly TrialKey[],
  mutants: readonly Mutant[],
  { out, shard = { nth: 1, of: 1 }, signal, onTrial }: TrialsOptions,
): Promise<Trial[]> => {
  if (out !== undefined && !existsSync(dirname(out))) mkdirSync(dirname(out), { recursive: true });
  const breaks = new Map(mutants.map((mutant) => [mutant.name, mutant.breaks]));
  const run: Trial[] = out === undefined ? [] : readTrials(out);
  const known = new Set(run.map(keyOf));
  const own = keys.filter((_, position) => position % shard.of === shard.nth - 1);
  const missing = own.filter((key) => !known.has(keyOf(key)));
  const append = out === undefined ? undefined : openTrials(out);
  for (const [position, key] of missing.entries()) {
    if (signal?.aborted) break;
    const trial = await runTrial(key, breaks.get(key.mutant) ?? '', signal).catch((error: unknown) => {
      if (signal?.aborted) return undefined;
      throw error;
    });
    if (trial === undefined) break;
    run.push(trial);
    append?.(trial);
    onTrial?.(trial, missing.length - position - 1);
  }
  const wanted = new Set(keys.map(keyOf));
  return (out === undefined ? run : readTrials(out)).filter((trial) => wanted.has(keyOf(trial)));
};

/** Every mutant with every seed, the first seed first, so that a part of a matrix tells something of every mutant. */
export const trialKeys = (
  mutants: readonly Mutant[],
  { seeds, strategy, maxCalls }: { seeds: number; strategy: string; maxCalls?: number },
): TrialKey[] =>
  Array.from({ length: seeds }, (_, n) => n + 1).flatMap((seed) =>
    mutants.map(({ name }) => ({ mutant: name, seed, strategy, ...(maxCalls === undefined ? {} : { maxCalls }) })),
  );
