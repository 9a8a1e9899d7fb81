// Compiles to dist/, from nothing, so that no file of an earlier build is left in it, adds what is no TypeScript, and makes
// the bin runnable.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = new URL('..', import.meta.url);
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

rmSync(new URL('dist', root), { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
if (status === 0) {
  const assets = 'src/report/html/assets';
  cpSync(new URL(assets, root), new URL(`dist/${assets}`, root), { recursive: true });
  chmodSync(new URL('dist/src/cli/main.js', root), 0o755);
}
process.exitCode = status ?? 1;
