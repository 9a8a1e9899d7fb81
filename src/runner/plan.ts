// What a step sends, before it is sent: its references are followed in the order of the program, also among steps that are
// sent at the same time. A step about something that was never made is passed over: in a shrunk program, or after a
// refusal, that is no fault.
import type { Sending } from '../program/types.ts';
import { operations, resources } from '../specs/index.ts';
import type { ProgramState, Request } from './program-state.ts';
import { changed, creation, deletion, deletionOf, noteSeen, type Planned, plain } from './requests.ts';

/** Where a request stands in the program. */
interface Place {
  readonly step: number;
  readonly part?: number;
}

/** The requests of a step that sends several, without those that are passed over. */
export const planAll = (program: ProgramState, steps: readonly Sending[], step: number): Planned[] =>
  steps.flatMap((one, part) => planSending(program, one, { step, part }) ?? []);

/** The request of one step; undefined if it is passed over. */
export function planSending(program: ProgramState, step: Sending, place: Place): Planned | undefined {
  switch (step.do) {
    case 'create':
      return planCreate(program, step, place);
    case 'retry':
      return planRetry(program, step, place);
    case 'modify':
      return planModify(program, step, place);
    case 'delete':
      return planDelete(program, step, place);
    case 'get':
      return planGet(program, step, place);
  }
}

type SendingOf<Kind extends Sending['do']> = Extract<Sending, { do: Kind }>;

function planCreate(program: ProgramState, step: SendingOf<'create'>, place: Place): Planned | undefined {
  const { operation } = step;
  const request: Request = {
    operation,
    resource: operations[operation]?.resource,
    input: program.concrete(step.input),
    base: undefined,
  };
  program.requests.push(request);
  return planMaking(program, request, step, place);
}

function planRetry(program: ProgramState, step: SendingOf<'retry'>, place: Place): Planned | undefined {
  const base = program.request(step.of);
  if (base === undefined) return undefined;
  const input = base.input && changed(program, base.input, step.change);
  const request: Request = { operation: base.operation, resource: base.resource, input, base };
  program.requests.push(request);
  return planMaking(program, request, step, place);
}

function planMaking(
  program: ProgramState,
  request: Request,
  step: SendingOf<'create' | 'retry'>,
  place: Place,
): Planned | undefined {
  const { input, operation } = request;
  if (input === undefined) return undefined;
  const reordered = step.do === 'retry' && step.reordered === true;
  return creation(program, request, input, {
    ...withFault(step, place),
    lane: step.lane ?? (reordered ? 'raw' : program.lane(operation, input, place.step, place.part)),
    fresh: program.fresh(place.step, step.do),
    ...(reordered ? { reordered } : {}),
  });
}

function planModify(program: ProgramState, step: SendingOf<'modify'>, place: Place): Planned | undefined {
  const request = program.request(step.of);
  const keys = request && program.ownKeys(step.operation, request);
  const given = program.concrete(step.input);
  if (request === undefined || keys === undefined || given === undefined) return undefined;
  request.creatingSince = undefined;
  return plain(program, step.operation, { ...given, ...keys }, withFault(step, place));
}

function planDelete(program: ProgramState, step: SendingOf<'delete'>, place: Place): Planned | undefined {
  const request = program.request(step.of);
  const target = request && deletionOf(program, request, step.change);
  if (request === undefined || target === undefined) return undefined;
  request.creatingSince = undefined;
  return deletion(program, request, target, withFault(step, place));
}

function planGet(program: ProgramState, step: SendingOf<'get'>, place: Place): Planned | undefined {
  const request = program.request(step.of);
  if (request?.resource === undefined) return undefined;
  const operation = resources[request.resource].get;
  const input = program.keys(operation, request);
  if (input === undefined) return undefined;
  return {
    ...plain(program, operation, input, place),
    noted: ({ outcome }) => void noteSeen(program, request, outcome),
  };
}

const withFault = ({ fault }: Exclude<Sending, { do: 'get' }>, place: Place) =>
  fault === undefined ? place : { ...place, fault };
