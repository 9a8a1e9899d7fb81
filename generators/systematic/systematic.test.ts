import { describe, expect, test } from 'vitest';
import { connectionsNeeded } from '../../src/program/connections.ts';
import { movesOf, singleSteps } from '../../src/program/facts.ts';
import type { Program } from '../../src/program/types.ts';
import { required } from '../cells.ts';
import { fixtures } from '../fixtures.ts';
import { situations } from '../situations.ts';
import { programProblems } from '../testing/valid.ts';
import { type SystematicOptions, systematicPasses, systematicPrograms } from './index.ts';

const programs = systematicPrograms();
const shown = ({ index, aim }: Program) => `${index} ${aim.guarantee} ${aim.operation} ${aim.situation}: ${aim.about}`;
const those = (which: (program: Program) => boolean, of = programs) => of.filter(which).map(shown);

describe('the systematic programs', () => {
  test('are the same whenever they are made', () => {
    expect(JSON.stringify(systematicPrograms())).toBe(JSON.stringify(programs));
    expect(programs.map(({ index }) => index)).toEqual(programs.map((_, index) => index));
  });

  test('are valid: references, symbols, wire model, fixtures left alone', () => {
    const problems = programs.flatMap((program) =>
      programProblems(program).map((problem) => `${shown(program)} — ${problem}`),
    );
    expect(problems).toEqual([]);
  });

  test('aim at every required guarantee of every operation, in situations of the closed list', () => {
    const aimed = new Set(programs.map(({ aim }) => `${aim.guarantee} ${aim.operation}`));
    expect(
      required.map(({ guarantee, operation }) => `${guarantee} ${operation}`).filter((cell) => !aimed.has(cell)),
    ).toEqual([]);
    expect(those(({ aim }) => !situations.some((situation) => situation === aim.situation))).toEqual([]);
  });

  test('begin with one for each guarantee and operation', () => {
    const [first = [], ...rest] = systematicPasses();
    const cell = ({ aim }: Program): string => `${aim.guarantee} ${aim.operation}`;
    expect(new Set(first.map(cell)).size).toBe(first.length);
    const missed = rest.flat().filter((program) => !first.some((one) => cell(one) === cell(program)));
    expect([missed.map(shown), first.length + rest.flat().length]).toEqual([[], programs.length]);
  });

  test('begin, of a guarantee about time, with one that lets the time go by', () => {
    const [first = []] = systematicPasses();
    const still = first.filter(
      ({ aim, steps }) => /^token.(alive|expired)$/.test(aim.guarantee) && movesOf(steps).length === 0,
    );
    expect(still.map(shown)).toEqual([]);
  });

  test('are no two alike', () => {
    const seen = new Map<string, Program>();
    for (const program of programs) {
      const steps = JSON.stringify(program.steps);
      const same = seen.get(steps);
      expect(same === undefined ? '' : `${shown(same)} = ${shown(program)}`).toBe('');
      seen.set(steps, program);
    }
  });

  test('say in few words what they are about', () => {
    expect(programs.map(({ aim: { about = '' } }) => about.length).filter((chars) => chars > 600)).toEqual([]);
  });

  test('stay within what a run has time for', () => {
    expect(programs.length).toBeLessThan(1_480);
    expect(programs.flatMap(({ steps }) => singleSteps(steps)).length).toBeLessThan(21_900);
  });

  test('need no clock and no restart where there is none', () => {
    const moving = (options: SystematicOptions) =>
      new Set(systematicPrograms(options).flatMap(({ steps }) => movesOf(steps).map((move) => typeof move)));
    expect(moving({ clock: false })).toEqual(new Set(['string']));
    expect(moving({ restart: false })).toEqual(new Set(['number']));
    expect(moving({ clock: false, restart: false })).toEqual(new Set());
  });
});

describe('the cohorts', () => {
  const cohorts = new Map<string, Program[]>();
  for (const program of programs) {
    const answered = program.steps.some((step) => step.do === 'restart' && step.answered);
    const moves = `${movesOf(program.steps).join(' ')}${answered ? ', once all is answered' : ''}`;
    if (moves !== '') cohorts.set(moves, [...(cohorts.get(moves) ?? []), program]);
  }

  test('are few', () => {
    expect(cohorts.size).toBeLessThanOrEqual(12);
  });

  const connectionsOf = (together: readonly Program[]): number =>
    together.reduce((sum, program) => sum + connectionsNeeded(program), 0);

  test.each([...cohorts].filter(([moves]) => moves !== 'restart'))(
    '%s: together hold no more connections than there may be',
    (_, together) => {
      expect(connectionsOf(together)).toBeLessThanOrEqual(5);
    },
  );

  test('with one restart, which are cheap, go three times at most for the sake of connections', () => {
    expect(connectionsOf(cohorts.get('restart')!)).toBeLessThanOrEqual(15);
  });
});

test('no program holds more than four connections', () => {
  expect(those((program) => connectionsNeeded(program) > 4)).toEqual([]);
});

test('fixtures are valid, and come after what they need', () => {
  fixtures.forEach((fixture, at) => {
    expect(programProblems(fixture), fixture.name).toEqual([]);
    for (const name of fixture.needs) expect(fixtures.findIndex((other) => other.name === name)).toBeLessThan(at);
  });
});
