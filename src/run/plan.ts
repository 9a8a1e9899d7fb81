// The options of a run with their defaults. These suit an emulator on the same machine; a slow endpoint is given more.
import { randomInt } from 'node:crypto';
import { exhaustiveDefault } from '../../generators/index.ts';
import { paceOf } from '../specs/profiles.ts';
import type { RunOptions } from './types.ts';

export const defaults = {
  region: 'us-east-1',
  exhaustive: exhaustiveDefault,
  runs: 120,
  maxCalls: 200_000,
  maxSteps: 40,
  concurrency: 16,
  settleMs: 2_000,
  reportDir: 'reports/latest',
} as const;

/** The embedded emulator never lags: what it would be waited for is lost time. */
const embeddedSettleMs = 0;

type Defaulted = 'region' | 'exhaustive' | 'runs' | 'maxCalls' | 'maxSteps' | 'concurrency' | 'settleMs' | 'reportDir';

/** Options that are complete as far as they have a default. */
export type Plan = RunOptions & Required<Pick<RunOptions, Defaulted | 'seed' | 'clock' | 'only' | 'without'>>;

export const planOf = (options: RunOptions): Plan => ({
  ...defaults,
  ...(options.endpoint === undefined ? { settleMs: embeddedSettleMs } : {}),
  ...paceOf(options.profile ?? []),
  seed: randomInt(2 ** 32),
  clock: 'find',
  only: [],
  without: [],
  ...options,
});
