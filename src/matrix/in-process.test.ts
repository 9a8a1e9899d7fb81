// Faults, requests at the same time, late copies and restarts in process: they do what they do over a network, and the same
// seed gives the same history, event by event.
import { expect, test } from 'vitest';
import { createChecker } from '../checker/index.ts';
import type { EmulatorOptions } from '../emulator/index.ts';
import type { Header, HistoryEvent } from '../history/types.ts';
import type { Fault, Step } from '../program/types.ts';
import { runPrograms } from '../runner/run.ts';
import { startInProcess } from './in-process.ts';

const template = (name: string, fault?: Fault): Step => ({
  do: 'create',
  operation: 'CreateEnvironmentTemplate',
  input: { name: `{{name:${name}}}` },
  ...(fault === undefined ? {} : { fault }),
});
const version: Step = {
  do: 'create',
  operation: 'CreateEnvironmentTemplateVersion',
  input: { templateName: '{{name:s}}', source: { s3: { bucket: 'b', key: 'k' } } },
  lane: 'sdk',
  fault: 'answer-lost',
};
const again = { do: 'retry', of: 0 } as const;
const faults = [
  ...(['request-lost', 'request-cut', 'answer-lost', 'head-cut'] as const),
  ...(['body-cut', 'timed-out', 'hung-up', 'hung-up-later', 'twice', 'copied'] as const),
];

const programs: readonly (readonly Step[])[] = [
  ...faults.map((fault) => [template(fault, fault), again, { do: 'get', of: 0 } as const]),
  [{ do: 'together', steps: [template('t'), template('t'), template('t')] as never }, again, { do: 'list', of: 0 }],
  [template('d'), { do: 'together', steps: [again, { do: 'delete', of: 0 }] }, { do: 'settle', of: 0 }],
  [template('l', 'copied'), { do: 'delete', of: 0 }, { do: 'deliver' }, { do: 'get', of: 0 }],
  [template('r'), { do: 'restart', during: [again, { do: 'modify', of: 1, ...update('x') }] }, again],
  [template('s'), version],
];

test('the SDK’s own retry is an attempt of its own, with its token', async () => {
  const found = await histories({});
  const sent = found.at(-1)!.flatMap((event) => (event.event === 'invoke' && event.lane === 'sdk' ? [event] : []));
  expect(sent.map(({ attempt, fault, resent }) => [attempt, fault, resent])).toEqual([
    [1, 'answer-lost', undefined],
    [2, undefined, true],
  ]);
  expect(sent.every(({ filledToken }) => filledToken !== undefined)).toBe(true);
});

function update(description: string) {
  return { operation: 'UpdateEnvironmentTemplate', input: { description } };
}

async function histories(options: Omit<EmulatorOptions, 'clock'>): Promise<(readonly [Header, ...HistoryEvent[]])[]> {
  const found: (readonly [Header, ...HistoryEvent[]])[] = [];
  const { endpoint, clock, restart, time } = startInProcess(options);
  const result = await runPrograms({
    endpoint,
    clock,
    time,
    ...(restart === undefined ? {} : { restart }),
    programs: programs.map((steps, index) => ({
      index,
      aim: { guarantee: 'once', operation: 'CreateEnvironmentTemplate', situation: 'concurrent' },
      steps,
    })),
    fixtures: [],
    runId: 'inproc',
    seed: 3,
    concurrency: 4,
    settings: { settleMs: 0, clockToleranceSeconds: 10 },
    observe: (header) => createChecker(header),
    onHistory: (history) => void found.push(history),
  });
  expect(result).toMatchObject({ stopped: 'done', leftBehind: [] });
  return found.map(withoutFilledTokens).sort(([one], [two]) => indexOf(one) - indexOf(two));
}

/** The SDK draws them. */
const withoutFilledTokens = ([header, ...events]: readonly [Header, ...HistoryEvent[]]) =>
  [
    header,
    ...events.map((event) => ('filledToken' in event ? { ...event, filledToken: 'drawn by the SDK' } : event)),
  ] as const;

const indexOf = ({ program }: Header): number => ('index' in program ? program.index : -1);

test.each([
  ['at once', {}],
  ['slow', { habits: { latencyMs: 40 } }],
])('the same each time, on an emulator that answers %s', async (_, options) => {
  const first = await histories(options);
  expect(first).toHaveLength(programs.length);
  expect(await histories(options)).toEqual(first);
  for (const history of first) expect(history.at(-1)).toMatchObject({ event: 'end', reason: 'done' });
});

test('all requests of a step are sent before one of them is answered, with a restart between where there is one', async () => {
  const found = await histories({ habits: { latencyMs: 40 } });
  const kinds = (index: number) => found[index]!.slice(1).map(({ event }) => event);
  expect(kinds(faults.length).slice(0, 6)).toEqual(['invoke', 'invoke', 'invoke', 'answer', 'answer', 'answer']);
  expect(kinds(programs.length - 2).slice(2, 7)).toEqual(['invoke', 'invoke', 'lost', 'lost', 'restart']);
});
