// The steps that read lists: all pages, and if the checker wants to look again (a list may be stale), the whole list once
// more. A look for effects takes part in a list that is read for several programs.
import type { Input, Step } from '../program/types.ts';
import { resources } from '../specs/index.ts';
import { Ended } from './ended.ts';
import { keysFrom } from './ours.ts';
import { backoffMs } from './pace.ts';
import { readPages } from './pages.ts';
import type { ProgramState } from './program-state.ts';
import { pause, pauseUntilSettled } from './send.ts';
import type { Reading } from './shared-lists.ts';

const AGAIN_FACTOR = 3;
const AGAIN_EXTRA_MS = 10_000;
const LIST_TAGS = 'ListTagsForResource';
const LIST_INSTANCES = 'ListServiceInstances';

/** One reading of a list; `attempt` is that of its first request. */
type Read = (attempt: number) => Promise<{ readonly again: boolean; readonly attempt: number }>;

export async function takeList(
  program: ProgramState,
  step: Extract<Step, { do: 'list' }>,
  index: number,
): Promise<void> {
  const request = program.request(step.of);
  if (request?.resource === undefined) return;
  const { list: operation, parent } = resources[request.resource];
  if (step.shared && parent === undefined) return takeSharedList(program, operation, index);
  // Also where a create was refused: that it made nothing is worth seeing.
  const keys = program.keys(operation, request) ?? keysFrom(operation, request.input ?? {});
  const size: Input = step.pageSize === undefined ? {} : { maxResults: step.pageSize };
  const filter = program.concrete(step.filter ?? {});
  if (keys === undefined || filter === undefined) return;
  try {
    await readOwn(program, operation, { ...keys, ...size, ...filter }, index);
  } catch (error) {
    if (step.filter === undefined || !canDoWithout(error)) throw error;
    // It is the filter that is not served, or not for this account: other lists may be, and other programs need them.
    program.run.unavailable.delete(operation);
  }
}

export async function takeListTags(
  program: ProgramState,
  step: Extract<Step, { do: 'listTags' }>,
  index: number,
): Promise<void> {
  const request = program.request(step.of);
  const input = request && program.keys(LIST_TAGS, request);
  if (input !== undefined) await readOwn(program, LIST_TAGS, input, index);
}

export async function takeListInstances(
  program: ProgramState,
  step: Extract<Step, { do: 'listInstances' }>,
  index: number,
): Promise<void> {
  const request = program.request(step.of);
  const input = request?.resource === 'service' ? program.keys(LIST_INSTANCES, request) : undefined;
  if (input === undefined || program.run.unavailable.has(LIST_INSTANCES)) return;
  try {
    await readOwn(program, LIST_INSTANCES, input, index);
  } catch (error) {
    if (!canDoWithout(error)) throw error;
  }
}

/** The program can do without the look, but not go on after the end of the run. */
const canDoWithout = (error: unknown): boolean =>
  error instanceof Ended && (error.reason === 'not-implemented' || error.reason === 'not-permitted');

async function readOwn(program: ProgramState, operation: string, input: Input, step: number): Promise<void> {
  const lane = (asked: Input, page: number) => program.lane(operation, asked, step, page);
  await untilConclusive(program, (attempt) =>
    readPages(program.run, program.journal, { operation, input, step, lane }, attempt),
  );
}

/** Takes part in a list of the whole account, read once for all programs that ask for it meanwhile. */
export async function takeSharedList(program: ProgramState, operation: string, step: number): Promise<void> {
  const { run, journal } = program;
  if (run.unavailable.has(operation)) return;
  await untilConclusive(program, async (attempt) => {
    let reading: Reading | undefined;
    await run.slots.without(async () => {
      reading = await run.sharedLists.read(operation, journal.header);
    });
    return adopt(program, reading!, step, attempt);
  });
}

/** The exchanges of the reading become the history's own, cut down to its name space. @throws Ended */
function adopt({ journal }: ProgramState, reading: Reading, step: number, firstAttempt: number) {
  const { ended } = reading;
  let attempt = firstAttempt;
  for (const { invocation, completion } of reading.excerpt(journal.header.namespace)) {
    attempt = firstAttempt - 1 + invocation.attempt;
    const call = journal.adopt({ ...invocation, step, attempt, shared: true });
    const advice = journal.push({ ...completion, call });
    if (advice === 'stop') throw new Ended('done', 'the rest would show nothing more');
    if (advice === 'again') return { again: true, attempt };
  }
  if (ended !== undefined && !canDoWithout(ended)) throw ended;
  return { again: false, attempt };
}

async function untilConclusive(program: ProgramState, read: Read): Promise<void> {
  const { run } = program;
  await pauseUntilSettled(run, program.journal);
  const startedAt = run.time.now();
  const patienceMs = AGAIN_FACTOR * run.options.settings.settleMs + AGAIN_EXTRA_MS;
  for (let reading = 1, attempt = 1; ; reading++) {
    const result = await read(attempt);
    if (!result.again || run.time.now() - startedAt > patienceMs) return;
    attempt = result.attempt + 1;
    await pause(run, backoffMs(reading, run.random));
  }
}
