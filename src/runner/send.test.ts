import { describe, expect, test } from 'vitest';
import type { Advice } from '../checker/types.ts';
import type { CallRequest, Reply } from '../endpoint/types.ts';
import type { HistoryEvent } from '../history/types.ts';
import { answer, failure, lost } from './testing/fake-endpoint.ts';
import { endOf, invocations, outline, setting, template } from './testing/setting.ts';

describe('what is sent again', () => {
  /** Refuses the first `times` calls of the operation. */
  const refusing = (operation: string, times: number, reply: () => Reply) => {
    let left = times;
    return (request: CallRequest) => (request.operation === operation && left-- > 0 ? reply() : undefined);
  };

  test.each([
    ['throttling', () => failure('ThrottlingException')],
    ['429', () => answer({}, 429)],
    ['a server error', () => answer({}, 503)],
    ['a broken connection', () => lost('broken')],
    ['a timeout', () => lost('timeout')],
    ['what was not sent', () => lost('not-sent')],
  ])('%s, each attempt as an invocation of its own', async (_, reply) => {
    const { run, of, endpoint } = setting();
    endpoint.mood = refusing('CreateEnvironmentTemplate', 2, reply);
    await run([[template(), { do: 'get', of: 0 }]]);
    expect(outline(of(0)).filter((word) => word.startsWith('Create'))).toEqual([
      'CreateEnvironmentTemplate',
      'CreateEnvironmentTemplate#2',
      'CreateEnvironmentTemplate#3',
    ]);
    expect(endOf(of(0))?.reason).toBe('done');
    expect(endpoint.names).toEqual([]);
  });

  test('a request that is always refused is given up after 30 s and ten tries, and the run goes on', async () => {
    const { run, of, endpoint } = setting();
    endpoint.mood = refusing('GetEnvironmentTemplate', 1e9, () => answer({}, 500));
    const result = await run([[template(), { do: 'get', of: 0 }], [template()]]);
    expect(endOf(of(0))).toMatchObject({
      reason: 'refused',
      detail: expect.stringContaining('GetEnvironmentTemplate'),
    });
    const tries = invocations(of(0)).slice(1);
    expect(tries.length).toBeGreaterThanOrEqual(10);
    expect(tries.at(-1)!.at - tries[0]!.at).toBeGreaterThanOrEqual(25_000);
    expect(endOf(of(1))?.reason).toBe('done');
    expect(result).toMatchObject({ stopped: 'done', leftBehind: [] });
  });

  test('an endpoint that answers nobody any more stops the run', async () => {
    const { run, of, endpoint } = setting();
    endpoint.mood = () => lost('not-sent');
    const result = await run([[template()], [template()]]);
    expect(result).toMatchObject({ stopped: 'unreachable', stoppedBecause: expect.stringContaining('30 s') });
    expect(endOf(of(0))?.reason).toBe('unreachable');
  });

  test('what the checker wants again is sent again, until it is content', async () => {
    const { run, of } = setting();
    let gets = 0;
    const push = (event: HistoryEvent): Advice =>
      event.event === 'answer' && event.body.includes('arn') && ++gets < 4 ? 'again' : 'go-on';
    await run([[template(), { do: 'get', of: 0 }]], { observe: () => ({ push }) });
    expect(outline(of(0)).filter((word) => /^[CG]/.test(word))).toEqual([
      ...[
        'CreateEnvironmentTemplate',
        'CreateEnvironmentTemplate#2',
        'CreateEnvironmentTemplate#3',
        'CreateEnvironmentTemplate#4',
      ],
      'GetEnvironmentTemplate',
    ]);
  });

  test('a checker that is never content is not asked for ever', async () => {
    const { run, of } = setting();
    await run([[template(), { do: 'list', of: 0 }]], { observe: () => ({ push: () => 'again' as const }) });
    expect(endOf(of(0))?.reason).toBe('done');
    expect(invocations(of(0)).length).toBeLessThan(50);
  });

  test('a list that is to be read again is read from its first page', async () => {
    const { run, of, endpoint } = setting();
    endpoint.pageSize = 1;
    let pages = 0;
    const push = (event: HistoryEvent): Advice =>
      event.event === 'answer' && event.body.includes('templates') && ++pages === 2 ? 'again' : 'go-on';
    await run([[template('a'), template('b'), { do: 'list', of: 0 }]], { observe: () => ({ push }) });
    expect(
      invocations(of(0))
        .slice(2)
        .map(({ input }) => input.nextToken),
    ).toEqual([undefined, '1', undefined, '1']);
  });
});
