import { describe, expect, test } from 'vitest';
import { connectionsNeeded } from '../../src/program/connections.ts';
import { advancesOf } from '../../src/program/facts.ts';
import type { Program } from '../../src/program/types.ts';
import { required } from '../cells.ts';
import { fixtures } from '../fixtures.ts';
import { situations } from '../situations.ts';
import { programProblems } from '../testing/valid.ts';
import { systematicPasses, systematicPrograms } from './index.ts';

const programs = systematicPrograms();
const all = systematicPrograms({ repositories: true });
const shown = ({ index, aim }: Program) => `${index} ${aim.guarantee} ${aim.operation} ${aim.situation}: ${aim.about}`;
const those = (which: (program: Program) => boolean, of = programs) => of.filter(which).map(shown);

describe('the systematic programs', () => {
  test('are the same whenever they are made', () => {
    expect(JSON.stringify(systematicPrograms())).toBe(JSON.stringify(programs));
    expect(programs.map(({ index }) => index)).toEqual(programs.map((_, index) => index));
  });

  test('are valid: references, symbols, wire model, fixtures left alone', () => {
    const problems = all.flatMap((program) =>
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
    const { first, rest } = systematicPasses();
    const cell = ({ aim }: Program): string => `${aim.guarantee} ${aim.operation}`;
    expect(new Set(first.map(cell)).size).toBe(first.length);
    const missed = rest.filter((program) => !first.some((one) => cell(one) === cell(program)));
    expect([missed.map(shown), first.length + rest.length]).toEqual([[], programs.length]);
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

  test('stay within what a run has time for', () => {
    expect(programs.length).toBeLessThan(500);
    expect(programs.flatMap(({ steps }) => steps).length).toBeLessThan(5100);
  });

  test('send repositories only where the endpoint takes them', () => {
    const named = /provisioningRepository|repositoryConnectionArn|branchName/;
    expect(those(({ steps }) => named.test(JSON.stringify(steps)))).toEqual([]);
    expect(those(({ steps }) => named.test(JSON.stringify(steps)), all).length).toBeGreaterThan(0);
  });

  test('need no clock where there is none', () => {
    expect(those(({ steps }) => advancesOf(steps).length > 0, systematicPrograms({ clock: false }))).toEqual([]);
  });
});

describe('the cohorts on a moved clock', () => {
  const cohorts = new Map<string, Program[]>();
  for (const program of programs) {
    const moves = advancesOf(program.steps).join(' ');
    if (moves !== '') cohorts.set(moves, [...(cohorts.get(moves) ?? []), program]);
  }

  test('are few', () => {
    expect(cohorts.size).toBeLessThanOrEqual(6);
  });

  test.each([...cohorts])('%s: together hold no more connections than there may be', (_, together) => {
    expect(together.reduce((sum, program) => sum + connectionsNeeded(program), 0)).toBeLessThanOrEqual(5);
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
