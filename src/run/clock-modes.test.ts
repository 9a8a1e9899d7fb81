// Programs about time on an endpoint that is strict about the dates of signatures, with each way to move its clock; and
// for real on the emulator under libfaketime.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixtures, systematicPrograms } from '../../generators/index.ts';
import type { HistoryVerdict } from '../checker/types.ts';
import type { ClockMode } from '../endpoint/clock/mode.ts';
import type { Clock } from '../endpoint/clock.ts';
import { createEndpoint } from '../endpoint/endpoint.ts';
import { advancesOf } from '../program/facts.ts';
import { makeRunId } from '../program/namespace.ts';
import type { Program } from '../program/types.ts';
import { runJudged } from './judged.ts';
import { replay } from './replay.ts';
import { examine } from './target.ts';
import { type StrictOptions, type StrictServer, startStrictServer } from './testing/strict-server.ts';

const operation = 'CreateEnvironmentAccountConnection';
const all = systematicPrograms();
const timed = all.filter(
  ({ aim, steps }) =>
    aim.operation === operation && /^token\.(alive|expired)$/.test(aim.guarantee) && advancesOf(steps).length > 0,
);
/** The second move comes soon after the first was seen. */
const twice = timed.filter(({ steps }) => advancesOf(steps).length === 2).slice(0, 1);
/** Within the eight hours, at the edge and past it. */
const few = [...timed.filter(({ aim }) => aim.situation === 'near expiry'), ...twice];
const still = all.filter(({ aim }) => aim.operation === operation && aim.guarantee === 'token.distinct');

let folder = '';
let file = '';
let server: StrictServer | undefined;
let child: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clock-modes-'));
  file = join(folder, 'clock');
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  child?.kill('SIGKILL');
  child = undefined;
  rmSync(folder, { recursive: true });
});

const modes = (): Record<string, ClockMode> => ({
  control: 'control',
  faketime: `faketime:${file}`,
  command: `command:echo "$ADVANCE_SECONDS" >> '${file}'`,
});

const start = async (mode: string, options: StrictOptions = {}): Promise<string> => {
  server = await startStrictServer({ ...(mode === 'control' ? {} : { file }), ...options });
  return server.url;
};

/** Runs them with those of other programs that move no clock beside, and gives what was found. */
const run = async (url: string, mode: ClockMode, programs: readonly Program[] = few) => {
  const endpoint = createEndpoint({ url, region: 'us-east-1' });
  const clock = (await examine(endpoint, mode)) as Clock;
  const verdicts: HistoryVerdict[] = [];
  try {
    const result = await runJudged({
      endpoint,
      clock,
      programs: [...still, ...programs],
      fixtures,
      runId: makeRunId(),
      seed: 1,
      concurrency: 8,
      settings: { settleMs: 0, clockToleranceSeconds: 60 },
      onJudged: (_, verdict) => {
        verdicts.push(verdict);
        return 'go-on';
      },
    });
    return { result, clock, verdicts };
  } finally {
    await endpoint.close();
  }
};

const summaryOf = ({ result, verdicts }: Awaited<ReturnType<typeof run>>) => ({
  stopped: result.stopped,
  leftBehind: result.leftBehind,
  violations: verdicts.flatMap(({ violations }) => violations),
  inconclusive: verdicts.flatMap(({ inconclusive }) => inconclusive),
  shown: [...new Set(verdicts.flatMap(({ exercised }) => exercised.map(({ guarantee }) => guarantee)))].filter((one) =>
    /^token\.(alive|expired|distinct)$/.test(one),
  ),
});

const right = {
  stopped: 'done',
  leftBehind: [],
  violations: [],
  inconclusive: [],
  shown: expect.arrayContaining(['token.alive', 'token.expired', 'token.distinct']),
};

describe.each(['control', 'faketime', 'command'])('%s', (mode) => {
  test('moves the clock of a server that is strict about dates, and nothing is misjudged for it', async () => {
    const url = await start(mode);
    const done = await run(url, modes()[mode]!);
    expect(summaryOf(done)).toEqual(right);
    expect(done.clock.notes ?? []).toEqual([]);
  });

  test('shows a saved violation again', async () => {
    const url = await start(mode, { mutant: 'token-never-expires' });
    const program = twice[0]!;
    const replayed = await replay(program, program.aim, {
      endpoint: url,
      clock: modes()[mode]!,
      settleMs: 0,
      tries: 2,
    });
    expect([replayed.outcome, replayed.times, replayed.of]).toEqual(['still violated', 2, 2]);
  });
});

test('a server whose Date does not follow its clock is signed for by its Date', async () => {
  for (const mode of ['control', 'command']) {
    const url = await start(mode, { dateStays: true });
    const done = await run(url, modes()[mode]!, twice);
    expect(summaryOf(done)).toMatchObject({ stopped: 'done', violations: [], inconclusive: [] });
    expect(done.clock.notes?.join() ?? '').toMatch(mode === 'command' ? /did not follow the command/ : /^$/);
    await server?.close();
  }
});

test('a server that was hours ahead before the run is followed from its first answer on', async () => {
  writeFileSync(file, '+50000\n');
  const url = await start('faketime');
  const done = await run(url, 'none', []);
  expect(summaryOf(done)).toMatchObject({ stopped: 'done', violations: [], inconclusive: [] });
  expect(server?.refused()).toBeLessThan(20);
});

test('a clock that does not move leaves its programs inconclusive, and the others alone', async () => {
  const url = await start('control');
  const done = await run(url, 'command:echo broken >&2; exit 7');
  const { violations, inconclusive, shown } = summaryOf(done);
  expect([violations, shown]).toEqual([[], ['token.distinct']]);
  expect(inconclusive).toContain('set-up: the clock was not moved: the command of --clock ended with code 7: broken');
});

const library = ['/usr/lib', '/usr/local/lib', '/usr/lib64']
  .flatMap((base) => [base, ...(existsSync(base) ? readdirSync(base).map((name) => join(base, name)) : [])])
  .map((base) => join(base, 'faketime', 'libfaketimeMT.so.1'))
  .find((path) => existsSync(path));
const main = new URL('../../dist/src/cli/main.js', import.meta.url).pathname;

describe.skipIf(library === undefined || !existsSync(main))('the emulator under libfaketime', () => {
  const startUnder = (env: Record<string, string>): Promise<string> => {
    writeFileSync(file, '+0\n');
    child = spawn(process.execPath, [main, 'emulator', '--port', '0', '--async-ms', '5'], {
      env: { ...process.env, LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: file, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return new Promise((resolve, reject) => {
      child?.once('exit', () => reject(new Error('the emulator ended')));
      child?.stdout?.once('data', (text: Buffer) => resolve(/http\S+/.exec(text.toString())![0]));
    });
  };
  const asTold = { FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' };

  test('with the two settings, moves are seen at once, and everything can be judged', async () => {
    const url = await startUnder(asTold);
    const done = await run(url, `faketime:${file}`);
    expect(summaryOf(done)).toEqual(right);
    expect(done.clock.notes).toEqual([]);
    expect(Number(readFileSync(file, 'utf8'))).toBeGreaterThan(24 * 3_600);
  });

  test('without them, a move that is seen late is waited for, and the run says which settings are missing', async () => {
    const url = await startUnder({ FAKETIME_CACHE_DURATION: '4' });
    const done = await run(url, `faketime:${file}`, twice);
    expect(summaryOf(done)).toMatchObject({ stopped: 'done', violations: [], inconclusive: [] });
    expect(done.clock.notes?.join()).toMatch(/late: start it with FAKETIME_NO_CACHE=1, and with FAKETIME_DONT_FAKE/);
  });
});
