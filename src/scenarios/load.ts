// Reads specs/scenarios/ once and lays it out as runs: what is to be tried, and what must be there before it.
import { readdirSync, readFileSync } from 'node:fs';
import type { Json } from '../program/types.ts';
import { operations, resources } from '../specs/index.ts';
import type { Given, Points, Run, Scenario, ScenarioFile, StandardCall, Step, Subject } from './types.ts';

const folder = new URL('../../specs/scenarios/', import.meta.url);
const read = <T>(file: string): T => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as T;

type RawSubject = Readonly<Record<string, Json | StandardCall | Readonly<Record<string, Json>>>>;
const CHANGES = ['changed', 'other', 'apart', 'never'];

const fixtures = read<{ given: Record<string, Given>; subjects: Record<string, RawSubject> }>('given.json');

/** Fixtures by name. */
export const given: Readonly<Record<string, Given>> = fixtures.given;
/** Standard calls by create operation. */
const subjects: Readonly<Record<string, Subject>> = Object.fromEntries(
  Object.entries(fixtures.subjects).map(([operation, raw]) => [operation, toSubject(raw)]),
);
export const points: Points = read<Points>('points.json');
/** The files with scenarios, in the order of their names. */
export const files: readonly ScenarioFile[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json') && file !== 'given.json' && file !== 'points.json')
  .sort()
  .map((file) => read<ScenarioFile>(file));
export const scenarios: readonly Scenario[] = files.flatMap((file) => file.scenarios);

/** One run for each operation in `for` and each change in `each`. */
export function expand(scenario: Scenario): readonly Run[] {
  const changes = scenario.each ?? [undefined];
  return scenario.for.flatMap((operation) =>
    changes.map((change, n) => ({
      id: `${scenario.id}/${operation}${scenario.each ? `[${n}]` : ''}`,
      scenario,
      operation,
      ...(change && { change }),
      subject: subjectOf(operation),
    })),
  );
}

/** The subject of an operation on a resource type: that of the type's create. Throws where the operation has no type. */
export function subjectOf(operation: string): Subject {
  const { resource } = operations[operation] ?? {};
  const subject = resource && subjects[resources[resource].create];
  if (!subject) throw new Error(`no subject for ${operation}`);
  return subject;
}

/** The steps of all fixtures that a run needs, each fixture once, those that others need first. */
export function fixtureSteps(run: Run): readonly Step[] {
  const done = new Set<string>();
  const take = (name: string): readonly Step[] => {
    if (done.has(name)) return [];
    done.add(name);
    const fixture = given[name];
    if (!fixture) throw new Error(`no such fixture: ${name}`);
    return [...(fixture.given ?? []).flatMap(take), ...fixture.steps];
  };
  return [...(run.scenario.given ?? []), ...(usesSubject(run.scenario) ? run.subject.given : [])].flatMap(take);
}

/** Whether a step calls upon the standard calls, and so upon the fixtures of the subject. */
const usesSubject = (scenario: Scenario): boolean => JSON.stringify(scenario.steps).includes('"the":');

/** The n-th repetition of a repeated step (`#` in it is n), n from 1. */
export const repetition = (step: Step, n: number): Step =>
  JSON.parse(JSON.stringify(step).replaceAll('#', String(n))) as Step;

/**
 * What a run waits for before it can be tried here: needs other than those offered, and requests in parallel (`races`).
 * @param offered the needs of scenarios that the caller can meet
 */
export function waitsFor(scenario: Scenario, offered: readonly string[]): readonly string[] {
  const needs = [...(scenario.needs ?? []), ...(scenario.steps.some((step) => step.concurrently) ? ['races'] : [])];
  return needs.filter((need) => !offered.includes(need));
}

function toSubject(raw: RawSubject): Subject {
  const entries = Object.entries(raw);
  const isCall = (value: unknown): value is StandardCall =>
    typeof value === 'object' && value !== null && 'call' in value;
  return {
    given: raw.given as readonly string[],
    detail: raw.detail as string,
    identity: raw.identity as readonly string[],
    created: raw.created as string,
    ...(raw.status !== undefined && { status: raw.status as string }),
    calls: Object.fromEntries(entries.filter((e): e is [string, StandardCall] => isCall(e[1]))),
    changes: Object.fromEntries(
      CHANGES.flatMap((name) => (raw[name] ? [[name, raw[name] as Readonly<Record<string, Json>>]] : [])),
    ),
  };
}
