// The requests that the steps of a program send, each with what is noted of its answer: what was made, what is gone.
import { changedIfPossible } from '../program/change.ts';
import type { Change, Input } from '../program/types.ts';
import { resources } from '../specs/index.ts';
import type { Outcome } from '../wire/types.ts';
import { isOurs, targetOf } from './ours.ts';
import { deletesAtOnce, made, type ProgramState, type Request } from './program-state.ts';
import { type Sending, type Sent, send } from './send.ts';

/** Sends a create, for the first time or again, and takes note of what it made, also if no answer ever comes. */
export async function sendCreate(
  program: ProgramState,
  request: Request,
  input: Input,
  how: Pick<Sending, 'step' | 'lane' | 'fresh' | 'reordered'>,
): Promise<void> {
  const { run, journal } = program;
  const sentAt = run.time.now();
  try {
    const { call, outcome, open } = await send(run, journal, { ...how, operation: request.operation, input });
    program.noteMade(request, outcome, call, open);
    if (request.base === undefined && request.creatingSince === undefined) request.creatingSince = sentAt;
  } catch (error) {
    if (request.resource !== undefined) program.mayOwn(request.resource, input);
    throw error;
  }
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

export async function sendDelete(
  program: ProgramState,
  request: Request,
  { operation, input }: Deletion,
  index: number,
): Promise<void> {
  const { outcome } = await plain(program, operation, input, index);
  if (request.resource === undefined || outcome.kind !== 'success') return;
  program.deleted.add(request.resource);
  if (!deletesAtOnce(operation)) return;
  program.disown({ resource: request.resource, keys: input });
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

/** Sends a request that makes nothing. */
export function plain(program: ProgramState, operation: string, input: Input, step: number): Promise<Sent> {
  const lane = program.lane(operation, input, step);
  return send(program.run, program.journal, { step, operation, input, lane });
}

/** The request with its change made concrete; undefined if a symbol in it stands for nothing, or a path leads nowhere. */
export function changed(program: ProgramState, input: Input, change: Change | undefined): Input | undefined {
  if (change === undefined) return input;
  const set = change.set === undefined ? {} : program.concrete({ ...change.set });
  return set === undefined ? undefined : changedIfPossible(input, { ...change, set });
}
