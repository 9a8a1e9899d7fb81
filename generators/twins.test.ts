// The law of every pair: without its retries of what is already there or gone, the one is the other.
import { describe, expect, test } from 'vitest';
import { position } from '../src/program/facts.ts';
import type { Program, Step } from '../src/program/types.ts';
import { allCreates } from './requests.ts';
import { programProblems } from './testing/valid.ts';
import { twinCount, twinPrograms } from './twins.ts';

const programs = [...twinPrograms({ seed: 5, first: 100, random: 60 })];
const pairs = programs
  .filter(({ twin }) => twin?.part === 'plain')
  .map((plain): [Program, Program] => [plain, programs.find(({ index }) => index === plain.twin!.of)!]);
const titled = pairs.map(([plain, retried]) => [`${retried.index} ${retried.aim.operation}`, plain, retried] as const);

/** Each step with the position of the request that it is about among all steps: the same whatever stands between. */
function absolute(steps: readonly Step[]): { readonly step: string; readonly about: number | undefined }[] {
  const requests: number[] = [];
  return steps.map((step, at) => {
    const about = 'of' in step ? requests[position(step.of, requests.length)] : undefined;
    if (step.do === 'create' || step.do === 'retry') requests.push(at);
    return { step: JSON.stringify({ ...step, of: 0 }), about };
  });
}

/** The steps of `retried` that `plain` lacks, if the others are the same and about the same; else undefined. */
function inserted(plain: readonly Step[], retried: readonly Step[]): Step[] | undefined {
  const [without, with_] = [absolute(plain), absolute(retried)];
  const meant = new Map<number, number>();
  const extra: Step[] = [];
  let at = 0;
  for (const [n, { step, about }] of with_.entries()) {
    const same = without[at];
    if (same?.step === step && same.about === (about === undefined ? undefined : meant.get(about))) meant.set(n, at++);
    else extra.push(retried[n]!);
  }
  return at === without.length ? extra : undefined;
}

describe('pairs of programs', () => {
  test('are the same for the same seed', () => {
    expect([...twinPrograms({ seed: 5, first: 100, random: 60 })]).toEqual(programs);
    expect([...twinPrograms({ seed: 6, first: 100, random: 60 })]).not.toEqual(programs);
  });

  test('follow each other, as many as are told', () => {
    expect(programs.map(({ index }) => index)).toEqual(programs.map((_, at) => 100 + at));
    expect(programs.length).toBe(twinCount(60));
    expect(pairs.length * 2).toBe(programs.length);
  });

  test('are there for each create and each delete', () => {
    const aimed = new Set(programs.map(({ aim }) => aim.operation));
    expect([...aimed].sort()).toEqual(
      [...allCreates, ...allCreates.map((operation) => operation.replace('Create', 'Delete'))].sort(),
    );
  });

  test.each(titled)('%s: differ in retries alone', (_, plain, retried) => {
    expect([...programProblems(plain), ...programProblems(retried)]).toEqual([]);
    const extra = inserted(plain.steps, retried.steps);
    const kind = retried.aim.operation.startsWith('Create') ? 'retry' : 'delete';
    expect(extra?.filter((step) => step.do !== kind || step.change !== undefined)).toEqual([]);
    expect(plain.aim.guarantee).toBe(retried.aim.guarantee);
  });

  test('that are not drawn all have retries', () => {
    for (const [plain, retried] of pairs.slice(0, -60))
      expect(retried.steps.length, `${retried.index}`).toBeGreaterThan(plain.steps.length);
  });
});
