import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ClockError } from '../clock.ts';
import { faketimeClock } from './faketime.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faketime-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A server that reads the file, as one under libfaketime does. */
const follower = (file: string) => () => Promise.resolve(Date.now() + Number(readFileSync(file, 'utf8') || 0) * 1000);

test('moves add up to what the file holds, and stay in it', async () => {
  const file = join(folder, 'offset');
  writeFileSync(file, '+2h\n');
  const clock = faketimeClock({ file, dateOf: follower(file) });
  expect(readFileSync(file, 'utf8')).toBe('+2h\n');
  writeFileSync(file, '+7200');
  await clock.advance(60);
  await clock.advance(28_800);
  expect(readFileSync(file, 'utf8')).toBe('+36060\n');
  expect(clock.notes).toEqual([]);
});

test('a file that is not there yet begins at the real time; a link stays a link', async () => {
  const file = join(folder, 'offset');
  const link = join(folder, 'link');
  writeFileSync(file, '');
  symlinkSync(file, link);
  await faketimeClock({ file: link, dateOf: follower(file) }).advance(30);
  expect(readFileSync(file, 'utf8')).toBe('+30\n');
  await faketimeClock({ file: join(folder, 'new'), dateOf: follower(join(folder, 'offset')), seenWithinMs: 0 })
    .advance(3)
    .catch(() => undefined);
  expect(readFileSync(join(folder, 'new'), 'utf8')).toBe('+3\n');
});

test('a move that the endpoint does not show is an error, and no later one is waited for', async () => {
  const file = join(folder, 'offset');
  const clock = faketimeClock({ file, dateOf: () => Promise.resolve(Date.now()), seenWithinMs: 0 });
  await expect(clock.advance(28_800)).rejects.toThrow(/Date header of the endpoint does not show the offset/);
  await expect(clock.advance(60)).rejects.toThrow(ClockError);
  expect(readFileSync(file, 'utf8')).toBe('+28800\n');
});

test('a move that is seen late is waited for, and told', async () => {
  const file = join(folder, 'offset');
  writeFileSync(file, '+0');
  const begun = Date.now();
  const dateOf = () => Promise.resolve(Date.now() + (Date.now() - begun > 1_700 ? 28_800_000 : 0));
  const clock = faketimeClock({ file, dateOf });
  await clock.advance(28_800);
  expect(clock.notes?.join()).toMatch(/2 s late.*FAKETIME_NO_CACHE=1.*FAKETIME_DONT_FAKE_MONOTONIC=1/);
});

test('without a Date header nobody can tell', async () => {
  const clock = faketimeClock({
    file: join(folder, 'offset'),
    dateOf: () => Promise.resolve(undefined),
    seenWithinMs: 0,
  });
  await expect(clock.advance(60)).rejects.toThrow(/no Date header/);
});

test.each([
  ['a date', '@2026-01-01 00:00:00'],
  ['a speed', '+0 x2'],
  ['something else', 'hello'],
  ['very much', `+${'1'.repeat(5_000)}`],
])('a file that holds %s is refused', (_, text) => {
  const file = join(folder, 'offset');
  writeFileSync(file, text);
  expect(() => faketimeClock({ file, dateOf: follower(file) })).toThrow(/holds no offset/);
});

test('a folder, or a file in no folder, is refused', () => {
  mkdirSync(join(folder, 'a'));
  const dateOf = follower('');
  expect(() => faketimeClock({ file: join(folder, 'a'), dateOf })).toThrow(/is no file/);
  expect(() => faketimeClock({ file: join(folder, 'b', 'c'), dateOf })).toThrow(/cannot be written \(ENOENT\)/);
});
