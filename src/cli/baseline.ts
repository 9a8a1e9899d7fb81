// `run --baseline` and `--update-baseline`: the file before the run, and after it.
import type { RunResult } from '../run/index.ts';
import { type BaselineFile, readBaseline, writeBaseline } from './baseline-file.ts';
import { UsageError } from './errors.ts';
import type { RunArguments } from './options/run.ts';

/** The baseline that the options name. @throws UsageError */
export const baselineOf = ({
  baseline,
  updateBaseline,
  maxViolations,
  shard,
}: RunArguments): BaselineFile | undefined => {
  if (updateBaseline && baseline === undefined) throw new UsageError('--update-baseline needs --baseline FILE');
  const partial = maxViolations !== undefined ? '--max-violations' : shard !== undefined ? '--shard' : undefined;
  if (updateBaseline && partial !== undefined)
    throw new UsageError(`a run with ${partial} does not see all; leave it out with --update-baseline`);
  return baseline === undefined ? undefined : readBaseline(baseline, updateBaseline === true);
};

/** Writes the baseline if that is wanted; the sentence says why it could not be. */
export const update = (
  { baseline, updateBaseline }: RunArguments,
  before: BaselineFile | undefined,
  { updatedBaseline }: RunResult,
): string | undefined => {
  if (!updateBaseline || baseline === undefined || before === undefined) return undefined;
  if (updatedBaseline === undefined) return `${baseline} was left as it is: the run did not come to its end`;
  try {
    writeBaseline(baseline, before, updatedBaseline);
    return undefined;
  } catch (error) {
    return `${baseline} could not be written (${(error as NodeJS.ErrnoException).code})`;
  }
};
