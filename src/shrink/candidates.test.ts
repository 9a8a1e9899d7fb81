import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { randomProgram, systematicPrograms } from '../../generators/index.ts';
import type { Program } from '../program/types.ts';
import { readSchema } from '../specs/index.ts';
import { candidatesOf } from './candidates.ts';
import { isSmaller, measureOf } from './measure.ts';

const ajv = new Ajv2020({ strict: false });
const isProgram = ajv.compile(readSchema('program.schema.json'));

const random = Array.from({ length: 12 }, (_, n) => randomProgram(11, 5_000 + n, { maxSteps: 12, clock: true }));
const systematic = systematicPrograms({ clock: true, repositories: true }).filter(
  ({ steps }, n) => n % 40 === 0 && steps.length <= 20,
);
const programs: readonly Program[] = [...random, ...systematic];

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
