// Reads a list page by page, each page a call of its own, within a limit: an endpoint may go on for ever.
import type { Input, Lane } from '../program/types.ts';
import type { Journal } from './journal.ts';
import { send } from './send.ts';
import type { RunState } from './state.ts';

const MAX_PAGES = 200;

export interface ListRequest {
  readonly operation: string;
  readonly input: Input;
  /** Of the step in the program. */
  readonly step: number;
  /** The lane of the request for this page, counted from 1. */
  lane(asked: Input, page: number): Lane;
}

/** `again`: the checker wants the whole list once more. `attempt` is the last one's, counted on from `firstAttempt`. */
export async function readPages(run: RunState, journal: Journal, request: ListRequest, firstAttempt: number) {
  const { operation, input, step } = request;
  const seen = new Set<string>();
  let nextToken: string | undefined;
  let attempt = firstAttempt;
  for (let page = 1; page <= MAX_PAGES; page++) {
    const asked = nextToken === undefined ? input : { ...input, nextToken };
    const lane = request.lane(asked, page);
    const sent = await send(run, journal, { step, operation, input: asked, lane, once: true, attempt });
    attempt = Math.max(attempt, sent.attempt);
    if (sent.advice === 'again') return { again: true, attempt };
    nextToken = sent.outcome.kind === 'success' ? sent.outcome.nextToken : undefined;
    if (nextToken === undefined || seen.has(nextToken)) break;
    seen.add(nextToken);
  }
  return { again: false, attempt };
}
