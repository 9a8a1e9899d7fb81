// Waits until no work is in progress on a resource, or it is gone: polls Get, from quick to slow, holding no slot between
// slow ones, within the limit that the contract sets (async-delete.effect).
import type { Step } from '../program/types.ts';
import { type ResourceType, resources } from '../specs/index.ts';
import { isKnownStatus } from '../specs/status.ts';
import type { Outcome } from '../wire/types.ts';
import { Ended } from './ended.ts';
import type { ProgramState, Request } from './program-state.ts';
import { creation, deletion, deletionOf, noteSeen, perform } from './requests.ts';
import { pause, type Sent, send } from './send.ts';
import type { RunState } from './state.ts';

const FIRST_POLL_MS = 20;
const SLOWEST_POLL_MS = 1_000;
const POLL_GROWTH = 1.5;
/** With a retry at every poll there are so many polls in the time of a creation, for a little longer than the contract lets it last. */
const POLLS_OF_A_CREATION = 8;
const QUICK_POLLS_FACTOR = 3;
const QUICK_POLLS_FOR_MS = 12_000;
/** So quick a poll keeps its slot: to queue for one would take longer, and the retries would come too late. */
const HELD_POLL_MS = 250;
/** A status that the API model does not know may be a passing one: it is waited for so long. */
const UNKNOWN_STATUS_MS = 5_000;

type Settle = Extract<Step, { do: 'settle' }>;

export async function settle(program: ProgramState, step: Settle, index: number): Promise<void> {
  const request = program.request(step.of);
  if (request?.resource === undefined) return;
  const { run, journal } = program;
  const { get } = resources[request.resource];
  const startedAt = run.time.now();
  let pollMs = FIRST_POLL_MS;
  for (let poll = 0; ; poll++) {
    await resend(program, request, step, index, poll);
    const input = program.keys(get, request);
    if (input === undefined) return;
    const lane = program.lane(get, input, index, poll);
    const sent = await send(run, journal, { step: index, operation: get, input, lane, once: true });
    const gone = noteSeen(program, request, sent.outcome);
    if (isSettled(request, sent, run.time.now() - startedAt)) {
      noteCreation(program, request, gone);
      // Only now did the work end, for all that anybody knows: what looks again may lag behind this.
      if ((resources[request.resource].status?.passing.length ?? 0) > 0) journal.changed();
      return;
    }
    const limitMs = run.asyncLimitMs(request.resource);
    if (run.time.now() - startedAt >= limitMs) {
      const advice = journal.push({
        event: 'gave-up',
        at: run.time.now(),
        step: index,
        of: request.call ?? sent.call,
        limitMs,
      });
      if (advice === 'stop') throw new Ended('done', 'the rest would show nothing more');
      return;
    }
    await (step.resend !== undefined && pollMs <= HELD_POLL_MS ? run.time.sleep(pollMs, run.halt) : pause(run, pollMs));
    pollMs = Math.min(slowestPollMs(run, request.resource, step, run.time.now() - startedAt), pollMs * POLL_GROWTH);
  }
}

/** What each retry starts anew is never over only where they come faster than it ends. */
function slowestPollMs(run: RunState, resource: ResourceType, { resend }: Settle, waitedMs: number): number {
  const { shortestMs, longestMs } = run.creations(resource);
  if (resend === undefined || waitedMs > QUICK_POLLS_FOR_MS + QUICK_POLLS_FACTOR * longestMs) return SLOWEST_POLL_MS;
  return Math.min(SLOWEST_POLL_MS, Math.max(FIRST_POLL_MS, shortestMs / POLLS_OF_A_CREATION));
}

async function resend(
  program: ProgramState,
  request: Request,
  { resend: what }: Settle,
  step: number,
  poll: number,
): Promise<void> {
  if (what === 'create' && request.input !== undefined) {
    const lane = program.lane(request.operation, request.input, step, poll + 1);
    await perform(program, creation(program, request, request.input, { step, lane }));
  }
  const target = what === 'delete' ? deletionOf(program, request) : undefined;
  if (target !== undefined) await perform(program, deletion(program, request, target, { step }));
}

/** Anything but a passing status ends the waiting, unless the checker takes it for stale. */
function isSettled(request: Request, { outcome, advice }: Sent, waitedMs: number): boolean {
  return advice !== 'again' && !isPassing(request, outcome, waitedMs);
}

function isPassing(request: Request, outcome: Outcome, waitedMs: number): boolean {
  const status = request.resource && resources[request.resource].status;
  if (status === undefined || outcome.kind !== 'success') return false;
  const shown = outcome.detail?.[status.member];
  if (typeof shown !== 'string') return false;
  return status.passing.includes(shown) || (!isKnownStatus(status, shown) && waitedMs < UNKNOWN_STATUS_MS);
}

function noteCreation({ run }: ProgramState, request: Request, gone: boolean): void {
  if (request.resource === undefined || request.creatingSince === undefined) return;
  if (!gone) run.noteCreation(request.resource, run.time.now() - request.creatingSince);
  request.creatingSince = undefined;
}
