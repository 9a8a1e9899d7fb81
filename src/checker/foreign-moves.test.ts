import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../history/types.ts';
import { events, header, line, shows, template } from '../model/testing/build.ts';
import { create, first, second } from '../model/testing/versions.ts';
import { ForeignMoves } from './foreign-moves.ts';
import { createChecker } from './index.ts';

const settings = { settleMs: 0, clockToleranceSeconds: 10 };
const hour = 3600;

/** Each answer as [sent, answered, what its Date says], in seconds of the suite's clock, and by how much the clock was moved before it. */
const leaps = (...answers: readonly (readonly [number, number, number, number?])[]): boolean[] => {
  const moves = new ForeignMoves();
  moves.sent('CreateEnvironmentTemplateVersion');
  return answers.map(([sent, answered, date, own = 0]) =>
    moves.see(
      { sent: sent * 1000, answered: answered * 1000, date: new Date(Math.floor(date) * 1000).toUTCString() },
      own,
      settings,
    ),
  );
};

describe('a clock that somebody else moved', () => {
  test('shows in the Date of the first answer after it', () => {
    expect(leaps([0, 1, 0.5], [2, 3, 2.5 + hour])).toEqual([false, true]);
  });

  test.each<[string, (readonly [number, number, number, number?])[]]>([
    [
      'one that goes its way, and a Date of whole seconds',
      [
        [0.2, 0.3, 0.9],
        [5, 5.1, 5],
        [9.9, 10, 9.95],
      ],
    ],
    [
      'one that is ahead all the time',
      [
        [0, 1, 9000],
        [2, 3, 9002.5],
      ],
    ],
    [
      'our own move',
      [
        [0, 1, 0],
        [2, 3, 2 + hour, hour],
      ],
    ],
    [
      'our own move that Date does not follow',
      [
        [0, 1, 0],
        [2, 3, 2, hour],
        [4, 5, 4, hour],
      ],
    ],
    [
      'a first answer that was long on its way',
      [
        [0, 40, 0.5],
        [41, 42, 41],
      ],
    ],
    [
      'a later answer that was',
      [
        [0, 1, 0.5],
        [2, 60, 3],
      ],
    ],
    [
      'one that falls back after a restart, and is set again',
      [
        [0, 1, 0],
        [2, 3, 2 + hour, hour],
        [4, 5, 4, hour],
        [6, 7, 6 + hour, hour],
      ],
    ],
    [
      'no date',
      [
        [0, 1, Number.NaN],
        [2, 3, 9999],
      ],
    ],
    [
      'our own move that Date follows late',
      [
        [0, 1, 0],
        [2, 3, 2, hour],
        [4, 5, 4 + hour, hour],
      ],
    ],
  ])('is not: %s', (_, answers) => {
    expect(leaps(...answers)).toEqual(answers.map(() => false));
  });
});

describe('a clock that falls back', () => {
  type Dated = readonly [sent: number, answered: number, date: number];
  const falls = (...answers: readonly Dated[]): boolean[] => {
    const moves = new ForeignMoves();
    return answers.map(([sent, answered, date]) =>
      moves.hasFallen(
        { sent: sent * 1000, answered: answered * 1000, date: new Date(Math.floor(date) * 1000).toUTCString() },
        settings,
      ),
    );
  };

  test.each<[string, Dated, Dated, boolean]>([
    ['shows in the Date of the next answer', [0, 1, hour], [2, 3, 2], true],
    ['is none that goes its way', [0.2, 0.3, 0.9], [9.9, 10, 9.95], false],
    ['is none that leaps', [0, 1, 0], [2, 3, hour], false],
    ['is none within the tolerance', [0, 1, 9], [2, 3, 2], false],
    ['is none whose Date may be of long ago', [0, 1, hour], [2, 2 + hour, 2 + hour], false],
    ['is none while requests overlap', [2, 5, hour], [4, 6, 4], false],
    ['is none without a Date', [0, 1, hour], [2, 3, Number.NaN], false],
  ])('%s', (_, first, next, expected) => {
    expect(falls(first, next)).toEqual([false, expected]);
  });
});

describe('in a history', () => {
  const dated = (all: readonly HistoryEvent[], leapAt: number): HistoryEvent[] =>
    all.map((event) =>
      event.event === 'answer'
        ? {
            ...event,
            headers: { date: new Date(event.at + (event.call >= leapAt ? 9 * hour * 1000 : 0)).toUTCString() },
          }
        : event,
    );
  const judge = (all: readonly HistoryEvent[]) => {
    const checker = createChecker(header);
    for (const event of all) checker.push(event);
    return checker.verdict();
  };
  const retried = events([...first, create('a', second)]);

  test('a token that has expired by it is no violation, and undecided', () => {
    expect(judge(dated(retried, 9)).violations).toHaveLength(1);
    const { violations, unknown } = judge(dated(retried, 2));
    expect(violations).toEqual([]);
    expect(unknown).toEqual([expect.objectContaining({ reason: expect.stringMatching(/leapt ahead.*another run/) })]);
  });

  test('a gateway that refuses for now, by a clock of its own, says nothing about that of the service', () => {
    const throttled = create('a', { status: 429, body: '' });
    const all = events([...first, throttled, create('a', second)]);
    const ahead = dated(all, 0).map((event) =>
      event.event === 'answer' && event.status === 429 ? dated([event], 9)[0]! : event,
    );
    expect(judge(ahead)).toMatchObject({ unknown: [], violations: [{}] });
  });

  test('what has no token goes on', () => {
    const name = { name: 'ns-a', description: 'd' };
    const other = line('CreateEnvironmentTemplate', name, shows(template('ns-a', { description: 'x' })));
    const all = events([line('CreateEnvironmentTemplate', name, shows(template('ns-a', { description: 'd' }))), other]);
    expect(judge(dated(all, 1))).toMatchObject({ unknown: [], violations: [{}] });
  });

  describe('whose clock has fallen back', () => {
    const kill: HistoryEvent = { event: 'restart', at: 1_700_000_004_000, readyAt: 1_700_000_005_000 };
    const moved = { afterMs: 6000 };
    const expired = [...first, { ...create('a', first[1]!.reply), ...moved }];
    const story = (more: Partial<typeof kill>, ahead: readonly number[]): HistoryEvent[] => {
      const [head, ...rest] = events(expired).map((event) =>
        event.event === 'answer'
          ? { ...event, headers: { date: new Date(event.at + (ahead[event.call] ?? 0) * hour * 1000).toUTCString() } }
          : event,
      );
      const move: HistoryEvent = { event: 'clock', at: 1_700_000_003_500, advanceSeconds: 9 * hour };
      return [head!, ...rest.slice(0, 4), move, { ...kill, ...more } as HistoryEvent, ...rest.slice(4)];
    };

    test.each<[string, Partial<Extract<HistoryEvent, { event: 'restart' }>>, number[], number]>([
      ['by the Date that was ahead', {}, [9, 9, 0], 0],
      ['perhaps, as nobody could look', { clockUnsure: true }, [0, 0, 0], 0],
      ['not, by a Date that is ahead still', {}, [0, 0, 9], 1],
      ['not, by a Date that never was', {}, [0, 0, 0], 1],
    ])('%s, a token may be alive again', (_, more, ahead, violations) => {
      expect(judge(story(more, ahead)).violations).toHaveLength(violations);
    });

    test('what is made is older than what was made before', () => {
      const named = (at: number) => shows(template('ns-a', { createdAt: 1_699_999_999 + at }));
      const make = (at: number) => line('CreateEnvironmentTemplate', { name: 'ns-a' }, named(at));
      const drop = line('DeleteEnvironmentTemplate', { name: 'ns-a' }, { kind: 'success', empty: true, taken: [] });
      const recreated = events([make(9 * hour), drop, make(6)]);
      expect(judge([...recreated.slice(0, 5), kill, ...recreated.slice(5)]).violations).toHaveLength(1);
      const fallen = [...recreated.slice(0, 5), { ...kill, clockUnsure: true as const }, ...recreated.slice(5)];
      expect(judge(fallen).violations).toEqual([]);
    });
  });
});
