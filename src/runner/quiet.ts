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
/** To an endpoint that is gone or refuses the keys there is no use in talking on. */
const TRIES_WHEN_LOST = 2;
const MAX_PAGES = 200;
/** An endpoint that has served nothing for so long is taken for gone, until it serves again. */
const LOST_AFTER_MS = 30_000;
/** Two of them, as one operation may be broken. */
const HARMLESS_LISTS = ['ListEnvironmentTemplates', 'ListServices'];

/** The last outcome of at most eight tries. Holds a slot only while it sends; the caller must not hold one. */
export async function ask(run: RunState, operation: string, input: Input, account?: 'management'): Promise<Outcome> {
  const signer = account ?? signerOf(operation, input);
  for (let tries = 1; ; tries++) {
    const outcome = await run.slots.acquire('resume').then(() => sendOnce(run, operation, input, signer));
    if (outcome.kind !== 'again') return outcome;
    if (tries >= (run.lost ? TRIES_WHEN_LOST : TRIES)) {
      run.unserved(LOST_AFTER_MS);
      return outcome;
    }
    run.refusedAgain(outcome, tries);
    await run.time.sleep(backoffMs(tries, run.random));
  }
}

async function sendOnce(
  run: RunState,
  operation: string,
  input: Input,
  account: 'management' | undefined,
): Promise<Outcome> {
  try {
    await run.pacer.turn(operation);
    run.calls++;
    const reply = await run.options.endpoint.call({
      operation,
      input,
      lane: 'raw',
      ...(account === undefined ? {} : { account }),
    });
    return readable(operation, reply, outcomeOf(run, operation, reply));
  } finally {
    run.slots.release();
  }
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
async function askList(run: RunState, operation: string, input: Input): Promise<Detail[] | undefined> {
  const items: Detail[] = [];
  const seen = new Set<string>();
  let nextToken: string | undefined;
  for (let page = 1; page <= MAX_PAGES; page++) {
    const outcome = await ask(run, operation, nextToken === undefined ? input : { ...input, nextToken });
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
): Promise<Detail[] | undefined> {
  const { list } = resources[resource];
  return askList(run, list, { ...operations[list]?.fixed, ...pageSize(list), ...parent });
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
