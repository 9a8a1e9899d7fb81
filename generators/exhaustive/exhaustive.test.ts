import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { connectionsNeeded } from '../../src/program/connections.ts';
import { advancesOf, createOf } from '../../src/program/facts.ts';
import type { Program } from '../../src/program/types.ts';
import { guarantees, readSchema } from '../../src/specs/index.ts';
import { changes } from '../changes/index.ts';
import { allCreates, optionalMembers, standardRequest } from '../requests.ts';
import { programProblems } from '../testing/valid.ts';
import { exhaustiveCounts, exhaustivePrograms } from './index.ts';
import { alphabetOf, type Letter } from './letters.ts';

const programs = [...exhaustivePrograms()];
const shown = ({ index, aim }: Program) => `${index} ${aim.operation}: ${aim.about}`;
const lettersOf = ({ aim }: Program): string[] => aim.about!.split(', ').filter((word) => word !== 'without waiting');

describe('the exhaustive programs', () => {
  test('are the same whenever they are made, and numbered without a gap', () => {
    expect(JSON.stringify([...exhaustivePrograms()])).toBe(JSON.stringify(programs));
    expect(programs.map(({ index }) => index)).toEqual(programs.map((_, index) => index));
  });

  test('are valid by the schema, and in references, symbols, wire model, fixtures', () => {
    const valid = new Ajv2020().compile(readSchema('program.schema.json'));
    const problems = programs.flatMap((program) => [
      ...programProblems(program).map((problem) => `${shown(program)} — ${problem}`),
      ...(valid(program) ? [] : [`${shown(program)} — ${JSON.stringify(valid.errors)}`]),
    ]);
    expect(problems).toEqual([]);
  });

  test('are no two alike, and none begins another', () => {
    const whole = new Set(programs.map(({ steps }) => JSON.stringify(steps)));
    expect(whole.size).toBe(programs.length);
    const words = programs.map((program) => `${createOf(program.aim.operation)} ${program.aim.about}`);
    const known = new Set(words);
    expect(words.filter((word) => known.has(word.slice(0, word.lastIndexOf(','))))).toEqual([]);
  });

  test('aim at a guarantee that binds the operation', () => {
    const bound = new Set(guarantees.flatMap(({ id, operations }) => operations.map((name) => `${id} ${name}`)));
    expect(programs.filter(({ aim }) => !bound.has(`${aim.guarantee} ${aim.operation}`)).map(shown)).toEqual([]);
  });

  test('end by looking at what they touched, and look twice in a row at nothing else', () => {
    for (const program of programs) expect(program.steps.at(-1)!.do, shown(program)).toBe('list');
    const idle = /(get, (get|list)|list, (get|list)|(within|past), (within|past))/;
    expect(programs.filter(({ aim }) => idle.test(aim.about!)).map(shown)).toEqual([]);
  });

  test('have as many steps as their bound allows, the whole alphabet and one more over the core', () => {
    const cores = new Map(
      allCreates.map((operation): [string, Set<string>] => [
        operation,
        new Set(['create', ...alphabetOf(operation).core.map(({ letter }) => letter)]),
      ]),
    );
    for (const program of programs) {
      const letters = lettersOf(program);
      const inCore = letters.every((letter) => cores.get(createOf(program.aim.operation)!)!.has(letter));
      expect(letters.length, shown(program)).toBe(inCore ? 4 : 3);
    }
  });

  test('are few enough for a run, of connections above all', () => {
    expect(programs.length).toBeLessThan(1_400);
    expect(programs.flatMap(({ steps }) => steps).length).toBeLessThan(11_000);
    const connections = programs.filter((program) => connectionsNeeded(program) > 0);
    expect(connections.length).toBeLessThan(180);
    expect(Math.max(...connections.map(connectionsNeeded))).toBeLessThanOrEqual(3);
  });
});

describe('bounds', () => {
  test.each([
    [0, 0],
    [1, 29],
    [2, 198],
    [3, programs.length],
  ])('%i: %i programs, as counted', (bound, expected) => {
    expect([...exhaustivePrograms({ bound })].length).toBe(expected);
    expect([...exhaustiveCounts({ bound }).values()].reduce((a, b) => a + b)).toBe(expected);
  });

  test('of many steps are enumerated lazily', () => {
    const [first] = exhaustivePrograms({ bound: 6 });
    expect(lettersOf(first!)).toHaveLength(7);
  });
});

describe('without a clock', () => {
  test('only those that move it are left out, and the others keep their index', () => {
    const still = programs.filter(({ steps }) => advancesOf(steps).length === 0);
    expect(JSON.stringify([...exhaustivePrograms({ clock: false })])).toBe(JSON.stringify(still));
    expect(still.length).toBeLessThan(programs.length);
  });
});

describe.each(allCreates)('the alphabet of %s', (operation) => {
  const { whole } = alphabetOf(operation);

  test('has each letter once', () => {
    const names = whole.map(({ letter }) => letter);
    expect(new Set(names).size).toBe(names.length);
  });

  test('changes every member that the request has or may have', () => {
    const members = (letters: readonly Letter[]) => letters.map(({ letter }) => letter.replace('change ', ''));
    const able = members(whole.filter(({ kind }) => kind === 'mismatch'));
    const optional = optionalMembers(standardRequest(operation)).filter((member) => !able.includes(member));
    expect(optional).toEqual([]);
    for (const { change } of changes(operation)) {
      const touched = new Set([...Object.keys(change.set ?? {}), ...(change.drop ?? [])].map((p) => p.split('.')[0]!));
      if (touched.size === 1) expect(able).toContain([...touched][0]);
    }
  });

  test('sends every value of every letter', () => {
    const sent = new Set(
      programs
        .filter((program) => createOf(program.aim.operation) === operation)
        .flatMap(({ steps }) => steps.flatMap((step) => (step.do === 'retry' ? [JSON.stringify(step.change)] : []))),
    );
    const variants = whole.flatMap((letter) => (letter.kind === 'mismatch' ? letter.variants : []));
    expect(variants.filter(({ change }) => !sent.has(JSON.stringify(change)))).toEqual([]);
  });
});
