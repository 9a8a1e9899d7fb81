import { describe, expect, test } from 'vitest';
import { connectionsNeeded } from '../src/program/connections.ts';
import { advancesOf } from '../src/program/facts.ts';
import type { Program } from '../src/program/types.ts';
import { cells } from './cells.ts';
import { randomProgram } from './random.ts';
import { sequences } from './systematic/token-time.ts';
import { programProblems } from './testing/valid.ts';

const several = (count: number, seed = 7, first = 0): Program[] =>
  Array.from({ length: count }, (_, n) => randomProgram(seed, first + n));

const programs = several(600);

describe('a random program', () => {
  test('is the same to the byte for the same seed and index, in whatever order they are asked for', () => {
    const again = several(40).toReversed();
    expect(JSON.stringify(again.toReversed())).toBe(JSON.stringify(programs.slice(0, 40)));
    expect(JSON.stringify(randomProgram(7, 333))).toBe(JSON.stringify(programs[333]));
  });

  test('is another one for another seed or index', () => {
    const steps = (of: readonly Program[]) => new Set(of.map((program) => JSON.stringify(program.steps)));
    expect(steps(programs).size).toBeGreaterThan(580);
    expect(steps([...several(100), ...several(100, 8)]).size).toBeGreaterThan(190);
  });

  test('is valid: references, symbols, wire model, fixtures left alone', () => {
    const problems = programs.flatMap((program) =>
      programProblems(program).map((problem) => `${program.index} — ${problem}`),
    );
    expect(problems).toEqual([]);
  });

  test.each([8, 12, 20, 40])('has no more than %i steps where that is the limit', (maxSteps) => {
    const lengths = Array.from({ length: 200 }, (_, index) => randomProgram(3, index, { maxSteps }).steps.length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(maxSteps);
  });

  test('ends by looking at what it touched', () => {
    const last = programs.map(({ steps }) => steps.at(-1)!.do);
    expect(last.filter((kind) => kind !== 'get' && kind !== 'list')).toEqual([]);
  });

  test('aims at its cell; after a round of them all have been aimed at', () => {
    const aimed = new Set(programs.map(({ aim }) => `${aim.guarantee} ${aim.operation}`));
    const timed = (situation: string) => situation === 'expired' || situation === 'near expiry';
    const wanted = cells
      .filter(({ situation }) => !timed(situation))
      .map(({ guarantee, operation }) => `${guarantee} ${operation}`);
    expect(wanted.filter((cell) => !aimed.has(cell))).toEqual([]);
  });

  test('holds few connections, and none where the clock moves', () => {
    for (const program of programs) {
      expect(connectionsNeeded(program)).toBeLessThanOrEqual(advancesOf(program.steps).length > 0 ? 0 : 4);
    }
  });

  test('moves the clock in a share of programs, by the sequences of the systematic ones', () => {
    const allowed = new Set(sequences.map((moves) => moves.join(' ')));
    const moved = programs.map(({ steps }) => advancesOf(steps).join(' ')).filter((moves) => moves !== '');
    expect(moved.filter((moves) => !allowed.has(moves))).toEqual([]);
    expect(moved.length).toBeGreaterThan(programs.length / 50);
    expect(moved.length).toBeLessThan(programs.length / 5);
  });

  test('moves no clock where there is none', () => {
    for (let index = 0; index < 300; index++) {
      expect(advancesOf(randomProgram(7, index, { clock: false }).steps)).toEqual([]);
    }
  });
});
