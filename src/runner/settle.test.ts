// How often is looked while work is in progress.
import { expect, test } from 'vitest';
import type { Step } from '../program/types.ts';
import { environment, invocations, setting } from './testing/setting.ts';

const workMs = 400;

/** Times between what was sent of `operation`, milliseconds, after the program's own first request. */
async function gapsOf(operation: string, settling: Step): Promise<number[]> {
  const { run, of, endpoint } = setting();
  endpoint.workMs = workMs;
  const first: Step[] = [environment('a'), { do: 'settle', of: 0 }];
  await run([first, [environment('b'), settling]], { concurrency: 1, maxOpen: 1 });
  const sent = invocations(of(1)).filter((call) => call.operation === operation);
  return sent.slice(1).map(({ at }, n) => at - sent[n]!.at);
}

test('a retry at every poll comes several times within the time of a creation', async () => {
  const gaps = await gapsOf('CreateEnvironment', { do: 'settle', of: 0, resend: 'create' });
  expect(gaps.length).toBeGreaterThan(3);
  expect(Math.max(...gaps)).toBeLessThan(workMs / 4);
});

test('without retries the polls get slower and slower', async () => {
  const gaps = await gapsOf('GetEnvironment', { do: 'settle', of: 0 });
  expect(gaps.at(-1)).toBeGreaterThan(workMs / 4);
});
