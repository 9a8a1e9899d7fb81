import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { randomProgram, systematicPrograms } from '../../generators/index.ts';
import type { Input, Program, Sending, Step } from '../program/types.ts';
import { readSchema } from '../specs/index.ts';
import { candidatesOf, keyButForNames } from './candidates.ts';
import { isSmaller, measureOf } from './measure.ts';

const ajv = new Ajv2020({ strict: false });
const isProgram = ajv.compile(readSchema('program.schema.json'));

const random = Array.from({ length: 12 }, (_, n) => randomProgram(11, 9_000 + n, { maxSteps: 12, clock: true }));
const systematic = systematicPrograms({ clock: true }).filter(({ steps }, n) => n % 40 === 0 && steps.length <= 20);
const template: Sending = { do: 'create', operation: 'CreateEnvironmentTemplate', input: { name: '{{name:a}}' } };
const racing: Program = {
  index: 1,
  aim: { guarantee: 'once', operation: 'CreateEnvironmentTemplate', situation: 'concurrent' },
  steps: [
    { ...template, fault: 'copied' },
    {
      do: 'together',
      steps: [
        { do: 'retry', of: 0, fault: 'timed-out' },
        { do: 'retry', of: 0, change: { set: { name: '{{name:b}}' } } },
        { do: 'delete', of: 0 },
      ],
    },
    { do: 'restart', during: [{ do: 'get', of: 0 }, template] },
    { do: 'deliver' },
    { do: 'get', of: 1 },
  ],
};
const programs: readonly Program[] = [...random, ...systematic, racing];

test('every candidate is a program, strictly smaller, of the same index, and there once', () => {
  for (const program of programs) {
    const most = measureOf(program.steps);
    const candidates = candidatesOf(program);
    expect(new Set(candidates.map(({ steps }) => JSON.stringify(steps))).size).toBe(candidates.length);
    for (const candidate of candidates) {
      expect(isSmaller(measureOf(candidate.steps), most)).toBe(true);
      expect(candidate.index).toBe(program.index);
      expect(isProgram(candidate) ? undefined : [candidate, isProgram.errors]).toBeUndefined();
    }
  }
});

describe('steps that hold others', () => {
  const texts = candidatesOf(racing).map(({ steps }) => JSON.stringify(steps));
  const race = (...steps: Sending[]): Step => ({ do: 'together', steps });
  const again: Sending = { do: 'retry', of: 0 };

  test('are first tried without any race, fault and restart', () => {
    const [inRow, plain] = candidatesOf(racing);
    expect(inRow?.steps.map((step) => step.do)).toEqual([
      'create',
      'retry',
      'retry',
      'delete',
      'get',
      'create',
      'restart',
      'deliver',
      'get',
    ]);
    expect(JSON.stringify(plain)).not.toMatch(/fault|restart|deliver|together/);
  });

  test.each<[string, Step[], Step]>([
    ['lose members', [template, race(again, again, { do: 'get', of: 0 })], race(again, { do: 'get', of: 0 })],
    ['are no race with a single one', [template, race(again, { do: 'get', of: 0 })], again],
    [
      'meet a plainer fault',
      [template, race(again, { ...again, fault: 'copied' })],
      race(again, { ...again, fault: 'twice' }),
    ],
    ['are killed with less under way', [template, { do: 'restart', during: [again] }], { do: 'restart' }],
  ])('%s', (_, steps, expected) => {
    const found = candidatesOf({ ...racing, steps }).map((one) => one.steps);
    expect(found).toContainEqual([template, expected]);
  });

  test('and are never without one', () => {
    expect(texts.filter((text) => /"(steps|during)":\[\]/.test(text))).toEqual([]);
  });
});

describe('what is made by the program', () => {
  const published: Step[] = [
    { do: 'create', operation: 'CreateEnvironmentTemplate', input: { name: '{{name:t}}' } },
    {
      do: 'create',
      operation: 'CreateEnvironmentTemplateVersion',
      input: { templateName: '{{name:t}}', source: { s3: { bucket: 'buc', key: 'k' } } },
    },
    { do: 'settle', of: 0 },
    { do: 'modify', of: 0, operation: 'UpdateEnvironmentTemplateVersion', input: { status: 'PUBLISHED' } },
  ];
  const environment = (templateName: string, more: Input): Step => ({
    do: 'create',
    operation: 'CreateEnvironment',
    input: { name: '{{name:a}}', templateName, templateMajorVersion: '1', spec: 'proton: EnvironmentSpec', ...more },
  });
  const role = { protonServiceRoleArn: 'arn:aws:iam::{{account}}:role/a' };
  const found = (steps: Step[]) => candidatesOf({ ...racing, steps }).map((one) => one.steps);

  test('is replaced by a fixture where it is only read', () => {
    expect(found([...published, environment('{{name:t}}', role)])).toContainEqual([
      environment('{{fixture:envTemplate}}', role),
    ]);
  });

  test('is not where something would be done to the fixture', () => {
    const deleted: Step = { do: 'delete', of: 0, change: { set: { name: '{{name:t}}' } } };
    const texts = found([...published, environment('{{name:t}}', role), deleted]).map((one) => JSON.stringify(one));
    expect(texts.filter((text) => /delete.*fixture:/.test(text))).toEqual([]);
  });

  test('is replaced by a role where it is a connection', () => {
    const connection: Step = {
      do: 'create',
      operation: 'CreateEnvironmentAccountConnection',
      input: { environmentName: '{{name:a}}', managementAccountId: '{{account}}' },
    };
    const accept: Step = { do: 'modify', of: 0, operation: 'AcceptEnvironmentAccountConnection', input: {} };
    const connected = environment('{{fixture:envTemplate}}', { environmentAccountConnectionId: '{{made:0.id}}' });
    expect(found([connection, accept, connected])).toContainEqual([environment('{{fixture:envTemplate}}', role)]);
  });
});

test('moves of the clock become one, and an ending becomes a plain look', () => {
  const hours = (seconds: number): Step => ({ do: 'advance', seconds });
  const again: Step = { do: 'retry', of: 0 };
  const steps: Step[] = [template, hours(7_200), again, hours(3_600), { do: 'settle', of: 0 }, { do: 'list', of: 1 }];
  const found = candidatesOf({ ...racing, steps }).map((one) => one.steps);
  expect(found).toContainEqual([template, hours(10_800), again, { do: 'settle', of: 0 }, { do: 'list', of: 1 }]);
  expect(found).toContainEqual([template, again, hours(10_800), { do: 'settle', of: 0 }, { do: 'list', of: 1 }]);
  expect(found).toContainEqual([template, hours(7_200), { do: 'list', of: 0 }]);
});

test.each([
  ['{{name:a}}', '{{name:b}}', '{{name:q}}', '{{name:c}}', true],
  ['{{name:a}}', '{{name:a}}', '{{name:b}}', '{{name:c}}', false],
  ['{{name:a}}', '{{name:ab}}', '{{name:a}}', '{{name:b}}', false],
  ['{{name:a}}', '{{name:a}}-2', '{{name:b}}', '{{name:b}}-2', true],
])('%s and %s are called %s and %s: the same program is %s', (one, other, third, fourth, expected) => {
  const steps = (first: string, second: string): Step[] => [
    { ...template, input: { name: first } },
    { ...template, input: { name: second } },
  ];
  expect(keyButForNames({ steps: steps(one, other) }) === keyButForNames({ steps: steps(third, fourth) })).toBe(
    expected,
  );
});

test.each<[string, Input, string, boolean]>([
  ['CreateEnvironmentAccountConnection', { environmentName: '{{name:a}}', roleArn: 'arn' }, 'roleArn', true],
  ['CreateEnvironment', { name: '{{name:a}}', protonServiceRoleArn: 'arn' }, 'protonServiceRoleArn', false],
  ['CreateService', { name: '{{name:a}}', repositoryId: 'a/b', branchName: 'b' }, 'repositoryId', true],
])('%s %j: whether %s can be left out', (operation, input, member, expected) => {
  const found = candidatesOf({ ...racing, steps: [{ do: 'create', operation, input }] });
  const without = found.filter(({ steps }) => !JSON.stringify(steps).includes(member));
  expect(without.length > 0).toBe(expected);
  expect(without.every(({ steps }) => !JSON.stringify(steps).includes('branchName'))).toBe(true);
});

test('shrinking ends: the smallest program has no candidates', () => {
  for (const program of programs.slice(0, 4)) {
    let smallest = program;
    for (let next = candidatesOf(smallest); next.length > 0; next = candidatesOf(smallest)) smallest = next[0]!;
    expect(smallest.steps).toHaveLength(1);
  }
});

test('one like it: a flag, a change, a member, an element, a text, a time', () => {
  const program: Program = {
    index: 7,
    aim: { guarantee: 'token.retry', operation: 'CreateEnvironmentTemplate', situation: 'same parameters' },
    steps: [
      {
        do: 'create',
        operation: 'CreateEnvironmentTemplate',
        input: { name: '{{name:long}}', description: 'ab', tags: [{ key: 'k', value: 'v' }] },
      },
      { do: 'retry', of: 0, reordered: true, change: { set: { description: 'ac' } } },
      { do: 'advance', seconds: 29_000 },
      { do: 'wait', ms: 900 },
    ],
  };
  const texts = candidatesOf(program).map(({ steps }) => JSON.stringify(steps));
  const has = (...parts: string[]): boolean => texts.some((text) => parts.every((part) => text.includes(part)));
  expect(texts.some((text) => !text.includes('reordered') && text.includes('"ac"'))).toBe(true);
  expect(texts.some((text) => text.includes('reordered') && !text.includes('"change"'))).toBe(true);
  expect(has('"tags":[]')).toBe(true);
  expect(has('{{name:a}}')).toBe(true);
  expect(has('"seconds":28800')).toBe(true);
  expect(has('"ms":450')).toBe(true);
  expect(has('"description":"b"', '"description":"c"')).toBe(true);
});
