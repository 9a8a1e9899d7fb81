// The shell parts of action.yml and of docs/pipelines.md are run as they stand: against an emulator, with few programs by a
// configuration file in the working directory, and with what a runner of pipelines would fill in.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Emulator, startEmulator } from './emulator/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const main = join(root, 'dist/src/cli/main.js');
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
const [, gitlab, matrix, job, whole] = [
  ...readFileSync(join(root, 'docs/pipelines.md'), 'utf8').matchAll(/^```yaml\n([\s\S]*?)^```$/gm),
].map(([, text = '']) => parse(text));

let right: Emulator;
let wrong: Emulator;
let folder: string;
beforeAll(async () => {
  right = await startEmulator();
  wrong = await startEmulator({ mutant: 'token-128-allowed' });
  folder = mkdtempSync(join(tmpdir(), 'pipelines-'));
  const few = { only: ['token.length'], exhaustive: 0, runs: 0, settle: 0, shrink: false };
  writeFileSync(join(folder, 'proton-conformance.config.json'), JSON.stringify(few));
  const executables = {
    npx: `#!/bin/sh\nshift\nexec "${process.execPath}" "${main}" "$@"\n`,
    'start-server.sh': '#!/bin/sh\n',
  };
  for (const [name, text] of Object.entries(executables)) {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  }
});
afterAll(async () => {
  await right.close();
  await wrong.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a script as a runner does; expressions that it would fill in are given by their text. */
const sh = (
  script: string,
  env: Record<string, string>,
  filled: Record<string, string> = {},
): Promise<[number, string]> => {
  const text = script.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => filled[expression] ?? '');
  const { GITHUB_ACTIONS: _, ...rest } = process.env;
  const child = spawn('bash', ['-e', '-c', text], {
    cwd: folder,
    env: { ...rest, PATH: `${folder}:${process.env.PATH}`, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve([code ?? -1, output])));
};

const asAction = (endpoint: string, name: string): Promise<[number, string]> => {
  const { run } = action.runs.steps.find(({ id }: { id?: string }) => id === 'run');
  return sh(run, {
    ENDPOINT: endpoint,
    IMPLEMENTATION: 'emulator@1',
    BASELINE: '',
    ARGUMENTS: '--seed 1 --no-credentials',
    REPORT_DIR: join(folder, name),
    GITHUB_ACTION_PATH: root,
    GITHUB_OUTPUT: join(folder, `${name}.output`),
    GITHUB_STEP_SUMMARY: join(folder, `${name}.summary`),
    GITHUB_ACTIONS: 'true',
  });
};
const text = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe.runIf(existsSync(main))('the action', () => {
  test('passes on a right endpoint', async () => {
    const [code, output] = await asAction(right.url, 'right');
    expect(code, output).toBe(0);
    expect(text('right.output')).toBe('exit-code=0\n');
    expect(text('right.summary')).toContain('Conformant');
  });

  test('fails on a wrong one, with summary and annotations', async () => {
    const [code, output] = await asAction(wrong.url, 'wrong');
    expect(code, output).toBe(1);
    expect(text('wrong.output')).toBe('exit-code=1\n');
    expect(text('wrong.summary')).toContain('<code>token.length</code>');
    expect(output).toMatch(/^::error title=token\.length on /m);
  });
});

test('each input of the action is used', () => {
  const used = JSON.stringify(action.runs);
  for (const name of Object.keys(action.inputs)) expect(used).toContain(`inputs.${name} `);
});

describe.runIf(existsSync(main))('the examples', () => {
  test('GitLab gets its JUnit report', async () => {
    const { script, artifacts } = gitlab.conformance;
    const [code, output] = await sh(script.join('\n'), { ENDPOINT: right.url });
    expect(code, output).toBe(0);
    expect(text(artifacts.reports.junit)).toContain('<testsuites');
  });

  test('four shards, one by the matrix and three by the pods of a Job, and the merging by both', async () => {
    const ofMatrix: string = matrix.jobs.shard.steps[2].run;
    const [ofJob] = job.spec.template.spec.containers[0].args;
    const shards = Array.from({ length: job.spec.completions }, async (_, index) => {
      const beside = await startEmulator();
      const env = { ENDPOINT: beside.url, JOB_COMPLETION_INDEX: String(index) };
      const ended = await (index === 1 ? sh(ofMatrix, env, { 'matrix.shard': '2' }) : sh(ofJob, env));
      await beside.close();
      return ended;
    });
    for (const [code, output] of await Promise.all(shards)) expect(code, output).toBe(0);
    expect(JSON.parse(text('reports/shard-2/run.json')).shard).toEqual({ nth: 2, of: 4 });
    for (const merge of [matrix.jobs.whole.steps.at(-1).run, whole.spec.template.spec.containers[0].args[0]]) {
      const [code, output] = await sh(merge, {});
      expect(code, output).toBe(0);
      expect(output).toContain('CONFORMANT');
    }
  });
});
