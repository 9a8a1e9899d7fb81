import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../index.ts';
import { creates } from '../testing/bench.ts';
import type { Members } from '../wire/json.ts';

const root = mkdtempSync(join(tmpdir(), 'emulator-state-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;
const newFolder = () => join(root, `state-${++folders}`);

async function call({ url }: Emulator, operation: string, input: Members): Promise<Members> {
  const headers = { 'x-amz-target': `AwsProton20200720.${operation}` };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) });
  return { type: answer.headers.get('x-amzn-errortype') ?? 'ok', ...((await answer.json()) as Members) };
}

const clock = async ({ url }: Emulator, advanceSeconds?: number): Promise<number> => {
  const method = advanceSeconds === undefined ? 'GET' : 'POST';
  const body = advanceSeconds === undefined ? {} : { body: JSON.stringify({ advanceSeconds }) };
  const answer = await fetch(`${url}/_conformance/clock`, { method, ...body });
  return Date.parse(((await answer.json()) as { now: string }).now);
};

/** What `first` does is done to one emulator, what `then` does to the next one on the same folder. */
async function inTwoLives(first: (on: Emulator) => Promise<void>, then: (on: Emulator) => Promise<void>) {
  const stateDir = newFolder();
  for (const act of [first, then]) {
    const on = await startEmulator({ stateDir, asyncMs: 0 });
    await act(on);
    await on.close();
  }
}

describe('another emulator on the same folder', () => {
  test('has the resources, tokens, modifications and deletions of the one before', async () => {
    const template = { name: 'env-template', description: 'one' };
    const version = creates.CreateEnvironmentTemplateVersion!;
    let made: Members = {};
    await inTwoLives(
      async (on) => {
        await call(on, 'CreateEnvironmentTemplate', template);
        made = await call(on, 'CreateEnvironmentTemplateVersion', { ...version, majorVersion: undefined });
        for (const name of ['modified', 'deleted']) await call(on, 'CreateServiceTemplate', { name });
        await call(on, 'UpdateServiceTemplate', { name: 'modified', description: 'two' });
        await call(on, 'DeleteServiceTemplate', { name: 'deleted' });
      },
      async (on) => {
        expect(await call(on, 'CreateEnvironmentTemplate', template)).toMatchObject({ type: 'ok' });
        const again = await call(on, 'CreateEnvironmentTemplateVersion', { ...version, majorVersion: undefined });
        const { status, statusMessage, ...rest } = made.environmentTemplateVersion as Members;
        expect(again).toMatchObject({ type: 'ok', environmentTemplateVersion: rest });
        expect(await call(on, 'CreateServiceTemplate', { name: 'modified' })).toMatchObject({
          type: 'ConflictException',
        });
        expect(await call(on, 'DeleteServiceTemplate', { name: 'deleted' })).toEqual({ type: 'ok' });
        expect(await call(on, 'GetServiceTemplate', { name: 'deleted' })).toMatchObject({
          type: 'ResourceNotFoundException',
        });
      },
    );
  });

  test('has its clock where the one before had moved it', async () => {
    let moved = 0;
    await inTwoLives(
      async (on) => {
        moved = await clock(on, 30_000);
      },
      async (on) => expect((await clock(on)) - moved).toSatisfy((ms: number) => ms >= 0 && ms < 60_000),
    );
  });
});

/** Another process that has the folder open. */
async function opening(stateDir: string): Promise<ChildProcess> {
  const code = `import('classic-level').then(async ({ ClassicLevel }) => {
    await new ClassicLevel(${JSON.stringify(stateDir)}).open();
    console.log('open');
    setInterval(() => {}, 1000);
  })`;
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout!, 'data');
  return child;
}

describe('a folder is refused', () => {
  const refused = (stateDir: string) => expect(startEmulator({ stateDir })).rejects;

  test('in use by this process, and by another one', async () => {
    const stateDir = newFolder();
    const on = await startEmulator({ stateDir });
    await refused(stateDir).toThrow(`${stateDir} is in use by another emulator`);
    await on.close();
    const other = await opening(stateDir);
    await refused(stateDir).toThrow(`${stateDir} is in use by another emulator`);
    other.kill('SIGKILL');
    await once(other, 'exit');
    await (await startEmulator({ stateDir })).close();
  });

  test('that holds something else', async () => {
    const stateDir = newFolder();
    mkdirSync(stateDir);
    writeFileSync(join(stateDir, 'notes.txt'), '');
    await refused(stateDir).toThrow(`${stateDir} is no emulator's state: there is notes.txt in it`);
  });

  test('that is no folder, or is in none', async () => {
    const file = newFolder();
    writeFileSync(file, '');
    await refused(file).toThrow(`${file} is not a folder`);
    await refused(join(file, 'x')).toThrow(`${join(file, 'x')} can't be read`);
    await refused(join(newFolder(), 'x')).toThrow('the folder that it would be in is not there');
  });

  test('that is damaged', async () => {
    const stateDir = newFolder();
    await (await startEmulator({ stateDir })).close();
    writeFileSync(join(stateDir, 'CURRENT'), 'MANIFEST-999999\n');
    await refused(stateDir).toThrow(`${stateDir} can't be read`);
  });
});
