// When two possible states are one: what they make possible is the same. In which order things were made, when exactly they
// were touched and who is suspected of what makes no difference to that; without this, every order of a few unanswered
// calls would be a state of its own.
import type { Call, State, Thing } from '../model/index.ts';
import { kept, keyOf, numbered } from './kept.ts';
import { identityKey, thingKey } from './thing-key.ts';

export function stateKey({ things, failed }: State): string {
  const key = thingsKey(things);
  return failed.length === 0 ? key : `${key} ${keyOf(failed)}`;
}

/** Of an earlier bearer of a name that is gone, only that it was there counts: what it left is the later one's to bear. */
const thingsKey = kept((things: State['things']): string => {
  const current: string[] = [];
  const past = new Set<string>();
  const borne = new Set<string>();
  for (let n = things.length - 1; n >= 0; n--) {
    const thing = things[n]!;
    const name = bearing(thing);
    if (thing.life === 'gone' && borne.has(name)) past.add(pastKey(thing));
    else current.push(thingKey(thing));
    borne.add(name);
  }
  return `${current.sort().join()} ${[...past].sort().join()}`;
});

/** What bears a name is the latest of its type under that name; one with a token is found by that. */
const bearing = ({ type, name, token, id }: Thing): string => `${type} ${name} ${token === undefined ? '' : id}`;

/** That it was there, and not how often. */
const pastKey = kept((thing: Thing) => numbered(`${thing.type} ${thing.name} ${identityKey(thing)}`));

/** Two calls that ask the same are one. */
export const callKey = kept(({ operation, input }: Call) => numbered(`${operation} ${keyOf(input)}`));
