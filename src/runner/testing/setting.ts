// One call to run programs on the fake endpoint, with everything that a test may want to look at.
import type { Advice } from '../../checker/types.ts';
import { noClock } from '../../endpoint/clock.ts';
import type { Header, HistoryEvent } from '../../history/types.ts';
import type { Program, Step } from '../../program/types.ts';
import { runPrograms } from '../run.ts';
import type { RunOptions, RunResult } from '../types.ts';
import { FakeEndpoint } from './fake-endpoint.ts';
import { FakeTime } from './fake-time.ts';

export type History = readonly [Header, ...HistoryEvent[]];

export interface Setting {
  readonly time: FakeTime;
  readonly endpoint: FakeEndpoint;
  readonly histories: History[];
  run(programs: readonly (readonly Step[])[], options?: Partial<RunOptions>): Promise<RunResult>;
  /** The history of the program at `index`. */
  of(index: number): History;
}

export const RUN = 'abc123';
const RETURN_ALWAYS = (): Advice => 'go-on';

export function setting(): Setting {
  const time = new FakeTime();
  const endpoint = new FakeEndpoint(time);
  const histories: History[] = [];
  return {
    time,
    endpoint,
    histories,
    run: (programs, options = {}) =>
      runPrograms({
        endpoint,
        programs: programs.map(program),
        fixtures: [],
        runId: RUN,
        seed: 1,
        concurrency: 4,
        settings: { settleMs: 2_000, clockToleranceSeconds: 60, managementAccount: '111122223333' },
        clock: noClock,
        lastLooks: [],
        observe: () => ({ push: RETURN_ALWAYS }),
        onHistory: (history) => void histories.push(history),
        time,
        ...options,
      }),
    of: (index) => {
      const found = histories.find(([{ program }]) => 'index' in program && program.index === index);
      if (!found) throw new Error(`no history of program ${index}`);
      return found;
    },
  };
}

export const program = (steps: readonly Step[], index = 0): Program => ({
  index,
  aim: { guarantee: 'create.retry', operation: 'CreateEnvironmentTemplate', situation: 'same' },
  steps,
});

/** The kinds of events, invocations with their operation and attempt: `CreateService`, `GetService#2`, `answer`, … */
export function outline(history: readonly HistoryEvent[]): string[] {
  return history.map((event) => {
    if (event.event === 'invoke') return event.attempt === 1 ? event.operation : `${event.operation}#${event.attempt}`;
    if (event.event === 'end') return `end: ${event.reason}`;
    return event.event;
  });
}

/** The requests of a history, in order. */
export const invocations = (history: readonly HistoryEvent[]) =>
  history.flatMap((event) => (event.event === 'invoke' ? [event] : []));

export const endOf = (history: readonly HistoryEvent[]) => {
  const last = history.at(-1);
  return last?.event === 'end' ? last : undefined;
};

export const template = (name = 'a'): Step => ({
  do: 'create',
  operation: 'CreateEnvironmentTemplate',
  input: { name: `{{name:${name}}}` },
});
export const environment = (name = 'a'): Step => ({
  do: 'create',
  operation: 'CreateEnvironment',
  input: { name: `{{name:${name}}}`, templateName: 't', spec: 's' },
});
export const connection = (name = 'a'): Step => ({
  do: 'create',
  operation: 'CreateEnvironmentAccountConnection',
  input: { environmentName: `{{name:${name}}}`, managementAccountId: '{{account}}', clientToken: `{{token:${name}}}` },
});

/** Puts connections of somebody else's on the endpoint. */
export const foreignConnections = (endpoint: FakeEndpoint, count: number) => {
  for (let n = 0; n < count; n++) {
    endpoint.stored.set(`environmentAccountConnection other-${n}`, {
      resource: 'environmentAccountConnection',
      detail: { id: `other-${n}`, environmentName: `other${n}`, arn: 'arn:x', status: 'PENDING' },
      readyAt: 0,
      goneAt: Number.POSITIVE_INFINITY,
    });
  }
};
