// The eight hours of a client token (section "Idempotent create APIs with a client token") and the settling time of reads.
// The age of a token is never known exactly: requests take time, clocks differ. So a token is surely alive, surely
// expired, or in doubt, and in doubt both are right (silent point token.window).
import type { Settings } from '../history/types.ts';
import type { Call, State, Thing, TokenUse } from './state.ts';

export const TOKEN_LIFE_SECONDS = 8 * 3600;

/** How long a mutation without an answer may make others be refused retryably (contract, "Not violations"). */
export const UNANSWERED_MS = 10_000;

export type Age = 'alive' | 'expired' | 'doubtful';

export function ageOf(token: TokenUse, call: Call): Age {
  const tolerance = call.settings.clockToleranceSeconds;
  if (call.answered.clock - token.aliveFrom < TOKEN_LIFE_SECONDS - tolerance) return 'alive';
  if (call.sent.clock - token.lastAnswered > TOKEN_LIFE_SECONDS + tolerance) return 'expired';
  return 'doubtful';
}

/** A read that was sent so long after `at` that it may not lag behind it any more. */
export function isFresh(call: Call, at: number, settings: Settings = call.settings): boolean {
  return call.sent.at >= at + settings.settleMs;
}

/** The last moment at which something about the thing may have changed: reads sent soon after it may lag. */
export const lastTouch = (thing: Thing): number => Math.max(thing.touchedAt, thing.movedAt, thing.deletedAt?.at ?? 0);

/**
 * The last moment at which it may have come or gone. Calls that do nothing further (retries, refusals) move nothing: what
 * shows it otherwise soon after them lags behind something older, or behind nothing at all.
 */
export function lastComing(state: State, thing: Thing): number {
  const { madeAnswered, movedAt, deletedAt, goneBy } = thing;
  if (goneBy === 'unseen') return lastTouch(thing);
  return Math.max(madeAnswered.at, movedAt, deletedAt?.at ?? 0, state.restartedAt ?? 0);
}
