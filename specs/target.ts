// What the conformance specs are run against: PROTON_ENDPOINT, else an emulator of their own. Each spec makes a run of its
// own guarantees, so that `vitest --shard` shares them out.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCredentials } from '../src/cli/credentials.ts';
import { clockMode } from '../src/cli/parsers.ts';
import type { ProtonOptions } from '../src/vitest/index.ts';

/** Short and random programs on the own emulator: enough to show that they run, as `npm start` runs more of them. */
const few = { exhaustive: 1, runs: 10 } as const;

/** Options of a run for the guarantees that the patterns name. */
export const targetFor = (...only: readonly string[]): ProtonOptions => {
  const { PROTON_ENDPOINT: endpoint, PROTON_CLOCK: clock, AWS_REGION: region } = process.env;
  return {
    only,
    reportDir: mkdtempSync(join(tmpdir(), 'proton-conformance-')),
    ...(endpoint ? { endpoint, ...findCredentials(endpoint, false, process.env) } : few),
    ...(clock ? { clock: clockMode(clock) } : {}),
    ...(region ? { region } : {}),
  };
};
