// Some mutants in every run of the tests, others after each commit, so that all have their turn: the whole matrix is for
// `npm run mutants`.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { chosenMutants, notFoundYet } from './catalogue.ts';
import { runTrial } from './trial.ts';

const mutantsAtOnce = 10;
/** Of a busy machine; else each takes a few seconds. */
const timeoutMs = 300_000;

const commit = (): string => {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'no commit';
  }
};

const turn = commit();
const lot = (name: string): string => createHash('sha256').update(`${turn} ${name}`).digest('hex');
const mutants = chosenMutants()
  .filter(({ name }) => notFoundYet[name] === undefined)
  .map((mutant) => ({ ...mutant, lot: lot(mutant.name) }))
  .sort((a, b) => (a.lot < b.lot ? -1 : 1))
  .slice(0, mutantsAtOnce);

describe('at the default budget, a run finds', () => {
  test.each(mutants.map(({ name, breaks }) => [name, breaks] as const))(
    '%s, which breaks %s',
    async (mutant, breaks) => {
      const { kill, calls } = await runTrial({ mutant, seed: 1, strategy: 'default' }, breaks);
      expect(kill, `survived ${calls.judged} calls`).toBeDefined();
    },
    timeoutMs,
  );
});
