// Every scenario on the emulator: with its default readings, and those of a silent point with each reading that it
// offers. Each run has an emulator and a clock of its own, so that no run waits and none disturbs another.
import { setImmediate as turn } from 'node:timers/promises';
import * as sdk from '@aws-sdk/client-proton';
import { UndiciHttpHandler } from '@smithy/undici-http-handler';
import { describe, expect, test } from 'vitest';
import {
  createEmulator,
  type EmulatorOptions,
  emulatorDispatcher,
  emulatorReadings,
  type Failures,
  type Habits,
  type LocalEmulator,
  listMutants,
  type Point,
  type Responder,
  type WireResponse,
} from '../src/emulator/index.ts';
import type { Input } from '../src/program/types.ts';
import { expand, fixtureSteps, scenarios } from '../src/scenarios/load.ts';
import { type Played, play, type Unanswered } from '../src/scenarios/play/play.ts';
import type { Endpoint } from '../src/scenarios/play/seen.ts';
import type { Run } from '../src/scenarios/types.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
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
/** Roads that the emulator, as it is built, never takes; with a reading: not with that one. */
const SKIPPED: readonly string[] = [
  'async-delete-in-progress-empty/DeleteEnvironment',
  'async-delete-in-progress-empty/DeleteService',
  'lost-create-happens-late/CreateEnvironmentTemplate',
  'lost-create-happens-late/CreateServiceTemplate',
  'lost-update-seen/CreateEnvironmentTemplate never sent',
  'lost-update-seen/CreateServiceTemplate never sent',
  'lost-update-seen/CreateEnvironment never sent',
  'lost-update-seen/CreateService never sent',
  'token-empty-connection-again/CreateEnvironmentAccountConnection with token.empty: refused',
];
const HABITS: Partial<Habits> = {
  headerOnlyErrors: true,
  extraMembers: true,
  nullMembers: true,
  wholeSeconds: true,
  emptyDelete: true,
  noBytes: true,
  showDeleteComplete: true,
  deletionsMoveTimes: true,
  workMovesTimes: true,
  registerAgain: true,
  rollbackMs: 3000,
  cleanUpMs: 3000,
  globalTokens: true,
  strictReferences: true,
};

const runs = scenarios.flatMap(expand);
const named = (some: readonly Run[], suffix = '') => some.map((run) => [`${run.id}${suffix}`, run] as const);

describe('with default readings', () => {
  test.each(named(runs))('%s', async (name, run) => {
    expectRight(name, await onEmulator(run, {}));
  });
});

describe('with each reading', () => {
  const silent = runs.flatMap((run) => {
    const point = run.scenario.silent as Point | undefined;
    return point
      ? emulatorReadings[point].readings.map(
          (reading) => [`${run.id} with ${point}: ${reading}`, run, point, reading] as const,
        )
      : [];
  });
  test.each(silent)('%s', async (name, run, point, reading) => {
    const played = await onEmulator(run, { readings: { [point]: reading } });
    expectRight(name, played);
    if (played.readings.some((taken) => taken.startsWith(`${point}: `)))
      expect(played.readings).toContain(`${point}: ${reading}`);
  });
});

describe('with permitted habits', () => {
  test.each(named(runs))('%s', async (name, run) => {
    expectRight(name, await onEmulator(run, { habits: HABITS }));
  });
});

describe('where unanswered requests never arrive', () => {
  const lost = runs.filter((run) => run.scenario.steps.some((step) => step.outcome === 'unanswered'));
  test.each(named(lost, ' never sent'))('%s', async (name, run) => {
    expectRight(name, await onEmulator(run, {}, 'never sent'));
  });
});

describe('an endpoint that breaks a guarantee is noticed', () => {
  const shown = listMutants().filter(({ share }) => share === undefined);
  test.each([...new Set(shown.map(({ breaks }) => breaks))])('by a scenario of %s', async (breaks) => {
    const about = runs.filter(({ scenario }) =>
      scenario.steps.at(-1)?.forbidden?.some(({ violates }) => [violates].flat().includes(breaks)),
    );
    const isWrong = async (run: Run, mutant: string) =>
      ['forbidden', 'unexpected'].includes((await onEmulator(run, { mutant })).verdict);
    let isNoticed = false;
    for (const { name } of shown.filter((one) => one.breaks === breaks))
      for (const run of about) isNoticed ||= await isWrong(run, name);
    expect(isNoticed).toBe(true);
  });
});

function expectRight(name: string, played: Played): void {
  expect(played.verdict, played.why).toBe(SKIPPED.includes(name) ? 'skipped' : 'allowed');
}

function onEmulator(run: Run, options: EmulatorOptions, unanswered: Unanswered = 'happened'): Promise<Played> {
  let now = Date.UTC(2026, 0, 1);
  const emulator = createEmulator({
    sleep: () => turn(),
    asyncMs: ASYNC_MS,
    ...options,
    habits: { hideRoles: run.scenario.id === 'create-hidden-update', ...options.habits },
    account: ACCOUNT,
    failures: failuresFor(run),
    clock: () => now,
  });
  const endpoint: Endpoint = {
    send: (operation, body) => {
      now += CALL_MS;
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AwsProton20200720.${operation}`,
      };
      return emulator.respond({ method: 'POST', path: '/', headers, body });
    },
    sendBySdk: (operation, input, failures) => bySdk(emulator, operation, input, failures),
    restart: async () => emulator.restart(),
    advance: async (seconds) => emulator.clock.advance(seconds),
    wait: async (ms) => {
      now += ms;
    },
    now: () => emulator.clock.now(),
  };
  return play(run, endpoint, { prefix: 'scen', account: ACCOUNT, unanswered });
}

/** Sends a request with the SDK client, its retries on, and notes what comes over the wire. */
async function bySdk(emulator: LocalEmulator, operation: string, input: Input, failures: number) {
  const tokens: (string | undefined)[] = [];
  let reply: WireResponse | undefined;
  const noting: Responder = {
    ...emulator,
    respond: async (request) => {
      tokens.push((JSON.parse(request.body) as { clientToken?: string }).clientToken);
      reply = tokens.length <= failures ? FAILURE : await emulator.respond(request);
      return reply;
    },
  };
  const client = new sdk.ProtonClient({
    endpoint: 'http://emulator.invalid',
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    maxAttempts: failures + 1,
    requestHandler: new UndiciHttpHandler({ dispatcher: emulatorDispatcher(noting) }),
  });
  const command = Reflect.get(sdk, `${operation}Command`) as new (input: Input) => never;
  await client.send(new command(input)).catch(() => {});
  return { reply, tokens };
}

const FAILURE: WireResponse = {
  status: 500,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: '{"__type":"InternalServerException","message":"Something went wrong"}',
};

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
