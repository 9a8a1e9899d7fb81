import { describe, expect, test } from 'vitest';
import { buildReport } from '../build.ts';
import { everythingHeld, history, record, verdict, violation } from '../testing/sample.ts';
import type { JudgedHistory, Report, RunRecord } from '../types.ts';
import { compare, diffMarkdown, diffText } from './index.ts';
import type { Comparable } from './types.ts';

const create = 'CreateEnvironmentTemplateVersion';
const build = (histories: readonly JudgedHistory[], run: Partial<RunRecord> = {}): Report =>
  buildReport(record(run), histories, () => []);
const held = build([everythingHeld()]);
const bad = build([everythingHeld(), history(1, { verdict: verdict({ violations: [violation()] }) })]);
const known = build([everythingHeld(), history(1, { verdict: verdict({ violations: [violation()] }) })], {
  baseline: { entries: [{ guarantee: 'token.retry', operation: create, reason: '' }], allowStale: false },
});
const nothing = build([]);

const without = (guarantee: string, operation: string): Report => {
  const all = everythingHeld();
  const exercised = all.verdict.exercised.filter((one) => one.guarantee !== guarantee || one.operation !== operation);
  return build([{ ...all, verdict: { ...all.verdict, exercised } }]);
};
const called = (guarantee: string): Report =>
  build([
    everythingHeld(),
    history(1, { verdict: verdict({ exercised: [{ guarantee, operation: 'GetService', situation: 's', count: 1 }] }) }),
  ]);
const took = (...readings: string[]): Report =>
  build([
    everythingHeld(),
    history(1, {
      verdict: verdict({
        readings: readings.map((reading) => ({ point: 'delete.body', operation: 'DeleteService', reading, count: 2 })),
      }),
    }),
  ]);
const answeredIn = (p50: number, calls = 100): Comparable => ({
  ...held,
  cost: { operations: [{ operation: 'GetService', calls, latencyMs: { p50 } }] },
});

type Part = 'newlyViolated' | 'newlyHeld' | 'coverageLost' | 'coverageGained' | 'readings' | 'slower';

describe('what changed, and whether it is a regression', () => {
  test.each<[string, Comparable, Comparable, Partial<Record<Part, number>>, boolean]>([
    ['nothing', held, held, {}, false],
    ['a violation came', held, bad, { newlyViolated: 1 }, true],
    ['a violation came where nothing was exercised', without('token.retry', create), bad, { newlyViolated: 1 }, true],
    ['a violation stays', bad, bad, {}, false],
    ['a violation became known', bad, known, {}, false],
    ['a violation came and is known at once', held, known, { newlyViolated: 1 }, true],
    ['a violation went', bad, held, { newlyHeld: 1 }, false],
    ['a violation is not exercised any more', bad, without('token.retry', create), { coverageLost: 1 }, true],
    ['something is not exercised any more', held, without('create.retry', 'CreateService'), { coverageLost: 1 }, true],
    ['something is exercised now', without('create.retry', 'CreateService'), held, { coverageGained: 1 }, false],
    ['no refusal was seen by chance', held, without('wire.error', 'CreateService'), {}, false],
    ['another Get was called before', called('wire.response'), held, {}, false],
    [
      'what a run of a part showed beside it',
      build([everythingHeld()], { only: ['create.*'] }),
      without('token.retry', create),
      {},
      false,
    ],
    ['a reading changed', took('empty'), took('metadata'), { readings: 1 }, false],
    ['a reading came to another', took('empty'), took('metadata', 'empty'), { readings: 1 }, false],
    ['a reading was seen for the first time', held, took('empty'), {}, false],
    ['answers take longer', answeredIn(10), answeredIn(20), { slower: 1 }, false],
    ['answers take hardly longer', answeredIn(10), answeredIn(14), {}, false],
    ['answers take longer by next to nothing', answeredIn(1), answeredIn(4), {}, false],
    ['answers take longer, of a few', answeredIn(10), answeredIn(20, 3), {}, false],
    ['no cost is told', answeredIn(10), { ...held, cost: undefined } as never, {}, false],
  ])('%s', (_, old, now, expected, regression) => {
    const diff = compare(old, now);
    const parts = ['newlyViolated', 'newlyHeld', 'coverageLost', 'coverageGained', 'readings', 'slower'] as const;
    const counts = Object.fromEntries(parts.map((name) => [name, diff[name].length]));
    expect([diff.regression, counts]).toEqual([
      regression,
      { ...Object.fromEntries(parts.map((name) => [name, 0])), ...expected },
    ]);
  });

  test('a run that exercised nothing lost all', () => {
    expect(compare(held, nothing).coverageLost.length).toBeGreaterThan(50);
  });
});

const hostile = '\u001b[2J\u202e`<script>alert(1)</script>` @everyone';
const strange = JSON.parse(
  JSON.stringify(bad, (_, value) => (typeof value === 'string' && /^http/.test(value) ? hostile : value)),
) as Comparable;
const diffs = [
  compare(held, bad),
  compare(bad, held),
  compare(strange, nothing),
  compare(took('empty'), took('metadata')),
];

test.each(diffs)('in the terminal 80 columns and nothing that steers it: %#', (diff) => {
  for (const line of diffText(diff, false).split('\n')) {
    expect(line.length).toBeLessThanOrEqual(80);
    expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  }
});

test('the terminal says in words what changed', () => {
  const text = diffText(compare(held, bad), false);
  expect(text).toContain(`NEWLY VIOLATED\n  - token.retry on ${create}: held → violated`);
  expect(text).toContain('Regression: 1 newly violated, 0 no longer');
  expect(diffText(compare(bad, held), false)).toContain('No regression');
});

test('in Markdown what came from outside stands in code', () => {
  const text = diffMarkdown(compare(strange, nothing));
  expect(text).toContain('### Coverage lost');
  expect(text.replace(/(`+)[\s\S]*?\1/g, '')).not.toMatch(/script|everyone/);
});
