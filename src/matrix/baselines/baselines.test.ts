import { describe, expect, test } from 'vitest';
import { startInProcess } from '../in-process.ts';
import { fixedExamples, modelCommands } from './index.ts';

const budget = { seed: 1, maxCalls: 3000 };

describe.each([
  ['the fixed examples', fixedExamples],
  ['the commands', modelCommands],
])('%s', (_, search) => {
  test('find nothing on an emulator that keeps its promises', async () => {
    expect(await search(startInProcess({ seed: 1 }), budget)).toBeUndefined();
  });

  test.each([
    ['token-ignored', ['token.retry', 'token.mismatch']],
    ['create-retry-refused', ['create.retry']],
    ['delete-retry-not-found', ['delete.retry']],
  ])('find %s', async (mutant, guarantees) => {
    const found = await search(startInProcess({ seed: 1, mutant }), budget);
    expect(guarantees).toContain(found?.kill.guarantee);
    expect(found?.calls.judged).toBeGreaterThan(10);
  });
});
