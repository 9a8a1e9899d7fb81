// The scenario files themselves: their form, what they refer to, and that they leave nothing of the contract out.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { fixtureSchema, scenarioFileSchema } from '../src/scenarios/format.ts';
import { boundBy, faultsOf, uncovered } from '../src/scenarios/lint.ts';
import { files, given, points, scenarios } from '../src/scenarios/load.ts';
import type { Scenario } from '../src/scenarios/types.ts';
import { guarantees, silentPoints } from '../src/specs/index.ts';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
const contract = readFileSync(new URL('./contract.md', import.meta.url), 'utf8');

describe('form', () => {
  const validate = ajv.compile(scenarioFileSchema);
  test.each(files.map((file) => [file.family, file] as const))('%s', (_, file) => {
    expect(validate(file), ajv.errorsText(validate.errors)).toBe(true);
  });
  test('given', () => {
    const fixtures = ajv.compile(fixtureSchema);
    expect(fixtures(given), ajv.errorsText(fixtures.errors)).toBe(true);
  });
});

test('every reference in a scenario leads somewhere, every request is one of the API, the last step asks', () => {
  expect(scenarios.flatMap((scenario) => faultsOf(scenario, points))).toEqual([]);
});

test('ids are unique', () => {
  const ids = scenarios.map((scenario) => scenario.id);
  expect(ids.filter((id, n) => ids.indexOf(id) !== n)).toEqual([]);
});

test('every guarantee on every operation, every silent point and each of its readings has a scenario', () => {
  expect(uncovered(scenarios, points)).toEqual([]);
});

describe('one list of points', () => {
  test('guarantees: contract, specs/guarantees.json and points.json', () => {
    const inContract = [...contract.matchAll(/^- \*\*([a-z.-]+)\*\*/gm)].map((match) => match[1]);
    expect(Object.keys(points.guarantees).sort()).toEqual(inContract.sort());
    expect(guarantees.map(({ id, operations }) => [id, [...operations].sort()]).sort()).toEqual(
      Object.entries(points.guarantees)
        .map(([id, families]) => [id, [...boundBy(families, points)].sort()])
        .sort(),
    );
  });
  test('silent points and readings: contract, specs/readings.json and points.json', () => {
    const named = [
      ...contract.matchAll(/`((?:token|create|delete|async-delete|version|connection|wire|detail)\.[a-z-]+)`/g),
    ].map((match) => match[1]!);
    const inContract = new Set(named.filter((id) => !(id in points.guarantees)));
    expect(Object.keys(points.silent).sort()).toEqual([...inContract].sort());
    expect(silentPoints.map(({ id, readings }) => [id, [...readings]]).sort()).toEqual(
      Object.entries(points.silent)
        .map(([id, readings]) => [id, [...readings]])
        .sort(),
    );
  });
});

describe('the lint finds', () => {
  const right = scenarios.find((scenario) => scenario.id === 'token-retry')!;
  const [create, retry] = right.steps as [Scenario['steps'][number], Scenario['steps'][number]];
  const cases: readonly [string, Partial<Scenario>, string][] = [
    ['a step that is not there', { steps: [create, { ...retry, again: 'nowhere' }] }, 'no such step: nowhere'],
    [
      'a member that is not in the API',
      { steps: [{ ...create, with: { colour: 'blue' } }, retry] },
      'has no member colour',
    ],
    ['a required member left out', { steps: [{ ...create, without: ['templateName'] }, retry] }, 'lacks templateName'],
    ['a name used twice', { steps: [create, create, retry] }, 'step name used twice: first'],
    [
      'an unknown reading',
      { steps: [create, { ...retry, allowed: [{ ok: 'new', reading: 'token.empty: odd' }] }] },
      'unknown reading',
    ],
    [
      'an unknown guarantee',
      { steps: [create, { ...retry, forbidden: [{ ok: 'new', violates: 'token.odd' }] }] },
      'unknown guarantee token.odd',
    ],
    ['a scenario without a question', { steps: [create] }, 'the last step is no question'],
    [
      'a clock that is not asked for',
      { steps: [create, { advanceSeconds: 1 }, retry] },
      'needs the clock exactly when it moves it',
    ],
    ['an operation that is not under test', { for: ['GetService'] }, 'GetService is no operation under test'],
  ];
  test.each(cases)('%s', (_, change, fault) => {
    expect(faultsOf({ ...right, for: ['CreateEnvironmentTemplateVersion'], ...change }, points).join('; ')).toContain(
      fault,
    );
  });
  test('what is not covered', () => {
    const without = scenarios.filter(
      (scenario) => scenario.silent !== 'delete.body' && scenario.guarantee !== 'token.case',
    );
    expect(uncovered(without, points)).toEqual([
      ...points.families.token!.map((operation) => `token.case × ${operation}`),
      'delete.body: empty',
      'delete.body: metadata',
      'delete.body',
    ]);
  });
});
