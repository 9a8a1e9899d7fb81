import { expect, test } from 'vitest';
import { evidence, violating } from './testing/evidence.ts';
import { twoCalls } from './testing/sample.ts';
import { timelineLimits, timelineOf } from './timeline.ts';

const timeline = timelineOf(evidence(), violating)!;
const call = (number: number) => timeline.calls.find((one) => one.call === number)!;

test('who sends while another waits is another client, and a late copy is nobody’s', () => {
  expect(timeline.lanes).toEqual(['client 1', 'client 2', 'copies on the way']);
  expect(timeline.calls.map(({ call, lane }) => `${call} on ${lane}`)).toEqual([
    '1 on 0',
    '2 on 0',
    '3 on 1',
    '4 on 0',
    '5 on 2',
    '6 on 0',
  ]);
});

test('times are counted from the first call; what got no answer is open', () => {
  expect(call(3)).toMatchObject({ sentMs: 11, overMs: 19, answer: 'HTTP 200, success' });
  expect(call(4)).toMatchObject({ unanswered: true, fault: 'answer-lost', answer: 'no answer: the connection broke' });
  expect(call(6)).toMatchObject({ violates: true });
});

test('moves of the clock with nothing between them are one; a restart lasts until the endpoint answers', () => {
  expect(timeline.marks).toEqual([
    { kind: 'clock', atMs: 51, seconds: 10_800 },
    { kind: 'restart', atMs: 60, readyMs: 900 },
  ]);
});

test('what was possible before and after a call, with the token’s age at that moment', () => {
  expect(call(1)).toMatchObject({
    before: { states: ['nothing was made'] },
    after: { states: ['environment template a: there, unmodified'] },
  });
  expect(call(6).before?.states[0]).toContain('token t with 4 h 59 min left');
  expect(call(6).after).toBeUndefined();
});

test('long evidence is cut to its last calls, and says how many are left out', () => {
  const many = evidence().flatMap((event) =>
    event.event === 'invoke' && event.call === 2
      ? Array.from({ length: 90 }, (_, index) => [
          { ...event, call: 100 + index, at: 5, operation: index % 2 ? 'CreateService' : 'CreateEnvironment' },
          { event: 'lost' as const, call: 100 + index, at: 5, why: 'broken' as const },
        ]).flat()
      : [event],
  );
  const cut = timelineOf(many, violating)!;
  expect([cut.calls.length, cut.calls.at(-1)?.call]).toEqual([timelineLimits.calls, violating]);
  expect(cut.leftOut).toBe(5 + 90 - timelineLimits.calls);
});

test('evidence without a header has no states; without the call there is no timeline', () => {
  expect(timelineOf(twoCalls(), 2)?.calls.map(({ before }) => before)).toEqual([undefined, undefined]);
  expect(timelineOf(twoCalls(), 9)).toBeUndefined();
});
