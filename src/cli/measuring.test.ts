import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from './cli.ts';

const cli = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCli(args, {
    out: { write: (text) => out.push(text) },
    err: { write: (text) => err.push(text) },
    env: {},
    interrupted: new AbortController().signal,
  });
  return { code, out: out.join(''), err: err.join('') };
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'measuring-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('mutants', () => {
  test('exits 0 where all are found, and writes page and JSON', async () => {
    const [page, json] = [join(folder, 'page.md'), join(folder, 'matrix.json')];
    const { code, out, err } = await cli(
      ...['mutants', '--only', 'token-retry-refused', '--seeds', '2', '--markdown', page, '--json', json],
    );
    expect(code).toBe(0);
    expect(out).toContain('2 of 2 trials killed');
    expect(err).toContain('token-retry-refused seed 2: token.retry on');
    expect(readFileSync(page, 'utf8')).toContain('`proton-conformance mutants --seeds 2 --only token-retry-refused`');
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ killed: { times: 2, of: 2 } });
  });

  test('exits 1 where one survives', async () => {
    const { code, out } = await cli('mutants', '--only', 'token-retry-refused', '--max-calls', '3', '--quiet');
    expect(code).toBe(1);
    expect(out).toContain('SURVIVED token-retry-refused (token.retry) with seed 1');
  });

  test.each([
    [['--only', 'nothing-of-the-kind'], '--only matches no mutant'],
    [['--strategy', 'luck'], 'Give one of default'],
    [['--shard', '3/2'], 'Give i/n'],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await cli('mutants', ...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe('false-alarms', () => {
  test('exits 0 where nothing is called a violation, and keeps nothing', async () => {
    const alarms = join(folder, 'alarms');
    const { code, out } = await cli(
      ...['false-alarms', '--combinations', '2', '--seeds', '1', '--max-calls', '60', '--report-dir', alarms],
    );
    expect(out).toBe('0 false alarms in 2 runs of 2 combinations, 120 calls\n');
    expect(code).toBe(0);
    expect(existsSync(alarms)).toBe(false);
  });
});
