// How fast requests go out where an endpoint throttles them.
import { expect, test } from 'vitest';
import { Pacer, seededRandom } from './pace.ts';
import { FakeTime } from './testing/fake-time.ts';

/** Sends `calls` requests, each taking a millisecond; how many were throttled, and how long it took, milliseconds. */
async function sent(calls: number, isThrottled: (now: number, operation: string) => boolean, operations = ['A']) {
  const time = new FakeTime();
  const pacer = new Pacer(time);
  const begun = time.now();
  let throttled = 0;
  for (let n = 0; n < calls; n++) {
    const operation = operations[n % operations.length]!;
    await pacer.turn(operation);
    await time.sleep(1);
    if (isThrottled(time.now(), operation)) {
      throttled++;
      pacer.throttled(operation);
    } else pacer.served(operation);
  }
  return { throttled, tookMs: time.now() - begun };
}

/** A bucket of `rate` tokens, and `rate` more a second. */
function bucket(rate: number): (now: number) => boolean {
  let tokens = rate;
  let at: number | undefined;
  return (now) => {
    tokens = Math.min(rate, tokens + ((now - (at ?? now)) / 1000) * rate);
    at = now;
    if (tokens < 1) return true;
    tokens--;
    return false;
  };
}

test.each([5, 40, 200])(
  'of a limit of %i requests a second all is used, and about a third is throttled',
  async (rate) => {
    const { throttled, tookMs } = await sent(3_000, bucket(rate));
    expect(throttled / 3_000).toBeLessThan(0.4);
    expect((3_000 - throttled) / (tookMs / 1000)).toBeGreaterThan(rate * 0.8);
  },
);

test('an operation with a limit of its own does not slow down the others', async () => {
  const limited = bucket(5);
  const of = (operations: string[]) => sent(2_000, (now, operation) => operation === 'A' && limited(now), operations);
  const { throttled, tookMs } = await of(['A', ...Array.from({ length: 19 }, () => 'B')]);
  expect(throttled).toBeLessThan(50);
  expect(tookMs).toBeLessThan(30_000);
});

test('where a quarter of all requests is refused, however slow one is, nobody is slowed down for good', async () => {
  const random = seededRandom(1);
  const { tookMs } = await sent(5_000, () => random() < 0.25);
  expect(tookMs / 5_000).toBeLessThan(6);
});
