// The emulator's state as records, one for each resource, grave and token, and one for the rest.
import type { Clock } from '../core/clock.ts';
import { type Kind, kinds } from '../core/kinds.ts';
import { emptyState, type Grave, type Resource, type State, type TokenEntry } from '../core/state.ts';
import { RecordingMap } from './recording-map.ts';

/** A record's key, and its value as JSON; no value: it is gone. */
export type Change = readonly [key: string, value: string | undefined];

type Rest = Pick<State, 'settings' | 'serial' | 'random' | 'works'> & { clockOffsetMs: number };

/** A state whose maps record what changes in them. */
export function recording(state: State): State {
  const resources = Object.entries(state.resources).map(([kind, map]) => [kind, RecordingMap.from(map)]);
  return {
    ...state,
    resources: Object.fromEntries(resources) as State['resources'],
    graves: RecordingMap.from(state.graves),
    tokens: RecordingMap.from(state.tokens),
  };
}

/** What the records of a store come to. @throws Error for a record that no emulator wrote */
export function stateFrom(records: Iterable<[key: string, value: string]>): { state: State; clockOffsetMs: number } {
  const state = emptyState(0);
  const resources: [Kind, string, Resource][] = [];
  let clockOffsetMs = 0;
  for (const [record, value] of records) {
    const [what, key] = split(record);
    const read: unknown = JSON.parse(value);
    if (what === 'rest') {
      const { clockOffsetMs: offset, ...rest } = read as Rest;
      clockOffsetMs = offset;
      Object.assign(state, rest);
    } else if (what === 'grave') state.graves.set(key, read as Grave);
    else if (what === 'token') state.tokens.set(key, read as TokenEntry[]);
    else if (kinds.includes(what as Kind)) resources.push([what as Kind, key, read as Resource]);
    else throw new Error(`there is a record ${record}`);
  }
  // Maps are in the order in which things were made.
  resources.sort(([, , left], [, , right]) => left.serial - right.serial);
  for (const [kind, key, resource] of resources) state.resources[kind].set(key, resource);
  return { state, clockOffsetMs };
}

/** Tells, each time it is asked, what has changed since it was asked before. */
export function changesSince(): (state: State, clock: Clock) => Change[] {
  let last = '';
  return (state, clock) => {
    const { settings, serial, random, works } = state;
    const rest: Rest = { settings, serial, random, works, clockOffsetMs: clock.offsetMs() };
    const before = last;
    last = JSON.stringify(rest);
    const changes = [...mapsOf(state)].flatMap(([what, map]) =>
      [...changedIn(map)].map((key): Change => [`${what}/${key}`, JSON.stringify(map.get(key))]),
    );
    return last === before ? changes : [...changes, ['rest/', last]];
  };
}

function mapsOf({ resources, graves, tokens }: State): [string, Map<string, unknown>][] {
  return [...Object.entries(resources), ['grave', graves], ['token', tokens]];
}

const changedIn = (map: Map<string, unknown>): Iterable<string> =>
  map instanceof RecordingMap ? map.takeChanged() : [];

function split(record: string): [what: string, key: string] {
  const at = record.indexOf('/');
  return [record.slice(0, at), record.slice(at + 1)];
}
