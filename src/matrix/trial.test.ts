import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runTrials, trialKeys } from './run-trials.ts';
import { runTrial } from './trial.ts';

const key = { mutant: 'token-retry-refused', seed: 3, strategy: 'default' };

test('a trial ends at the first violation, and is the same each time but for how long it takes', async () => {
  const { ms: _, ...first } = await runTrial(key, 'token.retry');
  const { ms: __, ...second } = await runTrial(key, 'token.retry');
  expect(second).toEqual(first);
  expect(first).toMatchObject({ ...key, breaks: 'token.retry', kill: { guarantee: 'token.retry' } });
  expect(first.calls.judged).toBeLessThan(1000);
});

test('what survives the budget is told as such', async () => {
  const { kill, calls } = await runTrial({ ...key, maxCalls: 5 }, 'token.retry');
  expect(kill).toBeUndefined();
  expect(calls.judged).toBe(5);
});

test('an unknown strategy is refused', async () => {
  await expect(runTrial({ ...key, strategy: 'luck' }, 'token.retry')).rejects.toThrow('unknown strategy: luck');
});

test('trials that are in the file are not run again, and shards leave each other their part', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trials-'));
  try {
    const mutants = ['token-retry-refused', 'token-ignored'].map((name) => ({ name, breaks: 'token.retry' }));
    const keys = trialKeys(mutants, { seeds: 2, strategy: 'default', maxCalls: 20 });
    const out = join(folder, 'new', 'trials.jsonl');
    const ran: string[] = [];
    const onTrial = ({ mutant, seed }: { mutant: string; seed: number }) => ran.push(`${mutant} ${seed}`);
    expect(await runTrials(keys, mutants, { out, onTrial, shard: { nth: 1, of: 2 } })).toHaveLength(2);
    expect(ran).toEqual(['token-retry-refused 1', 'token-retry-refused 2']);
    expect(await runTrials(keys, mutants, { out, onTrial })).toHaveLength(4);
    expect(ran.slice(2)).toEqual(['token-ignored 1', 'token-ignored 2']);
    expect(await runTrials(keys, mutants, { out, onTrial })).toHaveLength(4);
    expect(ran).toHaveLength(4);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
