// What a detail may show ("Comparing details"). An answer to a retry shows each member as it was at the first answer or at
// any time since; a conclusive Get shows it as the last conclusive Get did, unless something legitimate moved it between.
import type { Input, Json } from '../../program/types.ts';
import { resources } from '../../specs/index.ts';
import type { Detail, Taken } from '../../wire/types.ts';
import { isAtRest } from '../at-rest.ts';
import type { Judged } from '../judge.ts';
import type { Modification, Thing } from '../state.ts';
import { ABSENT, comparable, formOf, isLeftOut, isSame, isTime, isWatched, STATUS, settledStatus } from './forms.ts';
import { isSameInOtherForm, openPoint } from './parameters.ts';

/**
 * The answer to an update says which status it has left, as well as a conclusive read does: but for one that may be stale,
 * as it is neither what was asked for nor known from `before`, nor anything new. What is accepted, rejected or updated
 * without work of its own (a connection) changes its status unasked, so that the one from before tells nothing.
 */
export function keepStatus(thing: Thing, detail: Detail, before: Thing): Thing {
  const status = settledStatus(thing.type, detail);
  const asked = thing.modifications.at(-1)?.status;
  const isMoved = resources[thing.type].status?.passing.length === 0;
  const known = asked ?? (isMoved ? undefined : before.got[STATUS]);
  const isStale = status !== known && (asked !== undefined || [before.status, before.got[STATUS]].includes(status));
  return status === undefined || isStale ? thing : { ...thing, got: { ...thing.got, [STATUS]: status } };
}

/** Binds what the endpoint chose, and remembers every value shown. */
export function learn(thing: Thing, detail: Detail, how: 'snapshot' | 'read' | 'list', conclusive: boolean): Thing {
  const { type } = thing;
  const { identity: ids, created, key } = resources[type];
  const { shown, baseline, whole } = formOf(type, detail);
  // What the endpoint chooses may come as late as its work is over.
  const form = isAtRest(thing) ? whole : baseline;
  const isNew = [...ids, created].some((m) => thing.identity?.[m] === undefined && detail[m] !== undefined);
  const identity =
    thing.identity && !isNew ? thing.identity : { ...pick(detail, [...ids, created]), ...thing.identity };
  const bound = thing.key ?? (key.every((m) => detail[m] !== undefined) ? pick(detail, key) : undefined);
  const news = shown.filter(([m, v]) => !thing.seen[m]?.includes(v));
  const added = news.map(([m, v]) => [m, [...(thing.seen[m] ?? []), v]] as const);
  const seen = news.length === 0 ? thing.seen : { ...thing.seen, ...Object.fromEntries(added) };
  const status = detail[resources[type].status?.member ?? ''];
  const withLeftOut = (before: Thing['got']): Thing['got'] => {
    const leftOut = Object.keys(before).filter((m) => isLeftOut(type, m, detail));
    return leftOut.length === 0 ? form : { ...pick(before, leftOut), ...form };
  };
  return {
    ...(conclusive && how === 'read' ? recoveredBy(thing, detail) : thing),
    identity,
    ...(bound ? { key: bound } : {}),
    seen,
    ...progressShown(thing, status, how),
    ...(conclusive && how === 'read' ? { got: withLeftOut(thing.got) } : {}),
    ...(conclusive && how === 'list' ? { listed: withLeftOut(thing.listed) } : {}),
    modifications: thing.modifications.map((m) => evidenced(m, thing, detail, how === 'read' && conclusive)),
  };
}

/** What a status says for good: that the creation is over, or has failed. */
function progressShown(thing: Thing, shown: Json | undefined, how: 'snapshot' | 'read' | 'list'): Partial<Thing> {
  const status = resources[thing.type].status;
  if (!status || typeof shown !== 'string') return {};
  if (status.settled.includes(shown))
    return { status: shown, shownSettled: true, ...(how === 'read' ? { everSettled: true } : {}) };
  const failed = !thing.everSettled && status.failed.includes(shown) && !shown.startsWith('UPDATE');
  return failed ? { status: shown, phase: 'failed', creationFailed: true } : { status: shown };
}

/** What showed a failure once and is settled in the end has not failed. An update may have mended it, or not. */
function recoveredBy(thing: Thing, detail: Detail): Thing {
  const { creationFailed, ...rest } = thing;
  const isMended =
    creationFailed && thing.modifications.length === 0 && settledStatus(thing.type, detail) !== undefined;
  return isMended ? { ...rest, recovered: true } : thing;
}

const pick = <T>(record: Readonly<Record<string, T>>, members: readonly string[]): Readonly<Record<string, T>> =>
  Object.fromEntries(members.filter((m) => record[m] !== undefined).map((m) => [m, record[m] as T]));

function evidenced(mod: Modification, thing: Thing, detail: Detail, conclusive: boolean): Modification {
  const { type } = thing;
  const news = Object.entries(mod.values).filter(([m, v]) => {
    if (mod.shown.includes(m)) return false;
    const value = comparable(type, m, v);
    if (value !== ABSENT || detail[m] === '') return comparable(type, m, detail[m]) === value;
    return conclusive && detail[m] === undefined && (thing.seen[m] ?? []).some((x) => x !== ABSENT);
  });
  return news.length === 0 ? mod : { ...mod, shown: [...mod.shown, ...news.map(([m]) => m)] };
}

/** Values that a member has legitimately had: as requested, as updated, as seen. */
export function had(thing: Thing, member: string): Set<string> {
  const values = [thing.params[member], ...thing.modifications.map((m) => m.values[member])].filter(
    (v) => v !== undefined,
  );
  return new Set([...values.map((v) => comparable(thing.type, member, v)), ...(thing.seen[member] ?? [])]);
}

const requested = (thing: Thing, member: string): boolean =>
  member in thing.params || thing.modifications.some((m) => member in m.values);

/**
 * Whether what the endpoint chooses (times above all) is known: not while work is in progress or after something moved it.
 * A service that is settled may have instances at work, which move its times: that takes a look (observe/known.ts).
 */
const isKnown = ({ type, got, movedAt, phase }: Thing, member: string): boolean =>
  (got[member] ?? ABSENT) !== ABSENT ||
  (movedAt === 0 && phase === 'settled' && !(type === 'service' && isTime(type, member)));

/** What is wrong with the detail in an answer to a retry or a delete: values that the thing never had. In words. */
export function snapshotFaults(thing: Thing, detail: Detail): string[] {
  const { type } = thing;
  // A deletion is work as well, and moves times as a deployment does.
  const timesMove = thing.life !== 'there' || thing.phase === 'working' || movedOn(thing, detail);
  return formOf(type, detail).shown.flatMap(([m, value]) => {
    const allowed = had(thing, m);
    if (thing.wrong[m]?.includes(value) && !allowed.has(value)) return [`${m} is ${value}`];
    if (allowed.has(value) || !thing.seen[m]) return [];
    if (!requested(thing, m) && !isKnown(thing, m)) return [];
    if (isTime(type, m) && timesMove) return [];
    if (isTime(type, m) && [...allowed].some((x) => Math.abs(Number(x) - Number(value)) <= 1)) return [];
    if ([...allowed].some((x) => isSameInOtherForm(m, x, value))) return [];
    return [`${m} is ${value}, was ${[...allowed].join(' or ')}`];
  });
}

/** What a Get (or a List) shows that differs from what the last conclusive one showed, or that it can't rightly have. In words. */
export function readFaults(thing: Thing, detail: Detail, source: 'got' | 'listed'): string[] {
  const { type } = thing;
  const baseline = thing[source];
  const members = new Set([...Object.keys(baseline), ...Object.keys(detail)]);
  const { baseline: form } = formOf(type, detail);
  const status = form[STATUS];
  const on = movedOn(thing, detail);
  const back = baseline[STATUS] !== undefined && status !== undefined && status !== baseline[STATUS] && !on;
  const again = source === 'listed' && baseline[STATUS] !== undefined ? begunAnew(thing, detail) : undefined;
  const fault = back || again ? [`status is ${again ?? status}, was ${baseline[STATUS]}`] : [];
  const others = [...members].flatMap((m) => {
    if (m === STATUS || !isWatched(type, m) || (on && isTime(type, m)) || isLeftOut(type, m, detail)) return [];
    const value = form[m] ?? ABSENT;
    if (value === ABSENT && mayBeReduced(thing)) return [];
    const before = baseline[m];
    if (before !== undefined && !isSame(type, m, before, value)) return [`${m} is ${value}, was ${before}`];
    return before === undefined && thing.wrong[m]?.includes(value) && !had(thing, m).has(value)
      ? [`${m} is ${value}`]
      : [];
  });
  return [...fault, ...others];
}

/** Nothing promises that what is on its way out, or has failed to be made, still shows all that it had. */
const mayBeReduced = ({ life, creationFailed }: Thing): boolean => life !== 'there' || creationFailed === true;

/** The status of work that nothing has begun, or of its failure, as a list shows it (a Get: observe/progress.ts). */
function begunAnew(thing: Thing, detail: Detail): string | undefined {
  const { member = '', passing = [], failed = [] } = resources[thing.type].status ?? {};
  const shown = String(detail[member]);
  return isAtRest(thing) && (passing.includes(shown) || failed.includes(shown)) ? shown : undefined;
}

/** Shows a value that a refused request, or an earlier bearer of the name, had: that tells where it comes from. */
export const showsWrong = (thing: Thing, detail: Detail): boolean =>
  Object.entries(detail).some(([m, v]) => thing.wrong[m]?.includes(comparable(thing.type, m, v)));

/** The status has moved on by itself, say from pending to connected: its times may move with it. */
export function movedOn(thing: Thing, detail: Detail): boolean {
  const settled = resources[thing.type].status?.settled ?? [];
  const [was, now] = [thing.got[STATUS] ?? thing.status, settledStatus(thing.type, detail)];
  return was !== undefined && now !== undefined && settled.indexOf(now) > settled.indexOf(was) && settled.includes(was);
}

/** After something legitimate was done beside it: its times may have moved, and its status has not. */
export function loosenBeside(thing: Thing, at: number): Thing {
  const loose = loosen(thing, [], at);
  const status = thing.got[STATUS];
  return status === undefined ? loose : { ...loose, got: { ...loose.got, [STATUS]: status } };
}

/** After something legitimate: `members` may have moved, and with them everything that the endpoint chooses. */
export function loosen(thing: Thing, members: readonly string[], at: number): Thing {
  const isKept = (m: string) => !members.includes(m) && m in thing.params && !isTime(thing.type, m);
  const { partsQuiet: _, partsSince: __, pipeline: ___, ...rest } = thing;
  return {
    ...rest,
    got: only(thing.got, (m) => isKept(m) && thing.got[m] !== ABSENT),
    listed: only(thing.listed, (m) => isKept(m) && thing.listed[m] !== ABSENT),
    instances: only(thing.instances, () => false),
    wrong: only(thing.wrong, (m) => !members.includes(m)),
    movedAt: Math.max(thing.movedAt, at),
  };
}

/** Forgets what looks have shown of some members. */
export function forget(thing: Thing, isForgotten: (member: string) => boolean): Thing {
  const isKept = (m: string) => !isForgotten(m);
  return { ...thing, got: only(thing.got, isKept), listed: only(thing.listed, isKept) };
}

/** The same record where all of it stays, as equal states share what they hold. */
function only<T>(
  record: Readonly<Record<string, T>>,
  isKept: (member: string) => boolean,
): Readonly<Record<string, T>> {
  const members = Object.keys(record);
  const kept = members.filter(isKept);
  return kept.length === members.length ? record : Object.fromEntries(kept.map((m) => [m, record[m] as T]));
}

/** Values in `params` that differ from what the thing has: it must never show them. */
export function withWrong(thing: Thing, params: Input): Thing {
  const wrong: Record<string, readonly string[]> = {};
  const chosen = choices(thing);
  for (const [m, v] of Object.entries(params)) {
    // What may be the same (`detail.*`) may be shown in either form, or as the endpoint's own choice.
    if (!isWatched(thing.type, m) || openPoint(m, thing.params[m], v, chosen[m]) !== undefined) continue;
    const value = comparable(thing.type, m, v);
    const known = thing.wrong[m];
    if (value !== ABSENT && !known?.includes(value) && !had(thing, m).has(value)) wrong[m] = [...(known ?? []), value];
  }
  return Object.keys(wrong).length === 0 ? thing : { ...thing, wrong: { ...thing.wrong, ...wrong } };
}

/** Whether the answer to a retry shows the values of the first answer or those of now (detail.snapshot), where they differ. */
export function snapshotReading(thing: Thing, outcome: Judged): Taken | undefined {
  if (outcome.kind !== 'success' || !outcome.detail) return undefined;
  const { type, params } = thing;
  const later = new Set<string>();
  for (const { values, finished, shown: evidence } of thing.modifications.toReversed()) {
    if (!finished) continue;
    for (const [m, v] of Object.entries(values)) {
      if (later.has(m)) continue;
      later.add(m);
      const [shown, first, now] = [outcome.detail[m], params[m], v].map((x) => comparable(type, m, x));
      // Of a member that was not given the first value is the endpoint's choice, and one that is left out may be so always.
      if (first === ABSENT || shown === ABSENT) continue;
      if (first === now || (shown !== first && shown !== now)) continue;
      // So did the first answers, though something else was asked for.
      if (thing.modifications.some(({ chosen }) => chosen?.[m]?.includes(now ?? ABSENT))) continue;
      if (shown === now) return ['detail.snapshot', 'now'];
      // An update that begins late (but for that of a version, which has only its registration) shows the first values for
      // longer, and one that was rolled back shows them again.
      const isLate = thing.awaited > 0 && !(resources[type].parent && evidence.includes(m));
      return isLate || thing.got[m] === first ? undefined : ['detail.snapshot', 'first'];
    }
  }
  return undefined;
}

/** Values shown for members that no request has set: what the endpoint has chosen for those left out. */
export const choices = (thing: Thing): Thing['seen'] =>
  Object.fromEntries(Object.entries(thing.seen).filter(([m]) => !requested(thing, m)));
