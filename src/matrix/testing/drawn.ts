// Mutants drawn by the commit, so that after each commit others are run and all have their turn: the whole matrix is for
// `npm run mutants`. In halves, a file each, so that two processes share them.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { chosenMutants } from '../catalogue.ts';
import { runTrial } from '../trial.ts';

const drawnAtOnce = 30;
/** Of a busy machine; else each takes a few seconds. */
const timeoutMs = 300_000;

const commit = (): string => {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'no commit';
  }
};

const drawn = () => {
  const turn = commit();
  const lot = (name: string): string => createHash('sha256').update(`${turn} ${name}`).digest('hex');
  return chosenMutants()
    .map((mutant) => ({ ...mutant, lot: lot(mutant.name) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, drawnAtOnce);
};

/** Declares a test for each mutant of one half: the run that a user makes by default finds it. */
export const findsDrawn = (half: 0 | 1): void => {
  describe('at the default budget, a run finds', () => {
    const own = drawn().filter((_, index) => index % 2 === half);
    test.each(own.map(({ name, breaks }) => [name, breaks] as const))(
      '%s, which breaks %s',
      async (mutant, breaks) => {
        const { kill, calls } = await runTrial({ mutant, seed: 1, strategy: 'default' }, breaks);
        expect(kill, `survived ${calls.judged} calls`).toBeDefined();
      },
      timeoutMs,
    );
  });
};
