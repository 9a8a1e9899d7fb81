import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkHistory } from '../checker/index.ts';
import { runCli } from '../cli/cli.ts';
import { type Emulator, startEmulator } from '../emulator/index.ts';
import { historyBeside, rebuild, reportText } from '../report/index.ts';
import type { Counterexample } from '../shrink/types.ts';
import { readSchema } from '../specs/index.ts';
import { suiteVersion } from '../version.ts';
import { run } from './index.ts';
import { secondsToShrink } from './shrinking.ts';
import type { RunOptions, RunResult } from './types.ts';

const ajv = new Ajv2020({ strict: false, schemas: [readSchema('program.schema.json')] });
const isCounterexample = ajv.compile(readSchema('counterexample.schema.json'));
const isReport = new Ajv2020().compile(readSchema('report.schema.json'));

let emulator: Emulator;
let reportDir = '';
let result: RunResult;
const small = (): RunOptions => ({
  only: ['create.namespace'],
  runs: 0,
  without: ['exhaustive'],
  seed: 7,
  endpoint: emulator.url,
  settleMs: 0,
});
beforeAll(async () => {
  emulator = await startEmulator({ mutant: 'names-shared-between-kinds' });
  reportDir = mkdtempSync(join(tmpdir(), 'shrinking-'));
  // A budget of time far beyond what it takes.
  result = await run({ ...small(), maxSeconds: 1_000, reportDir });
});
afterAll(async () => {
  await emulator.close();
  rmSync(reportDir, { recursive: true, force: true });
});

const names = (): string[] =>
  readdirSync(join(reportDir, 'counterexamples'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));
const file = (name: string): string => join(reportDir, 'counterexamples', `${name}.json`);
const read = (name: string): Counterexample => JSON.parse(readFileSync(file(name), 'utf8')) as Counterexample;

describe('a run that found something', () => {
  test('leaves a valid counterexample for each violation, with the history that shows it', () => {
    expect(names().length).toBe(result.report.violations.length);
    for (const name of names()) {
      const one = read(name);
      expect(isCounterexample(one) ? [] : isCounterexample.errors).toEqual([]);
      const [shown] = checkHistory(historyBeside(file(name))!).violations;
      expect([one.name, shown?.guarantee, shown?.operation]).toEqual([
        name,
        one.violation.guarantee,
        one.violation.operation,
      ]);
    }
  });

  test('shows it in the smallest program, which came each time', () => {
    const violation = result.report.violations.find(({ guarantee }) => guarantee === 'create.namespace');
    expect(violation).toMatchObject({ shrinking: 'minimal', reproduced: { times: 10, of: 10 } });
    expect(violation?.program).toMatchObject({ steps: [{ do: 'create' }, { do: 'create' }] });
    expect(violation?.replay).toContain(`proton-conformance replay ${violation?.counterexample}`);
  });

  test('has a report that the folder gives again byte for byte', () => {
    const written = readFileSync(join(reportDir, 'report.json'), 'utf8');
    expect(isReport(JSON.parse(written)) ? [] : isReport.errors).toEqual([]);
    expect(reportText(rebuild(reportDir, checkHistory, suiteVersion))).toBe(written);
  });
});

describe('replay', () => {
  const cli = async (...args: string[]) => {
    let out = '';
    let err = '';
    const code = await runCli(['replay', ...args], {
      out: { write: (text) => (out += text) },
      err: { write: (text) => (err += text) },
      env: {},
      interrupted: new AbortController().signal,
    });
    return { code, out, err };
  };

  test('still violated where it was found, now held where it is right', async () => {
    const saved = file(names().find((name) => name.startsWith('create.namespace'))!);
    expect(await cli(saved, '--endpoint', emulator.url)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^still violated/),
    });
    expect(await cli(saved)).toMatchObject({ code: 0, out: expect.stringMatching(/^now held/) });
    const one = JSON.parse(readFileSync(saved, 'utf8')) as Counterexample;
    const other = join(reportDir, 'other.json');
    writeFileSync(other, JSON.stringify({ ...one, violation: { ...one.violation, guarantee: 'create.retry' } }));
    expect(await cli(other, '--endpoint', emulator.url)).toMatchObject({ code: 1 });
    expect((await cli(other, '--endpoint', emulator.url)).out).toMatch(/^another violation/);
    expect(await cli(saved.replace('.json', '.history.jsonl'), '--endpoint', emulator.url)).toMatchObject({ code: 1 });
  });

  test('of what cannot be exercised is inconclusive', async () => {
    const saved = read(names()[0]!);
    const timed = join(reportDir, 'timed.json');
    const steps = [...saved.program.steps, { do: 'advance', seconds: 60 }];
    writeFileSync(timed, JSON.stringify({ ...saved, program: { ...saved.program, steps } }));
    expect(await cli(timed, '--clock', 'none')).toMatchObject({ code: 3, err: expect.stringMatching(/clock/) });
    expect(await cli(timed, '--endpoint', 'http://127.0.0.1:1')).toMatchObject({
      code: 3,
      err: expect.stringMatching(/Nothing listens/),
    });
  });

  const aim = { guarantee: 'token.retry', operation: 'CreateService', situation: 'x' };
  const step = { do: 'create', operation: 'CreateService', input: { name: 'a' } };
  test.each<[string, string, RegExp]>([
    ['no JSON', '{"a":', /not JSON/],
    ['another JSON', '{}', /required property/],
    ['a list', '[]', /must be object/],
    ['an unknown step', JSON.stringify({ index: 0, aim, steps: [{ do: 'drop' }] }), /allowed values/],
    [
      'an unknown operation',
      JSON.stringify({ index: 0, aim, steps: [{ ...step, operation: 'ToString' }] }),
      /ToString/,
    ],
    [
      'a member of every object',
      JSON.stringify({ index: 0, aim, steps: [{ ...step, operation: 'Constructor' }] }),
      /Con/,
    ],
    [
      'an unknown symbol',
      JSON.stringify({ index: 0, aim, steps: [{ ...step, input: { name: '{{x}}' } }] }),
      /\{\{x\}\}/,
    ],
    ['an index without a name space', JSON.stringify({ index: 1e9, aim, steps: [step] }), /more than/],
    ['control characters', JSON.stringify({ index: 0, aim, steps: [{ do: '\u001b[2J' }] }), /no counterexample/],
    ['more than it may hold', ' '.repeat(6 * 1024 * 1024), /larger than/],
  ])('of %s is bad input', async (_, content, expected) => {
    const path = join(reportDir, 'bad.json');
    writeFileSync(path, content);
    const { code, out, err } = await cli(path);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(expected);
    expect(err.trimEnd()).toMatch(/^[^\u0000-\u001f]*$/);
  });
});

describe('options', () => {
  test('--no-shrink leaves violations as they were found, and an earlier counterexample is gone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-shrink-'));
    try {
      cpSync(reportDir, folder, { recursive: true });
      const { report } = await run({ ...small(), reportDir: folder, shrink: false });
      expect([report.exitCode, existsSync(join(folder, 'counterexamples'))]).toEqual([1, false]);
      expect(report.violations[0]?.replay).toMatch(/^proton-conformance check /);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('--max-violations ends the run in order', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'max-violations-'));
    try {
      const { report } = await run({ ...small(), reportDir: folder, maxViolations: 1 });
      expect(report.exitCode).toBe(1);
      expect(report.inconclusive).toContainEqual({
        reason: expect.stringMatching(/different violations/),
        count: 1,
        decisive: false,
      });
      expect(report.violations.some(({ shrinking }) => shrinking === 'minimal')).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test.each([
    [undefined, 100, 180],
    [60, 20, 40],
    [60, 60, 15],
    [3_600, 10, 180],
  ])('with --max-seconds %s after %s s, shrinking has %s s', (maxSeconds, elapsed, seconds) => {
    expect(secondsToShrink(maxSeconds, elapsed)).toBe(seconds);
  });
});
