import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { HistoryVerdict } from '../checker/types.ts';
import { guarantees } from '../specs/index.ts';
import { buildReport, reportText } from './build.ts';
import { end, everythingHeld, history, program, record, twoCalls, verdict, violation } from './testing/sample.ts';
import type { JudgedHistory, Report, RunRecord } from './types.ts';

const schema = readFileSync(new URL('../../specs/schemas/report.schema.json', import.meta.url), 'utf8');
const isReport = new Ajv2020().compile(JSON.parse(schema));

/** Builds a report, and holds every one that a test builds against the schema. */
const build = (histories: readonly JudgedHistory[], run: Partial<RunRecord> = {}): Report => {
  const report = buildReport(record(run), histories, () => twoCalls());
  isReport(JSON.parse(reportText(report)));
  expect(isReport.errors).toBeNull();
  return report;
};

const cell = (report: Report, id: string, operation: string) =>
  report.guarantees.find((one) => one.id === id)?.operations.find((one) => one.operation === operation);

const [token, create, destroy] = ['CreateEnvironmentTemplateVersion', 'CreateService', 'DeleteEnvironment'];
const [deletion, look] = ['DeleteEnvironmentTemplate', 'GetEnvironment'];
const without = (id: string, operation: string): JudgedHistory => {
  const all = everythingHeld();
  const exercised = all.verdict.exercised.filter((one) => one.guarantee !== id || one.operation !== operation);
  return { ...all, verdict: { ...all.verdict, exercised } };
};
const aimedAt = (guarantee: string, operation: string, over: Partial<JudgedHistory>): JudgedHistory =>
  history(1, { program: program(1, { guarantee, operation }), ...over });

describe('verdict and exit code', () => {
  const bad = history(1, { verdict: verdict({ violations: [violation()] }) });
  const undecided = verdict({ unknown: [{ guarantee: 'create.retry', operation: create, reason: 'throttled' }] });
  test.each<[string, JudgedHistory[], Partial<RunRecord>, number]>([
    ['everything required held', [everythingHeld()], {}, 0],
    ['no history at all', [], {}, 3],
    ['one required guarantee × operation not exercised', [without('create.retry', create)], {}, 3],
    ['an endpoint that never refused an operation, so that no error was seen', [without('wire.error', destroy)], {}, 0],
    ['a required one undecided, though exercised too', [everythingHeld(), history(1, { verdict: undecided })], {}, 3],
    ['a violation', [everythingHeld(), bad], {}, 1],
    ['a violation comes before all that is inconclusive', [bad], { stopped: 'interrupted' }, 1],
    ['interrupted after all was exercised', [everythingHeld()], { stopped: 'interrupted' }, 3],
    ['unreachable', [], { stopped: 'unreachable', stoppedBecause: 'nobody listens' }, 3],
    ['budget spent after all was exercised', [everythingHeld()], { stopped: 'budget' }, 0],
    [
      'only what --only chose is required',
      [
        history(0, {
          verdict: verdict({ exercised: [{ guarantee: 'create.retry', operation: create, situation: 's', count: 1 }] }),
        }),
      ],
      { only: ['create.ret*'] },
      3,
    ],
    ['an operation chosen by --only alone', [everythingHeld()], { only: ['DeleteService'] }, 0],
    ['nothing but by-products of what --only chose', [everythingHeld()], { only: ['token.expired'] }, 3],
    ['a part of what --only chose, the rest for want of a clock', [everythingHeld()], { only: ['token.*'] }, 0],
    ['a guarantee of the client chosen by --only alone', [everythingHeld()], { only: ['token.sdk-default'] }, 0],
  ])('%s', (_, histories, run, exitCode) => {
    expect(build(histories, run).exitCode).toBe(exitCode);
  });

  test('where nothing of what was asked for was exercised, the options that asked are named', () => {
    const reasons = (run: Partial<RunRecord>) =>
      build([everythingHeld()], run).inconclusive.map(({ reason }) => reason);
    expect(reasons({ only: ['token.expired'] })).toEqual(['nothing of what --only left in was exercised']);
    expect(reasons({ only: ['token.expired'], requirements: { profile: ['templates'] } })).toEqual([
      'nothing of what --only and --profile left in was exercised',
    ]);
  });

  test('a breach of the client leaves verdict and exit code alone and is shown apart', () => {
    const ofClient = verdict({ violations: [violation({ guarantee: 'token.sdk-default' })] });
    const report = build([everythingHeld(), history(1, { verdict: ofClient })]);
    expect([report.verdict, report.violations, report.clientViolations.length]).toEqual(['conformant', [], 1]);
  });
});

describe('status of a guarantee on an operation', () => {
  const readings = (...taken: string[]) =>
    taken.map((reading) => ({ point: 'async-delete.first-answer', operation: destroy, reading, count: 1 }));
  test.each<[string, string, string, JudgedHistory[], Partial<RunRecord>, object]>([
    ['held', 'token.retry', token, [everythingHeld()], {}, { status: 'held', exercised: 1, required: true }],
    [
      'a clock that was not given',
      'token.expired',
      token,
      [],
      {},
      { status: 'not-exercised', required: false, reason: expect.stringContaining('clock') },
    ],
    [
      'left out',
      'token.retry',
      token,
      [],
      { only: ['create.*'] },
      { status: 'not-exercised', required: false, reason: 'left out by --only' },
    ],
    [
      'not implemented',
      'create.retry',
      create,
      [history(0, { verdict: verdict({ notImplemented: [create] }) })],
      {},
      { status: 'not-implemented', required: false },
    ],
    [
      'not permitted',
      'create.retry',
      create,
      [history(0, { verdict: verdict({ notPermitted: [create] }) })],
      {},
      { status: 'not-exercised', required: false, reason: expect.stringContaining('permit') },
    ],
    [
      'what it takes is not implemented',
      'create.modified',
      create,
      [aimedAt('create.modified', create, { end: end('not-implemented', 'UpdateService') })],
      {},
      { status: 'not-exercised', required: false, reason: expect.stringContaining('UpdateService') },
    ],
    [
      'answered at times as if it were not implemented',
      'delete.retry',
      deletion,
      [history(0, { verdict: verdict({ notImplemented: [deletion], served: [deletion] }) })],
      {},
      { status: 'unknown', required: true, reason: expect.stringContaining('as if it were not there') },
    ],
    [
      'answered at times as if it were not permitted, and shown in other programs',
      'create.retry',
      create,
      [everythingHeld(), history(1, { verdict: verdict({ notPermitted: [create], served: [create] }) })],
      {},
      { status: 'held', required: true },
    ],
    [
      'what it takes is answered at times as if it were not there',
      'create.modified',
      create,
      [
        aimedAt('create.modified', create, { end: end('not-implemented', 'f: UpdateService') }),
        history(2, { verdict: verdict({ notImplemented: ['UpdateService'] }) }),
        history(3, { verdict: verdict({ served: ['UpdateService'] }) }),
      ],
      {},
      { status: 'unknown', required: true, reason: expect.stringContaining('UpdateService') },
    ],
    [
      'deletions complete at once, and a look at one was answered so',
      'async-delete.in-progress',
      destroy,
      [
        aimedAt('async-delete.in-progress', destroy, { end: end('not-implemented', 'GetEnvironment') }),
        history(0, { verdict: verdict({ readings: readings('complete'), notImplemented: [look], served: [look] }) }),
      ],
      {},
      { status: 'not-exercised', required: false },
    ],
    [
      'a look that never told in a typed error what is not there',
      'wire.error',
      look,
      [everythingHeld(), history(1, { verdict: verdict({ notImplemented: [look], served: [look] }) })],
      {},
      { status: 'unknown', required: true },
    ],
    [
      'set-up failed',
      'create.modified',
      create,
      [aimedAt('create.modified', create, { end: end('set-up', 'no spec') })],
      {},
      { status: 'not-exercised', required: true, reason: expect.stringContaining('no spec') },
    ],
    [
      'deletions complete at once',
      'async-delete.in-progress',
      destroy,
      [history(0, { verdict: verdict({ readings: readings('complete') }) })],
      {},
      { status: 'not-exercised', required: false },
    ],
    [
      'deletions that take time',
      'async-delete.in-progress',
      destroy,
      [history(0, { verdict: verdict({ readings: readings('complete', 'in-progress') }) })],
      {},
      { status: 'not-exercised', required: true },
    ],
    [
      'never reached',
      'create.retry',
      create,
      [],
      { stopped: 'budget', stoppedBecause: '--max-calls was reached' },
      { status: 'not-exercised', required: true, reason: '--max-calls was reached' },
    ],
    [
      'that one program gave no occasion for, where others were not reached',
      'create.retry',
      create,
      [aimedAt('create.retry', create, {})],
      { stopped: 'budget', stoppedBecause: '--max-seconds was reached' },
      { status: 'not-exercised', required: true, reason: '--max-seconds was reached' },
    ],
  ])('%s', (_, id, operation, histories, run, expected) => {
    expect(cell(build(histories, run), id, operation)).toMatchObject(expected);
  });

  test.each<[string, Partial<HistoryVerdict>, string]>([
    [
      'violated before all',
      { violations: [violation()], unknown: [{ guarantee: 'token.retry', operation: create, reason: '' }] },
      'violated',
    ],
    ['unknown before held', { unknown: [{ guarantee: 'token.retry', operation: token, reason: 'r' }] }, 'unknown'],
    ['held', {}, 'held'],
  ])('of a guarantee as a whole: %s', (_, more, status) => {
    const report = build([everythingHeld(), history(1, { verdict: verdict(more) })]);
    expect(report.guarantees.find((one) => one.id === 'token.retry')?.status).toBe(status);
  });

  test('not exercised on one operation comes before held on the others', () => {
    const report = build([without('create.retry', create)]);
    expect(report.guarantees.find((one) => one.id === 'create.retry')?.status).toBe('not-exercised');
  });

  test('wire.* is also reported of Get, List and Update calls, once they were made', () => {
    const seen = verdict({
      exercised: [{ guarantee: 'wire.response', operation: 'GetService', situation: 's', count: 4 }],
    });
    const report = build([everythingHeld(), history(1, { verdict: seen })]);
    expect(cell(report, 'wire.response', 'GetService')).toMatchObject({ status: 'held', exercised: 4 });
    expect(cell(report, 'wire.response', 'ListServices')).toBeUndefined();
  });

  test('every guarantee of the specs is listed, in their order', () => {
    expect(build([]).guarantees.map((one) => one.id)).toEqual(guarantees.map((one) => one.id));
  });
});

describe('violations', () => {
  const shows = (index: number, steps: number) =>
    history(index, { program: program(index, {}, steps), verdict: verdict({ violations: [violation()] }) });

  test('one entry a guarantee × operation, with the shortest program as the example', () => {
    const other = history(4, {
      verdict: verdict({ violations: [violation({ operation: 'CreateServiceTemplateVersion' })] }),
    });
    const { violations } = build([shows(1, 5), shows(2, 3), shows(3, 3), other]);
    expect(violations.map((one) => [one.operation, one.count, one.history])).toEqual([
      [token, 3, 'histories/000002.jsonl'],
      ['CreateServiceTemplateVersion', 1, 'histories/000004.jsonl'],
    ]);
  });

  test('the summary says what was allowed and what came, the calls what was sent', () => {
    const [first] = build([shows(1, 2)]).violations;
    expect(first?.summary).toContain('allowed success with the original resource; observed success with another');
    expect(first?.calls.map((one) => one.call)).toEqual([1, 2]);
    expect(first?.replay).toBe('proton-conformance check histories/000001.jsonl');
  });

  test('answers are cut and their control characters escaped', () => {
    const hostile = `\u001b[2J\u202e${'x'.repeat(100_000)}`;
    const { violations } = buildReport(record(), [shows(1, 2)], () => twoCalls(hostile));
    const answer = violations[0]?.calls[0]?.answer ?? '';
    expect(answer.length).toBeLessThan(1200);
    expect(answer).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });

  test('a deletion that retries slow down, shown twice, is a violation of the run', () => {
    const duration = (ms: number, retried: boolean) => ({
      resource: 'service',
      work: 'delete' as const,
      retried,
      ms,
      inProgressMs: ms,
      call: 2,
    });
    const calm = [1, 2, 3].map((index) => history(index, { verdict: verdict({ durations: [duration(100, false)] }) }));
    const late = [4, 5].map((index) => history(index, { verdict: verdict({ durations: [duration(60_000, true)] }) }));
    const report = build([...calm, ...late]);
    expect(report.violations).toMatchObject([
      { guarantee: 'async-delete.in-progress', operation: 'DeleteService', count: 2 },
    ]);
    expect(cell(report, 'async-delete.in-progress', 'DeleteService')?.status).toBe('violated');
  });
});

describe('readings', () => {
  const took = (index: number, operation: string, reading: string) =>
    history(index, { verdict: verdict({ readings: [{ point: 'delete.body', operation, reading, count: 2 }] }) });
  test.each<[string, JudgedHistory[], boolean[]]>([
    ['one reading', [took(1, 'DeleteServiceTemplate', 'empty'), took(2, 'DeleteServiceTemplate', 'empty')], [true]],
    [
      'different times',
      [took(1, 'DeleteServiceTemplate', 'empty'), took(2, 'DeleteServiceTemplate', 'metadata')],
      [false],
    ],
    [
      'sibling operations',
      [took(1, 'DeleteServiceTemplate', 'empty'), took(2, 'DeleteEnvironmentTemplate', 'metadata')],
      [false, false],
    ],
    ['another family', [took(1, 'DeleteServiceTemplate', 'empty'), took(2, 'DeleteService', 'metadata')], [true, true]],
  ])('%s', (_, histories, consistent) => {
    const report = build([everythingHeld(), ...histories]);
    expect(report.readings.map((one) => one.consistent)).toEqual(consistent);
    expect(report.exitCode).toBe(0);
  });
});

test('the order in which histories arrive makes no difference to a byte', () => {
  const histories = [
    everythingHeld(3),
    history(1, { verdict: verdict({ violations: [violation()], inconclusive: ['b', 'a'] }) }),
    history(2, {
      verdict: verdict({
        readings: [{ point: 'delete.body', operation: 'DeleteService', reading: 'empty', count: 1 }],
      }),
    }),
  ];
  expect(reportText(build([...histories].reverse()))).toBe(reportText(build(histories)));
});
