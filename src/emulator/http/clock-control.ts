// The way to move the emulator's clock from outside: GET and POST /_conformance/clock.
import type { Clock } from '../core/clock.ts';
import { isMembers } from '../wire/json.ts';
import type { WireRequest, WireResponse } from './message.ts';

export const clockPath = '/_conformance/clock';

/** Reads the clock (GET), or advances it by `advanceSeconds` (POST); both answer with `now` in ISO 8601. */
export function controlClock(clock: Clock, request: WireRequest): WireResponse {
  if (request.method === 'POST') {
    const seconds = advanceSeconds(request.body);
    if (seconds === undefined)
      return reply(clock, 400, { message: 'advanceSeconds must be a number that is not negative' });
    clock.advance(seconds);
  } else if (request.method !== 'GET') return reply(clock, 405, { message: 'GET or POST' });
  return reply(clock, 200, { now: new Date(clock.now()).toISOString() });
}

function advanceSeconds(body: string): number | undefined {
  try {
    const read: unknown = JSON.parse(body);
    const seconds = isMembers(read) ? read.advanceSeconds : undefined;
    return typeof seconds === 'number' && seconds >= 0 && seconds < 1e9 ? seconds : undefined;
  } catch {
    return undefined;
  }
}

function reply(clock: Clock, status: number, body: Record<string, string>): WireResponse {
  const headers = { 'content-type': 'application/json', date: new Date(clock.now()).toUTCString() };
  return { status, headers, body: JSON.stringify(body) };
}
