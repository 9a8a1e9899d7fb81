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
  const latest = new Map(state.things.map((thing) => [bearing(thing), thing]));
  const keys = state.things.map((thing) => (latest.get(bearing(thing)) === thing ? thingKey(thing) : pastKey(thing)));
  const past = new Set(keys.filter((key) => key.startsWith(PAST)));
  const rest = keys.filter((key) => !key.startsWith(PAST));
  const key = `${[...rest, ...past].sort().join()} ${keyOf(state.failed)}`;
  stateKeys.set(state, key);
  return key;
}

/** How often a name was borne by what nobody has seen makes no difference. */
const PAST = 'past ';

/** What bears a name is the latest of its type under that name; one with a token is found by that. */
const bearing = ({ type, name, token, id }: Thing): string => `${type} ${name} ${token === undefined ? '' : id}`;

/** Of an earlier bearer of a name that is gone, only that it was there counts: what it left is the later one's to bear. */
function pastKey(thing: Thing): string {
  if (thing.life !== 'gone') return thingKey(thing);
  return `${PAST}${thing.type} ${thing.name} ${identityKey(thing)}`;
}

const callKeys = new WeakMap<Call, string>();

/** Two calls that ask the same are one. */
export function callKey(call: Call): string {
  const known = callKeys.get(call) ?? `${call.operation} ${canonical(call.input)}`;
  callKeys.set(call, known);
  return known;
}

/** Short, as it is compared often. */
export function thingKey(thing: Thing): string {
  const known = thingKeys.get(thing) ?? shortOf(wholeKey(thing));
  thingKeys.set(thing, known);
  return known;
}

function wholeKey(thing: Thing): string {
  const {
    id: _id,
    made: _made,
    madeAnswered: _answered,
    deletedAt: _deleted,
    movedAt: _moved,
    touchedAt: _touched,
    suspects: _suspects,
    past: _past,
    deleteRetries,
    token,
    modifications,
    identity,
    seen,
    wrong,
    ...facts
  } = thing;
  const parts = Object.entries(facts).map(([fact, value]) => `${fact} ${keyOf(value)}`);
  const age = token
    ? canonical([token.value, Math.round(token.aliveFrom), Number.isFinite(token.lastAnswered)])
    : 'no token';
  return [
    ...parts.sort(),
    deleteRetries > 0,
    age,
    identityKey(thing),
    valuesKey(seen),
    valuesKey(wrong),
    ...modificationKeys(modifications),
  ].join('\n');
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

/** So many texts are remembered; after that, what is equal may be taken for different, which costs time and nothing else. */
const MAX_SHORT = 20_000;

const shorts = new Map<string, string>();
let given = 0;

function shortOf(text: string): string {
  const known = shorts.get(text);
  if (known !== undefined) return known;
  if (shorts.size >= MAX_SHORT) shorts.clear();
  given += 1;
  const short = String(given);
  shorts.set(text, short);
  return short;
}
