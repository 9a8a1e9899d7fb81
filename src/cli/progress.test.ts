import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../run/types.ts';
import { progressOn } from './progress.ts';

const progress = (programs: number, violations = 0): RunEvent => ({
  event: 'progress',
  doing: 'running',
  programs,
  of: 90,
  calls: programs * 7,
  maxCalls: 1000,
  violations,
});
const violation: RunEvent = {
  event: 'violation',
  guarantee: 'token.retry',
  operation: 'CreateServiceTemplateVersion',
  situation: 'same parameters',
  allowed: [],
  observed: '\u001b[31mred',
};

/** What is written while the events come, each at its time in milliseconds. */
const written = (isTTY: boolean, events: readonly (readonly [number, RunEvent])[]): string[] => {
  const all: string[] = [];
  let at = 0;
  const shown = progressOn({ isTTY, write: (text) => all.push(text) }, () => at);
  for (const [time, event] of events) {
    at = time;
    shown.show(event);
  }
  shown.end();
  return all;
};

const plainTexts = (all: readonly string[]): string =>
  all
    .map((text) => stripVTControlCharacters(text))
    .filter((text) => text.trim() !== '')
    .join('');

test.each([true, false])('a slow start is told at once (terminal: %s)', (isTTY) => {
  expect(plainTexts(written(isTTY, [[0, { event: 'slow-start' }]]))).toBe(
    'the endpoint does not answer yet; it is given 30 s\n',
  );
});

describe('on a terminal', () => {
  test('two lines are rewritten, ten times a second at most', () => {
    const events = [0, 50, 100, 2_000].map((time) => [time, progress(time / 50)] as const);
    expect(plainTexts(written(true, events))).toBe(
      [
        'running: 0 of 90 programs, 0 s\n0 calls, 100 % of the budget left, 0 with a violation\n',
        'running: 2 of 90 programs, 0 s\n14 calls, 98 % of the budget left, 0 with a violation\n',
        'running: 40 of 90 programs, 2 s\n280 calls (140 a second), 72 % of the budget left, 0 with a violation\n',
      ].join(''),
    );
  });

  test('no line is longer than 80 columns', () => {
    const long = {
      ...progress(0),
      programs: 99_999,
      of: 100_000,
      calls: 999_999,
      maxCalls: 1_000_000,
      violations: 9_999,
    };
    const text = plainTexts(written(true, [[3_600_000, long as RunEvent]]));
    expect(text).toContain('9999 with a violation');
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('they are taken away at the end', () => {
    expect(written(true, [[0, progress(1)]]).at(-1)).toContain('\u001b[');
    expect(plainTexts(written(true, []))).toBe('');
  });
});

test('elsewhere there are plain lines every five seconds, and nothing of a terminal', () => {
  const events = [0, 4_999, 5_000, 9_999, 10_000].map((time) => [time, progress(time / 1000)] as const);
  expect(written(false, events)).toEqual([
    'running: 5 of 90 programs, 5 s\n  35 calls (7 a second), 96 % of the budget left, 0 with a violation\n',
    'running: 10 of 90 programs, 10 s\n  70 calls (7 a second), 93 % of the budget left, 0 with a violation\n',
  ]);
});

test.each([true, false])('a violation is told at once, without what the endpoint sent (terminal: %s)', (isTTY) => {
  const text = written(isTTY, [[1, violation]]).join('');
  expect(text).toContain('VIOLATED  token.retry on CreateServiceTemplateVersion (same parameters)');
  expect(text).not.toContain('red');
});
