import { describe, expect, test } from 'vitest';
import { withoutDoubtful } from './doubts.ts';
import { nothingShown } from './testing/verdict.ts';
import type { HistoryVerdict, Violation } from './types.ts';

const violation = (doubt?: string): Violation => ({
  guarantee: 'create.retry',
  also: [],
  operation: 'CreateEnvironment',
  call: 1,
  step: 1,
  situation: 'being created',
  allowed: [],
  observed: '',
  ...(doubt ? { doubt } : {}),
});

const history = (over: Partial<HistoryVerdict>): { verdict: HistoryVerdict } => ({
  verdict: { ...nothingShown, ...over },
});

describe('a violation that hangs on a creation nobody saw end', () => {
  test.each([
    ['stays where no such creation was seen to fail', 'CreateEnvironment', ['CreateService'], 1],
    ['is undecided where one was', 'CreateEnvironment', ['CreateEnvironment'], 0],
    ['and one that does not hang on it stays', undefined, ['CreateEnvironment'], 1],
  ])('%s', (_, doubt, failed, left) => {
    const [judged] = withoutDoubtful([history({ violations: [violation(doubt)] }), history({ failed })]);
    expect(judged?.verdict.violations).toHaveLength(left);
    expect(judged?.verdict.inconclusive).toHaveLength(1 - left);
  });
});
