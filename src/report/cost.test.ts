import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../history/types.ts';
import { costOf } from './cost.ts';
import { coverageOf } from './coverage.ts';
import { spentIn } from './spent.ts';
import { evidence } from './testing/evidence.ts';
import { history, twoCalls, verdict } from './testing/sample.ts';

const spending = (events: readonly HistoryEvent[], index = 0) => history(index, { spent: spentIn(events) });
const operation = 'CreateEnvironmentTemplateVersion';

describe('the cost of a run', () => {
  test('calls, answers that never came, latencies', () => {
    expect(costOf({}, [spending(evidence())]).operations).toEqual([
      expect.objectContaining({ operation: 'CreateEnvironmentTemplate', calls: 1, unanswered: 0 }),
      {
        operation,
        calls: 5,
        throttled: 0,
        sentAgain: 0,
        unanswered: 2,
        latencyMs: { p50: 8, p95: 8, p99: 8 },
      },
    ]);
  });

  test('what was throttled and sent again', () => {
    const events = twoCalls().map((event): HistoryEvent => {
      if (event.event === 'answer' && event.call === 1)
        return { ...event, status: 400, body: '{"__type":"ThrottlingException"}' };
      return event.event === 'invoke' && event.call === 2 ? { ...event, attempt: 2 } : event;
    });
    expect(costOf({}, [spending(events)]).operations).toMatchObject([{ calls: 2, throttled: 1, sentAgain: 1 }]);
  });

  test('a call that was sent once for several histories is counted once', () => {
    const shared = twoCalls().map((event) => (event.event === 'invoke' ? { ...event, shared: true as const } : event));
    expect(costOf({}, [spending(shared), spending(shared, 1)]).operations).toMatchObject([{ calls: 2 }]);
  });

  test('what was sent beside the programs, so that the parts are all of it', () => {
    const { operations, beside } = costOf({ calls: 100, shrinkingCalls: 60 }, [spending(evidence())]);
    expect(beside).toEqual([
      { what: 'making violations smaller', calls: 60 },
      { what: 'counting what the account has, and cleaning up', calls: 34 },
    ]);
    expect([...operations, ...beside].reduce((sum, { calls }) => sum + calls, 0)).toBe(100);
  });

  test('different resources that answers showed, and those left behind', () => {
    expect(costOf({ leftBehind: { environmentTemplateVersion: 1 } }, [spending(evidence())]).resources).toEqual([
      { resource: 'environment template', created: 1, deleted: 1, leftBehind: 0 },
      { resource: 'environment template version', created: 2, deleted: 1, leftBehind: 1 },
    ]);
  });

  test('races, by the requests under way at a time', () => {
    const racing = (width: number) => history(0, { verdict: verdict({ overlaps: [{ width, count: 2 }] }) });
    expect(costOf({}, [racing(3), racing(2), racing(3)]).races).toEqual([
      { width: 2, count: 2 },
      { width: 3, count: 4 },
    ]);
  });
});

test('coverage adds up what all histories exercised, whatever their order', () => {
  const exercised = (guarantee: string, situation: string, count: number) =>
    history(count, { verdict: verdict({ exercised: [{ guarantee, operation, situation, count }] }) });
  const all = [exercised('token.alive', 'b', 1), exercised('token.retry', 'a', 2), exercised('token.alive', 'b', 4)];
  const coverage = { 'token.retry': { [operation]: { a: 2 } }, 'token.alive': { [operation]: { b: 5 } } };
  expect(JSON.stringify(coverageOf(all))).toBe(JSON.stringify(coverage));
  expect(JSON.stringify(coverageOf([...all].reverse()))).toBe(JSON.stringify(coverage));
});
