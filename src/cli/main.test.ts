// The process as it is installed: what becomes of its exit code whatever happens around the command.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../emulator/index.ts';
import { runCli } from './cli.ts';

const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const few = [
  '--only',
  'create.retry',
  '--exhaustive',
  '0',
  '--runs',
  '0',
  '--settle',
  '0',
  '--no-shrink',
  '--max-violations',
  '1',
];

let wrong: Emulator;
let folder: string;
beforeAll(async () => {
  wrong = await startEmulator({ mutant: 'create-retry-refused' });
  folder = mkdtempSync(join(tmpdir(), 'main-'));
});
afterAll(async () => {
  await wrong.close();
  rmSync(folder, { recursive: true, force: true });
});

const runOf = (endpoint: string): string[] => [
  'run',
  '--endpoint',
  endpoint,
  '--no-credentials',
  '--report-dir',
  join(folder, 'report'),
  ...few,
];

/** How it ends by the shell; `tail`: redirections. */
const shell = (args: readonly string[], tail: string, env: Record<string, string> = {}): Promise<number | null> => {
  const command = `exec "$0" "$@" ${tail}`;
  const child = spawn('sh', ['-c', command, process.execPath, main, ...args], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  return new Promise((resolve) => child.on('close', resolve));
};

describe.runIf(existsSync(main) && existsSync('/dev/full'))('output that cannot be written', () => {
  test('leaves a violation exit 1', async () => {
    expect(await shell(runOf(wrong.url), '>/dev/full 2>/dev/full')).toBe(1);
  });

  test('makes exit 3 of what would be 0, as nobody has seen it', async () => {
    expect(await shell(['guarantees'], '>/dev/full')).toBe(3);
  });

  test('leaves wrong usage exit 2', async () => {
    expect(await shell(['run', '--seed', 'x'], '2>/dev/full')).toBe(2);
  });
});

test.runIf(existsSync(main))('an interrupt while modules are still loading ends in order', async () => {
  const hooks = join(folder, 'hooks.mjs');
  const register = join(folder, 'register.mjs');
  writeFileSync(
    hooks,
    `export const load = (url, context, next) => {
       if (url.endsWith('/cli/cli.js')) process.kill(process.pid, 'SIGINT');
       return next(url, context);
     };`,
  );
  writeFileSync(
    register,
    `import { register } from 'node:module'; register(${JSON.stringify(pathToFileURL(hooks).href)});`,
  );
  const env = { NODE_OPTIONS: `--import ${pathToFileURL(register).href}` };
  expect(await shell(runOf(wrong.url), '', env)).toBe(3);
});

test('a violation is exit 1 though the report folder goes away at that moment', async () => {
  let err = '';
  const code = await runCli(runOf(wrong.url), {
    out: { write: () => undefined },
    err: { write: (text) => (err += text) },
    env: {},
    interrupted: new AbortController().signal,
    violated: () => {
      if (existsSync(join(folder, 'report'))) renameSync(join(folder, 'report'), join(folder, 'moved'));
    },
  });
  expect([code, err]).toEqual([1, expect.stringContaining('VIOLATED  create.retry')]);
});
