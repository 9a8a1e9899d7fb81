import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { buildReport } from './build.ts';
import { summary } from './summary.ts';
import { end, everythingHeld, history, program, record, twoCalls, verdict, violation } from './testing/sample.ts';
import type { JudgedHistory, RunRecord } from './types.ts';

const text = (histories: readonly JudgedHistory[], run: Partial<RunRecord> = {}, body?: string): string =>
  summary(
    buildReport(record(run), histories, () => twoCalls(body)),
    { folder: 'reports/latest' },
  );

const bad = history(1, { verdict: verdict({ violations: [violation()] }) });
const hostile = `\u001b[31m\u202e\u0007\r\n${'x'.repeat(5000)}`;

describe('a violation can be understood without the contract at hand', () => {
  test.each([
    ['guarantee and operation', 'VIOLATED  token.retry on CreateEnvironmentTemplateVersion, in 1 program'],
    ['the sentence', 'A create sent again with the same client token'],
    ['the section', 'Idempotent create APIs with a client token'],
    ['what was sent', '{"templateName": "a", "clientToken": "t"}'],
    ['what was answered', 'Answer   HTTP 200'],
    ['what was allowed', '- allowed success with the original resource'],
    ['what came', '+ observed success with another resource (minorVersion 1)'],
    ['how to look again', 'proton-conformance check reports/latest/histories/000001.jsonl'],
  ])('%s', (_, expected) => {
    expect(text([bad])).toContain(expected);
  });

  test('failures come first, the verdict last', () => {
    const lines = text([everythingHeld(), bad]).trimEnd().split('\n');
    expect(lines[0]).toMatch(/^VIOLATED/);
    expect(lines.at(-1)).toMatch(/^VIOLATIONS/);
  });
});

test.each<[string, JudgedHistory[], Partial<RunRecord>, string | undefined]>([
  ['a violation', [bad], {}, undefined],
  ['hostile answers', [bad], {}, hostile],
  ['nothing exercised', [], { stopped: 'unreachable', stoppedBecause: 'w'.repeat(300) }, undefined],
  ['all held', [everythingHeld()], { notes: ['left behind: a'] }, undefined],
])('80 columns and no control characters: %s', (_, histories, run, body) => {
  for (const line of text(histories, run, body).split('\n')) {
    expect(line.length).toBeLessThanOrEqual(80);
    expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  }
});

test('what is undecided names a program and how to run it again', () => {
  const unknown = [{ guarantee: 'delete.retry', operation: 'DeleteService', reason: 'too many ways' }];
  const histories = [7, 3].map((index) =>
    history(index, { verdict: verdict({ unknown, inconclusive: ['no quota'] }) }),
  );
  const shown = text([everythingHeld(), ...histories], { endpoint: 'http://[::1]:80/' });
  const replay = "proton-conformance replay reports/latest/histories/000003.jsonl --endpoint 'http://[::1]:80/'";
  expect(shown).toContain(`  - too many ways:\n    delete.retry (DeleteService)\n    ${replay}\n`);
  expect(shown).toContain(`  - 2 × no quota\n    ${replay}\n`);
});

test('what was not exercised is told with the reason, once for all that share it', () => {
  const shown = text([everythingHeld()]).replace(/\s+/g, ' ');
  expect(shown).toContain('the endpoint’s clock cannot be moved: token.alive, token.expired');
});

test('an operation that is not exercised is named where the others are', () => {
  const aimed = { guarantee: 'create.modified', operation: 'CreateService' };
  const all = everythingHeld();
  const exercised = all.verdict.exercised.filter(
    (one) => one.guarantee !== 'create.modified' || one.operation !== 'CreateService',
  );
  const shown = text([
    { ...all, verdict: { ...all.verdict, exercised } },
    history(1, { program: program(1, aimed), end: end('not-implemented', 'UpdateService') }),
  ]).replace(/\s+/g, ' ');
  expect(shown).toContain('is not implemented: UpdateService: create.modified (CreateService)');
});

test('an inconsistent reading is a finding, with the counts', () => {
  const took = (reading: string) => ({ point: 'delete.body', operation: 'DeleteService', reading, count: 3 });
  const shown = text([
    everythingHeld(),
    history(1, { verdict: verdict({ readings: [took('empty'), took('metadata')] }) }),
  ]);
  expect(shown).toContain('DeleteService: empty 3×, metadata 3×');
  expect(shown).toContain('CONFORMANT');
});

test.each([
  ['wire.unknown-enum', 'known', 'unknown'],
  ['wire.missing-member', 'present', 'missing'],
])('%s is asked of all answers: those that show nothing of the kind make nothing inconsistent', (point, usual, odd) => {
  const took = (operation: string, reading: string) => ({ point, operation, reading, count: 1 });
  const readings = [took('GetService', usual), took('GetService', odd), took('GetEnvironment', usual)];
  expect(text([everythingHeld(), history(1, { verdict: verdict({ readings }) })])).not.toContain('INCONSISTENT');
});

test('what may be no reading tells nothing where it does not agree', () => {
  const took = (reading: string) =>
    ({ point: 'create.update-unfinished', operation: 'CreateService', reading, count: 2, unsure: true }) as const;
  const readings = [took('modified'), took('unmodified')];
  expect(text([everythingHeld(), history(1, { verdict: verdict({ readings }) })])).not.toContain('INCONSISTENT');
});

test('counts by status stand side by side and the client is apart', () => {
  const shown = text([everythingHeld()]);
  expect(shown).toMatch(/Guarantees {2}\d+ not exercised · \d+ held\n/);
  expect(shown).toContain('token.sdk-default');
});

test('colour is nothing but colour', () => {
  const report = buildReport(record(), [bad], () => twoCalls());
  const coloured = summary(report, { folder: 'f', colour: true });
  expect(coloured).not.toBe(summary(report, { folder: 'f' }));
  expect(stripVTControlCharacters(coloured)).toBe(summary(report, { folder: 'f' }));
});
