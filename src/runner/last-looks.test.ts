import { describe, expect, test } from 'vitest';
import type { Clock } from '../endpoint/clock.ts';
import type { Fixture, Step } from '../program/types.ts';
import { type History, invocations, outline, program, setting, template } from './testing/setting.ts';

const user: Step = {
  do: 'create',
  operation: 'CreateEnvironment',
  input: { name: '{{name:e}}', templateName: '{{fixture:base}}', spec: 's' },
};
const base: Fixture = { name: 'base', needs: [], steps: [template('t')] };
const lastLooks = ['fixtures', 'deleted'] as const;

const fixtureOf = (histories: readonly History[]): History =>
  histories.find(([{ program: of }]) => 'fixture' in of && of.fixture === 'base')!;
const retry = ['GetEnvironmentTemplate', 'answer', 'CreateEnvironmentTemplate', 'answer'];
const looks = ['GetEnvironmentTemplate', 'answer', 'ListEnvironmentTemplates', 'answer'];

describe('at the end of the run', () => {
  test('fixtures are asked for and looked at once more, before anything is cleaned up', async () => {
    const { run, histories } = setting();
    await run([[user]], { fixtures: [base], lastLooks });
    expect(outline(fixtureOf(histories))).toEqual([
      ...['header', 'CreateEnvironmentTemplate', 'answer'],
      ...retry,
      ...looks,
      'end: done',
    ]);
    expect(invocations(fixtureOf(histories)).map(({ step }) => step)).toEqual([0, 1, 2, 3, 4]);
    expect(histories.at(-1)).toBe(fixtureOf(histories));
  });

  test('what a program deleted is looked at once more, if it has left nothing', async () => {
    const { run, of } = setting();
    const programs = [
      program([template(), { do: 'delete', of: 0 }], 0),
      program([template(), template('b'), { do: 'delete', of: 0 }], 1),
      program([template()], 2),
    ];
    await run([], { programs, lastLooks });
    expect(outline(of(0)).slice(5)).toEqual([...looks, 'end: done']);
    expect(outline(of(1)).slice(7)).toEqual(['end: done']);
    expect(outline(of(2)).slice(3)).toEqual(['end: done']);
  });

  test('of many such programs some are looked at', async () => {
    const { run, histories } = setting();
    const programs = Array.from({ length: 30 }, (_, index) => program([template(), { do: 'delete', of: 0 }], index));
    await run([], { programs, lastLooks });
    expect(histories.filter((history) => invocations(history).length > 2).length).toBe(8);
    expect(histories.length).toBe(30);
  });

  test('a run that was ended early hands out all histories, as they are', async () => {
    const { run, histories } = setting();
    const programs = [
      program([template(), { do: 'delete', of: 0 }], 0),
      program([user, { do: 'wait', ms: 5_000 }, { do: 'get', of: 0 }, { do: 'get', of: 0 }], 1),
    ];
    await run([], { programs, fixtures: [base], lastLooks, maxCalls: 4 });
    expect(histories.length).toBe(3);
    expect(outline(fixtureOf(histories))).toEqual(['header', 'CreateEnvironmentTemplate', 'answer', 'end: done']);
  });

  test('fixtures are asked for before and after the clock moves', async () => {
    const { run, histories } = setting();
    const clock: Clock = { mode: 'control', advance: async () => undefined };
    await run([[user], [{ do: 'advance', seconds: 60 }]], { fixtures: [base], lastLooks, clock });
    expect(outline(fixtureOf(histories))).toEqual([
      ...['header', 'CreateEnvironmentTemplate', 'answer'],
      ...retry,
      'clock',
      ...retry,
      ...retry,
      ...looks,
      'end: done',
    ]);
  });

  test('nothing is looked at where that is left out', async () => {
    const { run, of, histories } = setting();
    await run([[user], [template(), { do: 'delete', of: 0 }]], { fixtures: [base], lastLooks: [] });
    expect(outline(fixtureOf(histories)).length).toBe(4);
    expect(outline(of(0)).length).toBe(4);
  });
});
