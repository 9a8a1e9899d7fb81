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

  test('that aims at a changed parameter changes it', () => {
    const aimed = programs.filter(({ aim }) => aim.parameter !== undefined);
    const changes = (program: Program) =>
      program.steps.some(
        (step) =>
          step.do === 'retry' &&
          [...Object.keys(step.change?.set ?? {}), ...(step.change?.drop ?? [])].some(
            (path) => path.split('.')[0] === program.aim.parameter,
          ),
      );
    expect(aimed.length).toBeGreaterThan(100);
    expect(aimed.filter(changes).length).toBeGreaterThan(aimed.length * 0.75);
    const members = new Set(cells.map(({ operation, parameter }) => `${operation} ${parameter}`));
    expect(new Set(programs.map(({ aim }) => `${aim.operation} ${aim.parameter}`))).toEqual(members);
  });

  test('goes the distance that some defects need', () => {
    const count = (kind: string, { steps }: Program) => steps.filter((step) => step.do === kind).length;
    expect(programs.filter((program) => count('create', program) > 20).length).toBeGreaterThan(5);
    expect(programs.filter((program) => count('delete', program) > 2).length).toBeGreaterThan(30);
    expect(programs.filter(({ steps }) => steps.length > 35).length).toBeGreaterThan(100);
    expect(programs.filter(({ steps }) => steps.some((step) => step.do === 'list' && step.pageSize === 1))).not.toEqual(
      [],
    );
  });

  test('is about anything, with steps of all kinds, where aim and swarm are left out', () => {
    const drawn = Array.from({ length: 100 }, (_, nth) => randomProgram(7, nth, { aim: false, swarm: false }));
    expect(new Set(drawn.map(({ aim }) => aim.guarantee))).toEqual(new Set(['once']));
    expect(new Set(drawn.map(({ aim }) => aim.operation)).size).toBe(7);
    expect(new Set(drawn.flatMap(({ steps }) => steps.map((step) => step.do))).size).toBe(11);
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
