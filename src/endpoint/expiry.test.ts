import { expect, test } from 'vitest';
import { expiry } from './expiry.ts';

test('is aborted after its time, also where only what was made of it is held', async () => {
  const signal = AbortSignal.any([expiry(10), new AbortController().signal]);
  expect(signal.aborted).toBe(false);
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});
