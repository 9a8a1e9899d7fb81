// Does an answer fit an outcome of a scenario? (README of the scenarios, "Outcomes".) Plain comparison: what the outcome
// says and nothing else; which outcome is right, the scenario knows.
import type { Json } from '../../program/types.ts';
import { type ResourceType, resources } from '../../specs/index.ts';
import { canonical } from '../../wire/canonical.ts';
import type { Detail } from '../../wire/types.ts';
import { type Context, resolve } from '../request.ts';
import type { Outcome } from '../types.ts';
import { isSame, lacksRequired, type Seen, typeOf } from './seen.ts';

export interface Shown {
  readonly type: ResourceType;
  readonly detail: Detail;
}

/** What was shown before the answer. */
export interface Past {
  readonly context: Context;
  /** Shown and not deleted since. */
  readonly live: readonly Shown[];
  readonly seen: Readonly<Record<string, Seen>>;
  /** Begins every name of the run. */
  readonly prefix: string;
  /** What fixtures made. */
  readonly fixtures: readonly Shown[];
}

/** Members that may move by themselves (contract, "Comparing details"). */
const SOFT = ['statusMessage', 'deploymentStatusMessage', 'recommendedVersion', 'recommendedMinorVersion', 'schema'];
const RETRYABLE: readonly (string | undefined)[] = [
  'ConflictException',
  'ThrottlingException',
  'InternalServerException',
];
const NAMES = ['name', 'templateName', 'environmentName'];

/** Outcomes that are made of bytes (`raw`, and `but`, unless it is a value that the model doesn't know) fit no answer here. */
export function fits(outcome: Outcome, seen: Seen, past: Past): boolean {
  if (outcome.raw || !fitsBut(outcome, seen)) return false;
  if (outcome.lists !== undefined) return fitsList(outcome.lists, seen, past);
  if (outcome.gone) return isGone(seen);
  if (outcome.error !== undefined) return fitsError(outcome, seen);
  if (seen.decoded.kind !== 'success') return false;
  return fitsWho(outcome, seen, past) && fitsRest(outcome, seen, past);
}

function fitsBut({ but = {} }: Outcome, { decoded }: Seen): boolean {
  const isUnknown =
    decoded.kind === 'success' &&
    decoded.taken.some(([point, reading]) => point === 'wire.unknown-enum' && reading === 'unknown');
  return Object.values(but).every((how) => how === 'unknown' && isUnknown);
}

/** Whether an answer says that the resource isn't there. */
export function isGone({ decoded, operation, detail }: Seen): boolean {
  if (decoded.kind === 'error') return decoded.type === 'ResourceNotFoundException';
  const status = resources[typeOf(operation)!].status;
  return status?.deleted.includes(String(detail?.[status.member])) ?? false;
}

/** What a List shows of the run, fixtures apart. */
export const ownListed = ({ listed = [], operation }: Seen, { prefix, fixtures }: Past): readonly Detail[] =>
  listed.filter(
    (detail) =>
      NAMES.some((member) => String(detail[member] ?? '').startsWith(prefix)) &&
      !fixtures.some((fixture) => fixture.type === typeOf(operation) && isSame(fixture.type, fixture.detail, detail)),
  );

function fitsList(wanted: number | readonly string[], seen: Seen, past: Past): boolean {
  if (!seen.listed) return false;
  const own = ownListed(seen, past);
  if (typeof wanted === 'number') return own.length === wanted;
  const isListed = (name: string) =>
    own.some((detail) => isSame(typeOf(seen.operation), detail, past.seen[name.slice(1)]?.detail));
  return own.length === wanted.length && wanted.every(isListed);
}

function fitsError({ error, names, message }: Outcome, { decoded }: Seen): boolean {
  if (decoded.kind !== 'error') return false;
  const types = error === 'retryable' ? RETRYABLE : [error].flat();
  const isType = error === 'any' || types.includes(decoded.type);
  const isNamed = names === undefined || (decoded.mismatchSpelling !== undefined) === (names !== false);
  return isType && isNamed && (message === undefined || (decoded.message !== undefined) === message);
}

function fitsWho({ ok }: Outcome, { decoded, detail, operation }: Seen, { live, seen }: Past): boolean {
  const type = typeOf(operation);
  if (ok === 'done') return true;
  if (ok === 'empty') return decoded.kind === 'success' && decoded.empty;
  if (ok === 'new')
    return detail !== undefined && !live.some((one) => one.type === type && isSame(type, one.detail, detail));
  const other = seen[ok!.slice(1)];
  return typeOf(other?.operation ?? '') === type && isSame(type, other?.detail, detail);
}

function fitsRest(outcome: Outcome, seen: Seen, { context, seen: earlier }: Past): boolean {
  const { shows = {}, unchangedSince, answer = {}, has, lacks } = outcome;
  const type = typeOf(seen.operation);
  if (!Object.entries(shows).every(([member, wanted]) => fitsMember(member, wanted, seen, context))) return false;
  if (unchangedSince !== undefined && firm(seen.detail) !== firm(earlier[unchangedSince]?.detail)) return false;
  if (!Object.entries(answer).every(([member, wanted]) => isSameList(seen.json[member] ?? null, wanted))) return false;
  const isLacking = type !== undefined && lacksRequired(seen.operation, seen.detail);
  return !(has !== undefined && isLacking) && !(lacks !== undefined && !isLacking);
}

function fitsMember(written: string, wanted: Json, { detail, operation }: Seen, context: Context): boolean {
  const type = typeOf(operation);
  const { status, created } = type ? resources[type] : {};
  const member = written === '$status' ? status?.member : written === '$created' ? created : written;
  const value = detail?.[member ?? ''] ?? null;
  if (wanted === null) return value === null || value === '';
  return [wanted].flat().some((one) => whole(resolve(one, context)) === whole(value));
}

/** Lists in any order, members that aren't asked for apart. */
function isSameList(value: Json, wanted: Json): boolean {
  if (!Array.isArray(value) || !Array.isArray(wanted) || value.length !== wanted.length) return false;
  return wanted.every((one) =>
    value.some((item) => whole({ ...(item as Detail), ...(one as Detail) }) === whole(item)),
  );
}

const firm = (detail: Detail = {}): string =>
  whole(Object.fromEntries(Object.entries(detail).filter(([member]) => !SOFT.includes(member))));

/** As text, members in one order, times to the second. */
function whole(value: Json): string {
  const seconds = (inner: Json): Json => {
    if (typeof inner === 'number') return Math.floor(inner);
    if (Array.isArray(inner)) return inner.map(seconds);
    if (inner === null || typeof inner !== 'object') return inner;
    return Object.fromEntries(Object.entries(inner).map(([member, item]) => [member, seconds(item)]));
  };
  return canonical(seconds(value));
}
