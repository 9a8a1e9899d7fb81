// How long client tokens live here, measured: from every token that was sent again once, whether it still stood for what it
// had made, and its age then. Requests take time, so an age is known only between two bounds.
import type { HistoryEvent, Invocation } from '../history/types.ts';
import { advancesOf } from '../program/facts.ts';
import { operations, resources } from '../specs/index.ts';
import { canonical } from '../wire/canonical.ts';
import { decode } from '../wire/index.ts';
import type { Detail } from '../wire/types.ts';
import type { Tally } from './tally.ts';
import type { JudgedHistory, WindowReport } from './types.ts';
import type { ReadEvents } from './violations.ts';

/** The bounds of a life in seconds: a token was seen to stand at the one age, and to be over at the other. */
interface Bounds {
  alive: number;
  over: number;
}

/** A request with a token that made something, and what it made. */
interface Birth {
  readonly request: string;
  readonly identity: string;
  readonly sent: number;
  readonly answered: number;
}

/** The window of each operation of which tokens were seen to stand and to be over, or one of both. */
export const windowReports = (
  histories: readonly JudgedHistory[],
  readEvents: ReadEvents,
  { readings }: Pick<Tally, 'readings'>,
): WindowReport[] => {
  const bounds = new Map<string, Bounds>();
  for (const history of histories) if (isMeasured(history)) measure(readEvents(history), bounds);
  return [...bounds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([operation, { alive, over }]) => {
      const taken = readings.get('token.window')?.get(operation);
      const from = taken?.has('latest') && !taken.has('first') ? 'latest' : 'first';
      const report = {
        operation,
        ...(alive > 0 ? { aliveSeconds: rounded(alive) } : {}),
        ...(Number.isFinite(over) ? { overSeconds: rounded(over) } : {}),
        from,
      } as const;
      return { ...report, says: inWords(report) };
    });
};

/** Of all others there are many, and they say no more. */
const isMeasured = ({ program }: JudgedHistory): boolean =>
  'steps' in program &&
  (program.phase === 'systematic' || program.phase === undefined) &&
  advancesOf(program.steps).length > 0;

/** A thousandth is all that times are known to. */
const rounded = (seconds: number): number => Math.round(seconds * 1000) / 1000;

function measure(events: readonly HistoryEvent[], bounds: Map<string, Bounds>): void {
  /** Of tokens that were used but once since; undefined for the others. */
  const births = new Map<string, Birth | undefined>();
  const sent = new Map<number, { readonly invocation: Invocation; readonly clock: number }>();
  let offset = 0;
  for (const event of events) {
    if (event.event === 'clock') offset += event.advanceSeconds;
    else if (event.event === 'invoke') {
      sent.set(event.call, { invocation: event, clock: event.at / 1000 + offset });
      // Whether a token stands for what is gone is another question.
      if (operations[event.operation]?.role === 'delete') for (const key of births.keys()) births.set(key, undefined);
    } else if (event.event === 'answer' || event.event === 'lost') {
      const call = sent.get(event.call);
      const key = call && tokenOf(call.invocation);
      if (call === undefined || key === undefined) continue;
      const { operation } = call.invocation;
      const outcome = event.event === 'answer' ? decode(operation, event) : undefined;
      const before = births.get(key);
      const isFirst = !births.has(key);
      births.set(key, undefined);
      if (outcome?.kind !== 'success' || outcome.detail === undefined) continue;
      const now = birth(call.invocation, outcome.detail, call.clock, event.at / 1000 + offset);
      if (
        isFirst ||
        (before !== undefined && before.request === now.request && !stands(bounds, operation, before, now))
      )
        births.set(key, now);
    }
  }
}

/** Notes whether the token still stood for what it had made. */
function stands(bounds: Map<string, Bounds>, operation: string, before: Birth, now: Birth): boolean {
  const known = bounds.get(operation) ?? { alive: 0, over: Number.POSITIVE_INFINITY };
  bounds.set(operation, known);
  const isSame = before.identity === now.identity;
  if (isSame) known.alive = Math.max(known.alive, now.sent - before.answered);
  else known.over = Math.min(known.over, now.answered - before.sent);
  return isSame;
}

/** A token counts for an operation and what the request is about. */
function tokenOf({ operation, input }: Invocation): string | undefined {
  const member = operations[operation]?.token;
  const token = member === undefined ? undefined : input[member];
  if (operations[operation]?.role !== 'create' || typeof token !== 'string' || token === '') return undefined;
  return canonical([operation, input.templateName ?? null, token]);
}

function birth({ operation, input }: Invocation, detail: Detail, sent: number, answered: number): Birth {
  const { resource } = operations[operation] ?? {};
  const facts = resource && resources[resource];
  const identity = facts ? [...facts.identity, facts.created].map((member) => detail[member] ?? null) : [];
  return { request: canonical(input), identity: canonical(identity), sent, answered };
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** Bounds that are further apart were not measured, but come from programs about something else. */
const WIDE_SECONDS = 10 * MINUTE;

/** `8 h 0 min ± 31 s from the first request`. */
export function inWords({ aliveSeconds, overSeconds, from }: Omit<WindowReport, 'says'>): string {
  const since = `from the ${from} request`;
  if (overSeconds === undefined) return `at least ${duration(Math.floor(aliveSeconds ?? 0))} ${since}`;
  if (aliveSeconds === undefined) return `at most ${duration(Math.ceil(overSeconds))} ${since}`;
  if (aliveSeconds > overSeconds)
    return `no fixed time ${since}: over after ${duration(Math.ceil(overSeconds))}, not over after ${duration(Math.floor(aliveSeconds))}`;
  if (overSeconds - aliveSeconds > WIDE_SECONDS)
    return `between ${duration(wholeMinutes(Math.floor, aliveSeconds))} and ${duration(wholeMinutes(Math.ceil, overSeconds))} ${since}`;
  const middle = nearMinute((aliveSeconds + overSeconds) / 2, (overSeconds - aliveSeconds) / 2);
  const half = Math.ceil(Math.max(overSeconds - middle, middle - aliveSeconds));
  return `${duration(middle)} ± ${half} s ${since}`;
}

const wholeMinutes = (round: (minutes: number) => number, seconds: number): number => round(seconds / MINUTE) * MINUTE;

/** The whole minute, where that is as near. */
const nearMinute = (middle: number, half: number): number => {
  const minute = Math.round(middle / MINUTE) * MINUTE;
  return Math.abs(minute - middle) <= half / 4 ? minute : Math.round(middle);
};

function duration(seconds: number): string {
  const rest = seconds % MINUTE;
  const whole = `${Math.floor(seconds / HOUR)} h ${Math.floor((seconds % HOUR) / MINUTE)} min`;
  return rest === 0 ? whole : `${whole} ${rest} s`;
}

/** One line where all operations agree. */
export function windowLines(reports: readonly WindowReport[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { says, operation } of reports) groups.set(says, [...(groups.get(says) ?? []), operation]);
  return [...groups].map(([says, names]) => (groups.size === 1 ? says : `${says} (${names.join(', ')})`));
}
