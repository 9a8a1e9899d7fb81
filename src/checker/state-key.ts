// When two possible states are one: what they make possible is the same. In which order things were made, when exactly they
// were touched and who is suspected of what makes no difference to that; without this, every order of a few unanswered
// calls would be a state of its own.
import type { Call, State, Thing } from '../model/index.ts';
import type { Json } from '../program/types.ts';
import { canonical } from '../wire/canonical.ts';

const keys = new WeakMap<Thing, string>();

export function stateKey(state: State): string {
  return `${state.things.map(thingKey).sort().join('\n')}\n${canonical(state.failed as unknown as Json)}`;
}

export const pendingKey = (pending: readonly Call[]): string =>
  pending
    .map((p) => `${p.operation} ${canonical(p.input)}`)
    .sort()
    .join('\n');

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
  const key = canonical({
    ...facts,
    retried: deleteRetries > 0,
    token: token ? [token.value, Math.round(token.aliveFrom), Number.isFinite(token.lastAnswered)] : null,
    modifications: modifications.map(({ values, shown, finished }) => ({ values, shown, finished })),
  } as unknown as Json);
  keys.set(thing, key);
  return key;
}
