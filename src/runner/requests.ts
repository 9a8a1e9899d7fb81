// The requests that the steps of a program send, each with what is noted of its answer: what was made, what is gone.
import { changedIfPossible } from '../program/change.ts';
import type { Change, Input } from '../program/types.ts';
import { resources } from '../specs/index.ts';
import type { Outcome } from '../wire/types.ts';
import type { Sending } from './exchange.ts';
import { isOurs, targetOf } from './ours.ts';
import { deletesAtOnce, made, type ProgramState, type Request } from './program-state.ts';
import { endTogether, type Sent, send, sendTogether } from './send.ts';

/** A request that is ready to be sent, with what is to be noted of it. */
export interface Planned extends Sending {
  noted(sent: Sent): void;
  /** Nobody will know whether it has worked. */
  unknown?(): void;
}

type How = Pick<Sending, 'step' | 'part' | 'fresh' | 'reordered' | 'fault'>;

/** Sends it, and takes note of what it made, also if no answer ever comes. */
export async function perform({ run, journal }: ProgramState, planned: Planned): Promise<Outcome> {
  const sent = await send(run, journal, planned).catch((error: unknown) => {
    planned.unknown?.();
    throw error;
  });
  planned.noted(sent);
  return sent.outcome;
}

/** Requests at the same time, each sent once; `sent` resolves when they are on their way. @throws Ended from `ended` */
export async function performTogether({ run, journal }: ProgramState, planned: readonly Planned[]) {
  const { sent, ended } = await sendTogether(run, journal, planned);
  return {
    sent,
    ended: ended.then((exchanges) => endTogether(run, planned, exchanges, (one, nth) => planned[nth]!.noted(one))),
  };
}

/** A create, for the first time or again. */
export function creation(
  program: ProgramState,
  request: Request,
  input: Input,
  how: How & Pick<Sending, 'lane'>,
): Planned {
  const { run } = program;
  const { operation, resource } = request;
  const sentAt = run.time.now();
  const unknown = () => {
    if (resource !== undefined) program.mayOwn(resource, input);
  };
  return {
    ...how,
    operation,
    input,
    unknown,
    copies: {
      before: unknown,
      answered: (outcome) => {
        if (resource === undefined || outcome.kind !== 'success' || outcome.detail === undefined) return;
        program.own(targetOf(resource, outcome.detail, run.prefix));
      },
    },
    noted: ({ call, outcome, open }) => {
      program.noteMade(request, outcome, call, open);
      const first = request.base === undefined && request.creatingSince === undefined;
      if (first && how.fault === undefined) request.creatingSince = sentAt;
    },
  };
}

export interface Deletion {
  readonly operation: string;
  readonly input: Input;
}

/** The request that deletes what `request` made; undefined if that is nothing, or not this program's own. */
export function deletionOf(program: ProgramState, request: Request, change?: Change): Deletion | undefined {
  if (request.resource === undefined) return undefined;
  const operation = resources[request.resource].delete;
  const keys = program.ownKeys(operation, request);
  const input = keys && changed(program, keys, change);
  if (input === undefined) return undefined;
  const named = 'name' in input || 'templateName' in input;
  return named && !isOurs(request.resource, input, program.namespace) ? undefined : { operation, input };
}

export function deletion(program: ProgramState, request: Request, { operation, input }: Deletion, how: How): Planned {
  return {
    ...plain(program, operation, input, how),
    noted: ({ outcome }) => {
      if (request.resource === undefined || outcome.kind !== 'success') return;
      program.deleted.add(request.resource);
      if (deletesAtOnce(operation)) program.disown({ resource: request.resource, keys: input });
    },
  };
}

/**
 * Takes note of what a Get shows; true if the resource is gone. Then it need not be deleted again; the last census would
 * find it if that was stale.
 */
export function noteSeen(program: ProgramState, request: Request, outcome: Outcome): boolean {
  const facts = request.resource && resources[request.resource].status;
  const status = outcome.kind === 'success' && facts ? outcome.detail?.[facts.member] : undefined;
  if (typeof status === 'string') request.status = status;
  const notFound = outcome.kind === 'error' && outcome.type === 'ResourceNotFoundException';
  const gone = notFound || (typeof status === 'string' && facts?.deleted.includes(status) === true);
  const detail = made(request);
  const target =
    gone && request.resource && detail ? targetOf(request.resource, detail, program.run.prefix) : undefined;
  if (target) program.disown(target);
  return gone;
}

/** A request that makes nothing. */
export function plain(program: ProgramState, operation: string, input: Input, how: How): Planned {
  return { ...how, operation, input, lane: program.lane(operation, input, how.step, how.part), noted: () => {} };
}

/** The request with its change made concrete; undefined if a symbol in it stands for nothing, or a path leads nowhere. */
export function changed(program: ProgramState, input: Input, change: Change | undefined): Input | undefined {
  if (change === undefined) return input;
  const set = change.set === undefined ? {} : program.concrete({ ...change.set });
  return set === undefined ? undefined : changedIfPossible(input, { ...change, set });
}
