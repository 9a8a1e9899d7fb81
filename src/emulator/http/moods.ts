// The habits that concern whole requests: slow, refused, failing, broken. What happens to a request is drawn when it
// arrives, so that the same seed gives the same fate whatever the timing.
import { nextRandom, type RandomState } from '../core/random.ts';
import type { Doom } from '../core/world.ts';
import type { Habits } from '../habits.ts';
import type { Contender } from './contention.ts';
import type { WireResponse } from './message.ts';

type Ending = 'answer' | 'throttled' | 'throttled untyped' | 'error' | 'broken';

interface Fate {
  ending: Ending;
  /** Whether the request takes effect. */
  effect: boolean;
  doom?: Doom;
  beforeMs: number;
  afterMs: number;
}

/** Lets time pass, milliseconds. */
export type Sleep = (milliseconds: number) => Promise<void>;

/**
 * Lets a request take effect and answers it as the habits have it; undefined where the connection breaks.
 * @param take lets the request take effect
 * @param contender a mutation, that others may overlap
 */
export async function moodily(
  habits: Habits,
  chance: RandomState,
  sleep: Sleep,
  take: (doom: Doom | undefined) => Promise<WireResponse | undefined>,
  contender?: Contender,
): Promise<WireResponse | undefined> {
  const fate = fateOf(habits, chance);
  const mayContend = contender !== undefined && habits.contendRate + habits.contendMs > 0;
  if (fate.beforeMs > 0 || mayContend) await sleep(fate.beforeMs);
  const isContended = mayContend && contender.isContended();
  if (isContended && nextRandom(chance) < habits.contendRate) return refusals.contended;
  if (fate.effect) contender?.acted();
  const answer = fate.effect ? await take(fate.doom) : undefined;
  const afterMs = fate.afterMs + (isContended ? habits.contendMs : 0);
  if (afterMs > 0) await sleep(afterMs);
  if (fate.ending === 'broken') return undefined;
  return fate.ending === 'answer' ? answer : refusals[fate.ending];
}

function fateOf(habits: Habits, chance: RandomState): Fate {
  const [lot, half, before, after] = [0, 0, 0, 0].map(() => nextRandom(chance)) as [number, number, number, number];
  const times = { beforeMs: (before * habits.latencyMs) / 2, afterMs: (after * habits.latencyMs) / 2 };
  const early = half < 0.5;
  const { throttleRate, errorRate, breakRate, halfDoneRate } = habits;
  if (lot < throttleRate) return { ...times, ending: early ? 'throttled' : 'throttled untyped', effect: false };
  if (lot < throttleRate + errorRate) return { ...times, ending: 'error', effect: !early };
  if (lot < throttleRate + errorRate + breakRate) return { ...times, ending: 'broken', effect: !early };
  if (lot < throttleRate + errorRate + breakRate + halfDoneRate) {
    return { ...times, ending: 'error', effect: true, doom: early ? 'work' : 'token' };
  }
  return { ...times, ending: 'answer', effect: true };
}

const json = { 'content-type': 'application/x-amz-json-1.0' };

const refusals: Record<Exclude<Ending, 'answer' | 'broken'> | 'contended', WireResponse> = {
  contended: {
    status: 400,
    headers: { ...json, 'x-amzn-errortype': 'ConflictException' },
    body: '{"__type":"com.amazonaws.proton.v20200720#ConflictException","message":"It is being changed by another request"}',
  },
  throttled: {
    status: 400,
    headers: json,
    body: '{"__type":"com.amazonaws.proton.v20200720#ThrottlingException","message":"Rate exceeded"}',
  },
  'throttled untyped': { status: 429, headers: { 'content-type': 'text/plain' }, body: 'slow down' },
  error: {
    status: 500,
    headers: json,
    body: '{"__type":"com.amazonaws.proton.v20200720#InternalServerException","message":"Something went wrong"}',
  },
};
