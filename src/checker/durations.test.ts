import { expect, test } from 'vitest';
import { judgeDurations } from './durations.ts';
import type { Duration } from './types.ts';

const deletion = (ms: number, retried: boolean, inProgressMs = ms): Duration => ({
  resource: 'environment',
  work: 'delete',
  retried,
  ms,
  inProgressMs,
  call: 7,
});
const calm = [deletion(900, false), deletion(1000, false), deletion(800, false)];
const breaches = (durations: readonly Duration[]): string[] =>
  judgeDurations(durations.map((one, index) => ({ history: `h${index}`, durations: [one] }))).map((one) => one.history);

test.each([
  ['no deletions', [], []],
  ['retried ones as quick as the others', [...calm, deletion(1000, true), deletion(1000, true)], []],
  ['exactly at the limit', [...calm, deletion(13_000, true), deletion(13_000, true)], []],
  ['one breach', [...calm, deletion(13_001, true), deletion(1000, true)], []],
  ['two breaches', [...calm, deletion(13_001, true), deletion(20_000, true)], ['h3', 'h4']],
  ['found over late, but not looked at before', [...calm, deletion(90_000, true, 900), deletion(90_000, true, 0)], []],
  ['only two undisturbed', [...calm.slice(1), deletion(90_000, true), deletion(90_000, true)], []],
  [
    'the longest one is the measure',
    [...calm, deletion(30_000, false), deletion(90_000, true), deletion(90_000, true)],
    [],
  ],
] as const)('%s', (_, durations, expected) => {
  expect(breaches(durations)).toEqual(expected);
});

test('kinds are judged apart, creations not at all', () => {
  const service = { ...deletion(90_000, true), resource: 'service' };
  const creation = { ...deletion(90_000, true), work: 'create' as const };
  expect(breaches([...calm, service, service, creation, creation])).toEqual([]);
});

test('a breach names guarantee, operation, limit and what was seen', () => {
  const [first] = judgeDurations([
    { history: 'h', durations: [...calm, deletion(20_000, true), deletion(20_000, true)] },
  ]);
  expect(first?.violation).toMatchObject({
    guarantee: 'async-delete.in-progress',
    operation: 'DeleteEnvironment',
    call: 7,
    allowed: [expect.stringContaining('13.0 s')],
    observed: 'with a retry at every poll the deletion was still in progress after 20.0 s',
  });
});
