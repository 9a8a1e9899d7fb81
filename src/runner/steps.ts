// The steps of a program, one small function each. A step about something that was never made is passed over: in a
// shrunk program, or after a refusal, that is no fault.
import type { Step } from '../program/types.ts';
import { operations, resources } from '../specs/index.ts';
import { Ended } from './ended.ts';
import { takeList, takeListInstances, takeListTags } from './lists.ts';
import type { ProgramState, Request } from './program-state.ts';
import { changed, deletionOf, noteSeen, plain, sendCreate, sendDelete } from './requests.ts';
import { pause, pauseUntilSettled } from './send.ts';
import { settle } from './settle.ts';

/** Moves the endpoint's clock together with the other programs of the cohort; gives the time at which it was moved. */
export type Advance = (seconds: number) => Promise<number>;

/** Takes one step. @throws Ended where the program cannot go on. */
export async function takeStep(program: ProgramState, step: Step, index: number, advance: Advance): Promise<void> {
  switch (step.do) {
    case 'create':
      return takeCreate(program, step, index);
    case 'retry':
      return takeRetry(program, step, index);
    case 'modify':
      return takeModify(program, step, index);
    case 'delete':
      return takeDelete(program, step, index);
    case 'get':
      return takeGet(program, step, index);
    case 'list':
      return takeList(program, step, index);
    case 'listTags':
      return takeListTags(program, step, index);
    case 'listInstances':
      return takeListInstances(program, step, index);
    case 'settle':
      return settle(program, step, index);
    case 'advance':
      return takeAdvance(program, step.seconds, advance);
    case 'wait':
      return pause(program.run, step.ms);
  }
}

type StepOf<Kind extends Step['do']> = Extract<Step, { do: Kind }>;

async function takeCreate(program: ProgramState, step: StepOf<'create'>, index: number): Promise<void> {
  const { operation } = step;
  const request: Request = {
    operation,
    resource: operations[operation]?.resource,
    input: program.concrete(step.input),
    base: undefined,
  };
  program.requests.push(request);
  await sendRequest(program, request, step, index);
}

async function takeRetry(program: ProgramState, step: StepOf<'retry'>, index: number): Promise<void> {
  const base = program.request(step.of);
  if (base === undefined) return;
  const input = base.input && changed(program, base.input, step.change);
  const request: Request = { operation: base.operation, resource: base.resource, input, base };
  program.requests.push(request);
  await sendRequest(program, request, step, index);
}

async function sendRequest(
  program: ProgramState,
  request: Request,
  step: StepOf<'create' | 'retry'>,
  index: number,
): Promise<void> {
  const { input } = request;
  if (input === undefined) return;
  const reordered = step.do === 'retry' && step.reordered === true;
  await sendCreate(program, request, input, {
    step: index,
    lane: step.lane ?? (reordered ? 'raw' : program.lane(request.operation, input, index)),
    fresh: program.fresh(index, step.do),
    ...(reordered ? { reordered } : {}),
  });
}

async function takeModify(program: ProgramState, step: StepOf<'modify'>, index: number): Promise<void> {
  const request = program.request(step.of);
  const keys = request && program.ownKeys(step.operation, request);
  const given = program.concrete(step.input);
  if (request === undefined || keys === undefined || given === undefined) return;
  const input = { ...given, ...keys };
  request.creatingSince = undefined;
  await plain(program, step.operation, input, index);
}

async function takeDelete(program: ProgramState, step: StepOf<'delete'>, index: number): Promise<void> {
  const request = program.request(step.of);
  const deletion = request && deletionOf(program, request, step.change);
  if (request === undefined || deletion === undefined) return;
  request.creatingSince = undefined;
  await sendDelete(program, request, deletion, index);
}

async function takeGet(program: ProgramState, step: StepOf<'get'>, index: number): Promise<void> {
  const request = program.request(step.of);
  if (request?.resource === undefined) return;
  const operation = resources[request.resource].get;
  const input = program.keys(operation, request);
  if (input === undefined) return;
  await pauseUntilSettled(program.run, program.journal);
  const { outcome } = await plain(program, operation, input, index);
  noteSeen(program, request, outcome);
}

async function takeAdvance(program: ProgramState, seconds: number, advance: Advance): Promise<void> {
  const { run, journal } = program;
  let at = 0;
  await run.slots.without(async () => {
    at = await advance(seconds);
  });
  if (journal.push({ event: 'clock', at, advanceSeconds: seconds }) === 'stop') {
    throw new Ended('done', 'the rest would show nothing more');
  }
}
