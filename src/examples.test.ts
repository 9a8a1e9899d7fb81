// The TypeScript examples of the documents are run as they stand, with the source in place of the installed package.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const documents = ['README.md', 'docs/embedding.md'];

/** Within the project, so that its dependencies are found. */
const folder = mkdtempSync(join(root, 'reports/examples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const examples = documents.flatMap((document) =>
  [...readFileSync(join(root, document), 'utf8').matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code),
);

const config = `
export default {
  resolve: {
    alias: [
      { find: /^proton-conformance$/, replacement: ${JSON.stringify(join(root, 'src/index.ts'))} },
      { find: /^proton-conformance\\/vitest$/, replacement: ${JSON.stringify(join(root, 'src/vitest/index.ts'))} },
    ],
  },
  // The suite is loaded once for all of them.
  test: { testTimeout: 60_000, isolate: false, fileParallelism: false },
};`;

test('every example runs', () => {
  expect(examples.length).toBeGreaterThan(3);
  writeFileSync(join(folder, 'vitest.config.ts'), config);
  for (const [index, code] of examples.entries()) {
    const definesTests = code.includes('proton-conformance/vitest');
    writeFileSync(join(folder, definesTests ? `${index}.test.ts` : `${index}.ts`), code);
    if (!definesTests)
      writeFileSync(
        join(folder, `${index}.test.ts`),
        `import { test } from 'vitest';\ntest('example ${index}', async () => { await import('./${index}.ts'); });\n`,
      );
  }
  const { CI: _, GITHUB_ACTIONS: __, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, 'run'], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  expect(status, `${stdout}\n${stderr}`).toBe(0);
  expect(stdout).toMatch(new RegExp(`Test Files .*${examples.length} passed`));
});
