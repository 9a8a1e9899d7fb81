// The steps of a program, one small function each.
import type { Restart } from '../history/types.ts';
import type { Sending, Step } from '../program/types.ts';
import { takeList, takeListInstances, takeListTags } from './lists.ts';
import { planAll, planSending } from './plan.ts';
import type { ProgramState } from './program-state.ts';
import { perform, performTogether } from './requests.ts';
import { nothingMore, pause, pauseUntilSettled } from './send.ts';
import { settle } from './settle.ts';

/** What a program does together with the others of its cohort. */
export interface Moves {
  /** Moves the endpoint's clock; gives the time at which it was moved. */
  advance(seconds: number): Promise<number>;
  /** Kills the endpoint and starts it again, as soon as `depart` resolves, which sends what is to be under way then. */
  restart(depart: () => Promise<void>): Promise<Omit<Restart, 'event'>>;
}

/** Takes one step. @throws Ended where the program cannot go on. */
export async function takeStep(program: ProgramState, step: Step, index: number, moves: Moves): Promise<void> {
  switch (step.do) {
    case 'create':
    case 'retry':
    case 'modify':
    case 'delete':
    case 'get':
      return takeSending(program, step, index);
    case 'together':
      return takeTogether(program, step.steps, index);
    case 'deliver':
      return program.journal.onTheWay.deliver(index);
    case 'restart':
      return takeRestart(program, step, index, moves);
    case 'list':
      return takeList(program, step, index);
    case 'listTags':
      return takeListTags(program, step, index);
    case 'listInstances':
      return takeListInstances(program, step, index);
    case 'settle':
      return settle(program, step, index);
    case 'advance':
      return takeAdvance(program, step.seconds, moves);
    case 'wait':
      return pause(program.run, step.ms);
  }
}

async function takeSending(program: ProgramState, step: Sending, index: number): Promise<void> {
  const planned = planSending(program, step, { step: index });
  if (planned === undefined) return;
  if (step.do === 'get') await pauseUntilSettled(program.run, program.journal);
  await perform(program, planned);
}

async function takeTogether(program: ProgramState, steps: readonly Sending[], index: number): Promise<void> {
  const { ended } = await performTogether(program, planAll(program, steps, index));
  await ended;
}

async function takeRestart(
  program: ProgramState,
  { during = [], answered }: Extract<Step, { do: 'restart' }>,
  index: number,
  moves: Moves,
): Promise<void> {
  const { run, journal } = program;
  const planned = planAll(program, during, index);
  let ended: Promise<void> = Promise.resolve();
  let times: Omit<Restart, 'event'> | undefined;
  const depart = async () => {
    const together = performTogether(program, planned);
    ended = together.then((underWay) => underWay.ended);
    // What is thrown is for this program, and not for the others of its cohort.
    ended.catch(() => undefined);
    await (answered ? ended : together.then((underWay) => underWay.sent)).catch(() => undefined);
  };
  await run.slots.without(async () => {
    times = await moves.restart(depart);
    await ended.catch(() => undefined);
  });
  if (times !== undefined && journal.push({ event: 'restart', ...times }) === 'stop') throw nothingMore();
  await ended;
}

async function takeAdvance(program: ProgramState, seconds: number, moves: Moves): Promise<void> {
  const { run, journal } = program;
  let at = 0;
  await run.slots.without(async () => {
    at = await moves.advance(seconds);
  });
  if (journal.push({ event: 'clock', at, advanceSeconds: seconds }) === 'stop') throw nothingMore();
}
