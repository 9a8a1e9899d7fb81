// One trial. It is a pure function of mutant, seed, strategy and budget, as time is virtual and what is random comes from
// the seed; only `ms` is this machine's.
import { startInProcess } from './in-process.ts';
import { strategies } from './strategies.ts';
import type { Trial, TrialKey } from './types.ts';

/**
 * Tries to find a mutant.
 * @param breaks the guarantee that it breaks, by the catalogue
 * @throws RangeError for a strategy or a mutant that isn't known; the signal's reason if it was aborted
 */
export const runTrial = async (key: TrialKey, breaks: string, signal?: AbortSignal): Promise<Trial> => {
  const { mutant, seed, strategy, maxCalls } = key;
  const search = strategies[strategy];
  if (search === undefined) throw new RangeError(`unknown strategy: ${strategy}`);
  const begun = performance.now();
  const on = startInProcess({ mutant, seed });
  const found = await search(on, {
    seed,
    ...(maxCalls === undefined ? {} : { maxCalls }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (found === undefined) signal?.throwIfAborted();
  const ms = Math.round(performance.now() - begun);
  return {
    ...key,
    breaks,
    ...(found === undefined ? {} : { kill: found.kill }),
    calls: found?.calls ?? { ...on.calls },
    ms,
  };
};
