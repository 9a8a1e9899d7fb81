import { describe, expect, test } from 'vitest';
import { type Clock, ClockError } from '../endpoint/clock.ts';
import type { CallRequest } from '../endpoint/types.ts';
import type { Fixture, Step } from '../program/types.ts';
import { answer, failure } from './testing/fake-endpoint.ts';
import {
  connection,
  endOf,
  foreignConnections,
  invocations,
  outline,
  program,
  setting,
  template,
} from './testing/setting.ts';

const again: Step = { do: 'retry', of: 0 };
const settle: Step = { do: 'settle', of: 0 };
const advance = (seconds: number): Step => ({ do: 'advance', seconds });

test.each([
  ['lists no instances', answer({}, 501), ['ListServiceInstances', 'answer']],
  ['lists them for nobody here', failure('AccessDeniedException'), ['ListServiceInstances', 'answer']],
])('an endpoint that %s is asked for them once, and the programs go on', async (_, reply, asked) => {
  const { run, endpoint, of } = setting();
  endpoint.mood = ({ operation }) => (operation === 'ListServiceInstances' ? reply : undefined);
  const create: Step = { do: 'create', operation: 'CreateService', input: { name: '{{name:s}}' } };
  const look: Step = { do: 'listInstances', of: 0 };
  await run(
    [
      [create, look, look, again],
      [look, template(), look],
    ],
    { concurrency: 1 },
  );
  const made = ['header', 'CreateService', 'answer', ...asked, 'CreateService', 'answer', 'end: done'];
  expect(outline(of(0))).toEqual(made);
  expect(outline(of(1))).toEqual(['header', 'CreateEnvironmentTemplate', 'answer', 'end: done']);
});

describe('at a time', () => {
  test('no more is sent than the concurrency', async () => {
    const { run, endpoint, histories } = setting();
    await run(
      Array.from({ length: 40 }, () => [template(), again]),
      { concurrency: 3 },
    );
    expect(endpoint.mostInFlight).toBe(3);
    expect(histories).toHaveLength(40);
  });

  test('what bears one request at a time gets one at a time in the end', async () => {
    const { run, endpoint, histories } = setting();
    const refused = new Set<CallRequest>();
    endpoint.latencyOf = (request) => {
      if (endpoint.inFlight > 1) refused.add(request);
      return 40;
    };
    endpoint.mood = (request) => (refused.has(request) ? failure('ThrottlingException') : undefined);
    await run(
      Array.from({ length: 200 }, () => [template(), again]),
      { concurrency: 8 },
    );
    expect(new Set(histories.map((history) => endOf(history)?.reason))).toEqual(new Set(['done']));
    expect(refused.size / endpoint.calls.length).toBeLessThan(1 / 3);
  });

  test('where one request in ten is refused whatever one does, as many as ever are sent', async () => {
    const { run, endpoint } = setting();
    let calls = 0;
    endpoint.mood = () => {
      if (calls === 100) endpoint.mostInFlight = 0;
      return ++calls % 10 === 0 ? failure('ThrottlingException') : undefined;
    };
    endpoint.latencyMs = 40;
    await run(
      Array.from({ length: 100 }, () => [template(), again]),
      { concurrency: 8 },
    );
    expect(calls).toBeGreaterThan(200);
    expect(endpoint.mostInFlight).toBe(8);
  });

  test.each([
    [0, 5],
    [3, 2],
    [4, 1],
  ])('with %d connections of others, no more than %d are ours', async (foreign, most) => {
    const { run, endpoint, histories } = setting();
    foreignConnections(endpoint, foreign);
    let held = 0;
    endpoint.mood = () => {
      held = Math.max(held, endpoint.names.filter((name) => !name.includes('other')).length);
      return undefined;
    };
    const result = await run(
      Array.from({ length: 12 }, () => [connection(), again]),
      { concurrency: 8 },
    );
    expect(held).toBe(most);
    expect(histories.map((history) => endOf(history)?.reason)).toEqual(Array.from({ length: 12 }, () => 'done'));
    expect(result.leftBehind).toEqual([]);
    expect(endpoint.names).toHaveLength(foreign);
  });

  test('programs for which the account has no room are told as such, and others run', async () => {
    const { run, endpoint, of } = setting();
    foreignConnections(endpoint, 5);
    await run([[connection()], [template()]]);
    expect(outline(of(0))).toEqual(['header', 'end: quota']);
    expect(endOf(of(1))?.reason).toBe('done');
  });

  test('fixtures take their places too', async () => {
    const { run, endpoint, histories } = setting();
    let held = 0;
    endpoint.mood = () => {
      held = Math.max(held, endpoint.names.length);
      return undefined;
    };
    const fixtures: Fixture[] = [{ name: 'shared', needs: [], steps: [connection()] }];
    const onIt: Step = {
      do: 'create',
      operation: 'CreateEnvironmentAccountConnection',
      input: { environmentName: '{{name:a}}', clientToken: '{{token:a}}', roleArn: '{{fixture:shared}}' },
    };
    await run(
      Array.from({ length: 12 }, () => [onIt]),
      { fixtures, concurrency: 8 },
    );
    expect(held).toBe(5);
    expect(histories.map((history) => endOf(history)?.reason)).toEqual(Array.from({ length: 13 }, () => 'done'));
  });

  test('an account that has more than the quota has none: only what the run makes is counted', async () => {
    const { run, endpoint, of } = setting();
    foreignConnections(endpoint, 6);
    await run([[connection()]]);
    expect(endOf(of(0))?.reason).toBe('done');
  });

  test('connections that cannot be deleted stay counted, and nobody waits for ever', async () => {
    const { run, endpoint, histories } = setting();
    endpoint.mood = ({ operation }) =>
      operation === 'DeleteEnvironmentAccountConnection' ? failure('ConflictException') : undefined;
    const result = await run(Array.from({ length: 9 }, () => [connection()]));
    const reasons = histories.map((history) => endOf(history)?.reason);
    expect(reasons.filter((reason) => reason === 'done')).toHaveLength(5);
    expect(reasons.filter((reason) => reason === 'quota')).toHaveLength(4);
    expect(result.leftBehind).toHaveLength(5);
  });
});

describe('a fixture', () => {
  const fixtures: Fixture[] = [
    {
      name: 'template',
      needs: [],
      steps: [{ do: 'create', operation: 'CreateEnvironmentTemplate', input: { name: '{{name:t}}' } }],
    },
    {
      name: 'environment',
      needs: ['template'],
      steps: [
        {
          do: 'create',
          operation: 'CreateEnvironment',
          input: { name: '{{name:e}}', templateName: '{{fixture:template}}', spec: 's' },
        },
        settle,
      ],
    },
  ];
  const user: Step[] = [
    {
      do: 'create',
      operation: 'CreateService',
      input: {
        name: '{{name:s}}',
        spec: 'in {{fixture:environment}}',
        templateName: '{{fixture:environment.templateName}}',
      },
    },
  ];

  test('is made once, with what it needs, in a history of its own, and deleted at the end', async () => {
    const { run, endpoint, histories, of } = setting();
    const result = await run([user, user, user], { fixtures });
    expect(endpoint.calls.filter(({ operation }) => operation === 'CreateEnvironment')).toHaveLength(1);
    const own = histories.flatMap(([{ program: which }]) => ('fixture' in which ? [which.fixture] : []));
    expect(own).toEqual(['template', 'environment']);
    const made = endpoint.calls.find(({ operation }) => operation === 'CreateEnvironment')!.input;
    expect(invocations(of(0))[0]!.input).toMatchObject({ spec: `in ${made.name}`, templateName: made.templateName });
    expect(result.leftBehind).toEqual([]);
    expect(endpoint.names).toEqual([]);
  });

  test.each([
    ['is refused', failure('ValidationException'), 'set-up'],
    ['is not there', answer({}, 501), 'not-implemented'],
    ['is over a quota', failure('ServiceQuotaExceededException'), 'quota'],
  ])('that %s keeps its programs from running, and no others', async (_, reply, reason) => {
    const { run, endpoint, of } = setting();
    endpoint.mood = ({ operation }) => (operation === 'CreateEnvironment' ? reply : undefined);
    await run([user, [template()], user], { fixtures });
    for (const index of [0, 2]) expect(outline(of(index))).toEqual(['header', `end: ${reason}`]);
    expect(endOf(of(1))?.reason).toBe('done');
    expect(endpoint.names).toEqual([]);
  });

  test('that meets a gateway which knows nothing of an operation that is there is made once more', async () => {
    const { run, endpoint, of } = setting();
    let creates = 0;
    endpoint.mood = ({ operation }) =>
      operation === 'CreateEnvironmentTemplate' && ++creates === 2 ? answer({}, 404) : undefined;
    await run([[template()], user], { fixtures, concurrency: 1 });
    expect([0, 1].map((index) => endOf(of(index))?.reason)).toEqual(['done', 'done']);
  });

  test('that nobody needs is not made', async () => {
    const { run, endpoint } = setting();
    await run([[template()]], { fixtures });
    expect(endpoint.calls.map(({ operation }) => operation)).not.toContain('CreateEnvironment');
  });
});

describe('a cohort', () => {
  const moving = (log: (string | number)[], fault?: Error): Clock => ({
    mode: 'control',
    advance: async (seconds) => {
      if (fault) throw fault;
      log.push(seconds);
    },
  });

  test('runs after the others; all its programs move together, and each history tells it', async () => {
    const { run, endpoint, of, histories } = setting();
    const log: (string | number)[] = [];
    endpoint.mood = ({ operation }) => {
      if (/^(Create|Get)/.test(operation)) log.push(operation);
      return undefined;
    };
    const get: Step = { do: 'get', of: 0 };
    const timed = [template(), advance(60), get, advance(3600), get];
    await run([timed, [template(), get], timed, [template(), advance(5)]], { clock: moving(log), concurrency: 1 });
    expect(log.filter((entry) => entry !== 'CreateEnvironmentTemplate' && entry !== 'GetEnvironmentTemplate')).toEqual([
      60, 3600, 5,
    ]);
    expect(log).toEqual([
      ...['CreateEnvironmentTemplate', 'GetEnvironmentTemplate'],
      ...[
        'CreateEnvironmentTemplate',
        'CreateEnvironmentTemplate',
        60,
        'GetEnvironmentTemplate',
        'GetEnvironmentTemplate',
        3600,
      ],
      ...['GetEnvironmentTemplate', 'GetEnvironmentTemplate', 'CreateEnvironmentTemplate', 5],
    ]);
    expect(of(0).filter(({ event }) => event === 'clock')).toMatchObject([
      { advanceSeconds: 60 },
      { advanceSeconds: 3600 },
    ]);
    expect(histories).toHaveLength(4);
  });

  test('goes on without a program that ended early', async () => {
    const { run, endpoint, of } = setting();
    const log: (string | number)[] = [];
    endpoint.mood = ({ operation }) =>
      operation === 'CreateServiceTemplate' ? failure('ServiceQuotaExceededException') : undefined;
    await run(
      [
        [{ do: 'create', operation: 'CreateServiceTemplate', input: { name: '{{name:a}}' } }, advance(9)],
        [template(), advance(9)],
      ],
      { clock: moving(log) },
    );
    expect([0, 1].map((index) => endOf(of(index))?.reason)).toEqual(['quota', 'done']);
    expect(log).toEqual([9]);
  });

  test('goes in parts where connections are few', async () => {
    const { run, endpoint, histories } = setting();
    const log: (string | number)[] = [];
    const result = await run(
      Array.from({ length: 4 }, () => [connection(), advance(36_000), again]),
      { clock: moving(log) },
    );
    expect(log).toEqual([36_000, 36_000]);
    expect(histories).toHaveLength(4);
    expect(result).toMatchObject({ stopped: 'done', leftBehind: [] });
    expect(endpoint.names).toEqual([]);
  });

  test('is not run without a clock', async () => {
    const { run, histories } = setting();
    expect(await run([[template(), advance(9)], [template()]])).toMatchObject({
      withoutClock: 1,
      programs: 1,
      stopped: 'done',
    });
    expect(histories).toHaveLength(1);
  });

  test('whose clock does not move says so', async () => {
    const { run, of, endpoint } = setting();
    await run([[template(), advance(9), again]], { clock: moving([], new ClockError('stuck')) });
    expect(endOf(of(0))).toMatchObject({ reason: 'set-up', detail: expect.stringContaining('stuck') });
    expect(endpoint.names).toEqual([]);
  });

  test('has signatures refused at first after the move', async () => {
    const { run, of, endpoint } = setting();
    const log: (string | number)[] = [];
    let refused = 0;
    endpoint.mood = () => (log.length > 0 && refused++ < 1 ? failure('UnrecognizedClientException') : undefined);
    expect((await run([[template(), advance(9), { do: 'get', of: 0 }]], { clock: moving(log) })).stopped).toBe('done');
    expect(outline(of(0))).toContain('GetEnvironmentTemplate#2');
  });
});

test('programs have name spaces of their own, by index and attempt', async () => {
  const { run, histories } = setting();
  const programs = [program([template()], 7), program([template()], 8)];
  await run([], { programs, attempts: new Map(programs.map((one) => [one, 3])) });
  expect(new Set(histories.map(([{ namespace }]) => namespace))).toEqual(new Set(['pcabc1231713', 'pcabc1231813']));
});
