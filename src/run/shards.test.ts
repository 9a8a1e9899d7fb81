import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkHistory } from '../checker/index.ts';
import { mergeFolders, type Report, ReportFolderError, type RunRecord, readRecord, rebuild } from '../report/index.ts';
import { suiteVersion } from '../version.ts';
import { run } from './index.ts';

const options = { only: ['create.namespace', 'token.scope'], exhaustive: 0, runs: 12, seed: 7, shrink: false } as const;
const folder = mkdtempSync(join(tmpdir(), 'shards-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);

let whole: Report;
let parts: Report[];
beforeAll(async () => {
  whole = (await run({ ...options, reportDir: at('whole') })).report;
  parts = [];
  for (const nth of [1, 2])
    parts.push((await run({ ...options, shard: { nth, of: 2 }, reportDir: at(`${nth}`) })).report);
});

const merged = (...folders: string[]): Report => {
  mergeFolders(folders.map(at), at('merged'));
  return rebuild(at('merged'), checkHistory, suiteVersion);
};

const statuses = ({ guarantees }: Report): string[] =>
  guarantees.flatMap(({ id, operations }) => operations.map((one) => `${id} ${one.operation} ${one.status}`));

test('shards have the programs of one run between them, and none is inconclusive for want of the others', () => {
  expect(parts.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  expect(parts.reduce((sum, { programs }) => sum + programs, 0)).toBe(whole.programs);
});

test('merged they have the statuses and the verdict of one run', () => {
  const report = merged('2', '1');
  expect(statuses(report)).toEqual(statuses(whole));
  expect([report.verdict, report.programs]).toEqual([whole.verdict, whole.programs]);
});

test('without one of them the whole is inconclusive, and says so', () => {
  const report = merged('1');
  expect(report.exitCode).toBe(3);
  expect(report.inconclusive.map(({ reason }) => reason)).toContain('of 2 shards there is no report of 2');
});

describe('what does not belong together', () => {
  test.each<[string, string[], RegExp]>([
    ['a whole run', ['whole'], /is not the report of a shard/],
    ['a shard and a whole run', ['1', 'whole'], /is not one of 2 shards/],
    ['the same shard twice', ['1', '1'], /both shard 1 of 2/],
    ['no report', ['none'], /cannot be read/],
  ])('%s is refused', (_, folders, message) => {
    expect(() => merged(...folders)).toThrow(ReportFolderError);
    expect(() => merged(...folders)).toThrow(message);
  });
});

test('the record of a shard says which it is', () => {
  expect((readRecord(at('2')) satisfies RunRecord).shard).toEqual({ nth: 2, of: 2 });
  expect(readRecord(at('whole')).shard).toBeUndefined();
});

test('a merge into the folder of a shard is refused, lest it is lost', () => {
  expect(() => mergeFolders([at('1'), at('2')], at('2'))).toThrow(/is one of the shards/);
  expect(readRecord(at('2')).shard).toEqual({ nth: 2, of: 2 });
});
