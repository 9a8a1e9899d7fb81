// The worked examples that give an answer in bytes (`raw`), or a right answer with one member spoilt (`but`).
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Json } from '../program/types.ts';
import { operations, resources } from '../specs/index.ts';
import { decode } from './decode.ts';
import type { Reply } from './reply.ts';
import type { Outcome } from './types.ts';

interface Expected {
  readonly ok?: string;
  readonly error?: string | readonly string[];
  readonly gone?: true;
  readonly names?: string | false;
  readonly message?: boolean;
  readonly reading?: string;
  readonly violates?: string | readonly string[];
  readonly raw?: Reply;
  readonly but?: Readonly<Record<string, string>>;
}
interface Call {
  readonly the?: string;
  readonly again?: string;
  readonly allowed: readonly Expected[];
  readonly forbidden: readonly Expected[];
}
interface Scenario {
  readonly id: string;
  readonly for: readonly string[];
  readonly steps: readonly Call[];
}

const folder = new URL('../../specs/scenarios/', import.meta.url);
const scenarios = readdirSync(folder)
  .filter((file) => file.endsWith('.json') && !['given.json', 'points.json'].includes(file))
  .flatMap((file) => (JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { scenarios: Scenario[] }).scenarios);

const questions = scenarios.flatMap((scenario) => {
  const question = scenario.steps.at(-1) as Call;
  const expected = [...question.allowed, ...question.forbidden];
  return scenario.for.flatMap((operation) =>
    expected.map((each) => ({ scenario, operation: question.the === 'get' ? getOf(operation) : operation, each })),
  );
});

function getOf(operation: string): string {
  const resource = operations[operation]?.resource;
  return resource ? resources[resource].get : operation;
}

const raw = questions.flatMap(({ scenario, operation, each }) =>
  each.raw ? [[scenario.id, operation, each, each.raw] as const] : [],
);
const spoilt = questions.flatMap(({ scenario, operation, each }) =>
  Object.entries(each.but ?? {}).map(([member, how]) => [scenario.id, operation, member, how, each] as const),
);

/** The words of the scenarios for an outcome, as far as bytes alone can tell. */
function fits(expected: Expected, outcome: Outcome): boolean {
  if (expected.gone)
    return outcome.kind === 'success'
      ? outcome.detail?.deploymentStatus === 'DELETE_COMPLETE'
      : outcome.kind === 'error' && outcome.type === 'ResourceNotFoundException';
  if (expected.ok !== undefined)
    return (
      outcome.kind === 'success' && outcome.empty === (expected.ok === 'empty') && (outcome.empty || !!outcome.detail)
    );
  switch (expected.error) {
    case undefined:
      return outcome.kind === 'malformed' && outcome.guarantee === expected.violates;
    case 'retryable':
      return outcome.kind === 'again' || (outcome.kind === 'error' && outcome.type === 'ConflictException');
    case 'not-implemented':
    case 'not-permitted':
      return outcome.kind === expected.error;
    case 'inconclusive':
      return outcome.kind === 'quota';
    default:
      return outcome.kind === 'error' && [expected.error].flat().includes(outcome.type);
  }
}

describe('an answer in bytes', () => {
  test('is in the scenarios', () => expect(raw.length).toBeGreaterThan(100));

  test.each(raw)('%s, %s: %j', (_, operation, expected, reply) => {
    const body = reply.body.replaceAll(/\$(\w+)/g, '$1');
    const outcome = decode(operation, { ...reply, body });
    expect(fits(expected, outcome), JSON.stringify(outcome)).toBe(true);
    if (outcome.kind !== 'error') return;
    if (expected.names !== undefined) expect(outcome.mismatchSpelling !== undefined).toBe(expected.names !== false);
    if (expected.message !== undefined) expect(outcome.message !== undefined).toBe(expected.message);
  });

  test.each(raw.filter(([, , { reading }]) => reading))(
    '%s, %s: takes the reading of %j',
    (_, operation, expected, reply) => {
      const outcome = decode(operation, { ...reply, body: reply.body.replaceAll(/\$(\w+)/g, '$1') });
      const readings = 'taken' in outcome ? outcome.taken.map((taken) => taken.join(': ')) : [];
      expect(readings).toContain(expected.reading);
    },
  );
});

const RIGHT: Readonly<Record<string, Json>> = {
  arn: 'arn:aws:proton:us-east-1:123456789012:thing/one',
  name: 'one',
  templateName: 'one',
  majorVersion: '1',
  minorVersion: '0',
  id: '01234567-89ab-cdef-0123-456789abcdef',
  createdAt: 1_795_452_778.243,
  requestedAt: 1_795_452_778.243,
  status: 'ANY',
  deploymentStatus: 'IN_PROGRESS',
};
const SPOILT: Readonly<Record<string, Json>> = {
  missing: null,
  number: 7,
  'ISO time': '2026-11-23T16:52:58Z',
  milliseconds: 1_795_452_778_243,
  unknown: 'UNKNOWN_TO_THE_MODEL',
};

describe('a right answer with one member spoilt', () => {
  test('is in the scenarios', () => expect(spoilt.length).toBeGreaterThan(20));

  test.each(spoilt)('%s, %s: %s %s', (_, operation, member, how, expected) => {
    const resource = resources[operations[operation]?.resource ?? 'service'];
    const name = member === '$created' ? resource.created : member;
    // A name is a member of all details but a version's and a connection's, which then have nothing to spoil.
    const members = [...resource.identity, resource.created, ...(resource.status ? [resource.status.member] : [])];
    const right = Object.fromEntries(members.map((each) => [each, RIGHT[each] ?? null]));
    const body = (detail: { [member: string]: Json }): Reply => ({
      status: 200,
      headers: {},
      body: JSON.stringify({ [resource.detail]: detail }),
    });
    expect(decode(operation, body(right)).kind).toBe('success');
    const outcome = decode(operation, body({ ...right, [name]: SPOILT[how] ?? null }));
    if (expected.violates) expect(outcome).toMatchObject({ kind: 'malformed', guarantee: expected.violates });
    else
      expect(outcome).toMatchObject({
        kind: 'success',
        taken: expect.arrayContaining([expected.reading?.split(': ')]),
      });
  });
});
