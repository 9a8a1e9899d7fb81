import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimFolder, historyPaths, ReportFolderError, readRecord, replaceFile } from './folder.ts';
import { record } from './testing/sample.ts';

let base = '';
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'report-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

test('a new folder, its parents too, is made and holds a record that can be judged', () => {
  const folder = join(base, 'a/b');
  claimFolder(folder, record());
  expect(readRecord(folder)).toEqual(record());
  expect(historyPaths(folder)).toEqual([]);
});

test('an empty folder is taken', () => {
  claimFolder(base, record());
  expect(readRecord(base).run).toBe('r1');
});

test('an earlier report is overwritten, and nothing else in its folder', () => {
  claimFolder(base, record());
  writeFileSync(join(base, 'report.json'), '{}');
  writeFileSync(join(base, 'histories/000001.jsonl'), '');
  writeFileSync(join(base, 'notes.txt'), 'mine');
  claimFolder(base, record({ run: 'r2' }));
  expect(readdirSync(base).sort()).toEqual(['histories', 'notes.txt', 'run.json']);
  expect([readRecord(base).run, historyPaths(base)]).toEqual(['r2', []]);
});

test.each([
  ['something else', () => writeFileSync(join(base, 'thesis.txt'), 'years of work')],
  ['a run.json of another tool', () => writeFileSync(join(base, 'run.json'), '{"schemaVersion":1}')],
  ['a run.json that is no JSON', () => writeFileSync(join(base, 'run.json'), '{')],
  ['histories alone', () => mkdirSync(join(base, 'histories'))],
])('a folder that holds %s is refused and left as it is', (_, fill) => {
  fill();
  const before = readdirSync(base);
  expect(() => claimFolder(base, record())).toThrow(ReportFolderError);
  expect(readdirSync(base)).toEqual(before);
});

test('a file in place of the folder is refused', () => {
  const file = join(base, 'file');
  writeFileSync(file, '');
  expect(() => claimFolder(file, record())).toThrow(/cannot be written/);
});

test('a write that fails leaves the old file and no remains', () => {
  const path = join(base, 'x.json');
  replaceFile(path, 'old');
  mkdirSync(`${path}.unfinished`);
  expect(() => replaceFile(path, 'new')).toThrow();
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(existsSync(path)).toBe(true);
});

test('histories are listed in order, other files are not', () => {
  claimFolder(base, record());
  for (const name of ['000010.jsonl', '000002.jsonl', 'x.unfinished']) writeFileSync(join(base, 'histories', name), '');
  expect(historyPaths(base)).toEqual(['histories/000002.jsonl', 'histories/000010.jsonl']);
});
