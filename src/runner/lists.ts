// The steps that read lists: all pages, within a limit, each page a call of its own. If the checker wants to look again
// (a list may be stale), the whole list is read again.
import type { Input, Step } from '../program/types.ts';
import { resources } from '../specs/index.ts';
import { keysFrom } from './ours.ts';
import { backoffMs } from './pace.ts';
import type { ProgramState } from './program-state.ts';
import { pause, pauseUntilSettled, send } from './send.ts';

const MAX_PAGES = 200;
const AGAIN_FACTOR = 3;
const AGAIN_EXTRA_MS = 10_000;
const LIST_TAGS = 'ListTagsForResource';

export async function takeList(
  program: ProgramState,
  step: Extract<Step, { do: 'list' }>,
  index: number,
): Promise<void> {
  const request = program.request(step.of);
  if (request?.resource === undefined) return;
  const operation = resources[request.resource].list;
  // Also where a create was refused: that it made nothing is worth seeing.
  const input = program.keys(operation, request) ?? keysFrom(operation, request.input ?? {});
  if (input !== undefined) await readList(program, operation, input, index);
}

export async function takeListTags(
  program: ProgramState,
  step: Extract<Step, { do: 'listTags' }>,
  index: number,
): Promise<void> {
  const request = program.request(step.of);
  const input = request && program.keys(LIST_TAGS, request);
  if (input !== undefined) await readList(program, LIST_TAGS, input, index);
}

async function readList(program: ProgramState, operation: string, input: Input, step: number): Promise<void> {
  const { run } = program;
  await pauseUntilSettled(run, program.journal);
  const startedAt = run.time.now();
  const patienceMs = AGAIN_FACTOR * run.options.settings.settleMs + AGAIN_EXTRA_MS;
  for (let reading = 1, attempt = 1; ; reading++) {
    const read = await readPages(program, operation, input, step, attempt);
    if (!read.again || run.time.now() - startedAt > patienceMs) return;
    attempt = read.attempt + 1;
    await pause(run, backoffMs(reading, run.random));
  }
}

async function readPages(program: ProgramState, operation: string, input: Input, step: number, firstAttempt: number) {
  const seen = new Set<string>();
  let nextToken: string | undefined;
  let attempt = firstAttempt;
  for (let page = 1; page <= MAX_PAGES; page++) {
    const asked = nextToken === undefined ? input : { ...input, nextToken };
    const lane = program.lane(operation, asked, step, page);
    const sent = await send(program.run, program.journal, { step, operation, input: asked, lane, once: true, attempt });
    attempt = Math.max(attempt, sent.attempt);
    if (sent.advice === 'again') return { again: true, attempt };
    nextToken = sent.outcome.kind === 'success' ? sent.outcome.nextToken : undefined;
    if (nextToken === undefined || seen.has(nextToken)) break;
    seen.add(nextToken);
  }
  return { again: false, attempt };
}
