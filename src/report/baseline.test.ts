import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { readSchema } from '../specs/index.ts';
import { updatedBaseline } from './baseline.ts';
import { buildReport, reportText } from './build.ts';
import { summary } from './summary.ts';
import { everythingHeld, history, program, record, twoCalls, verdict, violation } from './testing/sample.ts';
import type { BaselineEntry, JudgedHistory, Report, RunRecord } from './types.ts';

const isReport = new Ajv2020().compile(readSchema('report.schema.json'));
const isRecord = new Ajv2020().compile(readSchema('run.schema.json'));

const token = 'CreateEnvironmentTemplateVersion';
const retry: BaselineEntry = { guarantee: 'token.retry', operation: token, reason: 'mended in 2.0' };
const late: BaselineEntry = { guarantee: 'token.expired', operation: token, reason: '' };
const bad = history(1, { verdict: verdict({ violations: [violation()] }) });
const all = everythingHeld();
/** Aimed at token.mismatch, which nothing else shows, and ended by a violation of token.retry. */
const hiding: JudgedHistory = {
  ...all,
  program: program(0, { guarantee: 'token.mismatch', operation: token }),
  verdict: {
    ...all.verdict,
    exercised: all.verdict.exercised.filter((one) => one.guarantee !== 'token.mismatch' || one.operation !== token),
    violations: [violation()],
  },
};
const undecided = history(2, {
  verdict: verdict({ unknown: [{ guarantee: 'token.retry', operation: token, reason: 'throttled' }] }),
});

interface Given {
  readonly known?: readonly BaselineEntry[];
  readonly allowStale?: boolean;
  readonly run?: Partial<RunRecord>;
}

const build = (histories: readonly JudgedHistory[], { known, allowStale = false, run = {} }: Given): Report => {
  const all = record({ ...run, ...(known === undefined ? {} : { baseline: { entries: known, allowStale } }) });
  isRecord(all);
  expect(isRecord.errors).toBeNull();
  const report = buildReport(all, histories, () => twoCalls());
  isReport(JSON.parse(reportText(report)));
  expect(isReport.errors).toBeNull();
  return report;
};

describe('exit code and verdict with a baseline', () => {
  test.each<[string, JudgedHistory[], Given, number, Report['verdict']]>([
    ['no baseline', [everythingHeld(), bad], {}, 1, 'violations'],
    ['an empty one', [everythingHeld(), bad], { known: [] }, 1, 'violations'],
    ['all that is violated is known', [everythingHeld(), bad], { known: [retry] }, 0, 'known-violations'],
    ['another one is known', [everythingHeld(), bad], { known: [late] }, 1, 'violations'],
    [
      'the same guarantee on another operation is known',
      [everythingHeld(), bad],
      { known: [{ ...retry, operation: 'CreateServiceTemplateVersion' }] },
      1,
      'violations',
    ],
    ['an entry that holds', [everythingHeld()], { known: [retry] }, 1, 'stale-baseline'],
    ['an entry that holds, borne with', [everythingHeld()], { known: [retry], allowStale: true }, 0, 'conformant'],
    [
      'a new violation comes before a stale entry',
      [everythingHeld(), bad],
      { known: [{ ...retry, operation: 'CreateServiceTemplateVersion' }] },
      1,
      'violations',
    ],
    [
      'a stale entry comes before what is inconclusive',
      [everythingHeld()],
      { known: [retry], run: { withheld: {} } },
      1,
      'stale-baseline',
    ],
    ['what is inconclusive comes before what is known', [bad], { known: [retry] }, 3, 'inconclusive'],
    ['what a known violation hides', [hiding], { known: [retry] }, 0, 'known-violations'],
    ['what a violation hides that is not known', [hiding], {}, 1, 'violations'],
    ['an entry that was not exercised', [everythingHeld()], { known: [late] }, 0, 'conformant'],
    ['an entry that was not decided', [everythingHeld(), undecided], { known: [retry] }, 3, 'inconclusive'],
    [
      'interrupted: that an entry held so far says little',
      [everythingHeld()],
      { known: [retry], run: { stopped: 'interrupted' } },
      3,
      'inconclusive',
    ],
    [
      'an entry that --only leaves out',
      [everythingHeld()],
      { known: [retry], run: { only: ['create.*'] } },
      0,
      'conformant',
    ],
  ])('%s', (_, histories, given, exitCode, expected) => {
    const report = build(histories, given);
    expect([report.exitCode, report.verdict]).toEqual([exitCode, expected]);
  });

  test('a known violation has the status known, with the reason, and is told apart', () => {
    const report = build([everythingHeld(), bad], { known: [retry] });
    const guarantee = report.guarantees.find(({ id }) => id === 'token.retry');
    expect(guarantee?.status).toBe('known');
    expect(guarantee?.operations[0]).toMatchObject({ status: 'known', reason: 'mended in 2.0' });
    expect([report.violations, report.knownViolations.length]).toEqual([[], 1]);
  });
});

describe('the baseline after a run', () => {
  test.each<[string, JudgedHistory[], Given, BaselineEntry[]]>([
    ['has what is violated, with a reason to fill in', [everythingHeld(), bad], {}, [{ ...retry, reason: '' }]],
    ['keeps the reason of what stays', [everythingHeld(), bad], { known: [retry] }, [retry]],
    ['lets go what holds', [everythingHeld()], { known: [retry] }, []],
    ['keeps what was not exercised', [everythingHeld()], { known: [late] }, [late]],
    ['is in order', [everythingHeld(), bad], { known: [late] }, [late, { ...retry, reason: '' }]],
    [
      'has nothing of the client',
      [
        everythingHeld(),
        history(1, { verdict: verdict({ violations: [violation({ guarantee: 'token.sdk-default' })] }) }),
      ],
      {},
      [],
    ],
  ])('%s', (_, histories, given, expected) => {
    expect(updatedBaseline(build(histories, given))).toEqual(expected);
  });
});

describe('the summary says in words what the baseline decided', () => {
  test.each<[string, JudgedHistory[], Given, RegExp[]]>([
    [
      'known',
      [everythingHeld(), bad],
      { known: [retry] },
      [
        /KNOWN, as.*token\.retry on \S+: mended in 2\.0/,
        /KNOWN VIOLATIONS: nothing is violated that is not in the baseline/,
      ],
    ],
    [
      'stale',
      [everythingHeld()],
      { known: [retry] },
      [/STALE in the baseline: these hold; remove them.*token\.retry on/, /STALE BASELINE/],
    ],
    [
      'stale and borne with',
      [everythingHeld()],
      { known: [retry], allowStale: true },
      [/borne with by --allow-stale/, /CONFORMANT/],
    ],
    [
      'not exercised',
      [everythingHeld()],
      { known: [late] },
      [/not decided by this run.*token\.expired on \S+: .*clock cannot be moved/],
    ],
    ['inconclusive beside known ones', [bad], { known: [retry] }, [/INCONCLUSIVE: no new violation was seen/]],
  ])('%s', (_, histories, given, expected) => {
    const text = summary(build(histories, given), { folder: 'f' });
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    for (const pattern of expected) expect(text.replace(/\s+/g, ' ')).toMatch(pattern);
  });

  test('a reason in the file cannot steer the terminal', () => {
    const text = summary(build([everythingHeld(), bad], { known: [{ ...retry, reason: '\u001b[2J\u202e' }] }), {
      folder: 'f',
    });
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });
});
