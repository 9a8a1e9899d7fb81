// kill -9 at random moments under load: whatever was answered is still there, and every token still stands for what it
// made. 5 kills here; `npm run bench:durability` has 200 (DURABILITY=N for N of them, DURABILITY_SEED for another course).
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nextRandom } from '../core/random.ts';
import type { Members } from '../wire/json.ts';

const kills = Number(process.env.DURABILITY ?? 5);
const seed = Number(process.env.DURABILITY_SEED ?? 1);
const clients = 8;
/** Answers in a life, at most; it ends some milliseconds after the last one that is waited for. */
const longestLife = 60;
const graceMs = 4;
const endedInTime = { timeout: 60_000 + kills * 10_000 };

const built = new URL('../../../dist/src/emulator/index.js', import.meta.url);
const root = mkdtempSync(join(tmpdir(), 'emulator-durability-'));
afterAll(() => rmSync(root, { recursive: true }));
beforeAll(() => expect(existsSync(built), 'npm run build').toBe(true));

const chance = { random: seed };
const below = (n: number) => Math.floor(nextRandom(chance) * n);

/** What has a name: all states in which it may be, one of them unless an answer is missing. */
type State = 'absent' | 'deleted' | { description: string; isModified: boolean };
const templates = new Map<string, State[]>();
/** What each token stands for; undefined where its answer is missing. */
const tokens = new Map<string, Members | undefined>();
/** Names and tokens that requests of this life were about, and the share of all others that is looked at after each kill. */
const touched = new Set<string>();
const sample = 1 / 20;
let clockReached = 0;
let url = '';
let alive: ChildProcess | undefined;
afterAll(() => alive?.kill('SIGKILL'));

test(`${kills} kills lose nothing that was answered (seed ${seed})`, endedInTime, async () => {
  let answers = 0;
  for (let n = 0; n < kills; n++) {
    const child = await start();
    alive = child;
    await verify((key) => touched.has(key) || below(1 / sample) === 0);
    const life = new Life(below(longestLife));
    const load = Array.from({ length: clients }, (_, client) => work(life, `c${client}-${n}`));
    await life.isLongEnough;
    await sleep(nextRandom(chance) * graceMs);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await Promise.all(load);
    answers += life.answers;
  }
  const child = await start();
  alive = child;
  await verify(() => true);
  await verifyNothingElse();
  child.kill('SIGKILL');
  await once(child, 'exit');
  if (kills > 5) console.log(`${kills} kills, ${answers} answers, ${templates.size} names, ${tokens.size} tokens`);
  expect(answers).toBeGreaterThan(kills);
});

async function start(): Promise<ChildProcess> {
  const code = `import(${JSON.stringify(built.href)}).then(async ({ startEmulator }) =>
    console.log((await startEmulator({ stateDir: ${JSON.stringify(join(root, 'state'))}, asyncMs: 5 })).url))`;
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the emulator does not start')));
  ended.catch(() => {});
  [url] = (await Promise.race([once(createInterface({ input: child.stdout! }), 'line'), ended])) as [string];
  await call('CreateEnvironmentTemplate', { name: 'parent' });
  return child;
}

/** The answer, or undefined where the endpoint is gone. */
async function call(operation: string, input: Members): Promise<(Members & { type: string }) | undefined> {
  const headers = { 'x-amz-target': `AwsProton20200720.${operation}` };
  try {
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) });
    return { ...((await answer.json()) as Members), type: answer.headers.get('x-amzn-errortype') ?? 'ok' };
  } catch {
    return undefined;
  }
}

/** Counts answers, and tells when there are so many. */
class Life {
  answers = 0;
  readonly isLongEnough: Promise<void>;
  #end: () => void = () => {};
  readonly #enough: number;

  constructor(enough: number) {
    this.#enough = enough;
    this.isLongEnough = new Promise((resolve) => {
      this.#end = resolve;
    });
    if (enough === 0) this.#end();
  }

  answered(): void {
    if (++this.answers === this.#enough) this.#end();
  }
}

/** One client's requests until the endpoint is gone. */
async function work(life: Life, name: string): Promise<void> {
  for (let n = 0; ; n++) {
    const isAnswered = await [ofTemplate, ofVersion, ofConnection, ofClock][below(4)]!(`${name}-${n >> 2}`);
    if (!isAnswered) return;
    life.answered();
  }
}

async function ofTemplate(name: string): Promise<boolean> {
  const [before = 'absent'] = templates.get(name) ?? [];
  const description = String(below(1e6));
  const [operation, input, after] = next(name, before, description);
  templates.set(name, [before, after]);
  touched.add(name);
  const answer = await call(operation, input);
  if (!answer) return false;
  expect(answer).toMatchObject({ type: 'ok' });
  templates.set(name, [after]);
  return true;
}

function next(name: string, before: State, description: string): [operation: string, input: Members, after: State] {
  if (typeof before === 'string')
    return ['CreateServiceTemplate', { name, description: 'first' }, { description: 'first', isModified: false }];
  if (before.isModified && below(2) === 0) return ['DeleteServiceTemplate', { name }, 'deleted'];
  return ['UpdateServiceTemplate', { name, description }, { description, isModified: true }];
}

const version = (clientToken: string): Members => ({
  templateName: 'parent',
  clientToken,
  source: { s3: { bucket: 'bucket', key: 'key' } },
});
const connection = (clientToken: string): Members => ({
  environmentName: clientToken,
  managementAccountId: '123456789012',
  clientToken,
});

const ofVersion = (token: string) => ofToken('CreateEnvironmentTemplateVersion', version(`v-${token}`));
const ofConnection = (token: string) => ofToken('CreateEnvironmentAccountConnection', connection(`e-${token}`));

async function ofToken(operation: string, input: Members): Promise<boolean> {
  const token = String(input.clientToken);
  if (!tokens.has(token)) tokens.set(token, undefined);
  touched.add(token);
  const answer = await call(operation, input);
  if (!answer) return false;
  const { type, ...body } = answer;
  expect([token, type]).toEqual([token, 'ok']);
  const { arn, createdAt, requestedAt } = Object.values(body)[0] as Members;
  const made = { arn, at: createdAt ?? requestedAt };
  expect([token, tokens.get(token) ?? made]).toEqual([token, made]);
  tokens.set(token, made);
  return true;
}

async function ofClock(): Promise<boolean> {
  try {
    const body = JSON.stringify({ advanceSeconds: 1 });
    const answer = await fetch(`${url}/_conformance/clock`, { method: 'POST', body });
    clockReached = Math.max(clockReached, Date.parse(((await answer.json()) as { now: string }).now));
    return true;
  } catch {
    return false;
  }
}

/** What is chosen is in a state in which it may be; which one is known from now on. */
async function verify(isChosen: (key: string) => boolean): Promise<void> {
  const answer = await fetch(`${url}/_conformance/clock`);
  expect(Date.parse(((await answer.json()) as { now: string }).now)).toBeGreaterThanOrEqual(clockReached);
  const ofName = async ([name, possible]: [string, State[]]) => templates.set(name, [await stateOf(name, possible)]);
  const isThere = (token: string) => (token.startsWith('v-') ? ofVersion : ofConnection)(token.slice(2));
  await inTurns(
    [...templates].filter(([name]) => isChosen(name)),
    ofName,
  );
  expect(await inTurns([...tokens.keys()].filter(isChosen), isThere)).not.toContain(false);
  touched.clear();
}

/** So many at a time as there are clients. */
async function inTurns<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let n = 0; n < items.length; n += clients)
    results.push(...(await Promise.all(items.slice(n, n + clients).map(act))));
  return results;
}

async function stateOf(name: string, possible: State[]): Promise<State> {
  const shown = await call('GetServiceTemplate', { name });
  if (shown?.type === 'ResourceNotFoundException') {
    const isDeleted = (await call('DeleteServiceTemplate', { name }))?.type === 'ok';
    expect(possible).toContainEqual(isDeleted ? 'deleted' : 'absent');
    return isDeleted ? 'deleted' : 'absent';
  }
  const retried = await call('CreateServiceTemplate', { name, description: 'first' });
  const { description } = (shown?.serviceTemplate ?? {}) as Members;
  const state = { description: String(description), isModified: retried?.type === 'ConflictException' };
  expect(possible).toContainEqual(state);
  return state;
}

/** No token has made a second resource. */
async function verifyNothingElse(): Promise<void> {
  const lists = [
    ['ListEnvironmentTemplateVersions', { templateName: 'parent' }, 'templateVersions'],
    ['ListEnvironmentAccountConnections', { requestedBy: 'ENVIRONMENT_ACCOUNT' }, 'environmentAccountConnections'],
  ] as const;
  let shown = 0;
  for (const [operation, input, member] of lists) {
    for (let nextToken: Members[string] = ''; nextToken !== undefined; ) {
      const page = await call(operation, { ...input, maxResults: 100, ...(nextToken ? { nextToken } : {}) });
      shown += ((page?.[member] ?? []) as unknown[]).length;
      nextToken = page?.nextToken ?? undefined;
    }
  }
  expect(shown).toBe(tokens.size);
}
