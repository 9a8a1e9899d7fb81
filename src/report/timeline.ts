// The calls of a violation's evidence on a line of time: who sent what when, what came when, what went wrong on the way,
// and what the checker considered possible after each answer.
import { isDeepStrictEqual } from 'node:util';
import { type Possible, possibleStates } from '../checker/possible.ts';
import type { Answer, HistoryEvent, Invocation, Lost } from '../history/types.ts';
import { decode } from '../wire/decode.ts';
import { printable } from '../wire/printable.ts';
import { isLookAgain, lostBecause } from './calls.ts';
import type { PossibleStates, Timeline, TimelineCall, TimelineMark } from './types.ts';

export const timelineLimits = { calls: 40, marks: 20, answerChars: 80 } as const;

const COPIES = 'copies on the way';

/** The last calls up to `call`, which shows the violation. Times are milliseconds since the first of them was sent. */
export const timelineOf = (events: readonly HistoryEvent[], call: number): Timeline | undefined => {
  const shown = shownUpTo(events, call);
  const [first] = shown;
  if (first === undefined) return undefined;
  const over = completions(events);
  const since = (at: number): number => Math.round((at - first.at) * 100) / 100;
  const { laneOf, lanes } = lanesOf(shown, over);
  const possible = possibleStates(events);
  const calls = shown.map((invocation): TimelineCall => {
    const { before, after } = possible.get(invocation.call) ?? {};
    return {
      ...callOf(invocation, over.get(invocation.call), laneOf(invocation), since),
      ...(invocation.call === call ? { violates: true as const } : {}),
      ...(before === undefined ? {} : { before: toldOf(before) }),
      ...(after === undefined || isDeepStrictEqual(after, before) ? {} : { after: toldOf(after) }),
    };
  });
  const until = Math.max(...calls.map(({ sentMs, overMs = 0 }) => Math.max(sentMs, overMs)));
  return {
    lanes,
    calls,
    marks: marksOf(events, since).filter(({ atMs }) => atMs >= 0 && atMs <= until),
    leftOut: invocationsUpTo(events, call).length - shown.length,
  };
};

const toldOf = ({ states, more }: Possible): PossibleStates => ({
  states,
  ...(more === 0 ? {} : { more }),
});

const invocationsUpTo = (events: readonly HistoryEvent[], call: number): Invocation[] => {
  const invocations = events.filter((event): event is Invocation => event.event === 'invoke');
  const shows = invocations.find((one) => one.call === call);
  if (shows === undefined) return [];
  const end = completions(events).get(call)?.at ?? Number.POSITIVE_INFINITY;
  return invocations.filter((one) => one.at <= end);
};

const shownUpTo = (events: readonly HistoryEvent[], call: number): Invocation[] =>
  invocationsUpTo(events, call)
    .filter((one, index, all) => one.call === call || !isLookAgain(one, all[index + 1]))
    .slice(-timelineLimits.calls);

const completions = (events: readonly HistoryEvent[]): ReadonlyMap<number, Answer | Lost> =>
  new Map(
    events.flatMap((event) =>
      event.event === 'answer' || event.event === 'lost' ? [[event.call, event] as const] : [],
    ),
  );

const callOf = (
  { call, step, operation, at, fault }: Invocation,
  over: Answer | Lost | undefined,
  lane: number,
  since: (at: number) => number,
): TimelineCall => ({
  call,
  step,
  lane,
  operation,
  sentMs: since(at),
  ...(over === undefined ? {} : { overMs: since(over.at) }),
  ...(over?.event === 'answer' ? {} : { unanswered: true as const }),
  answer: answerOf(operation, over),
  ...(fault === undefined ? {} : { fault }),
});

const answerOf = (operation: string, over: Answer | Lost | undefined): string => {
  if (over === undefined) return 'no answer before the history ends';
  if (over.event === 'lost') return lostBecause[over.why];
  const outcome = decode(operation, over);
  const what = 'type' in outcome && outcome.type !== undefined ? outcome.type : outcome.kind.replace('-', ' ');
  return printable(`HTTP ${over.status}, ${what}`, timelineLimits.answerChars);
};

/** A client is a lane: whoever sends while another waits for an answer is another client. Late copies have their own. */
const lanesOf = (shown: readonly Invocation[], over: ReadonlyMap<number, Answer | Lost>) => {
  const busyUntil: number[] = [];
  const lanes = new Map<number, number>();
  for (const { call, at, copy } of shown) {
    if (copy) continue;
    const free = busyUntil.findIndex((until) => until <= at);
    const lane = free === -1 ? busyUntil.length : free;
    busyUntil[lane] = over.get(call)?.at ?? Number.POSITIVE_INFINITY;
    lanes.set(call, lane);
  }
  const clients = busyUntil.map((_, index) => `client ${index + 1}`);
  return {
    lanes: shown.some(({ copy }) => copy) ? [...clients, COPIES] : clients,
    laneOf: ({ call }: Invocation): number => lanes.get(call) ?? clients.length,
  };
};

const marksOf = (events: readonly HistoryEvent[], since: (at: number) => number): TimelineMark[] => {
  const marks: TimelineMark[] = [];
  let clock: TimelineMark | undefined;
  for (const event of events) {
    const before = clock;
    clock = undefined;
    if (event.event === 'clock') {
      // Moves with nothing between them are one.
      if (before !== undefined) marks.pop();
      clock = { kind: 'clock', atMs: since(event.at), seconds: (before?.seconds ?? 0) + event.advanceSeconds };
      marks.push(clock);
    } else if (event.event === 'restart')
      marks.push({ kind: 'restart', atMs: since(event.at), readyMs: since(event.readyAt) });
    else if (event.event === 'gave-up') marks.push({ kind: 'gave up waiting', atMs: since(event.at) });
  }
  return marks.slice(-timelineLimits.marks);
};
