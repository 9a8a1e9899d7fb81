// Mutants drawn by the commit, so that after each commit others are run and all have their turn. Only those that are found
// soon, by the published matrix: all of them are for `npm run mutants`.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { chosenMutants } from './catalogue.ts';
import { runTrial } from './trial.ts';

const drawnAtOnce = 30;
/** Judged requests until the kill: about two seconds. */
const soon = 1_500;
/** Of a busy machine. */
const timeoutMs = 60_000;

const commit = (): string => {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'no commit';
  }
};

const page = readFileSync(new URL('../../docs/detection.md', import.meta.url), 'utf8');
const medians = [...page.matchAll(/^\| ([\w-]+) \|.*\| ([\d,]+) \| [^|]+ \|$/gm)];
const foundSoon = new Set(
  medians.flatMap(([, mutant = '', calls = '']) => (Number(calls.replaceAll(',', '')) <= soon ? [mutant] : [])),
);

const drawn = () => {
  const turn = commit();
  const lot = (name: string): string => createHash('sha256').update(`${turn} ${name}`).digest('hex');
  return chosenMutants()
    .filter(({ name }) => foundSoon.has(name))
    .map((mutant) => ({ ...mutant, lot: lot(mutant.name) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, drawnAtOnce);
};

describe('at the default budget, a run finds', () => {
  test.each(drawn().map(({ name, breaks }) => [name, breaks] as const))(
    '%s, which breaks %s',
    async (mutant, breaks) => {
      const { kill, calls } = await runTrial({ mutant, seed: 1, strategy: 'default' }, breaks);
      expect(kill, `survived ${calls.judged} calls`).toBeDefined();
    },
    timeoutMs,
  );
});

test('as many are drawn as there are to be', () => {
  expect(drawn()).toHaveLength(drawnAtOnce);
});
