// When two possible states are one: what they make possible is the same. In which order things were made, when exactly they
// were touched and who is suspected of what makes no difference to that; without this, every order of a few unanswered
// calls would be a state of its own. States share most of what they hold, so the key of each piece is kept with it.
import type { Call, State, Thing } from '../model/index.ts';
import type { Json } from '../program/types.ts';
import { resources } from '../specs/index.ts';
import { canonical } from '../wire/canonical.ts';

const stateKeys = new WeakMap<State, string>();
const thingKeys = new WeakMap<Thing, string>();

export function stateKey(state: State): string {
  const known = stateKeys.get(state);
  if (known !== undefined) return known;
  const { things, failed } = state;
  const latest = new Map(things.map((thing) => [bearing(thing), thing]));
  const current: string[] = [];
  const past = new Set<string>();
  for (const thing of things) {
    if (thing.life === 'gone' && latest.get(bearing(thing)) !== thing) past.add(pastKey(thing));
    else current.push(thingKey(thing));
  }
  const key = `${current.sort().join('\n\n')}\n\n${[...past].sort().join('\n\n')}\n\n${keyOf(failed)}`;
  stateKeys.set(state, key);
  return key;
}

/** What bears a name is the latest of its type under that name; one with a token is found by that. */
const bearing = ({ type, name, token, id }: Thing): string => `${type} ${name} ${token === undefined ? '' : id}`;

/**
 * Of an earlier bearer of a name that is gone, only that it was there counts, and not how often: what it left is the later
 * one's to bear.
 */
const pastKey = (thing: Thing): string => `${thing.type} ${thing.name} ${identityKey(thing)}`;

const callKeys = new WeakMap<Call, string>();

/** Two calls that ask the same are one. */
export function callKey(call: Call): string {
  const known = callKeys.get(call) ?? `${call.operation} ${keyOf(call.input)}`;
  callKeys.set(call, known);
  return known;
}

export function thingKey(thing: Thing): string {
  const known = thingKeys.get(thing) ?? wholeKey(thing);
  thingKeys.set(thing, known);
  return known;
}

type Aside =
  | 'id'
  | 'made'
  | 'madeAnswered'
  | 'deletedAt'
  | 'movedAt'
  | 'touchedAt'
  | 'suspects'
  | 'past'
  // These count, in forms of their own.
  | 'deleteRetries'
  | 'token'
  | 'modifications'
  | 'identity'
  | 'seen'
  | 'wrong';

/** In a fixed order, as sorting took longer than all else. */
const FACTS = Object.keys({
  type: true,
  name: true,
  key: true,
  params: true,
  life: true,
  goneBy: true,
  busyDelete: true,
  phase: true,
  everSettled: true,
  creationFailed: true,
  status: true,
  touched: true,
  got: true,
  listed: true,
  instances: true,
  tags: true,
  tagsSeen: true,
  missed: true,
  interrupted: true,
  haunted: true,
} satisfies Record<Exclude<keyof Thing, Aside>, true>) as readonly Exclude<keyof Thing, Aside>[];

function wholeKey(thing: Thing): string {
  const { deleteRetries, token, modifications, seen, wrong } = thing;
  let key = '';
  for (const fact of FACTS) key += `${keyOf(thing[fact])}\n`;
  const age = token && canonical([token.value, Math.round(token.aliveFrom), Number.isFinite(token.lastAnswered)]);
  const changes = modifications.length === 0 ? '' : modificationKeys(modifications).join('\n');
  return `${key}${deleteRetries > 0}\n${age}\n${identityKey(thing)}\n${valuesKey(seen)}\n${valuesKey(wrong)}\n${changes}`;
}

const identityKeys = new WeakMap<object, string>();

/** Times are compared to the second, but of what has failed: one made again may differ by less. */
function identityKey({ type, identity, creationFailed }: Thing): string {
  const { created } = resources[type];
  const at = identity?.[created];
  if (identity === undefined || typeof at !== 'number' || creationFailed) return keyOf(identity);
  const key = identityKeys.get(identity) ?? canonical({ ...identity, [created]: Math.floor(at) });
  identityKeys.set(identity, key);
  return key;
}

const valuesKeys = new WeakMap<object, string>();

/** The values of each member, in whatever order they came. */
function valuesKey(values: Thing['seen']): string {
  const known =
    valuesKeys.get(values) ??
    canonical(Object.fromEntries(Object.entries(values).map(([member, all]) => [member, [...all].sort()])));
  valuesKeys.set(values, known);
  return known;
}

/** The same update thrice in a row is no more than twice. */
function modificationKeys(modifications: Thing['modifications']): readonly string[] {
  const keys = modifications.map(({ values, shown, finished }) => `${keyOf(values)} ${keyOf(shown)} ${finished}`);
  return keys.filter((key, n) => n < 2 || key !== keys[n - 1] || key !== keys[n - 2]);
}

const known = new WeakMap<object, string>();

function keyOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const key = known.get(value) ?? canonical(value as Json);
  known.set(value, key);
  return key;
}
