import { expect, test } from 'vitest';
import type { Endpoint } from '../endpoint/types.ts';
import { startInProcess } from '../matrix/in-process.ts';
import type { Input, Program, Step } from '../program/types.ts';
import { realTime } from '../runner/time.ts';
import { Trials } from './trials.ts';

const program = (steps: readonly Step[], index = 0): Program => ({
  index,
  aim: { guarantee: 'token.retry', operation: 'CreateEnvironmentTemplateVersion', situation: 'same parameters' },
  steps,
});

const version: Input = { templateName: '{{name:a}}', source: { s3: { bucket: 'bucket', key: 'key' } } };
const twice = program([
  { do: 'create', operation: 'CreateEnvironmentTemplate', input: { name: '{{name:a}}' } },
  { do: 'create', operation: 'CreateEnvironmentTemplateVersion', input: { ...version, clientToken: '{{token:t}}' } },
  { do: 'retry', of: 0 },
]);

const trialsOn = (mutant: string | undefined, limits: { maxCalls?: number; signal?: AbortSignal } = {}): Trials =>
  new Trials(
    {
      ...startInProcess(mutant === undefined ? {} : { mutant }),
      settings: { settleMs: 0, clockToleranceSeconds: 10 },
      seed: 1,
      concurrency: 4,
    },
    { maxCalls: 10_000, signal: new AbortController().signal, ...limits },
  );

test('several tries of one program each have names of their own, and show what they show', async () => {
  const shown = await trialsOn('token-ignored').run([twice, twice, twice], 'alone');
  expect(shown?.map(({ violations }) => violations.map(({ guarantee, step }) => [guarantee, step]))).toEqual(
    Array.from({ length: 3 }, () => [['token.retry', 2]]),
  );
  expect(new Set(shown?.map(({ history }) => history[0].namespace)).size).toBe(3);
});

test('the right emulator shows nothing, and what was put to the test is told', async () => {
  const [shown] = (await trialsOn(undefined).run([twice], 'together')) ?? [];
  expect(shown?.violations).toEqual([]);
  expect(shown?.exercised.map(({ guarantee }) => guarantee)).toContain('token.retry');
});

test('a request without a token in a template that is not there may be told so', async () => {
  const alone = program([{ do: 'create', operation: 'CreateEnvironmentTemplateVersion', input: version }]);
  const [shown] = (await trialsOn(undefined).run([alone], 'alone')) ?? [];
  expect(shown?.violations).toEqual([]);
});

test('over its budget of calls nothing more is tried, and why is told', async () => {
  const trials = trialsOn(undefined, { maxCalls: 4 });
  expect(await trials.run([twice, twice], 'alone')).toBeUndefined();
  expect(await trials.run([twice], 'alone')).toBeUndefined();
  expect(trials.ended).toMatch(/budget of 4 calls/);
});

test('after an interrupt nothing more is tried', async () => {
  const trials = trialsOn(undefined, { signal: AbortSignal.abort() });
  expect(await trials.run([twice], 'together')).toBeUndefined();
  expect([trials.calls, trials.ended]).toEqual([0, expect.stringContaining('interrupted')]);
});

test('an endpoint that hangs, or is gone, ends everything soon, and why is told', async () => {
  const { endpoint, ...rest } = startInProcess({});
  for (const why of ['hangs', 'is gone'] as const) {
    let calls = 0;
    const dead: Endpoint = {
      ...endpoint,
      url: endpoint.url,
      call: (request) => {
        if (++calls <= 2) return endpoint.call(request);
        request.onSend?.({ lane: request.lane });
        const lost = { kind: 'lost', why: 'timeout', lane: request.lane } as const;
        if (why === 'is gone') return Promise.resolve({ ...lost, why: 'not-sent', code: 'ECONNREFUSED' });
        return new Promise((resolve) => request.signal?.addEventListener('abort', () => resolve(lost)));
      },
    };
    const setting = { ...rest, time: realTime, endpoint: dead, settings: { settleMs: 0, clockToleranceSeconds: 10 } };
    const limits = { maxCalls: 100, signal: new AbortController().signal, silenceMs: 50, signOfLifeMs: 50 };
    const trials = new Trials({ ...setting, seed: 1, concurrency: 4 }, limits);
    expect(await trials.run([twice, twice], 'alone')).toBeUndefined();
    expect(trials.ended).toMatch(/endpoint/i);
    const before = calls;
    expect(await trials.run([twice], 'alone')).toBeUndefined();
    expect(calls).toBe(before);
  }
});
