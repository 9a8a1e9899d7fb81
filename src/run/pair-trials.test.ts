import { expect, test } from 'vitest';
import { twinPrograms } from '../../generators/index.ts';
import type { History } from '../history/read.ts';
import { startInProcess } from '../matrix/in-process.ts';
import type { Step } from '../program/types.ts';
import { type Reproduce, shrink, type Trial } from '../shrink/shrink.ts';
import { ofPairs } from './pair-trials.ts';
import { Trials } from './trials.ts';

const retried = [...twinPrograms({ seed: 1 })].find(
  ({ twin, aim }) => twin?.part === 'retried' && aim.operation === 'CreateEnvironmentTemplateVersion',
)!;

test('a pair that ends alike shows nothing, and was put to the test', async () => {
  const setting = { settings: { settleMs: 0, clockToleranceSeconds: 10 }, seed: 1, concurrency: 4 };
  const trials = new Trials(
    { ...startInProcess({}), ...setting },
    { maxCalls: 1_000, signal: new AbortController().signal },
  );
  const reproduce = ofPairs((programs, company) => trials.run(programs, company));
  const [trial] = (await reproduce([retried], 'alone')) ?? [];
  expect(trial?.violations).toEqual([]);
  expect(trial?.exercised).toMatchObject([{ guarantee: 'token.retry' }]);
});

test('a pair that ends otherwise is made smaller, both of it', async () => {
  /** Each retry shows at the end. */
  const broken: Reproduce = async (programs) =>
    programs.map((program): Trial => {
      const retries = program.steps.filter((step) => step.do === 'retry').length;
      const shows = Array.from({ length: retries + 1 }, (_, nth) => `version ${nth}`);
      return {
        violations: [],
        calls: program.steps.length,
        history: [{ event: 'header', program }] as unknown as History,
        lastLooks: [{ call: 0, operation: 'ListEnvironmentTemplateVersions', shows, missing: [] }],
        exercised: [],
      };
    });
  const reproduce = ofPairs(broken);
  const [trial] = (await reproduce([retried], 'alone')) ?? [];
  const [violation] = trial?.violations ?? [];
  expect(violation).toMatchObject({ guarantee: 'token.retry', ofPair: true });
  const result = await shrink({ program: retried, violation: violation! }, reproduce, 4_000);
  expect(result).toMatchObject({ shrinking: 'minimal', reproduced: { times: 10, of: 10 } });
  const kinds = (steps: readonly Step[]) => steps.map((step) => step.do);
  expect(kinds(result.program.steps)).toEqual(['create', 'retry', 'settle']);
  const beside = result.beside?.[0].program;
  expect(beside && 'steps' in beside && kinds(beside.steps)).toEqual(['create', 'settle']);
});
