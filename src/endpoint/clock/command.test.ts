import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commandClock } from './command.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'command-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const still = () => Promise.resolve(Date.now());
const quick = { timeoutMs: 5_000, seenWithinMs: 0 };

test('the command is run by the shell with the seconds', async () => {
  const file = join(folder, 'moved');
  const dateOf = () => Promise.resolve(Date.now() + Number(readIf(file)) * 1000);
  const clock = commandClock({ command: `echo $((ADVANCE_SECONDS + 0)) > '${file}'`, dateOf, ...quick });
  expect(await clock.read?.()).toBeUndefined();
  await clock.advance(28_800);
  expect(readFileSync(file, 'utf8')).toBe('28800\n');
  expect(clock.notes).toEqual([]);
  expect(Number(await clock.read?.()) - Date.now()).toBeGreaterThan(28_000_000);
});

test('an endpoint that does not show the move is told of', async () => {
  const clock = commandClock({ command: 'true', dateOf: still, ...quick });
  await clock.advance(28_800);
  expect(clock.notes?.join()).toMatch(/Date header of the endpoint did not follow/);
  expect(await clock.read?.()).toBeUndefined();
});

describe.each([
  [
    'fails',
    'echo one >&2; echo "no \u001b[31msuch clock" >&2; exit 3',
    /ended with code 3: one\\nno \\u\{1b\}\[31msuch clock$/,
  ],
  ['says a lot', 'yes line | head -c 100000 >&2; echo end >&2; exit 1', /code 1: .{1,500}end$/],
  ['is not there', 'no-such-command-anywhere', /code 127: .*not found/],
  ['kills itself', 'kill -9 $$', /signal SIGKILL/],
])('a command that %s', (_, command, message) => {
  test('has not moved the clock', async () => {
    const clock = commandClock({ command, dateOf: still, ...quick });
    await expect(clock.advance(60)).rejects.toThrow(message);
  });
});

test('a command without end is ended, with all that it has started', async () => {
  const alive = join(folder, 'alive');
  const command = `(sleep 0.6; echo alive > '${alive}') & sleep 600`;
  await expect(commandClock({ command, dateOf: still, timeoutMs: 300 }).advance(60)).rejects.toThrow(
    /no end within 0.3 s/,
  );
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(() => readFileSync(alive)).toThrow('ENOENT');
});

test('what a command leaves running is not waited for', async () => {
  const begun = performance.now();
  await commandClock({ command: 'sleep 3 & true', dateOf: still, ...quick }).advance(60);
  expect(performance.now() - begun).toBeLessThan(2_500);
});

const readIf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '0';
  }
};
