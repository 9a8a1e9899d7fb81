import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkHistory } from '../checker/index.ts';
import { startEmulator } from '../emulator/index.ts';
import { rebuild, reportText } from '../report/index.ts';
import { readSchema } from '../specs/index.ts';
import { suiteVersion } from '../version.ts';
import { type RunEvent, run } from './index.ts';

/** Few systematic programs, and those of 20 random ones that are about the same. */
const small = { only: ['create.namespace', 'token.scope'], exhaustive: 0, runs: 20, seed: 7 } as const;
const isReport = new Ajv2020().compile(readSchema('report.schema.json'));

let reportDir = '';
beforeEach(() => {
  reportDir = mkdtempSync(join(tmpdir(), 'run-'));
});
afterEach(() => rmSync(reportDir, { recursive: true, force: true }));

const written = (): string => readFileSync(join(reportDir, 'report.json'), 'utf8');

describe('a run on the embedded emulator', () => {
  test('writes a valid report, which its histories give again byte for byte', async () => {
    const { report } = await run({ ...small, reportDir });
    expect([report.verdict, report.exitCode, report.violations]).toEqual(['conformant', 0, []]);
    isReport(JSON.parse(written()));
    expect(isReport.errors).toBeNull();
    expect(reportText(rebuild(reportDir, checkHistory, suiteVersion))).toBe(written());
  });

  test('the same seed makes the same programs', async () => {
    const programs = async (): Promise<string[]> => {
      await run({ ...small, reportDir });
      return readdirSync(join(reportDir, 'histories')).map((name) => {
        const [header = ''] = readFileSync(join(reportDir, 'histories', name), 'utf8').split('\n');
        return JSON.stringify(JSON.parse(header).program);
      });
    };
    expect(await programs()).toEqual(await programs());
  });

  test('an interrupted one tells what it saw and is inconclusive', async () => {
    const interrupt = new AbortController();
    const { report } = await run({
      ...small,
      reportDir,
      signal: interrupt.signal,
      onEvent: (event) => event.event === 'progress' && event.programs >= 2 && interrupt.abort(),
    });
    expect([report.exitCode, report.programs > 0]).toEqual([3, true]);
    expect(report.inconclusive.some(({ decisive }) => decisive)).toBe(true);
  });

  test('a budget that is too small for what is required is inconclusive', async () => {
    const { report } = await run({ ...small, reportDir, maxCalls: 5 });
    expect(report.exitCode).toBe(3);
  });

  test('without a clock what needs one is not exercised, and nothing is wrong with that', async () => {
    const { report } = await run({ ...small, only: ['token.expired', 'token.scope'], reportDir, clock: 'none' });
    expect(report.exitCode).toBe(0);
    expect(report.guarantees.find(({ id }) => id === 'token.expired')).toMatchObject({
      status: 'not-exercised',
      reason: expect.stringContaining('--clock none was given'),
    });
  });
});

describe('an endpoint by URL', () => {
  test('that breaks a guarantee is found out, told at once, and everything is deleted again', async () => {
    const emulator = await startEmulator({ mutant: 'token-ignored' });
    const told: RunEvent[] = [];
    try {
      const { report } = await run({
        only: ['token.retry'],
        exhaustive: 0,
        runs: 0,
        shrink: false,
        reportDir,
        endpoint: emulator.url,
        settleMs: 0,
        onEvent: (event) => told.push(event),
      });
      expect(told).toContainEqual(expect.objectContaining({ event: 'violation', guarantee: 'token.retry' }));
      expect(report.exitCode).toBe(1);
      expect(report.violations.map(({ guarantee }) => guarantee)).toContain('token.retry');
      expect(report.notes).toEqual([]);
    } finally {
      await emulator.close();
    }
  });

  test('without the clock that --clock control asks for is told so at once', async () => {
    const { unusable, report } = await run({ ...small, reportDir, endpoint: 'http://127.0.0.1:1', clock: 'control' });
    expect([report.exitCode, report.verdict]).toEqual([3, 'inconclusive']);
    expect(unusable).toContain('Nothing listens');
  });
});
