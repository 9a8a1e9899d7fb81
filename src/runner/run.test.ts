import { describe, expect, test } from 'vitest';
import type { Reply } from '../endpoint/types.ts';
import type { Step } from '../program/types.ts';
import { answer, failure } from './testing/fake-endpoint.ts';
import { connection, endOf, environment, invocations, outline, setting, template } from './testing/setting.ts';
import { OutOfTime } from './types.ts';

const again: Step = { do: 'retry', of: 0 };

describe('a program', () => {
  test('becomes a history of its steps, and nothing of it stays', async () => {
    const { run, of, endpoint } = setting();
    const result = await run([
      [
        template(),
        again,
        { do: 'modify', of: 0, operation: 'UpdateEnvironmentTemplate', input: { description: 'x' } },
        { do: 'get', of: 0 },
        { do: 'delete', of: 0 },
      ],
    ]);
    expect(outline(of(0))).toEqual([
      ...['header', 'CreateEnvironmentTemplate', 'answer', 'CreateEnvironmentTemplate', 'answer'],
      ...[
        'UpdateEnvironmentTemplate',
        'answer',
        'GetEnvironmentTemplate',
        'answer',
        'DeleteEnvironmentTemplate',
        'answer',
        'end: done',
      ],
    ]);
    const name = invocations(of(0))[0]!.input.name;
    expect(name).toBe(`${of(0)[0].namespace}a`);
    expect(invocations(of(0)).map(({ input }) => input.name)).toEqual([name, name, name, name, name]);
    expect(invocations(of(0)).map(({ step }) => step)).toEqual([0, 1, 2, 3, 4]);
    expect(result).toMatchObject({ stopped: 'done', programs: 1, judgedCalls: 5, leftBehind: [] });
    expect(endpoint.names).toEqual([]);
  });

  test('uses both lanes, the same in each run', async () => {
    const lanesOf = async () => {
      const one = setting();
      await one.run([[template(), again, again, again, { do: 'get', of: 0 }]]);
      return invocations(one.of(0)).map(({ lane }) => lane);
    };
    const lanes = await lanesOf();
    expect(new Set(lanes)).toEqual(new Set(['sdk', 'raw']));
    expect(await lanesOf()).toEqual(lanes);
  });

  test('sends raw what has no token or is reordered, unless told otherwise', async () => {
    const { run, of } = setting();
    const version: Step = {
      do: 'create',
      operation: 'CreateEnvironmentTemplateVersion',
      input: { templateName: '{{name:a}}', source: {} },
    };
    await run([
      [
        template(),
        version,
        version,
        { ...version, lane: 'sdk' },
        { do: 'retry', of: 3, reordered: true },
        { do: 'retry', of: 4, reordered: true },
      ],
    ]);
    expect(
      invocations(of(0))
        .slice(1)
        .map(({ lane }) => lane),
    ).toEqual(['raw', 'raw', 'sdk', 'raw', 'raw']);
    expect(invocations(of(0)).map(({ reordered }) => reordered === true)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  test('sends a share of its retries over connections of their own', async () => {
    const { run, endpoint } = setting();
    await run([[template(), ...Array.from({ length: 8 }, () => again)]]);
    const retries = endpoint.calls.filter(({ operation }) => operation === 'CreateEnvironmentTemplate').slice(1);
    expect(retries.filter(({ fresh }) => fresh)).toHaveLength(2);
  });

  test('passes over steps about what was never made', async () => {
    const { run, of, endpoint } = setting();
    endpoint.mood = ({ operation }) =>
      operation === 'CreateEnvironmentTemplate' ? failure('ValidationException') : undefined;
    await run([
      [template(), { do: 'get', of: 0 }, { do: 'delete', of: 0 }, { do: 'list', of: 5 }, { do: 'settle', of: 0 }],
    ]);
    expect(invocations(of(0)).map(({ operation }) => operation)).toEqual([
      'CreateEnvironmentTemplate',
      'ListEnvironmentTemplates',
    ]);
    expect(endOf(of(0))?.reason).toBe('done');
  });

  test('repeats a request with its change, and refers to what was made', async () => {
    const { run, of } = setting();
    await run([
      [
        connection(),
        { do: 'retry', of: 0, change: { set: { roleArn: 'arn/{{made:0.id}}' }, drop: ['managementAccountId'] } },
        { do: 'retry', of: 0 },
      ],
    ]);
    const [first, second, third] = invocations(of(0)).map(({ input }) => input);
    expect(second).toEqual({
      environmentName: first!.environmentName,
      clientToken: first!.clientToken,
      roleArn: 'arn/00000000-0000-4000-8000-000000000001',
    });
    expect(third).toEqual(second);
  });

  test('reads all pages of a list, and stops at a token that comes again', async () => {
    const { run, of, endpoint } = setting();
    endpoint.pageSize = 2;
    await run([[template('a'), template('b'), template('c'), template('d'), template('e'), { do: 'list', of: 0 }]]);
    expect(
      invocations(of(0))
        .slice(5)
        .map(({ input }) => input.nextToken),
    ).toEqual([undefined, '2', '4']);
    const other = setting();
    other.endpoint.mood = ({ operation }) =>
      operation === 'ListEnvironmentTemplates' ? answer({ templates: [], nextToken: 'again' }) : undefined;
    await other.run([[template(), { do: 'list', of: 0 }]]);
    expect(invocations(other.of(0)).slice(1)).toHaveLength(2);
  });
});

describe('a program ends early', () => {
  test.each<[string, Reply, string]>([
    ['over a quota', failure('ServiceQuotaExceededException'), 'quota'],
    ['where an operation is not there', answer({}, 501), 'not-implemented'],
    ['where it is not permitted', failure('AccessDeniedException'), 'not-permitted'],
  ])('%s', async (_, reply, reason) => {
    const { run, of, endpoint } = setting();
    endpoint.mood = ({ operation }) => (operation === 'UpdateEnvironmentTemplate' ? reply : undefined);
    const modify: Step = { do: 'modify', of: 0, operation: 'UpdateEnvironmentTemplate', input: {} };
    const result = await run([[template(), modify, again], [template()]]);
    expect(endOf(of(0))?.reason).toBe(reason);
    expect(endOf(of(1))?.reason).toBe('done');
    expect(result).toMatchObject({ stopped: 'done', leftBehind: [] });
    expect(endpoint.names).toEqual([]);
  });

  test.each<[string, Reply, string]>([
    ['not there', answer({}, 404), 'not-implemented'],
    ['not permitted', failure('AccessDeniedException'), 'not-permitted'],
  ])(
    'where an operation that is there is answered as if it were %s, and others take it all the same',
    async (_, reply, reason) => {
      const { run, of, endpoint } = setting();
      let gets = 0;
      endpoint.mood = ({ operation }) => (operation === 'GetEnvironmentTemplate' && ++gets === 2 ? reply : undefined);
      const look: Step = { do: 'get', of: 0 };
      await run(
        [
          [template(), look, look, look],
          [template(), look],
        ],
        { concurrency: 1 },
      );
      expect([0, 1].map((index) => endOf(of(index))?.reason)).toEqual([reason, 'done']);
    },
  );

  test('and others that need the missing operation are not started', async () => {
    const { run, of, endpoint } = setting();
    endpoint.mood = ({ operation }) =>
      operation === 'GetEnvironmentTemplate' ? failure('UnknownOperationException') : undefined;
    const result = await run([[template(), { do: 'get', of: 0 }], [template(), { do: 'get', of: 0 }], [template()]], {
      concurrency: 1,
    });
    expect([0, 1, 2].map((index) => endOf(of(index))?.reason)).toContain('not-implemented');
    const tried = endpoint.calls.filter(
      ({ operation, lane }) => operation === 'GetEnvironmentTemplate' && lane !== undefined,
    );
    expect(tried.length).toBeLessThanOrEqual(2);
    expect(result.leftBehind).toEqual([]);
  });

  test('if the checker says stop; then it is cleaned up', async () => {
    const { run, of, endpoint } = setting();
    await run([[template(), again]], {
      observe: () => ({ push: (event) => (event.event === 'answer' ? 'stop' : 'go-on') }),
    });
    expect(outline(of(0))).toEqual(['header', 'CreateEnvironmentTemplate', 'answer', 'end: done']);
    expect(endpoint.names).toEqual([]);
  });

  test('with the whole run if the credentials are refused', async () => {
    const { run, of, endpoint } = setting();
    endpoint.mood = () => failure('UnrecognizedClientException');
    const result = await run([[template()], [template()]], { concurrency: 1 });
    expect(result).toMatchObject({
      stopped: 'credentials',
      stoppedBecause: expect.stringContaining('UnrecognizedClientException'),
    });
    expect(endOf(of(0))?.reason).toBe('unreachable');
  });

  test('with the whole run if the budget is spent', async () => {
    const { run, histories, endpoint } = setting();
    const result = await run(
      Array.from({ length: 50 }, () => [template(), again, again]),
      { maxCalls: 20, concurrency: 2 },
    );
    expect(result).toMatchObject({ stopped: 'budget', judgedCalls: 20, leftBehind: [] });
    expect(histories.length).toBeLessThan(25);
    expect(endpoint.names).toEqual([]);
  });

  test('with the whole run if it is interrupted, at once, and everything is deleted', async () => {
    const { run, of, endpoint } = setting();
    const stop = new AbortController();
    endpoint.workMs = 1e9;
    endpoint.mood = ({ operation }) => {
      if (operation === 'GetEnvironment') {
        stop.abort();
        endpoint.workMs = 0;
      }
      return undefined;
    };
    const result = await run([[environment(), { do: 'settle', of: 0 }, again]], { signal: stop.signal });
    expect(result.stopped).toBe('interrupted');
    expect(endOf(of(0))?.reason).toBe('interrupted');
    expect(endpoint.names).toEqual([]);
  });

  test('with the whole run if its time is over, whatever is waited for', async () => {
    const { run, of, endpoint } = setting();
    const time = new AbortController();
    endpoint.workMs = 1e9;
    endpoint.mood = ({ operation }) => {
      if (operation === 'GetEnvironment') {
        time.abort(new OutOfTime('an hour is over'));
        endpoint.workMs = 0;
      }
      return undefined;
    };
    const result = await run([[environment(), { do: 'settle', of: 0 }, again], [template()]], { signal: time.signal });
    expect(result).toMatchObject({ stopped: 'budget', stoppedBecause: 'an hour is over' });
    expect(endOf(of(0))).toMatchObject({ reason: 'budget', detail: 'an hour is over' });
    expect(endpoint.names).toEqual([]);
  });

  test('with the whole run, and the error told, if a history cannot be handed out', async () => {
    const { run, endpoint } = setting();
    await expect(run([[template()]], { onHistory: () => Promise.reject(new Error('disk full')) })).rejects.toThrow(
      'disk full',
    );
    expect(endpoint.names).toEqual([]);
  });
});

describe('asynchronous work', () => {
  test('that ends late leaves looks the whole settling time', async () => {
    const { run, of, endpoint } = setting();
    endpoint.workMs = 1_500;
    await run([[environment(), { do: 'settle', of: 0 }, { do: 'get', of: 0 }]]);
    const looks = invocations(of(0)).filter(({ operation }) => operation === 'GetEnvironment');
    const [ended, looked] = looks.slice(-2).map(({ at }) => at);
    expect(looks.length).toBeGreaterThan(2);
    expect(looked! - ended!).toBeGreaterThanOrEqual(2_000);
  });

  test('is waited for without holding a slot', async () => {
    const { run, of, endpoint } = setting();
    endpoint.workMs = 30_000;
    await run(
      [
        [environment(), { do: 'settle', of: 0 }],
        [template(), again],
      ],
      { concurrency: 1 },
    );
    expect(of(1).at(-1)!.event).toBe('end');
    const [slow, quick] = [of(0).at(-1)!, of(1).at(-1)!].map((event) => ('at' in event ? event.at : 0));
    expect(slow! - quick!).toBeGreaterThan(25_000);
    expect(endpoint.mostInFlight).toBe(1);
    expect(endpoint.names).toEqual([]);
  });

  test('is given up after the limit', async () => {
    const { run, of, endpoint } = setting();
    endpoint.workMs = 1e9;
    const result = await run([[environment(), { do: 'settle', of: 0 }]], { asyncTimeoutMs: 5_000 });
    expect(of(0).find(({ event }) => event === 'gave-up')).toMatchObject({ step: 1, of: 0, limitMs: 5_000 });
    expect(result.leftBehind).toMatchObject([{ resource: 'environment' }]);
  });

  test('has a limit that grows with the longest creation seen', async () => {
    const { run, of, endpoint } = setting();
    endpoint.workMs = 20_000;
    endpoint.mood = ({ operation }) => {
      if (operation === 'DeleteEnvironment') endpoint.workMs = 150_000;
      return undefined;
    };
    await run([
      [environment(), { do: 'settle', of: 0 }, { do: 'delete', of: 0 }, { do: 'settle', of: 0 }, { do: 'get', of: 0 }],
    ]);
    expect(of(0).map(({ event }) => event)).not.toContain('gave-up');
  });

  test('is asked for again at every poll, where the program says so', async () => {
    const { run, of, endpoint } = setting();
    endpoint.workMs = 100;
    await run([
      [
        environment(),
        { do: 'settle', of: 0, resend: 'create' },
        { do: 'delete', of: 0 },
        { do: 'settle', of: 0, resend: 'delete' },
      ],
    ]);
    const sent = invocations(of(0));
    const during = (step: number) => sent.filter((one) => one.step === step).map(({ operation }) => operation);
    expect(during(1).slice(0, 4)).toEqual([
      'CreateEnvironment',
      'GetEnvironment',
      'CreateEnvironment',
      'GetEnvironment',
    ]);
    expect(during(3).slice(0, 4)).toEqual([
      'DeleteEnvironment',
      'GetEnvironment',
      'DeleteEnvironment',
      'GetEnvironment',
    ]);
    expect(during(3).length).toBeGreaterThan(4);
  });
});
