// Whatever the endpoint does during a fault, a race or a restart, the run comes to its end, also when it is interrupted.
import { expect, test } from 'vitest';
import { createEndpoint } from '../endpoint/endpoint.ts';
import { always, startServer } from '../endpoint/testing/server.ts';
import type { Step } from '../program/types.ts';
import { endOf, outline, setting, template } from './testing/setting.ts';
import { realTime } from './time.ts';

const again: Step = { do: 'retry', of: 0 };
const faulty = (fault: 'timed-out' | 'answer-lost' | 'twice' | 'copied'): Step => ({ ...template(), fault }) as Step;
const steps: readonly (readonly [string, readonly Step[]])[] = [
  ['requests at the same time', [{ do: 'together', steps: [template('a'), template('a')] as never }, again]],
  ['a request that timed out', [faulty('timed-out'), { do: 'get', of: 0 }]],
  ['a lost answer', [faulty('answer-lost'), again]],
  ['two copies', [faulty('twice'), again]],
  ['a late copy', [faulty('copied'), { do: 'deliver' }, again]],
  ['requests that are under way at a restart', [template(), { do: 'restart', during: [again as never] }, again]],
];
const isCreate = (operation: string): boolean => operation.startsWith('Create');

test.each(steps)('an endpoint that falls silent, and an interrupt, in the middle of %s', async (_, program) => {
  const { run, of, endpoint, time } = setting();
  const stop = new AbortController();
  endpoint.latencyOf = ({ operation }) => (isCreate(operation) && endpoint.calls.length > 2 ? 3_600_000 : 1);
  void time.sleep(1_000).then(() => stop.abort());
  const begun = time.now();
  const result = await run([program], { signal: stop.signal, restart: () => new Promise(() => {}) });
  expect(result).toMatchObject({ stopped: 'interrupted', leftBehind: [] });
  expect(endOf(of(0))?.reason).toBe('interrupted');
  expect(time.now() - begun).toBeLessThan(60_000);
  expect(endpoint.names).toEqual([]);
});

test('requests at the same time to a server that never answers them end by their own limit', async () => {
  const server = await startServer((seen, response) => {
    if (!isCreate(String(seen.headers['x-amz-target']).split('.')[1] ?? ''))
      always(200, '{}')(seen, response, seen as never);
  });
  const endpoint = createEndpoint({ url: server.url, region: 'us-east-1', callTimeoutMs: 100 });
  const { run, of } = setting();
  await run([steps[0]![1].slice(0, 1)], { endpoint, time: realTime });
  expect(outline(of(0))).toEqual([
    ...['header', 'CreateEnvironmentTemplate', 'CreateEnvironmentTemplate', 'lost', 'lost', 'end: done'],
  ]);
  await endpoint.close();
  await server.close();
});
