// When two possible states are one: what they make possible is the same. In which order things were made, when exactly they
// were touched and who is suspected of what makes no difference to that; without this, every order of a few unanswered
// calls would be a state of its own.
import type { Call, State, Thing } from '../model/index.ts';
import type { Json } from '../program/types.ts';
import { canonical } from '../wire/canonical.ts';

const keys = new WeakMap<Thing, string>();

export function stateKey(state: State): string {
  const latest = new Map(state.things.map((thing) => [bearing(thing), thing]));
  const keys = state.things.map((thing) => (latest.get(bearing(thing)) === thing ? thingKey(thing) : pastKey(thing)));
  const past = new Set(keys.filter((key) => key.startsWith(PAST)));
  const rest = keys.filter((key) => !key.startsWith(PAST));
  return `${[...rest, ...past].sort().join('\n\n')}\n\n${keyOf(state.failed)}`;
}

/** How often a name was borne by what nobody has seen makes no difference. */
const PAST = 'past ';

/** What bears a name is the latest of its type under that name; one with a token is found by that. */
const bearing = ({ type, name, token, id }: Thing): string => `${type} ${name} ${token === undefined ? '' : id}`;

/** Of an earlier bearer of a name that is gone, only that it was there counts: what it left is the later one's to bear. */
function pastKey(thing: Thing): string {
  if (thing.life !== 'gone') return thingKey(thing);
  return `${PAST}${thing.type} ${thing.name} ${keyOf(thing.identity)}`;
}

const callKeys = new WeakMap<Call, string>();

/** Two calls that ask the same are one. */
export function callKey(call: Call): string {
  const known = callKeys.get(call) ?? `${call.operation} ${canonical(call.input)}`;
  callKeys.set(call, known);
  return known;
}

export function thingKey(thing: Thing): string {
  const known = keys.get(thing);
  if (known !== undefined) return known;
  const {
    id: _id,
    made: _made,
    madeAnswered: _answered,
    deletedAt: _deleted,
    movedAt: _moved,
    touchedAt: _touched,
    ...rest
  } = thing;
  const { suspects: _suspects, past: _past, deleteRetries, token, modifications, ...facts } = rest;
  const parts = Object.entries(facts).map(([fact, value]) => `${fact} ${keyOf(value)}`);
  const age = token
    ? canonical([token.value, Math.round(token.aliveFrom), Number.isFinite(token.lastAnswered)])
    : 'no token';
  const changes = modifications.map(({ values, shown, finished }) => `${keyOf(values)} ${keyOf(shown)} ${finished}`);
  const key = [...parts.sort(), deleteRetries > 0, age, ...changes].join('\n');
  keys.set(thing, key);
  return key;
}

const known = new WeakMap<object, string>();

/** States share most of what they hold. */
function keyOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const key = known.get(value) ?? canonical(value as Json);
  known.set(value, key);
  return key;
}
