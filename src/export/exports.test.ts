// Both exports, really run: against the mutant that they came from they fail with their assertion, against a right emulator
// they pass. The CLI takes a second a call, so that one family has to do there.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: text that must not be read as a template
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { which } from 'zx';
import { fixtures, systematicPrograms } from '../../generators/index.ts';
import { createEmulator, type Emulator, emulatorDispatcher, startEmulator } from '../emulator/index.ts';
import { findControlClock } from '../endpoint/clock/control.ts';
import { noClock } from '../endpoint/clock.ts';
import { createEndpoint } from '../endpoint/endpoint.ts';
import type { History } from '../history/read.ts';
import type { Program, Sending, Step } from '../program/types.ts';
import { runJudged } from '../run/judged.ts';
import type { Counterexample } from '../shrink/types.ts';
import { writeExports } from './index.ts';

const run = promisify(execFile);
const url = 'http://emulator.test/';
const root = new URL('../..', import.meta.url).pathname;
const limitMs = 300_000;

const template: Sending = { do: 'create', operation: 'CreateEnvironmentTemplate', input: { name: '{{name:a}}' } };
const version: Sending = {
  do: 'create',
  operation: 'CreateEnvironmentTemplateVersion',
  input: { templateName: '{{name:a}}', clientToken: '{{token:t}}', source: { s3: { bucket: 'bucket', key: 'key' } } },
};
/** Has no template, so that a script takes few calls of the CLI. */
const connection: Sending = {
  do: 'create',
  operation: 'CreateEnvironmentAccountConnection',
  input: { environmentName: '{{name:a}}', clientToken: '{{token:t}}', managementAccountId: '123456789012' },
};
const again: Sending = { do: 'retry', of: 0 };

/** What goes wrong on the way, as far as a script can bring it about: all on the endpoint that ignores tokens. */
const situations: Readonly<Record<string, readonly Step[]>> = {
  race: [{ do: 'together', steps: [connection, again] }],
  twice: [template, { ...version, fault: 'twice' }],
  'late copy': [template, { ...version, fault: 'copied' }, { do: 'get', of: 0 }, { do: 'deliver' }],
  'lost answer': [template, { ...version, fault: 'answer-lost' }, again, again],
  'given up': [template, { ...version, fault: 'timed-out' }, { do: 'wait', ms: 200 }, again, again],
  'restart once all is answered': [template, { do: 'restart', answered: true, during: [version] }, again],
  restart: [template, version, { do: 'settle', of: 0 }, { do: 'restart', during: [{ do: 'get', of: 0 }] }, again],
};
const faulty = Object.keys(situations);

/** At least one of each family, and of each kind of check. */
const mutants = [
  ['token-ignored', 'token.retry'],
  ['token-mismatch-unnamed', 'token.mismatch-named'],
  ['token-expires-at-7h50', 'token.alive'],
  ['create-modified-unnoticed', 'create.modified'],
  ['create-mismatch-writes', 'create.rejected-harmless'],
  ['delete-retry-not-found', 'delete.retry'],
  ['delete-still-listed', 'delete.first'],
  ['async-delete-complete-not-found', 'async-delete.complete'],
  ['wire-error-without-type', 'wire.error'],
  ['wire-not-json', 'wire.response'],
  ['wire-version-as-number', 'wire.response'],
] as const;

let folder = '';
const emulators = new Map<string, Emulator>();
const found = new Map<string, { counterexample: Counterexample; history: History }>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'proton-exports-'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [mutant, guarantee] of mutants) {
    const emulator = await startEmulator({ mutant });
    emulators.set(mutant, emulator);
    const one = await counterexampleOf(mutant, guarantee, emulator.url);
    found.set(mutant, one);
    mkdirSync(join(folder, mutant));
    writeExports(join(folder, mutant), one.counterexample, one.history);
  }
  for (const [name, steps] of Object.entries(situations)) {
    const aim = { guarantee: 'once', operation: 'CreateEnvironmentTemplateVersion', situation: 'concurrent' };
    const [one] = await shownBy('token-ignored', [{ index: 0, aim, steps }], emulators.get('token-ignored')!.url);
    if (one === undefined) throw new Error(`nothing was shown by ${name}`);
    found.set(name, one);
    writeExports(join(folder, name), one.counterexample, one.history);
  }
}, limitMs);

afterAll(async () => {
  for (const emulator of emulators.values()) await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The first systematic program aimed at the guarantee that shows its violation on the mutant. */
async function counterexampleOf(mutant: string, guarantee: string, foundAt: string) {
  const programs = systematicPrograms().filter(
    ({ aim }) => aim.guarantee === guarantee || guarantee.startsWith('wire.'),
  );
  const [first] = await shownBy(mutant, programs, foundAt, guarantee);
  if (first === undefined) throw new Error(`${mutant} showed nothing of ${guarantee}`);
  return first;
}

/** What the programs show, up to the first violation (of the guarantee). */
async function shownBy(mutant: string, programs: readonly Program[], foundAt: string, guarantee?: string) {
  const dispatcher = emulatorDispatcher(createEmulator({ mutant }));
  const shown: { counterexample: Counterexample; history: History }[] = [];
  const settings = { settleMs: 0, clockToleranceSeconds: 10 };
  await runJudged({
    endpoint: createEndpoint({ url, region: 'us-east-1', dispatcher }),
    programs,
    restart: () => Promise.resolve(),
    fixtures,
    runId: 'export',
    seed: 1,
    concurrency: 4,
    settings,
    clock: (await findControlClock({ url, dispatcher })) ?? noClock,
    onJudged: (history, { violations: [violation] }) => {
      const [{ program }] = history;
      if (violation === undefined || !('steps' in program)) return 'go-on';
      if (guarantee !== undefined && violation.guarantee !== guarantee) return 'go-on';
      const { steps } = program;
      const counterexample: Counterexample = {
        schemaVersion: 1,
        tool: 'proton-conformance',
        name: 'example',
        violation,
        program: { ...program, steps: steps.slice(0, violation.step + 1) },
        shrinking: 'budget spent',
        calls: 0,
        reproduced: { times: 1, of: 1 },
        settings,
        endpoint: foundAt,
        embedded: true,
        region: 'us-east-1',
        suite: '0.1.0',
      };
      shown.push({ counterexample, history });
      return 'stop';
    },
  });
  return shown;
}

/** `endpoint` undefined: where the violation was found, as the exports know themselves. */
const environment = (endpoint: string | undefined) => ({
  ...process.env,
  ENDPOINT: endpoint,
  SETTLE_SECONDS: '5',
  RESTART_COMMAND: 'true',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
});

interface TestResult {
  readonly status: string;
  readonly failureMessages: readonly string[];
}

/** Runs all tests of the folder, each in turn, as the clock of the endpoint is everybody's; the results by their folder. */
async function vitest(endpoint: string | undefined): Promise<Map<string, TestResult>> {
  const report = join(folder, 'report.json');
  const program = join(root, 'node_modules/vitest/vitest.mjs');
  const options = ['--no-isolate', '--no-file-parallelism', '--reporter=json', `--outputFile=${report}`];
  await run(process.execPath, [program, 'run', '--root', folder, ...options], { env: environment(endpoint) }).catch(
    () => undefined,
  );
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: { name: string; assertionResults: TestResult[] }[];
  };
  return new Map(testResults.map(({ name, assertionResults }) => [name.split('/').at(-2) ?? '', assertionResults[0]!]));
}

const evil = "'; touch PWNED; $(touch PWNED) `touch PWNED` ${(() => { throw 1 })()} */ \n\r\u2028 \u001b[2J";

/** A counterexample whose input and whose words are hostile. */
function writeHostile(): void {
  const { counterexample, history } = found.get('create-modified-unnoticed')!;
  const [first, ...rest] = counterexample.program.steps;
  if (first?.do !== 'create') throw new Error('it begins with a create');
  const steps = [{ ...first, input: { ...first.input, description: evil } }, ...rest];
  const violation = { ...counterexample.violation, observed: `success: ${evil}` };
  const program = { ...counterexample.program, steps };
  writeExports(join(folder, 'hostile'), { ...counterexample, violation, program }, history);
}

describe('the vitest export', () => {
  test('fails on the endpoint that has the defect, with its assertion', { timeout: limitMs }, async () => {
    const results = await vitest('');
    for (const [mutant, guarantee] of mutants)
      expect(results.get(mutant)?.failureMessages[0], mutant).toContain(`AssertionError: ${guarantee} on`);
    for (const name of faulty) expect(results.get(name)?.failureMessages[0], name).toContain('AssertionError: ');
  });

  test('passes on a right one, whatever is in its inputs, and cleans up', { timeout: limitMs }, async () => {
    writeHostile();
    const emulator = await startEmulator();
    const endpoint = createEndpoint({ url: emulator.url, region: 'us-east-1' });
    try {
      const results = await vitest(emulator.url);
      expect([...results].filter(([, { status }]) => status !== 'passed')).toEqual([]);
      expect([...results.keys()].sort()).toEqual([...mutants.map(([name]) => name), ...faulty, 'hostile'].sort());
      const left = await endpoint.call({ operation: 'ListEnvironmentTemplates', input: {}, lane: 'raw' });
      expect(left).toMatchObject({ body: '{"templates":[]}' });
    } finally {
      await endpoint.close();
      await emulator.close();
    }
  });

  test('holds no character that cannot be seen, and its header is all comments', () => {
    writeHostile();
    for (const [end, mark] of [
      ['sh', '#'],
      ['test.ts', '//'],
    ] as const) {
      const text = readFileSync(join(folder, 'hostile', `example.${end}`), 'utf8');
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      const header = text.split('\n').slice(0, 12);
      expect(header.filter((line) => !line.startsWith(mark))).toEqual([]);
    }
  });
});

const aws = await which('aws', { nothrow: true });
const jq = await which('jq', { nothrow: true });
if (!aws || !jq) console.warn('aws or jq is not installed: the exported scripts are not run');

describe.skipIf(!aws || !jq)('the shell export', () => {
  test.concurrent.each([
    ['token-mismatch-unnamed', 'token-mismatch-unnamed', 1, 'FAILED: token.mismatch-named'],
    ['token-mismatch-unnamed', undefined, 0, 'PASSED'],
    ['race', 'token-ignored', 1, 'FAILED: '],
  ])(
    'of %s, on an endpoint with the defect %s, exits %s',
    async (name, mutant, code, says) => {
      const emulator = await startEmulator(mutant === undefined ? {} : { mutant });
      try {
        const script = join(folder, name, 'example.sh');
        const ended = await run('bash', [script], { env: environment(emulator.url) }).then(
          ({ stdout, stderr }) => ({ code: 0, text: stdout + stderr }),
          (error: { code: number; stdout: string; stderr: string }) => ({
            code: error.code,
            text: error.stdout + error.stderr,
          }),
        );
        expect(ended).toMatchObject({ code });
        expect(ended.text).toContain(says);
      } finally {
        await emulator.close();
      }
    },
    limitMs,
  );

  test.each([...mutants.map(([mutant]) => mutant), ...faulty, 'hostile'])(
    'is a script that bash can read: %s',
    async (name) => {
      await run('bash', ['-n', join(folder, name, 'example.sh')]);
    },
  );
});
