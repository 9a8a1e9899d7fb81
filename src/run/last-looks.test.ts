// What only the looks at the end of a run can show, on an endpoint that does it.
import { expect, test } from 'vitest';
import type { Violation } from '../checker/types.ts';
import { noClock } from '../endpoint/clock.ts';
import type { Fixture, Program, Step } from '../program/types.ts';
import { FakeEndpoint } from '../runner/testing/fake-endpoint.ts';
import { FakeTime } from '../runner/testing/fake-time.ts';
import { program, RUN, template } from '../runner/testing/setting.ts';
import { runJudged } from './judged.ts';

async function found(
  programs: readonly Program[],
  fixtures: readonly Fixture[],
  misbehave: (endpoint: FakeEndpoint, operation: string) => void,
): Promise<string[]> {
  const time = new FakeTime();
  const endpoint = new FakeEndpoint(time);
  endpoint.mood = ({ operation }) => {
    misbehave(endpoint, operation);
    return undefined;
  };
  const violations: Violation[] = [];
  await runJudged({
    endpoint,
    programs,
    fixtures,
    runId: RUN,
    seed: 1,
    concurrency: 1,
    settings: { settleMs: 0, clockToleranceSeconds: 60, managementAccount: '111122223333' },
    clock: noClock,
    time,
    onJudged: (_, verdict) => {
      violations.push(...verdict.violations);
      return 'go-on';
    },
  });
  return violations.map(({ guarantee, operation }) => `${guarantee} ${operation}`);
}

const deletion: readonly Step[] = [template(), { do: 'delete', of: 0 }];
const waiting: readonly Step[] = [template('b'), { do: 'wait', ms: 5_000 }, { do: 'get', of: 0 }];
const two = [program(deletion, 0), program(waiting, 1)];

test('nothing, on one that leaves alone what it should', async () => {
  expect(await found(two, [], () => undefined)).toEqual([]);
});

test('a deletion that comes back to life long after its program', async () => {
  const deleted: [string, never][] = [];
  const revive = (endpoint: FakeEndpoint, operation: string): void => {
    if (operation === 'DeleteEnvironmentTemplate' && deleted.length === 0)
      for (const [key, stored] of endpoint.stored) if (key.endsWith('a')) deleted.push([key, stored as never]);
    if (operation === 'GetEnvironmentTemplate') for (const [key, stored] of deleted) endpoint.stored.set(key, stored);
  };
  expect(await found(two, [], revive)).toEqual(['delete.first DeleteEnvironmentTemplate']);
});

const base: Fixture = { name: 'base', needs: [], steps: [template('t')] };
const user: Step = {
  do: 'create',
  operation: 'CreateEnvironment',
  input: { name: '{{name:e}}', templateName: '{{fixture:base}}', spec: 's' },
};

test.each<[string, (endpoint: FakeEndpoint, key: string) => void]>([
  ['vanishes', (endpoint, key) => endpoint.stored.delete(key)],
  ['is changed', (endpoint, key) => Object.assign(endpoint.stored.get(key)!.detail, { createdAt: 1_600_000_000 })],
])('a fixture that %s while others use it', async (_, change) => {
  const spoil = (endpoint: FakeEndpoint, operation: string): void => {
    const key = endpoint.names.find((name) => name.endsWith('t'));
    if (operation === 'DeleteEnvironment' && key !== undefined) change(endpoint, key);
  };
  const programs = [program([user, { do: 'settle', of: 0 }, { do: 'delete', of: 0 }], 0)];
  expect(await found(programs, [base], spoil)).toEqual(['delete.only DeleteEnvironmentTemplate']);
});
