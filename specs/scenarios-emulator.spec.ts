// Every scenario on the emulator: with its default readings, and those of a silent point with each reading that it
// offers. Each run has an emulator and a clock of its own, so that no run waits and none disturbs another.
import { describe, expect, test } from 'vitest';
import {
  createEmulator,
  type EmulatorOptions,
  emulatorReadings,
  type Failures,
  type Habits,
  type Point,
} from '../src/emulator/index.ts';
import { expand, fixtureSteps, scenarios, waitsFor } from '../src/scenarios/load.ts';
import { type Played, play, type Unanswered } from '../src/scenarios/play/play.ts';
import type { Endpoint } from '../src/scenarios/play/seen.ts';
import type { Run } from '../src/scenarios/types.ts';

const ACCOUNT = '123456789012';
/** How much time a call takes: a name made again has another creation time, and the work takes several calls. */
const CALL_MS = 1100;
const ASYNC_MS = 4000;
/** What the emulator of a scenario makes fail, by what the scenario supposes; it must fail for the subject, not for a fixture. */
const FAILING: Readonly<Record<string, { kind: keyof Failures; operations: RegExp }>> = {
  'a registration that fails': { kind: 'registrations', operations: /^Create\w+Version$/ },
  'a creation that fails': { kind: 'creations', operations: /^Create(Environment|Service)$/ },
  'a deletion that fails': { kind: 'deletions', operations: /^Delete(Environment|Service)$/ },
};
/** What the emulator, as it is built, never does. */
const SKIPPED: readonly string[] = ['async-delete-in-progress-empty', 'lost-create-happens-late'];

const HABITS: Partial<Habits> = {
  headerOnlyErrors: true,
  extraMembers: true,
  nullMembers: true,
  wholeSeconds: true,
  emptyDelete: true,
  noBytes: true,
  showDeleteComplete: true,
};

const playable = scenarios.filter((scenario) => waitsFor(scenario, ['clock']).length === 0);

describe('with default readings', () => {
  test.each(playable.flatMap(expand).map((run) => [run.id, run] as const))('%s', async (_, run) => {
    const played = await onEmulator(run, {});
    expect(played.verdict, played.why).toBe(isSkipped(run) ? 'skipped' : 'allowed');
  });
});

describe('with each reading', () => {
  const runs = playable
    .filter((scenario) => scenario.silent !== undefined)
    .flatMap((scenario) => {
      const { readings } = emulatorReadings[scenario.silent as Point];
      return readings.flatMap((reading) =>
        expand(scenario).map((run) => [`${run.id} with ${scenario.silent}: ${reading}`, run, reading] as const),
      );
    });
  test.each(runs)('%s', async (_, run, reading) => {
    const point = run.scenario.silent as Point;
    const played = await onEmulator(run, { readings: { [point]: reading } });
    expect(played.verdict, played.why).toBe(isSkipped(run) ? 'skipped' : 'allowed');
    if (played.readings.some((taken) => taken.startsWith(`${point}: `)))
      expect(played.readings).toContain(`${point}: ${reading}`);
  });
});

test.each(playable.flatMap(expand).map((run) => [run.id, run] as const))(
  'with permitted habits: %s',
  async (_, run) => {
    const played = await onEmulator(run, { habits: HABITS });
    expect(played.verdict, played.why).toBe(isSkipped(run) ? 'skipped' : 'allowed');
  },
);

describe('where unanswered requests never arrive', () => {
  const runs = playable
    .filter((scenario) => scenario.steps.some((step) => step.outcome === 'unanswered'))
    .flatMap(expand);
  test.each(runs.map((run) => [run.id, run] as const))('%s', async (_, run) => {
    const played = await onEmulator(run, {}, 'never sent');
    expect(['allowed', 'skipped'], played.why).toContain(played.verdict);
  });
});

const isSkipped = (run: Run): boolean => SKIPPED.includes(run.scenario.id);

function onEmulator(run: Run, options: EmulatorOptions, unanswered: Unanswered = 'happened'): Promise<Played> {
  let now = Date.UTC(2026, 0, 1);
  const emulator = createEmulator({
    asyncMs: ASYNC_MS,
    ...options,
    habits: { hideRoles: run.scenario.id === 'create-hidden-update', ...options.habits },
    account: ACCOUNT,
    failures: failuresFor(run),
    clock: () => now,
  });
  const endpoint: Endpoint = {
    send: async (operation, body) => {
      now += CALL_MS;
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AwsProton20200720.${operation}`,
      };
      return emulator.handler({ method: 'POST', path: '/', headers, body });
    },
    advance: async (seconds) => emulator.clock.advance(seconds),
    wait: async (ms) => {
      now += ms;
    },
    now: () => emulator.clock.now(),
  };
  return play(run, endpoint, { prefix: 'scen', account: ACCOUNT, unanswered });
}

/** Every nth work fails: the first one after those of the fixtures. The instance of a service is made before it. */
function failuresFor(run: Run): Failures {
  const supposed = run.scenario.steps.flatMap((step) => FAILING[step.supposes ?? ''] ?? []);
  return Object.fromEntries(
    supposed.map(({ kind, operations }) => {
      const before = fixtureSteps(run).filter((step) => operations.test(step.call ?? '')).length;
      const instances = kind === 'creations' && run.operation === 'CreateService' ? 1 : 0;
      return [kind, before + instances + 1];
    }),
  );
}
