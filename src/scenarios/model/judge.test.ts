import { describe, expect, test } from 'vitest';
import { nothingShown } from '../../checker/testing/verdict.ts';
import type { Advice, Violation } from '../../checker/types.ts';
import type { HistoryEvent } from '../../history/types.ts';
import { decode } from '../../wire/decode.ts';
import { expand, scenarios, waitsFor } from '../load.ts';
import { judgeRun } from './judge.ts';
import type { Judge } from './walk.ts';

const runOf = (id: string) => expand(scenarios.find((scenario) => scenario.id === id)!)[0]!;
const violation = (guarantee: string): Violation => ({
  guarantee,
  also: [],
  operation: 'CreateEnvironmentTemplate',
  call: 1,
  step: 1,
  situation: 'a test',
  allowed: ['nothing'],
  observed: 'something',
});
const judge = (advice: Advice, violations: readonly Violation[] = []): Judge => ({
  push: () => advice,
  verdict: () => ({ ...nothingShown, violations }),
});

describe('a checker that', () => {
  test('sees no violation is wrong about what is forbidden alone', () => {
    const tried = judgeRun(runOf('create-retry'), () => judge('go-on'));
    expect(tried.map(({ isAllowed, complaint }) => isAllowed === (complaint === undefined))).not.toContain(false);
  });
  test('names another guarantee is wrong about what is forbidden, too', () => {
    const tried = judgeRun(runOf('create-retry'), () => judge('go-on', [violation('token.retry')]));
    expect(tried.every(({ complaint }) => complaint !== undefined)).toBe(true);
    expect(tried.at(-1)?.complaint).toContain('the checker names token.retry');
  });
  test('stops before the question is wrong', () => {
    const [tried] = judgeRun(runOf('create-retry'), () => judge('stop'));
    expect(tried?.complaint).toContain('the checker stopped on the way');
  });
  test('wants to see an answer again gets the same one, and not for ever', () => {
    const events: HistoryEvent[] = [];
    const push = (event: HistoryEvent): Advice => {
      events.push(event);
      return 'again';
    };
    judgeRun(runOf('delete-first-get'), () => ({ ...judge('again'), push }));
    const attempts = events.flatMap((event) => (event.event === 'invoke' ? [event.attempt] : []));
    expect(Math.max(...attempts)).toBe(6);
  });
});

test('every answer made up for a step on the way is well-formed, and times never run backwards', () => {
  const faults: string[] = [];
  for (const scenario of scenarios.filter((one) => waitsFor(one, ['clock']).length === 0)) {
    const run = expand(scenario)[0]!;
    judgeRun(run, () => watch((fault) => faults.push(`${run.id}: ${fault}`)));
  }
  expect([...new Set(faults)]).toEqual([]);
});

/** A judge that looks at each answer once the next request shows that it was not the question's. */
function watch(report: (fault: string) => void): Judge {
  const asked = new Map<number, string>();
  let last = 0;
  let pending: HistoryEvent | undefined;
  return {
    push: (event) => {
      if (event.event === 'header') return 'go-on';
      if (event.at < last) report(`${event.event} at ${event.at} after ${last}`);
      last = event.at;
      if (event.event === 'invoke') {
        asked.set(event.call, event.operation);
        if (pending?.event === 'answer') {
          const decoded = decode(asked.get(pending.call)!, pending);
          if (decoded.kind === 'malformed') report(decoded.reason);
        }
      }
      pending = event;
      return 'go-on';
    },
    verdict: () => nothingShown,
  };
}
