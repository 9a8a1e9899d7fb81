import { describe, expect, test } from 'vitest';
import { connectionsNeeded } from '../src/program/connections.ts';
import { movesOf, singleSteps } from '../src/program/facts.ts';
import type { Program, Step } from '../src/program/types.ts';
import { cells } from './cells.ts';
import { type RandomOptions, randomProgram } from './random.ts';
import { restartSequences } from './systematic/restarts.ts';
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
    const connection = (operation: string) => operation.endsWith('EnvironmentAccountConnection');
    const wanted = cells
      .filter(({ situation }) => !timed(situation))
      .filter(({ guarantee, operation }) => guarantee !== 'durable' || !connection(operation))
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
    expect(aimed.filter(changes).length).toBeGreaterThan(aimed.length * 0.7);
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
    expect(new Set(drawn.flatMap(({ steps }) => steps.map((step) => step.do))).size).toBe(14);
  });

  test('holds few connections, and none where the clock moves', () => {
    for (const program of programs) {
      expect(connectionsNeeded(program)).toBeLessThanOrEqual(movesOf(program.steps).length > 0 ? 0 : 4);
    }
  });

  test('moves the clock in a share of programs, by the sequences of the systematic ones', () => {
    const allowed = new Set([...sequences, ...restartSequences].map((moves) => moves.join(' ')));
    const moved = programs.map(({ steps }) => movesOf(steps).join(' ')).filter((moves) => moves !== '');
    expect(moved.filter((moves) => !allowed.has(moves))).toEqual([]);
    expect(moved.length).toBeGreaterThan(programs.length / 50);
    expect(moved.length).toBeLessThan(programs.length / 5);
  });

  test('moves no clock, and restarts nothing, where that is not offered', () => {
    const moving = (options: RandomOptions) =>
      new Set(
        Array.from({ length: 120 }, (_, index) => randomProgram(7, index, options)).flatMap(({ steps }) =>
          movesOf(steps).map((move) => typeof move),
        ),
      );
    expect(moving({ clock: false })).toEqual(new Set(['string']));
    expect(moving({ restart: false })).toEqual(new Set(['number']));
    expect(moving({ clock: false, restart: false })).toEqual(new Set());
  });

  test('has in a share of programs answers that are lost, requests at the same time, and late copies', () => {
    const has = (which: (step: Step) => boolean) => programs.filter(({ steps }) => steps.some(which)).length;
    const faulty = has((step) => 'fault' in step);
    const racing = has((step) => step.do === 'together');
    const late = has((step) => step.do === 'deliver');
    for (const count of [faulty, racing, late]) {
      expect(count).toBeGreaterThan(programs.length / 20);
      expect(count).toBeLessThan(programs.length / 2);
    }
  });

  test('leaves few questions open at a time', () => {
    const unanswered = ({ steps }: Program) =>
      singleSteps(steps).filter((step) => 'fault' in step && step.fault !== 'twice' && step.fault !== 'copied');
    expect(programs.filter((program) => unanswered(program).length > 6)).toEqual([]);
  });
});
