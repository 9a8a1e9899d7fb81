// Answers with the headers that every answer has.
import { nextUuid } from '../core/random.ts';
import type { Machine } from './machine.ts';
import type { WireResponse } from './message.ts';

/** The answer where the emulator itself has failed. */
export function failure(machine: Machine, now: number, message: string): WireResponse {
  const body = JSON.stringify({ __type: 'InternalServerException', message });
  return response(machine, now, 500, body, { 'x-amzn-errortype': 'InternalServerException' });
}

/** An answer of this status and body at `now`. */
export function response(
  machine: Machine,
  now: number,
  status: number,
  body: string,
  headers: Record<string, string>,
): WireResponse {
  return {
    status,
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      date: new Date(now).toUTCString(),
      'x-amzn-requestid': nextUuid(machine.chance),
      ...headers,
    },
    body,
  };
}
