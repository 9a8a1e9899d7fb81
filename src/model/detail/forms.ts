// The members of a detail in comparable form: which of them count, which are times, and what is the same value.
import type { Json } from '../../program/types.ts';
import { api, operations, type ResourceType, resources } from '../../specs/index.ts';
import { canonical } from '../../wire/canonical.ts';
import type { Detail } from '../../wire/types.ts';

export const ABSENT = '(none)';

/** May be stale, moved on, or missing at any time. A `pipeline` is watched apart (observe/pipeline.ts). */
const SOFT = new Set([
  'statusMessage',
  'deploymentStatusMessage',
  'recommendedVersion',
  'recommendedMinorVersion',
  'schema',
  'pipeline',
]);

const shapeOf = (type: ResourceType) =>
  api.shapes[
    api.shapes[api.operations[resources[type].get]?.output ?? '']?.members?.[resources[type].detail]?.shape ?? ''
  ];

const ofEachType = (membersOf: (type: ResourceType) => readonly string[]): ReadonlyMap<ResourceType, Set<string>> =>
  new Map((Object.keys(resources) as ResourceType[]).map((type) => [type, new Set(membersOf(type))]));

const TIMES = ofEachType((type) =>
  Object.entries(shapeOf(type)?.members ?? {}).flatMap(([member, { shape }]) =>
    api.shapes[shape]?.type === 'timestamp' ? [member] : [],
  ),
);

export const isTime = (type: ResourceType, member: string): boolean => TIMES.get(type)?.has(member) === true;

const REQUIRED = ofEachType((type) => shapeOf(type)?.required ?? []);

export const isRequired = (type: ResourceType, member: string): boolean => REQUIRED.get(type)?.has(member) === true;

/** What the API model requires may be missing, or empty, now and then, which tells nothing of its value (wire.missing-member). */
export const isLeftOut = (type: ResourceType, member: string, detail: Detail): boolean =>
  (detail[member] ?? '') === '' && isRequired(type, member);

/** The members that the API model requires and a detail does not have. */
export const leftOut = (type: ResourceType, detail: Detail): string[] =>
  [...(REQUIRED.get(type) ?? [])].filter((member) => isLeftOut(type, member, detail));

const inputOf = (operation: string): readonly string[] =>
  Object.keys(api.shapes[api.operations[operation]?.input ?? '']?.members ?? {});

/** What a create or an update can give, and the API model lets answers leave out. */
const OPTIONAL = ofEachType((type) => {
  const updates = Object.keys(operations).filter((name) => {
    const { role, resource, child } = operations[name] ?? {};
    return role === 'update' && resource === type && child === undefined;
  });
  const given = new Set([resources[type].create, ...updates].flatMap(inputOf));
  return Object.keys(shapeOf(type)?.members ?? {}).filter((member) => given.has(member) && !isRequired(type, member));
});

/** Of these, the watched ones that a detail does not have: if one shows later, something has set it. */
const notGiven = (type: ResourceType, detail: Detail): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...(OPTIONAL.get(type) ?? [])].flatMap((member) =>
      (detail[member] ?? null) === null && isWatched(type, member) && !isTime(type, member) ? [[member, ABSENT]] : [],
    ),
  );

const UNWATCHED = ofEachType((type) => {
  const { identity, created, status } = resources[type];
  return [...SOFT, ...identity, created, ...(status ? [status.member] : [])];
});

/** Under this name a baseline holds the status, where it is a settled one: nothing but an update may change it. */
export const STATUS = '(status)';

export function settledStatus(type: ResourceType, detail: Detail): string | undefined {
  const status = resources[type].status;
  const shown = detail[status?.member ?? ''];
  return typeof shown === 'string' && status?.settled.includes(shown) ? shown : undefined;
}

/** Members that a conclusive read must show unchanged: neither identity, nor status, nor allowed to move. */
export const isWatched = (type: ResourceType, member: string): boolean => UNWATCHED.get(type)?.has(member) === false;

/** A value in comparable form: times to the second and whether they had a fraction, lists in any order, empty as absent. */
export function comparable(type: ResourceType, member: string, value: Json | undefined): string {
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0))
    return ABSENT;
  if (typeof value === 'number' && isTime(type, member))
    return String(Number.isInteger(value) ? value : Math.floor(value) + FRACTION);
  if (Array.isArray(value)) return value.map(canonical).sort().join(',');
  return canonical(value);
}

const FRACTION = 0.5;

/** The same value. A time may be told with its fraction at one time, and rounded up or down at another. */
export const isSame = (type: ResourceType, member: string, a: string, b: string): boolean =>
  a === b || (isTime(type, member) && Math.abs(Number(a) - Number(b)) <= FRACTION);

/** What a detail shows, in comparable form. */
interface Form {
  readonly shown: readonly (readonly [member: string, value: string])[];
  /** The same, with the status where it is a settled one. */
  readonly baseline: Readonly<Record<string, string>>;
  /** The same, with what is optional and not there. */
  readonly whole: Readonly<Record<string, string>>;
}

/** A detail is held against every way of explaining what came before it. */
const forms = new WeakMap<Detail, Form>();

export function formOf(type: ResourceType, detail: Detail): Form {
  const known = forms.get(detail);
  if (known !== undefined) return known;
  const shown = Object.entries(detail)
    .filter(([m]) => isWatched(type, m))
    .map(([m, v]) => [m, comparable(type, m, v)] as const);
  const rest = settledStatus(type, detail);
  const baseline = Object.fromEntries(rest === undefined ? shown : [...shown, [STATUS, rest]]);
  const form = { shown, baseline, whole: { ...notGiven(type, detail), ...baseline } };
  forms.set(detail, form);
  return form;
}
