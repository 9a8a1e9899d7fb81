// Runs with a ledger against one emulator whose state is kept: between them eight hours pass for the endpoint, whose clock
// is moved, and for the ledger, whose times are moved as far into the past.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { request } from 'undici';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/index.ts';
import type { Report } from '../../report/index.ts';
import { readSchema } from '../../specs/index.ts';
import { run } from '../index.ts';
import { Ledger, LedgerError } from './file.ts';

let folder = '';
let file = '';
let emulator: Emulator;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  file = join(folder, 'ledger.jsonl');
});
afterEach(async () => {
  await emulator?.close();
  rmSync(folder, { recursive: true });
});

const start = async (options: EmulatorOptions = {}): Promise<void> => {
  emulator = await startEmulator({ asyncMs: 5, ...options });
};

const night = async (more: { signal?: AbortSignal } = {}): Promise<Report> => {
  const { report } = await run({
    endpoint: emulator.url,
    clock: `ledger:${file}`,
    without: ['systematic', 'exhaustive', 'twins'],
    runs: 0,
    settleMs: 0,
    seed: 1,
    reportDir: join(folder, 'report'),
    ...more,
  });
  return report;
};

const hour = 3_600;

/** Time goes by. */
const sleep = (seconds: number): void => {
  emulator.clock.advance(seconds);
  const [head, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const older = lines.map((line) => {
    const entry = JSON.parse(line);
    const dueAt = new Date(Date.parse(entry.dueAt) - seconds * 1000).toISOString();
    const history = entry.history.map((event: { at?: number }) =>
      event.at === undefined ? event : { ...event, at: event.at - seconds * 1000 },
    );
    return JSON.stringify({ ...entry, dueAt, history });
  });
  writeFileSync(file, `${[head, ...older].join('\n')}\n`);
};

const statusOf = (report: Report, guarantee: string) =>
  report.guarantees.find(({ id }) => id === guarantee)?.operations.map(({ status, exercised }) => [status, exercised]);

const existing = async (): Promise<Record<string, number>> => {
  const count = async (operation: string, listed: string, input = {}): Promise<number> => {
    const { body } = await request(emulator.url, {
      method: 'POST',
      headers: { 'x-amz-target': `AwsProton20200720.${operation}` },
      body: JSON.stringify(input),
    });
    return ((await body.json()) as Record<string, unknown[]>)[listed]!.length;
  };
  return {
    environmentTemplates: await count('ListEnvironmentTemplates', 'templates'),
    serviceTemplates: await count('ListServiceTemplates', 'templates'),
    connections: await count('ListEnvironmentAccountConnections', 'environmentAccountConnections', {
      requestedBy: 'ENVIRONMENT_ACCOUNT',
    }),
  };
};

const left = { environmentTemplates: 2, serviceTemplates: 1, connections: 1 };

test('the first run leaves requests, and says from when on a later one can judge them', async () => {
  await start();
  const report = await night();
  expect(report.guarantees.find(({ id }) => id === 'token.expired')).toMatchObject({
    status: 'not-exercised',
    reason: expect.stringMatching(/wait in .*ledger.jsonl: a run with the same ledger after \d{4}-.*Z judges them/),
  });
  expect(await existing()).toEqual(left);
  const lines = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const isLine = new Ajv2020({
    strict: false,
    schemas: ['history', 'program'].map((name) => readSchema(`${name}.schema.json`)),
  }).compile(readSchema('ledger.schema.json'));
  for (const line of lines) expect(isLine(line) ? [] : isLine.errors).toEqual([]);
  expect(lines).toHaveLength(4);
});

test('nights go by: what is due is judged, by all that its history shows, and deleted', async () => {
  await start();
  await night();
  sleep(24 * hour);
  const second = await night();
  expect(second.violations).toEqual([]);
  expect(statusOf(second, 'token.expired')?.map(([status]) => status)).toEqual(['held', 'held', 'held']);
  // Versions wait for another eight hours, and new ones were left beside them.
  expect(await existing()).toEqual({ environmentTemplates: 4, serviceTemplates: 2, connections: 1 });
  sleep(24 * hour);
  const third = await night();
  expect(third.violations).toEqual([]);
  expect(await existing()).toEqual({ environmentTemplates: 4, serviceTemplates: 2, connections: 1 });
  expect(third.notes.join()).toMatch(/5 programs of earlier runs went on, 3 were left; 5 wait/);
});

test('before eight hours have passed it is token.alive that a run shows, and nothing is left twice without need', async () => {
  await start();
  await night();
  await night();
  await night();
  expect(await existing()).toEqual({ environmentTemplates: 4, serviceTemplates: 2, connections: 1 });
  sleep(7.5 * hour);
  const report = await night();
  expect(statusOf(report, 'token.alive')?.map(([status]) => status)).toEqual(['held', 'held', 'not-exercised']);
  expect(statusOf(report, 'token.expired')?.map(([status]) => status)).toEqual(Array(3).fill('not-exercised'));
});

test('an endpoint that keeps tokens for too long is found out', async () => {
  await start({ mutant: 'token-never-expires' });
  await night();
  sleep(24 * hour);
  const report = await night();
  expect(report.exitCode).toBe(1);
  const [violation] = report.violations;
  expect([violation?.guarantee, violation?.shrinking]).toEqual(['token.expired', 'budget spent']);
});

test('an endpoint that has lost everything is accused of nothing', async () => {
  await start();
  await night();
  const { port } = emulator;
  await emulator.close();
  await start();
  const text = readFileSync(file, 'utf8').replaceAll(`:${port}/`, `:${emulator.port}/`);
  writeFileSync(file, text);
  sleep(24 * hour);
  const report = await night();
  expect(report.violations).toEqual([]);
  expect(report.notes.join()).toMatch(/3 programs were not judged, as what they had made is not there any more/);
  expect(await existing()).toEqual(left);
});

interface Waiting {
  next: number;
  dueAt: string;
  readonly history: [
    { run: string; readonly program: { readonly steps: [{ operation: string }] } },
    { operation: string },
  ];
}

describe('a ledger', () => {
  test('of a run that was killed while it went on is cleaned up, and judged no more', async () => {
    await start();
    await night();
    const [first, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
    const taken = lines.map((line) => JSON.stringify({ ...JSON.parse(line), taken: true }));
    writeFileSync(file, `${[first, ...taken].join('\n')}\n`);
    const report = await night();
    expect(report.notes.join()).toMatch(/3 programs were not judged, as the run that went on with them was cut off/);
    expect(await existing()).toEqual(left);
  });

  test('whose last line is torn has lost that line alone', async () => {
    await start();
    await night();
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -40));
    const ledger = await Ledger.open(file, { ...owner, endpoint: new URL(emulator.url).href });
    expect(ledger.entries).toHaveLength(2);
    await ledger.close();
  });

  test.each<[string, (entry: Waiting) => void, RegExp]>([
    ['a run that is none', ({ history }) => (history[0].run = 'zz'), /a run id is six lower-case letters and digits/],
    ['names of another run', ({ history }) => (history[0].run = 'zzzzzz'), /its names are not those of run zzzzzz/],
    ['an unknown operation', ({ history }) => (history[1].operation = 'CreateWonder'), /no operation CreateWonder/],
    ['an unknown step', ({ history }) => (history[0].program.steps[0].operation = 'CreateWonder'), /by CreateWonder/],
    ['a step after the last', (entry) => (entry.next = 99), /does not wait before step 99/],
    ['a time that is none', (entry) => (entry.dueAt = 'soon'), /is no date: soon/],
  ])('with %s is refused with the line, and stays as it is', async (_, change, message) => {
    await start();
    await night();
    const [head, first, last = ''] = readFileSync(file, 'utf8').split('\n');
    const entry = JSON.parse(last);
    change(entry);
    const content = `${[head, first, JSON.stringify(entry)].join('\n')}\n`;
    writeFileSync(file, content);
    await expect(night()).rejects.toThrow(new RegExp(`ledger\\.jsonl, line 3: .*${message.source}`));
    expect(readFileSync(file, 'utf8')).toBe(content);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  const owner = { endpoint: 'http://127.0.0.1:1/', region: 'us-east-1' };
  const head = (changes = {}) =>
    `${JSON.stringify({ event: 'ledger', schemaVersion: 1, tool: 'proton-conformance', ...owner, ...changes })}\n`;

  test.each([
    ['another endpoint', head({ endpoint: 'http://x.test/' }), /is the ledger of http:\/\/x.test/],
    ['another region', head({ region: 'eu-west-1' }), /in eu-west-1, and this run/],
    ['somebody else', 'once upon a time\nthere was\n', /is no ledger of proton-conformance/],
    ['a later version', head({ schemaVersion: 2 }) + head(), /is no ledger/],
  ])('of %s is refused, and stays as it is', async (_, content, message) => {
    writeFileSync(file, content);
    await expect(Ledger.open(file, owner)).rejects.toThrow(message);
    expect(readFileSync(file, 'utf8')).toBe(content);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  test('of another account is refused, and stays as it is', async () => {
    await start();
    writeFileSync(file, head({ endpoint: new URL(emulator.url).href, account: '999999999999' }));
    const before = readFileSync(file, 'utf8');
    await expect(night()).rejects.toThrow(/ledger of account 999999999999/);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  test('that another run has is refused; one of a dead run is taken over', async () => {
    const first = await Ledger.open(file, owner);
    await expect(Ledger.open(file, owner, 0)).rejects.toThrow(/in use by another run/);
    await first.close();
    mkdirSync(`${file}.lock`);
    utimesSync(`${file}.lock`, new Date(0), new Date(0));
    await (await Ledger.open(file, owner, 0)).close();
  });

  test('in no folder is refused', async () => {
    await expect(Ledger.open(join(folder, 'no', 'x'), owner, 0)).rejects.toThrow(LedgerError);
    await expect(Ledger.open(folder, owner, 0)).rejects.toThrow(LedgerError);
  });
});
