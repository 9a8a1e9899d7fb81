// Calls that are not judged: set-up of the account, census, clean-up. They stand in no history, are patient within
// limits, and never throw for what the endpoint does.
import type { Reply } from '../endpoint/types.ts';
import type { Input, Json } from '../program/types.ts';
import { api, operations, type ResourceType, resources } from '../specs/index.ts';
import { isObject } from '../wire/cut.ts';
import type { Detail, Outcome } from '../wire/types.ts';
import { outcomeOf } from './outcome.ts';
import { backoffMs } from './pace.ts';
import { signerOf } from './signer.ts';
import type { RunState } from './state.ts';

const TRIES = 8;
/**
 * To an endpoint that is gone or refuses the keys there is no use in talking on, nor in asking for what it never does. So
 * often it is asked for that too where each try takes long.
 */
const FEW_TRIES = 2;
const MAX_PAGES = 200;
/** An endpoint that has served nothing for so long is taken for gone, until it serves again. */
const LOST_AFTER_MS = 30_000;
/** Where somebody waits for the end of the run, one call has this long. */
const HURRIED_CALL_MS = 10_000;
/** What has not been asked has had no effect. */
const NOT_ASKED: Outcome = { kind: 'again', why: 'broken', effect: 'none' };
/** Two of them, as one operation may be broken. */
const HARMLESS_LISTS = ['ListEnvironmentTemplates', 'ListServices'];

export interface Asking {
  readonly account?: 'management' | undefined;
  /** Nothing is sent from then on. Default: no limit. */
  readonly until?: number;
}

/** The last outcome of at most eight tries. Holds a slot only while it sends; the caller must not hold one. */
export async function ask(
  run: RunState,
  operation: string,
  input: Input,
  { account, until = Number.POSITIVE_INFINITY }: Asking = {},
): Promise<Outcome> {
  const signer = account ?? signerOf(operation, input);
  const begunAt = run.time.now();
  let last = NOT_ASKED;
  for (let tries = 1; ; tries++) {
    await run.slots.acquire('resume');
    if (run.gone.aborted || run.time.now() >= until) {
      run.slots.release();
      return last;
    }
    last = await sendOnce(run, operation, input, signer);
    if (last.kind !== 'again') return last;
    const most = run.lost || run.givenUp.has(operation) ? FEW_TRIES : TRIES;
    if (tries >= most || (tries >= FEW_TRIES && run.time.now() - begunAt >= LOST_AFTER_MS)) {
      if (last.why !== 'throttled') run.givenUp.add(operation);
      run.unserved(LOST_AFTER_MS);
      return last;
    }
    run.refusedAgain(last, tries);
    await run.time.sleep(backoffMs(tries, run.random), run.gone);
  }
}

async function sendOnce(
  run: RunState,
  operation: string,
  input: Input,
  account: 'management' | undefined,
): Promise<Outcome> {
  const { signal, over } = patienceOf(run);
  try {
    await run.pacer.turn(operation, run.gone);
    run.calls++;
    const reply = await run.options.endpoint.call({
      operation,
      input,
      lane: 'raw',
      signal,
      ...(account === undefined ? {} : { account }),
    });
    return readable(operation, reply, outcomeOf(run, operation, reply));
  } finally {
    over();
    run.slots.release();
  }
}

/** Ends a call as soon as nobody waits for its answer any more. */
function patienceOf({ gone, giveUp, time }: RunState): { signal: AbortSignal; over: () => void } {
  if (!giveUp.aborted) return { signal: gone, over: () => {} };
  const isOver = new AbortController();
  const tooLong = new AbortController();
  void time.sleep(HURRIED_CALL_MS, isOver.signal).then(() => tooLong.abort());
  return { signal: AbortSignal.any([gone, tooLong.signal]), over: () => isOver.abort() };
}

/** An answer that breaks a promise about its form is for the programs to judge; here, what can be read of it is taken. */
function readable(operation: string, reply: Reply, outcome: Outcome): Outcome {
  if (outcome.kind !== 'malformed' || reply.kind === 'lost' || reply.status < 200 || reply.status > 299) return outcome;
  const body = objectIn(reply.body);
  const { resource } = operations[operation] ?? {};
  if (body === undefined || resource === undefined) return outcome;
  const { detail: member, listed } = resources[resource];
  const detail = isObject(body[member]) ? body[member] : undefined;
  const items = Array.isArray(body[listed]) ? body[listed].filter((one): one is Input => isObject(one)) : undefined;
  return {
    kind: 'success',
    empty: detail === undefined && items === undefined,
    taken: [],
    ...(detail === undefined ? {} : { detail }),
    ...(items === undefined ? {} : { items }),
    ...(typeof body.nextToken === 'string' ? { nextToken: body.nextToken } : {}),
  };
}

function objectIn(text: string): Input | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** All items of a list; undefined if it could not be had whole. */
async function askList(run: RunState, operation: string, input: Input, asking: Asking): Promise<Detail[] | undefined> {
  const items: Detail[] = [];
  const seen = new Set<string>();
  let nextToken: string | undefined;
  for (let page = 1; page <= MAX_PAGES; page++) {
    const outcome = await ask(run, operation, nextToken === undefined ? input : { ...input, nextToken }, asking);
    if (outcome.kind !== 'success') return undefined;
    items.push(...(outcome.items ?? []));
    nextToken = outcome.nextToken;
    if (nextToken === undefined || seen.has(nextToken)) return items;
    seen.add(nextToken);
  }
  return items;
}

/** All resources of a type (versions: of the template, of all its major versions); undefined if they cannot be listed. */
export async function askResources(
  run: RunState,
  resource: ResourceType,
  parent: Input = {},
  asking: Asking = {},
): Promise<Detail[] | undefined> {
  const { list } = resources[resource];
  return askList(run, list, { ...operations[list]?.fixed, ...pageSize(list), ...parent }, asking);
}

/** The largest page: others may have hundreds of resources. */
export function pageSize(list: string): Input {
  const shape = api.shapes[api.operations[list]?.input ?? '']?.members?.maxResults?.shape;
  const max = shape === undefined ? undefined : api.shapes[shape]?.max;
  return max === undefined ? {} : { maxResults: max };
}

/** Whether the endpoint serves anything at all. */
export async function isServing(run: RunState): Promise<boolean> {
  for (const operation of HARMLESS_LISTS) if ((await ask(run, operation, {})).kind !== 'again') return true;
  return false;
}
