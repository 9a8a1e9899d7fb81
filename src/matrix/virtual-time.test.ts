import { describe, expect, test } from 'vitest';
import { VirtualTime } from './virtual-time.ts';

const hourMs = 3_600_000;

describe('virtual time', () => {
  test('wakes sleepers in the order of their times, without waiting', async () => {
    const time = new VirtualTime();
    const begun = time.now();
    const woken: [string, number][] = [];
    const sleeper = async (name: string, ms: number): Promise<void> => {
      await time.sleep(ms);
      woken.push([name, time.now() - begun]);
    };
    await Promise.all([sleeper('late', 2 * hourMs), sleeper('soon', 5), sleeper('first', 5), sleeper('now', 0)]);
    expect(woken).toEqual([
      ['now', 0],
      ['soon', 5],
      ['first', 5],
      ['late', 2 * hourMs],
    ]);
  });

  test('stands still while a request is under way, however long that takes', async () => {
    const time = new VirtualTime();
    const events: string[] = [];
    const asleep = time.sleep(5).then(() => events.push('woken'));
    await time.during(async () => {
      for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
      events.push('answered');
    });
    await asleep;
    expect(events).toEqual(['answered', 'woken']);
  });

  test('wakes who has slept long enough while other requests come and go', async () => {
    const time = new VirtualTime();
    const events: string[] = [];
    const asleep = time.sleep(5).then(() => events.push('woken'));
    for (let call = 0; call < 20; call++) await time.during(async () => undefined);
    events.push('answered');
    await asleep;
    expect(events).toEqual(['woken', 'answered']);
  });

  test('goes on while the other side waits within a request', async () => {
    const time = new VirtualTime();
    const begun = time.now();
    await time.during(() => time.sleepWithin(hourMs));
    expect(time.now() - begun).toBeGreaterThanOrEqual(hourMs);
  });

  test('many requests at the same time take as long as one', async () => {
    const time = new VirtualTime();
    const begun = time.now();
    await Promise.all(Array.from({ length: 50 }, () => time.during(async () => undefined)));
    expect(time.now() - begun).toBeLessThan(3);
  });

  test('two answers never come at the same instant', async () => {
    const time = new VirtualTime();
    const at: number[] = [];
    for (let call = 0; call < 3; call++) await time.during(async () => at.push(time.now()));
    expect(new Set(at).size).toBe(3);
  });

  test('a signal ends the sleep at once, also one that was aborted before', async () => {
    const time = new VirtualTime();
    const begun = time.now();
    const end = new AbortController();
    const asleep = time.during(async () => {
      const sleeping = time.sleep(hourMs, end.signal);
      end.abort();
      await sleeping;
    });
    await asleep;
    await time.sleep(hourMs, end.signal);
    expect(time.now() - begun).toBeLessThan(hourMs);
  });
});
