// The laws of every arbitrary here, written once: the same seed gives the same value; every value, and every value that
// it shrinks to, satisfies what it is to satisfy, and is plain JSON. Also the wire model as such a condition.
import { deepEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { resolve } from '../../src/program/resolve.ts';
import type { Input, Json } from '../../src/program/types.ts';
import { api } from '../../src/specs/index.ts';

/** How many values of each arbitrary are tried, and how far each is shrunk. */
const values = 60;
const mostShrinks = 200;

/** Throws unless `arbitrary` keeps the laws; `problems` says what is wrong with a value. */
export function assertLaws(arbitrary: fc.Arbitrary<Json>, problems: (value: Json) => readonly string[]): void {
  for (let seed = 1; seed <= 3; seed++) {
    const sampled = fc.sample(arbitrary, { seed, numRuns: values });
    deepEqual(fc.sample(arbitrary, { seed, numRuns: values }), sampled, 'the same seed gives another value');
    for (const value of [...sampled, ...shrinksOf(arbitrary, seed)]) {
      deepEqual(JSON.parse(JSON.stringify(value)), value, 'the value is no plain JSON');
      deepEqual(problems(value), [], JSON.stringify(value));
    }
  }
}

/** The values that a failure with this seed would be shrunk to. */
function shrinksOf(arbitrary: fc.Arbitrary<Json>, seed: number): Json[] {
  const seen: Json[] = [];
  const fails = fc.property(arbitrary, (value) => {
    seen.push(structuredClone(value));
    return seen.length >= mostShrinks;
  });
  fc.check(fails, { seed, numRuns: 1 });
  return seen;
}

/** What is concrete for every symbol: the longest name space, so that lengths are judged at their worst. */
const meaning = {
  namespace: 'pcabc12351234521ab',
  account: '123456789012',
  fixture: (name: string) => `pcabc123fixture${name}`,
  made: () => '00000000-0000-4000-8000-000000000000',
};

/** `input` with every symbol replaced, or undefined if one is unknown. */
export const concrete = (input: Input): Input | undefined => resolve(input, meaning);

/** Everything in which `value`, once concrete, breaks the constraints of the shape; empty if nothing does. */
export function wireProblems(shapeName: string, value: Json): string[] {
  const known = resolve(value, meaning);
  return known === undefined ? ['a symbol that stands for nothing'] : problemsOf(shapeName, known, shapeName);
}

function problemsOf(shapeName: string, value: Json, at: string): string[] {
  const shape = api.shapes[shapeName]!;
  switch (shape.type) {
    case 'structure': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at} is no structure`];
      const members = Object.entries(value);
      const missing = (shape.required ?? [])
        .filter((name) => !(name in value))
        .map((name) => `${at}.${name} is missing`);
      const inner = members.flatMap(([name, each]) => {
        const member = shape.members?.[name];
        return member === undefined ? [`${at}.${name} is unknown`] : problemsOf(member.shape, each, `${at}.${name}`);
      });
      return [...missing, ...inner, ...(shape.union && members.length !== 1 ? [`${at} has not exactly one form`] : [])];
    }
    case 'list':
      if (!Array.isArray(value)) return [`${at} is no list`];
      return [
        ...size(shape, value.length, at),
        ...value.flatMap((each, n) => problemsOf(shape.member!.shape, each, `${at}.${n}`)),
      ];
    case 'string': {
      if (typeof value !== 'string') return [`${at} is no string`];
      const wrong =
        shape.enum !== undefined
          ? !shape.enum.includes(value)
          : shape.pattern !== undefined && !new RegExp(shape.pattern).test(value);
      return [...size(shape, value.length, at), ...(wrong ? [`${at} is not of its form: ${value}`] : [])];
    }
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) ? size(shape, value, at) : [`${at} is no integer`];
    default:
      return [`${at} is a ${shape.type}, which no input has`];
  }
}

const size = (
  { min = 0, max = Number.POSITIVE_INFINITY }: { readonly min?: number; readonly max?: number },
  of: number,
  at: string,
): string[] => (of < min || of > max ? [`${at} is of size ${of}, not ${min} to ${max}`] : []);
