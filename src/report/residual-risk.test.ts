import { describe, expect, test } from 'vitest';
import { nothingShown } from '../checker/testing/verdict.ts';
import type { Phase } from '../program/types.ts';
import { exhaustiveReports, exhaustiveText } from './exhausted.ts';
import { residualRisk, residualText } from './residual-risk.ts';
import type { JudgedHistory } from './types.ts';

const judged = (index: number, phase: Phase, situations: readonly string[], more: Partial<JudgedHistory> = {}) => ({
  path: `histories/${index}.jsonl`,
  program: {
    index,
    phase,
    aim: { guarantee: 'delete.first', operation: 'DeleteService', situation: 'deleted' },
    steps: [],
  },
  end: { event: 'end' as const, at: 0, reason: 'done' as const },
  verdict: {
    ...nothingShown,
    exercised: situations.map((situation) => ({ guarantee: 'once', operation: 'CreateService', situation, count: 2 })),
  },
  spent: { calls: [], made: {} },
  ...more,
});
const many = (count: number, phase: Phase, situation: (n: number) => string[]) =>
  Array.from({ length: count }, (_, n) => judged(n, phase, situation(n)));

describe('the residual risk', () => {
  test.each<[string, JudgedHistory[], object]>([
    ['of few programs cannot be told', many(29, 'random', (n) => [`${n}`]), { withNewSituation: 29, situations: 29 }],
    ['of programs that each show something new is 1', many(30, 'random', (n) => [`${n}`]), { chance: 1 }],
    [
      'counts programs, not what each shows alone',
      many(40, 'random', (n) => ['all', ...(n < 4 ? [`${n}`, `${n}b`] : [])]),
      { chance: 0.1 },
    ],
    ['is below three in n where nothing is new', many(300, 'random', () => ['all']), { chance: 0, below: 0.01 }],
    [
      'is of random programs, and what others show is not new',
      [
        ...many(40, 'random', (n) => [`${n % 20}`, ...(n === 7 ? ['x', 'y'] : [])]),
        ...many(60, 'systematic', (n) => ['x', `${n}s`]),
      ],
      { randomPrograms: 40, chance: 0.025 },
    ],
    [
      'takes programs that ran to their end',
      [
        ...many(30, 'random', () => ['all']),
        judged(30, 'random', ['new'], { end: { event: 'end', at: 0, reason: 'budget' } }),
      ],
      { randomPrograms: 30, chance: 0 },
    ],
  ])('%s', (_, histories, expected) => {
    expect(residualRisk(histories)).toMatchObject(expected);
  });

  test('is no number where there are too few programs', () => {
    expect(residualRisk(many(29, 'random', () => ['a'])).chance).toBeUndefined();
  });

  test.each([
    [{ randomPrograms: 5, situations: 9, withNewSituation: 0 }, 'too few'],
    [{ randomPrograms: 120, situations: 9, withNewSituation: 1, chance: 0.0083 }, 'about 0.8 %'],
    [{ randomPrograms: 120, situations: 9, withNewSituation: 0, chance: 0, below: 0.025 }, 'less than 2.5 %'],
  ])('in words: %o', (risk, expected) => {
    expect(residualText(risk)).toContain(expected);
  });
});

describe('the exhaustive programs that were covered', () => {
  const exhaustive = { steps: 3, programs: { CreateService: 3, CreateEnvironment: 0 } };

  test.each<[string, JudgedHistory[], number]>([
    ['are those that ran to their end', many(3, 'exhaustive', () => []), 3],
    ['count once, however often they ran', [...many(2, 'exhaustive', () => []), ...many(2, 'exhaustive', () => [])], 2],
    ['are of that phase', many(3, 'random', () => []), 0],
    [
      'are not those that were cut short',
      [judged(0, 'exhaustive', [], { end: { event: 'end', at: 0, reason: 'quota' } })],
      0,
    ],
    [
      'are not those that ended before they had shown all',
      [
        judged(0, 'exhaustive', [], {
          end: { event: 'end', at: 0, reason: 'done', detail: 'the rest would show nothing more' },
        }),
      ],
      0,
    ],
  ])('%s', (_, histories, covered) => {
    expect(exhaustiveReports({ exhaustive }, histories)).toEqual([
      { operation: 'CreateService', steps: 3, covered, of: 3 },
    ]);
  });

  test('are none where the run had none', () => {
    expect(
      exhaustiveReports(
        {},
        many(3, 'exhaustive', () => []),
      ),
    ).toEqual([]);
  });

  test('in words: what is whole, and what is not', () => {
    const of = (operation: string, covered: number) => ({ operation, steps: 3, covered, of: 1000 });
    expect(exhaustiveText([of('A', 1000), of('B', 999), of('C', 1000)], false)).toEqual([
      'all 2,000 programs of up to 3 steps for A, C',
      '999 of 1,000 programs of up to 3 steps for B',
    ]);
    expect(exhaustiveText([of('A', 10), of('B', 0)], true)).toEqual(['10 of 1,000 programs of up to 3 steps for A']);
    expect(exhaustiveText([of('B', 0)], false)).toEqual(['0 of 1,000 programs of up to 3 steps for B']);
    expect(exhaustiveText([of('A', 1000), of('B', 1000)], false)).toEqual([
      'all 2,000 programs of up to 3 steps for the 2 create operations',
    ]);
  });
});
