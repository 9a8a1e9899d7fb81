// The runner over the real endpoint code on the emulator, in process: whatever permitted habit it has, programs come to
// their end, and nothing of them stays.
import { expect, test } from 'vitest';
import { fixtures, systematicPrograms } from '../../generators/index.ts';
import { createEmulator, type EmulatorOptions, emulatorDispatcher } from '../emulator/index.ts';
import { controlClock } from '../endpoint/clock/control.ts';
import { createEndpoint } from '../endpoint/endpoint.ts';
import type { Endpoint } from '../endpoint/types.ts';
import { parseHistories } from '../history/read.ts';
import { formatHistory } from '../history/write.ts';
import type { Input, Program } from '../program/types.ts';
import { resources } from '../specs/index.ts';
import { runPrograms } from './run.ts';
import type { History } from './testing/setting.ts';

const URL = 'http://emulator.test/';
const SHARES = 50;
const MAX_TRIES = 50;

const all = systematicPrograms({ clock: true });
/** A few programs of many kinds, others for each emulator. */
const shareOf = (nth: number): readonly Program[] => all.filter(({ index }) => index % SHARES === nth);

async function runOn(options: EmulatorOptions, programs: readonly Program[]) {
  const dispatcher = emulatorDispatcher(createEmulator(options));
  const endpoint = createEndpoint({ url: URL, region: 'us-east-1', dispatcher });
  for (const n of [1, 2, 3]) await insist(endpoint, 'CreateEnvironmentTemplate', { name: `somebody-${n}` });
  const histories: History[] = [];
  const result = await runPrograms({
    endpoint,
    programs,
    fixtures,
    runId: 'emul01',
    seed: 1,
    concurrency: 8,
    settings: { settleMs: 50, clockToleranceSeconds: 10 },
    clock: controlClock({ url: URL, dispatcher }),
    observe: () => ({ push: () => 'go-on' }),
    onHistory: (history) => void histories.push(history),
  });
  return { result, histories, endpoint };
}

const emulators: readonly [string, EmulatorOptions][] = [
  ['as it is', {}],
  ['with the documented quotas', { habits: { quotas: true } }],
  ['that throttles, fails and breaks', { habits: { throttleRate: 0.05, errorRate: 0.05, breakRate: 0.05 } }],
  ['whose work fails now and then', { failures: { deletions: 3, updates: 4 } }],
  [
    'with unusual forms',
    {
      habits: {
        extraMembers: true,
        nullMembers: true,
        wholeSeconds: true,
        emptyDelete: true,
        noBytes: true,
        showDeleteComplete: true,
      },
    },
  ],
  ['that refuses to delete a template with versions', { readings: { 'delete.with-children': 'validation' } }],
];

test.each(emulators.map(([which, options], nth) => [which, options, shareOf(nth)] as const))(
  'on an emulator %s',
  async (_, options, programs) => {
    const { result, histories, endpoint } = await runOn(options, programs);
    expect(result).toMatchObject({ stopped: 'done', leftBehind: [] });
    const reasons = histories
      .map((history) => history.at(-1))
      .map((last) => (last?.event === 'end' ? last.reason : 'none'));
    expect(reasons.filter((reason) => reason !== 'done')).toEqual([]);
    const lanes = histories.flatMap((history) =>
      history.flatMap((event) => (event.event === 'invoke' ? [event.lane] : [])),
    );
    expect(new Set(lanes)).toEqual(new Set(['sdk', 'raw']));
    expect(parseHistories(histories.map(formatHistory).join('')).histories).toEqual(histories);
    expect(await namesOn(endpoint)).toEqual(['somebody-1', 'somebody-2', 'somebody-3']);
  },
);

/** The names of all that is on the endpoint. */
async function namesOn(endpoint: Endpoint): Promise<string[]> {
  const names: string[] = [];
  for (const { list, listed, parent } of Object.values(resources)) {
    if (parent) continue;
    const input: Input = list === 'ListEnvironmentAccountConnections' ? { requestedBy: 'ENVIRONMENT_ACCOUNT' } : {};
    const body = JSON.parse(await insist(endpoint, list, input)) as Record<string, Named[]>;
    names.push(...(body[listed] ?? []).map(({ name, environmentName }) => name ?? environmentName ?? '?'));
  }
  return names.sort();
}

interface Named {
  readonly name?: string;
  readonly environmentName?: string;
}

/** The body of a successful answer, asked for until it comes. */
async function insist(endpoint: Endpoint, operation: string, input: Input): Promise<string> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const reply = await endpoint.call({ operation, input, lane: 'raw' });
    if (reply.kind === 'answer' && reply.status === 200) return reply.body;
  }
  throw new Error(`${operation} was refused ${MAX_TRIES} times`);
}
