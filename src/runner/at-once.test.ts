// Steps that meet a fault, are sent at the same time, arrive late, or go on while the endpoint is restarted.
import { describe, expect, test } from 'vitest';
import type { Fault, Step } from '../program/types.ts';
import { answer, failure } from './testing/fake-endpoint.ts';
import { endOf, invocations, outline, setting, template } from './testing/setting.ts';

const again: Step = { do: 'retry', of: 0 };
const remove: Step = { do: 'delete', of: 0 };
const withFault = (fault: Fault): Step => ({ ...template(), fault }) as Step;
const TEMPLATE = 'CreateEnvironmentTemplate';

describe('a step with a fault', () => {
  test.each<[Fault, string]>([
    ['request-lost', 'not-sent'],
    ['request-cut', 'broken'],
    ['answer-lost', 'broken'],
    ['head-cut', 'broken'],
    ['body-cut', 'broken'],
    ['timed-out', 'timeout'],
    ['hung-up', 'timeout'],
  ])('%s: is sent once, and the program goes on without its answer', async (fault, why) => {
    const { run, of, endpoint } = setting();
    await run([[withFault(fault), again]]);
    expect(outline(of(0))).toEqual(['header', TEMPLATE, 'lost', TEMPLATE, 'answer', 'end: done']);
    expect(invocations(of(0)).map((one) => one.fault)).toEqual([fault, undefined]);
    expect(of(0)[2]).toMatchObject({ why });
    expect(endpoint.names).toEqual([]);
  });

  test('may have made something, which is looked for and deleted', async () => {
    const { run, of, endpoint } = setting();
    await run([[withFault('answer-lost'), { do: 'get', of: 0 }, remove]]);
    expect(invocations(of(0)).map(({ operation }) => operation)).toEqual([
      TEMPLATE,
      'GetEnvironmentTemplate',
      'DeleteEnvironmentTemplate',
    ]);
    expect(endpoint.names).toEqual([]);
  });

  test('answered with a refusal that is no answer, it is sent again without the fault', async () => {
    const { run, of, endpoint } = setting();
    let refusals = 2;
    endpoint.mood = ({ operation }) =>
      operation === TEMPLATE && refusals-- > 0 ? failure('ThrottlingException') : undefined;
    await run([[withFault('twice')]]);
    expect(invocations(of(0)).map(({ fault, copy, attempt }) => [fault, copy, attempt])).toEqual([
      ['twice', undefined, 1],
      [undefined, true, 1],
      [undefined, undefined, 2],
    ]);
  });

  test('twice: the copy and its answer stand in the history, though the program sees only one', async () => {
    const { run, of, endpoint } = setting();
    await run([[withFault('twice'), again]]);
    expect(outline(of(0))).toEqual([
      ...['header', TEMPLATE, TEMPLATE, 'answer', 'answer'],
      ...[TEMPLATE, 'answer', 'end: done'],
    ]);
    expect(invocations(of(0)).map(({ copy, step }) => [copy, step])).toEqual([
      [undefined, 0],
      [true, 0],
      [undefined, 1],
    ]);
    expect(endpoint.names).toEqual([]);
  });

  test('timed-out: looks wait until the endpoint has done with it, later requests do not', async () => {
    const { run, of, endpoint, time } = setting();
    let first = true;
    endpoint.latencyMs = 500;
    const begun = time.now();
    endpoint.mood = () => {
      first = false;
      return undefined;
    };
    await run([[withFault('timed-out'), again, { do: 'get', of: 0 }]], {
      settings: { settleMs: 0, clockToleranceSeconds: 60, managementAccount: '111122223333' },
    });
    const at = invocations(of(0)).map((one) => one.at - begun);
    expect(first).toBe(false);
    expect(at[1]! - at[0]!).toBe(0);
    expect(at[2]! - at[0]!).toBeGreaterThanOrEqual(500);
  });

  test('timed-out: the program does not end before it', async () => {
    const { run, of, endpoint } = setting();
    endpoint.latencyMs = 500;
    await run([[withFault('timed-out')]]);
    const [, sent] = of(0);
    expect(endOf(of(0))!.at - (sent?.event === 'invoke' ? sent.at : 0)).toBeGreaterThanOrEqual(500);
    expect(endpoint.names).toEqual([]);
  });
});

describe('a copy that is kept', () => {
  test('arrives at the step that delivers it', async () => {
    const { run, of, endpoint } = setting();
    await run([[withFault('copied'), remove, { do: 'deliver' }, { do: 'get', of: 0 }]]);
    expect(invocations(of(0)).map(({ operation, copy, step }) => [operation, copy, step])).toEqual([
      [TEMPLATE, undefined, 0],
      ['DeleteEnvironmentTemplate', undefined, 1],
      [TEMPLATE, true, 2],
      ['GetEnvironmentTemplate', undefined, 3],
    ]);
    expect(endpoint.names).toEqual([]);
  });

  test('arrives at the end of the program at the latest, and what it makes is deleted', async () => {
    const { run, of, endpoint } = setting();
    const result = await run([[withFault('copied'), remove]]);
    expect(invocations(of(0)).map(({ copy, step }) => [copy, step])).toEqual([
      [undefined, 0],
      [undefined, 1],
      [true, 2],
    ]);
    expect(result.leftBehind).toEqual([]);
    expect(endpoint.names).toEqual([]);
  });

  test('never arrives where the program was cut off', async () => {
    const { run, of } = setting();
    await run([[withFault('copied'), again, again]], { maxCalls: 2 });
    expect(invocations(of(0)).filter(({ copy }) => copy)).toEqual([]);
    expect(endOf(of(0))?.reason).toBe('budget');
  });
});

describe('steps together', () => {
  const together = (...steps: readonly Step[]): Step => ({ do: 'together', steps: steps as never });

  test('all are sent before the first is answered, each with its place', async () => {
    const { run, of, endpoint } = setting();
    await run([[template(), together(again, again, remove, { do: 'get', of: 0 })]]);
    expect(outline(of(0)).slice(3, 11)).toEqual([
      ...[TEMPLATE, TEMPLATE, 'DeleteEnvironmentTemplate', 'GetEnvironmentTemplate'],
      ...['answer', 'answer', 'answer', 'answer'],
    ]);
    expect(invocations(of(0)).map(({ step, part }) => [step, part])).toEqual([
      [0, undefined],
      ...[0, 1, 2, 3].map((part) => [1, part]),
    ]);
    expect(endpoint.mostInFlight).toBe(4);
  });

  test('references count through them; what needs an answer of another is passed over', async () => {
    const { run, of } = setting();
    await run([[together(template('a'), template('b'), remove), { do: 'get', of: 1 }]]);
    expect(invocations(of(0)).map(({ operation, input }) => `${operation} ${String(input.name).at(-1)}`)).toEqual([
      `${TEMPLATE} a`,
      `${TEMPLATE} b`,
      'GetEnvironmentTemplate a',
    ]);
  });

  test('what is refused retryably is not sent again', async () => {
    const { run, of, endpoint } = setting();
    endpoint.mood = () => failure('ThrottlingException');
    await run([[together(template(), template())]]);
    expect(outline(of(0))).toEqual(['header', TEMPLATE, TEMPLATE, 'answer', 'answer', 'end: done']);
  });

  test('an operation that is not there ends the program when all are answered', async () => {
    const { run, of, endpoint } = setting();
    endpoint.mood = ({ operation }) => (operation === TEMPLATE ? answer({}, 501) : undefined);
    await run([[together(template('a'), template('b')), again]]);
    expect(outline(of(0))).toEqual(['header', TEMPLATE, TEMPLATE, 'answer', 'answer', 'end: not-implemented']);
  });

  test('a budget that does not suffice for all of them sends none', async () => {
    const { run, of } = setting();
    await run([[together(template('a'), template('b'))]], { maxCalls: 1 });
    expect(outline(of(0))).toEqual(['header', 'end: budget']);
  });

  test('the program goes on when the slowest is answered', async () => {
    const { run, of, endpoint } = setting();
    endpoint.latencyMs = 300;
    await run([[together(template('a'), template('b')), again]]);
    const at = invocations(of(0)).map((one) => one.at);
    expect(at[1]).toBe(at[0]);
    expect(at[2]! - at[0]!).toBe(300);
  });
});

describe('a restart', () => {
  const restart: Step = { do: 'restart', during: [{ do: 'retry', of: 0 }] };

  test('comes once for all programs of a cohort, when their requests are under way', async () => {
    const { run, of, endpoint } = setting();
    const underWay: number[] = [];
    endpoint.latencyMs = 50;
    const result = await run([[template('a'), restart, again], [template('b'), restart, again], [template('c')]], {
      programs: [0, 1, 2].map((index) => ({
        index,
        aim: { guarantee: 'durable', operation: TEMPLATE, situation: 'after restart' },
        steps: index === 2 ? [template('c')] : [template('a'), restart, again],
      })),
      restart: async () => void underWay.push(endpoint.inFlight),
    });
    expect(underWay).toEqual([2]);
    expect(result.withoutRestart).toBe(0);
    for (const index of [0, 1]) {
      expect(outline(of(index))).toEqual([
        ...['header', TEMPLATE, 'answer', TEMPLATE, 'answer', 'restart', TEMPLATE, 'answer', 'end: done'],
      ]);
      expect(invocations(of(index))[1]).toMatchObject({ step: 1, part: 0 });
    }
  });

  test('comes when the requests of a step are answered, where the step says so', async () => {
    const { run, of, endpoint } = setting();
    const underWay: number[] = [];
    endpoint.latencyMs = 50;
    await run([[template(), { ...restart, answered: true } as Step, again]], {
      restart: async () => void underWay.push(endpoint.inFlight),
    });
    expect(underWay).toEqual([0]);
    expect(outline(of(0))).toEqual([
      ...['header', TEMPLATE, 'answer', TEMPLATE, 'answer', 'restart', TEMPLATE, 'answer', 'end: done'],
    ]);
  });

  test('is waited for until the endpoint answers again', async () => {
    const { run, of, endpoint, time } = setting();
    let deadUntil = 0;
    endpoint.mood = () => (time.now() < deadUntil ? answer({}, 503) : undefined);
    await run([[template(), { do: 'restart' }, again]], {
      restart: async () => {
        deadUntil = time.now() + 10_000;
      },
    });
    const event = of(0).find((one) => one.event === 'restart');
    expect(event?.event === 'restart' && event.readyAt - event.at).toBeGreaterThanOrEqual(10_000);
    expect(endOf(of(0))?.reason).toBe('done');
  });

  test('that brings nothing back ends the run', async () => {
    const { run, endpoint } = setting();
    let dead = false;
    endpoint.mood = () => (dead ? answer({}, 503) : undefined);
    const result = await run([[template(), { do: 'restart' }, again]], {
      restart: async () => {
        dead = true;
      },
    });
    expect(result).toMatchObject({
      stopped: 'unreachable',
      stoppedBecause: expect.stringContaining('after its restart'),
    });
  });

  test('that fails ends the run, with the reason', async () => {
    const { run, of } = setting();
    const result = await run([[template(), { do: 'restart' }, again]], {
      restart: () => Promise.reject(new Error('no such container')),
    });
    expect(result).toMatchObject({ stopped: 'unreachable', stoppedBecause: 'no such container' });
    expect(endOf(of(0))?.reason).toBe('unreachable');
  });

  test('a clock that went back is set again', async () => {
    const { run, time, endpoint } = setting();
    let offset = 0;
    const moves: number[] = [];
    await run([[template(), { do: 'advance', seconds: 3600 }, { do: 'restart' }, again]], {
      clock: {
        mode: 'control',
        read: async () => time.now() + offset,
        advance: async (seconds) => {
          moves.push(seconds);
          offset += seconds * 1000;
        },
      },
      restart: async () => {
        offset = 0;
      },
    });
    expect(moves).toEqual([3600, 3600]);
    expect(endpoint.names).toEqual([]);
  });

  test.each([
    ['command', true],
    ['faketime', undefined],
  ] as const)('a clock moved by %s that cannot be read may have lost its moves: %s', async (mode, clockUnsure) => {
    const { run, of } = setting();
    const program: Step[] = [template(), { do: 'restart' }, { do: 'advance', seconds: 60 }, { do: 'restart' }, again];
    await run([program], { clock: { mode, advance: () => Promise.resolve() }, restart: () => Promise.resolve() });
    const restarts = of(0).filter((one) => one.event === 'restart');
    expect(restarts.map((one) => one.clockUnsure)).toEqual([undefined, clockUnsure]);
  });

  test('without a way to restart, programs that need it are counted and not run', async () => {
    const { run, histories } = setting();
    const result = await run([[template(), { do: 'restart' }]]);
    expect(result.withoutRestart).toBe(1);
    expect(histories).toEqual([]);
  });
});
