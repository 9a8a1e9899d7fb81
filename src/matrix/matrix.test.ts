import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTrials, readTrials } from './lines.ts';
import { matrixOf } from './matrix.ts';
import { matrixMarkdown, matrixSummary } from './matrix-text.ts';
import { trialKeys } from './run-trials.ts';
import { quantile, share } from './statistics.ts';
import type { Trial } from './types.ts';

const trial = (seed: number, guarantee: string | undefined, judged = 10, also: readonly string[] = []): Trial => ({
  mutant: 'broken',
  breaks: 'token.retry',
  seed,
  strategy: 'default',
  ...(guarantee === undefined
    ? {}
    : { kill: { guarantee, also, operation: 'CreateService', phase: 'systematic', program: 7 } }),
  calls: { judged, other: 3 },
  ms: 20,
});

describe('a Wilson interval', () => {
  test.each([
    [10, 10, 0.722, 1],
    [20, 20, 0.839, 1],
    [0, 10, 0, 0.278],
    [5, 10, 0.237, 0.763],
    [0, 0, 0, 1],
  ])('%i of %i is between %f and %f', (times, of, low, high) => {
    const { low: from, high: to } = share(times, of);
    expect([from, to].map((bound) => Number(bound.toFixed(3)))).toEqual([low, high]);
  });
});

test.each([
  [[3, 1, 2], 0.5, 2],
  [[1, 2, 3, 4], 0.5, 2],
  [[1, 2, 3, 4], 0.95, 4],
  [[1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY], 0.5, Number.POSITIVE_INFINITY],
])('the quantile of %j at %f is %f', (values, q, expected) => {
  expect(quantile(values, q)).toBe(expected);
});

describe('the matrix', () => {
  const trials = [
    trial(1, 'token.retry', 100),
    trial(2, 'once', 300, ['token.retry']),
    trial(3, 'delete.only', 200),
    trial(4, undefined, 9000),
  ];

  test('counts kills by what was named, and where they came', () => {
    const { rows, naming, phases } = matrixOf(trials);
    expect(naming).toEqual({ named: 1, also: 1, other: 1 });
    expect(phases).toEqual({ systematic: 3 });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      killed: { times: 3, of: 4 },
      others: { 'delete.only': 1 },
      medianCalls: 200,
      p95Calls: Number.POSITIVE_INFINITY,
      survived: [4],
    });
  });

  test('tells survivors and other names', () => {
    const about = { command: 'proton-conformance mutants', strategy: 'default', seeds: 4, suite: '1.0.0' };
    const text = matrixSummary(matrixOf(trials), about);
    expect(text).toContain('SURVIVED broken (token.retry) with seed 4');
    expect(text).toContain('OTHER NAME broken (token.retry): delete.only 1');
    const page = matrixMarkdown(matrixOf(trials), about);
    expect(page).toContain(
      '| broken | token.retry | 3/4 | 0.30–0.95 | 1 · 1 · 1 (delete.only 1) | systematic | 200 | > budget |',
    );
  });
});

describe('the file of trials', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'trials-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is read as it was written; of a trial run twice, the first counts', () => {
    const file = join(folder, 'a.jsonl');
    const append = openTrials(file);
    append(trial(1, 'once'));
    append(trial(2, undefined));
    append(trial(1, 'token.retry'));
    expect(readTrials(file)).toEqual([trial(1, 'once'), trial(2, undefined)]);
  });

  test('a line cut off is passed over, and what is appended then stands on a line of its own', () => {
    const file = join(folder, 'a.jsonl');
    openTrials(file)(trial(1, 'once'));
    appendFileSync(file, '{"mutant":"bro');
    openTrials(file)(trial(2, 'once'));
    expect(readTrials(file)).toEqual([trial(1, 'once'), trial(2, 'once')]);
    expect(readFileSync(file, 'utf8').endsWith('\n')).toBe(true);
  });

  test('is empty where it is not there, or holds something else', () => {
    writeFileSync(join(folder, 'other'), 'something else\n[]\n7\n');
    expect([readTrials(join(folder, 'none')), readTrials(join(folder, 'other'))]).toEqual([[], []]);
  });
});

test('every mutant has its turn with the first seed before any has it with the second', () => {
  const mutants = ['a', 'b'].map((name) => ({ name, breaks: 'once' }));
  const keys = trialKeys(mutants, { seeds: 2, strategy: 'default' });
  expect(keys.map(({ mutant, seed }) => `${mutant}${seed}`)).toEqual(['a1', 'b1', 'a2', 'b2']);
});
