import { expect, test } from 'vitest';
import type { RunProgress } from '../run/types.ts';
import { progressOn } from './progress.ts';

const state = (programs: number, violations = 0): RunProgress => ({
  doing: 'running',
  programs,
  of: 90,
  calls: programs * 7,
  violations,
});

const shownAt = (isTTY: boolean, times: readonly number[]): string[] => {
  const written: string[] = [];
  let at = 0;
  const progress = progressOn({ isTTY, write: (text) => written.push(text) }, () => at);
  for (const time of times) {
    at = time;
    progress.show(state(time));
  }
  progress.end();
  return written;
};

test('a terminal has one line, rewritten at most ten times a second and taken away at the end', () => {
  expect(shownAt(true, [0, 50, 100])).toEqual([
    '\r\u001b[Krunning: 0 of 90 programs, 0 calls, 0 s',
    '\r\u001b[Krunning: 100 of 90 programs, 700 calls, 0 s',
    '\r\u001b[K',
  ]);
});

test('elsewhere there is a plain line every five seconds', () => {
  expect(shownAt(false, [0, 4_999, 5_000, 9_999, 10_000])).toEqual([
    'running: 5000 of 90 programs, 35000 calls, 5 s\n',
    'running: 10000 of 90 programs, 70000 calls, 10 s\n',
  ]);
});

test('violations are told as soon as there are some', () => {
  const written: string[] = [];
  progressOn({ isTTY: true, write: (text) => written.push(text) }, () => 0).show(state(3, 2));
  expect(written.join('')).toContain('2 with a violation');
});
