import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HistoryError, parseHistories, readHistories } from './read.ts';
import type { Header, HistoryEvent } from './types.ts';
import { formatHistory, openHistoryWriter } from './write.ts';

const header = (index: number): Header => ({
  event: 'header',
  schemaVersion: 1,
  run: 'abc123',
  namespace: `pcabc12311${index}`,
  settings: { settleMs: 2000, clockToleranceSeconds: 60 },
  program: { index, aim: { guarantee: 'create.retry', operation: 'CreateEnvironment', situation: 'same' }, steps: [] },
});
const end: HistoryEvent = { event: 'end', at: 5, reason: 'done' };
const invoke = (operation: string): string =>
  JSON.stringify({ event: 'invoke', call: 0, step: 0, at: 1, operation, input: {}, lane: 'raw', attempt: 1 });
const two = formatHistory([header(0), end]) + formatHistory([header(1), end]);

describe('stored histories', () => {
  test('come back as they were written', () => {
    expect(parseHistories(two)).toEqual({
      histories: [
        [header(0), end],
        [header(1), end],
      ],
      torn: false,
    });
  });

  test.each([1, 10, 30])('lose the last line alone if it is torn (%d characters missing)', (missing) => {
    const text = two.slice(0, -1 - missing);
    expect(parseHistories(text)).toEqual({ histories: [[header(0), end], [header(1)]], torn: true });
  });

  test('are whole if only the last line feed is missing', () => {
    expect(parseHistories(two.slice(0, -1))).toMatchObject({ torn: false, histories: [{}, {}] });
  });

  test.each([
    ['a line in the middle is torn', `{"event":"he\n${two}`, 'line 1'],
    ['a line is no event', `[]\n${two}`, 'line 1'],
    ['the header is missing', two.slice(two.indexOf('\n') + 1), 'header'],
    ['the version is another', two.replace('"schemaVersion":1', '"schemaVersion":2'), 'version 2'],
    [
      'the operation is unknown',
      two.replace('{"event":"end"', `${invoke('CreateWonder')}\n{"event":"end"`),
      'line 2: there is no operation "CreateWonder"',
    ],
    ['the kind is unknown', two.replace('"event":"end"', '"event":"and"'), 'line 2'],
  ])('are refused if %s', (_, text, word) => {
    expect(() => parseHistories(text, 'x.jsonl')).toThrow(HistoryError);
    expect(() => parseHistories(text, 'x.jsonl')).toThrow(word);
  });
});

describe('a history file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'histories-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('holds what was written, in order', async () => {
    const file = join(folder, 'a.jsonl');
    const writer = await openHistoryWriter(file);
    await Promise.all([writer.write([header(0), end]), writer.write([header(1), end])]);
    await writer.close();
    expect(readFileSync(file, 'utf8')).toBe(two);
    expect(readHistories(file).histories).toHaveLength(2);
  });

  test('that cannot be opened rejects', async () => {
    await expect(openHistoryWriter(join(folder, 'no', 'such', 'folder'))).rejects.toThrow('ENOENT');
  });
});
