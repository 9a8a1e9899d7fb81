import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { restartBy } from './restart.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'restart-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a command that leaves a server running is over when it ends itself', async () => {
  const pid = join(folder, 'pid');
  const begun = performance.now();
  // It writes to its standard error long after, which must not end it.
  await restartBy(
    `(sleep 0.3; echo up >&2; echo wrote > '${join(folder, 'wrote')}'; sleep 600) & echo $! > '${pid}'`,
  )();
  expect(performance.now() - begun).toBeLessThan(5_000);
  await expect.poll(() => readIf(join(folder, 'wrote')), { timeout: 5_000 }).toBe('wrote\n');
  spawnSync('kill', ['-9', readFileSync(pid, 'utf8').trim()]);
});

test.each([
  ['fails', 'echo "no such container" >&2; exit 3', /ended with code 3: no such container$/],
  ['is not there', 'no-such-command-anywhere', /code 127: .*not found/],
  ['writes what a terminal obeys', 'printf "\\033[31m" >&2; exit 1', /code 1: \\u\{1b\}\[31m$/],
])('a command that %s', async (_, command, message) => {
  await expect(restartBy(command)()).rejects.toThrow(message);
});

test('a command without end is ended', async () => {
  await expect(restartBy('sleep 600', 100)()).rejects.toThrow(/no end within 0.1 s/);
});

const readIf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};
