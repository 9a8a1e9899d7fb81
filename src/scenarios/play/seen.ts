// One call to an endpoint and what came of it, as the outcomes of scenarios speak of it: sent again after throttling,
// 5xx and broken connections; a List with all its pages.
import type { Input, Json } from '../../program/types.ts';
import { api, operations, type ResourceType, resources } from '../../specs/index.ts';
import { decode, decodeLost } from '../../wire/decode.ts';
import type { Outcome as Decoded, Detail } from '../../wire/types.ts';
import { bodyOf, type Request } from '../request.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
  /** For an endpoint that wants to know whether the answer came through. */
  delivered?(isWhole: boolean): void;
}

/** An endpoint as the player sees it; its time may be made up. */
export interface Endpoint {
  /** Undefined where the connection breaks instead. */
  send(operation: string, body: string): Promise<Reply | undefined>;
  /** Through the SDK client, whose first tries fail; with the client tokens of all tries. */
  sendBySdk(
    operation: string,
    input: Input,
    failures: number,
  ): Promise<{ reply: Reply | undefined; tokens: (string | undefined)[] }>;
  restart(): Promise<void>;
  /** Moves the endpoint's clock. */
  advance(seconds: number): Promise<void>;
  /** Lets time pass. */
  wait(ms: number): Promise<void>;
  /** The time of the player, milliseconds since the epoch. */
  now(): number;
}

export interface Seen {
  readonly operation: string;
  readonly input: Input;
  /** Epoch seconds. */
  readonly sent: number;
  readonly decoded: Decoded;
  /** The body's JSON, where it is an object. */
  readonly json: Input;
  readonly detail?: Detail;
  /** Of a List: the summaries of all pages. */
  readonly listed?: readonly Detail[];
}

const TRIES_AT_MOST = 10;
const PAUSE_MS = 20;
const PAGES_AT_MOST = 100;

/** Sends a request until it is answered, and follows a List to its end. */
export async function sendAll(request: Request, endpoint: Endpoint): Promise<Seen> {
  const first = await sendOne(request, endpoint);
  if (operations[request.operation]?.role !== 'list') return first;
  const listed: Detail[] = [];
  let page = first;
  for (let n = 1; n <= PAGES_AT_MOST && page.decoded.kind === 'success'; n++) {
    listed.push(...(page.decoded.items ?? []));
    const { nextToken } = page.decoded;
    if (nextToken === undefined) return { ...first, listed };
    page = await sendOne({ ...request, input: { ...request.input, nextToken } }, endpoint);
  }
  return page;
}

async function sendOne(request: Request, endpoint: Endpoint): Promise<Seen> {
  const sent = endpoint.now() / 1000;
  const { operation } = request;
  let isUnsure = false;
  for (let tries = 1; ; tries++) {
    const seen = seenOf(request, sent, await endpoint.send(operation, bodyOf(request)));
    const { decoded } = seen;
    if (decoded.kind !== 'again') {
      const isDone = isUnsure && isAbsent(operation, decoded);
      return isDone ? { ...seen, decoded: { kind: 'success', empty: true, taken: [] } } : seen;
    }
    if (tries === TRIES_AT_MOST) return seen;
    isUnsure ||= decoded.effect === 'open';
    await endpoint.wait(PAUSE_MS);
  }
}

/** What came of one try. */
export function seenOf({ operation, input }: Request, sent: number, reply: Reply | undefined): Seen {
  const decoded = reply ? decode(operation, reply) : decodeLost({ why: 'broken' });
  const detail = decoded.kind === 'success' ? decoded.detail : undefined;
  return { operation, input, sent, decoded, json: objectOf(reply?.body ?? ''), ...(detail && { detail }) };
}

/** A delete that finds nothing after answers that left it open whether it was done. */
const isAbsent = (operation: string, decoded: Decoded): boolean =>
  operations[operation]?.role === 'delete' && decoded.kind === 'error' && decoded.type === 'ResourceNotFoundException';

function objectOf(body: string): Input {
  try {
    const value = JSON.parse(body) as Json;
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

/** The resource type that an operation's answer shows. */
export const typeOf = (operation: string): ResourceType | undefined => operations[operation]?.resource;

/** Whether two details are of one resource: the same identity and creation time, to the second. */
export function isSame(type: ResourceType | undefined, one: Detail | undefined, other: Detail | undefined): boolean {
  if (!type || !one || !other) return false;
  const { identity, created } = resources[type];
  const second = (detail: Detail) => Math.floor(Number(detail[created] ?? Number.NaN));
  const isCreatedThen = second(one) === second(other) || Number.isNaN(second(one)) || Number.isNaN(second(other));
  return isCreatedThen && identity.every((member) => one[member] === other[member]);
}

/** Whether the detail lacks a member that the API model requires. */
export function lacksRequired(operation: string, detail: Detail | undefined): boolean {
  const type = typeOf(operation);
  if (!type || !detail) return true;
  const output = api.shapes[api.operations[resources[type].get]?.output ?? '']?.members?.[resources[type].detail];
  return (api.shapes[output?.shape ?? '']?.required ?? []).some((member) => detail[member] === undefined);
}
