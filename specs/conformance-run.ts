// The run that the conformance specs tell about: against PROTON_ENDPOINT, else against an emulator of its own. It is made
// once, before any of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findCredentials } from '../src/cli/credentials.ts';
import { clockMode } from '../src/cli/parsers.ts';
import type { Report } from '../src/report/index.ts';
import { run } from '../src/run/index.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    conformance: { readonly report: Report; readonly folder: string };
  }
}

/** Short and random programs on the own emulator: enough to show that they run, as `npm start` runs more of them. */
const few = { exhaustive: 2, runs: 20 } as const;

export default async (project: TestProject): Promise<() => void> => {
  const { PROTON_ENDPOINT: endpoint, PROTON_CLOCK: clock, AWS_REGION: region } = process.env;
  const { report, reportDir, unusable } = await run({
    reportDir: mkdtempSync(join(tmpdir(), 'proton-conformance-')),
    ...(endpoint ? { endpoint, ...findCredentials(endpoint, false, process.env) } : few),
    ...(clock ? { clock: clockMode(clock) } : {}),
    ...(region ? { region } : {}),
  });
  if (unusable !== undefined) throw new Error(unusable);
  project.provide('conformance', { report, folder: reportDir });
  // Evidence of a failure stays.
  return () => {
    if (report.exitCode === 0) rmSync(reportDir, { recursive: true });
  };
};
