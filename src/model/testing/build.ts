// Calls, answers and whole histories for the tests of model and checker. A line is one call and what came of it; the same
// lines can be walked through the model alone (`walk`) or made into the events that the checker reads (`events`).
import type { Header, HistoryEvent, Settings } from '../../history/types.ts';
import type { Input } from '../../program/types.ts';
import { operations, resources } from '../../specs/index.ts';
import type { Detail } from '../../wire/types.ts';
import type { Judged, Result } from '../judge.ts';
import { type Call, initial, type Moment, type State } from '../state.ts';
import { step, unanswered, unseen } from '../step.ts';

export const settings: Settings = { settleMs: 2000, clockToleranceSeconds: 10 };

/** When every history begins, milliseconds; what is made is a second older, so that no test hangs on the difference. */
const START_MS = 1_700_000_000_000;
export const MADE = START_MS / 1000 - 1;
export const NAMESPACE = 'ns-';

/** What came of a call: an outcome that the model judges, no answer, or (for the checker) an answer in bytes. */
export type Reply = Judged | 'lost' | 'not-sent' | { readonly status: number; readonly body: string };

export interface Line {
  readonly operation: string;
  readonly input: Input;
  readonly reply: Reply;
  /** From the end of the line before; the default leaves no read that may lag. */
  readonly afterMs?: number;
  readonly lastsMs?: number;
  /** The endpoint's clock is moved before it. */
  readonly advanceSeconds?: number;
}

const AFTER_MS = 3000;
const LASTS_MS = 100;

export const shows = (detail: Detail): Judged => ({ kind: 'success', empty: false, detail, taken: [] });
export const empty: Judged = { kind: 'success', empty: true, taken: [] };
export const lists = (items: readonly Detail[], nextToken?: string): Judged => ({
  kind: 'success',
  empty: false,
  items,
  ...(nextToken === undefined ? {} : { nextToken }),
  taken: [],
});
export const fails = (type: string, mismatchSpelling?: string): Judged => ({
  kind: 'error',
  type,
  ...(mismatchSpelling === undefined ? {} : { message: mismatchSpelling, mismatchSpelling }),
  taken: [],
});
export const [conflict, validation, notFound] = [
  fails('ConflictException'),
  fails('ValidationException'),
  fails('ResourceNotFoundException'),
];
export const mismatch = fails('ValidationException', 'Idempotent parameter mismatch');

export const line = (operation: string, input: Input, reply: Reply, when: Partial<Line> = {}): Line => ({
  operation,
  input,
  reply,
  ...when,
});

const arn = (path: string): string => `arn:aws:proton:us-east-1:123456789012:${path}`;

export const template = (name: string, more: Detail = {}): Detail => ({
  name,
  arn: arn(`environment-template/${name}`),
  createdAt: MADE,
  lastModifiedAt: MADE,
  ...more,
});
export const version = (templateName: string, minorVersion: string, more: Detail = {}): Detail => ({
  templateName,
  majorVersion: '1',
  minorVersion,
  arn: arn(`environment-template/${templateName}:1.${minorVersion}`),
  createdAt: MADE,
  lastModifiedAt: MADE,
  status: 'DRAFT',
  ...more,
});
export const connection = (id: string, environmentName: string, more: Detail = {}): Detail => ({
  id,
  arn: arn(`environment-account-connection/${id}`),
  environmentName,
  environmentAccountId: '123456789012',
  managementAccountId: '123456789012',
  requestedAt: MADE,
  lastModifiedAt: MADE,
  roleArn: 'arn:aws:iam::123456789012:role/r',
  status: 'PENDING',
  ...more,
});
export const environment = (name: string, deploymentStatus: string, more: Detail = {}): Detail => ({
  name,
  arn: arn(`environment/${name}`),
  createdAt: MADE,
  deploymentStatus,
  templateName: 'ns-t',
  templateMajorVersion: '1',
  templateMinorVersion: '0',
  ...more,
});

/** A call that is sent `at` milliseconds after the start and takes 100 ms. */
export function callOf(
  { operation, input }: Pick<Line, 'operation' | 'input'>,
  at = 0,
  more: Partial<Call> = {},
): Call {
  return { call: 0, step: 0, operation, input, sent: moment(at), answered: moment(at + LASTS_MS), settings, ...more };
}

/** `at` milliseconds after the start, on an endpoint's clock moved by so many seconds. */
export const moment = (at: number, offsetSeconds = 0): Moment => ({
  at: START_MS + at,
  clock: (START_MS + at) / 1000 + offsetSeconds,
});

export interface Walk {
  /** Of the last line: `right` | `excused` | `ends`, or the guarantee that it breaks. */
  readonly verdict: string;
  /** The operation that a refusal blames, and the guarantees that it names beside the first. */
  readonly blamed: string | undefined;
  readonly also: readonly string[];
  /** `guarantee` and `point=reading` of the last line, in any branch. */
  readonly shown: readonly string[];
  readonly taken: readonly string[];
  /** Those of `taken` that may have been another reading. */
  readonly unsure: readonly string[];
  /** What the model calls the situation. */
  readonly situations: readonly string[];
  readonly states: readonly State[];
  /** For the message of an assertion: what the model said, and the states it was in. */
  readonly story: string;
}

/** Walks lines through the model. Throws where any but the last is not explained: the test means something else then. */
export function walk(lines: readonly Line[]): Walk {
  let states: readonly State[] = [initial];
  let results: readonly Result[] = [];
  for (const [n, { line: l, call }] of timed(lines).entries()) {
    const before = states;
    const { reply } = l;
    if (reply === 'lost') {
      states = states.flatMap((s) => [unanswered(s, call), ...unseen(unanswered(s, call), call)]);
      results = states.map((state) => ({ branches: [{ state, taken: [], shown: [] }] }));
      continue;
    }
    if (reply === 'not-sent' || !('kind' in reply)) throw new Error('only the checker reads bytes');
    const items = reply.kind === 'success' ? reply.items : undefined;
    results = states.map((s) => step(s, call, reply, items && { items, pages: 1 }));
    states = results.flatMap((r) => r.branches.map((b) => b.state));
    if (states.length === 0 && n < lines.length - 1)
      throw new Error(`line ${n} is not explained:\n${JSON.stringify([l, results, before], null, 1)}`);
    if (n === lines.length - 1) return told(results, before);
  }
  return told(results, states);
}

function told(results: readonly Result[], before: readonly State[]): Walk {
  const branches = results.flatMap((r) => r.branches);
  const taken = branches.flatMap((b) => b.taken);
  const reading = (t: (typeof taken)[number]) => `${t.point}=${t.reading}`;
  const named = [...branches.flatMap((b) => b.shown), ...results.flatMap((r) => r.refusal ?? [])];
  const refusal = branches.length === 0 ? results[0]?.refusal : undefined;
  const verdict =
    refusal?.guarantee ??
    (branches.every((b) => b.excused) ? 'excused' : branches.some((b) => b.ends) ? 'ends' : 'right');
  return {
    verdict,
    blamed: refusal?.operation,
    also: refusal?.also ?? [],
    shown: [...new Set(branches.flatMap((b) => b.shown.map((s) => s.guarantee)))].sort(),
    taken: [...new Set(taken.map(reading))].sort(),
    unsure: taken.filter((t) => t.unsure).map(reading),
    situations: [...new Set(named.map((n) => n.situation))].sort(),
    states: branches.map((b) => b.state),
    // Only a failure needs it, and there are thousands of walks.
    get story() {
      return JSON.stringify({ refusals: results.flatMap((r) => r.refusal ?? []), before }, null, 1);
    },
  };
}

interface Timed {
  readonly line: Line;
  readonly call: Call;
}

function timed(lines: readonly Line[]): Timed[] {
  let at = 0;
  let offset = 0;
  return lines.map((l, n) => {
    at += n === 0 ? 0 : (l.afterMs ?? AFTER_MS);
    offset += l.advanceSeconds ?? 0;
    const sent = moment(at, offset);
    at += l.lastsMs ?? LASTS_MS;
    const never = { at: Number.POSITIVE_INFINITY, clock: Number.POSITIVE_INFINITY };
    const answered = l.reply === 'lost' ? never : moment(at, offset);
    return { line: l, call: { call: n, step: n, operation: l.operation, input: l.input, sent, answered, settings } };
  });
}

export const header: Header = {
  event: 'header',
  schemaVersion: 1,
  run: 'r',
  namespace: NAMESPACE,
  settings,
  program: { index: 0, aim: { guarantee: 'create.retry', operation: 'CreateEnvironment', situation: 's' }, steps: [] },
};

/** The lines as a history, header first: call and step of each is its position. */
export function events(lines: readonly Line[]): HistoryEvent[] {
  let end = START_MS;
  const calls = timed(lines).flatMap(({ line: l, call }): HistoryEvent[] => {
    const { call: n, step: s, operation, input, sent } = call;
    end = sent.at + (l.lastsMs ?? LASTS_MS);
    const move = l.advanceSeconds === undefined ? [] : [l.advanceSeconds];
    return [
      ...move.map((advanceSeconds) => ({ event: 'clock' as const, at: sent.at, advanceSeconds })),
      { event: 'invoke', call: n, step: s, at: sent.at, operation, input, lane: 'raw', attempt: 1 },
      completion(l, n, end),
    ];
  });
  return [header, ...calls];
}

function completion({ operation, reply }: Line, call: number, at: number): HistoryEvent {
  if (reply === 'lost') return { event: 'lost', call, at, why: 'broken' };
  if (reply === 'not-sent') return { event: 'lost', call, at, why: 'not-sent' };
  const { status, body } = 'kind' in reply ? bytes(operation, reply) : reply;
  return { event: 'answer', call, at, status, headers: {}, body };
}

function bytes(operation: string, reply: Judged): { status: number; body: string } {
  if (reply.kind === 'error')
    return { status: 400, body: JSON.stringify({ __type: reply.type, message: reply.message }) };
  const type = operations[operation]?.resource;
  const body = reply.items
    ? { [type ? resources[type].listed : 'tags']: reply.items, nextToken: reply.nextToken }
    : reply.detail && type && { [resources[type].detail]: reply.detail };
  return { status: 200, body: JSON.stringify(body ?? {}) };
}
