// A clock that fails to move, and an endpoint that is waited for after its restart.
import { describe, expect, test } from 'vitest';
import { type Clock, ClockError } from '../endpoint/clock.ts';
import type { Fixture, Step } from '../program/types.ts';
import { answer, failure, lost } from './testing/fake-endpoint.ts';
import { endOf, invocations, outline, program, setting, template } from './testing/setting.ts';

const again: Step = { do: 'retry', of: 0 };
const restart: Step = { do: 'restart' };
const advance = (seconds: number): Step => ({ do: 'advance', seconds });

/** Fails at its nth move, and would work again after it. */
const failingAt = (nth: number) => {
  const moves: number[] = [];
  const clock: Clock = {
    mode: 'control',
    advance: async (seconds) => {
      moves.push(seconds);
      if (moves.length === nth) throw new ClockError('stuck');
    },
  };
  return { moves, clock };
};

describe('after a move of the clock that failed', () => {
  const base: Fixture = { name: 'base', needs: [], steps: [template('t')] };
  const user: Step = {
    do: 'create',
    operation: 'CreateEnvironment',
    input: { name: '{{name:e}}', templateName: '{{fixture:base}}', spec: 's' },
  };

  test('the clock is not moved again, and who needs that says why', async () => {
    const { run, of } = setting();
    const { clock, moves } = failingAt(2);
    const result = await run([[advance(1)], [template(), advance(2), again], [template(), advance(3), again]], {
      clock,
    });
    expect(moves).toEqual([1, 2]);
    expect([0, 1, 2].map((index) => endOf(of(index)))).toMatchObject([
      { reason: 'done' },
      { reason: 'set-up', detail: 'the clock was not moved: stuck' },
      { reason: 'set-up', detail: 'the clock was not moved: stuck' },
    ]);
    expect(outline(of(2))).toEqual(['header', 'end: set-up']);
    expect(result).toMatchObject({ stopped: 'done', clockLost: 'the clock was not moved: stuck' });
  });

  test('what made the fixtures is not sent again, and they are looked at all the same', async () => {
    const { run, histories } = setting();
    await run([[user], [template(), advance(1)]], {
      fixtures: [base],
      lastLooks: ['fixtures'],
      clock: failingAt(1).clock,
    });
    const ofBase = histories.find(([{ program: which }]) => 'fixture' in which)!;
    const sent = invocations(ofBase).map(({ operation }) => operation);
    // Once before the cohort, when nothing had failed yet.
    expect(sent.filter((operation) => operation === 'CreateEnvironmentTemplate')).toHaveLength(2);
    expect(sent.slice(-2)).toEqual(['GetEnvironmentTemplate', 'ListEnvironmentTemplates']);
  });

  test('the histories of other programs tell that no age is sure', async () => {
    const { run, of } = setting();
    const programs = [program([advance(1)], 0), 'cohorts' as const, program([template()], 1), program([restart], 2)];
    await run([], { programs, clock: failingAt(1).clock, restart: async () => undefined });
    const tolerances = [0, 1, 2].map((index) => of(index)[0].settings.clockToleranceSeconds);
    expect(tolerances).toEqual([60, 1e9, 1e9]);
    expect([1, 2].map((index) => endOf(of(index))?.reason)).toEqual(['done', 'done']);
  });
});

describe('after its restart', () => {
  const steps = [template(), restart, again];
  const ofLists = (operation: string): boolean => operation.startsWith('List');

  test.each([
    [
      'does not implement the first list',
      answer({}, 501),
      (operation: string) => operation === 'ListEnvironmentTemplates',
    ],
    ['implements no list', failure('NotImplemented', 501), ofLists],
    [
      'has a first list that is broken',
      answer({}, 500),
      (operation: string) => operation === 'ListEnvironmentTemplates',
    ],
    ['has broken lists only', answer({}, 500), ofLists],
    ['throttles its lists', answer({}, 429), ofLists],
  ])('an endpoint that %s is there', async (_, reply, isSo) => {
    const { run, of, endpoint } = setting();
    let restarted = false;
    endpoint.mood = ({ operation, fresh }) => (restarted && fresh && isSo(operation) ? reply : undefined);
    const result = await run([steps], {
      restart: async () => {
        restarted = true;
      },
    });
    expect(result).toMatchObject({ stopped: 'done', leftBehind: [] });
    expect(outline(of(0)).slice(-4)).toEqual(['restart', 'CreateEnvironmentTemplate', 'answer', 'end: done']);
  });

  test.each([
    ['broken', answer({}, 503)],
    ['silent', lost('broken')],
  ])('an endpoint that is %s for long is gone', async (_, reply) => {
    const { run, of, endpoint } = setting();
    let restarted = false;
    endpoint.mood = () => (restarted ? reply : undefined);
    const result = await run([steps], {
      restart: async () => {
        restarted = true;
      },
    });
    expect(result.stoppedBecause).toMatch(/did not answer within 60 s after its restart/);
    expect(endOf(of(0))?.reason).toBe('unreachable');
  });
});
