// Who is to blame when something is found changed, gone or doubled: the calls since it was last seen to be right. Each call
// puts a guarantee at stake on what it concerns (a refused mismatch: that it changed nothing); a conclusive look that finds
// all in order clears it, and counts as one time that the guarantee was exercised.
import { operations, resources } from '../specs/index.ts';
import { hangingOn } from './hanging.ts';
import type { Shown } from './judge.ts';
import {
  type Call,
  change,
  collectionOf,
  isLive,
  isNamesake,
  replace,
  type State,
  type Suspect,
  type Thing,
} from './state.ts';

const MAX_SUSPECTS = 12;

const isSame = (a: Suspect, b: Suspect): boolean => a.guarantee === b.guarantee && a.operation === b.operation;

/** Where one of two that are the same is not quiet, neither is. */
function add(list: readonly Suspect[], suspect: Suspect): readonly Suspect[] {
  const known = list.find((s) => isSame(s, suspect));
  const loudest = known && !known.quiet ? known : suspect;
  return [...list.filter((s) => s !== known), loudest].slice(-MAX_SUSPECTS);
}

export const stake = (thing: Thing, suspect: Suspect, at: number): Thing => ({
  ...thing,
  suspects: add(thing.suspects, suspect),
  touchedAt: Math.max(thing.touchedAt, at),
});

/** What is told of suspects that a right look clears. */
export const exercised = (suspects: readonly Suspect[]): Shown[] =>
  suspects
    .filter(({ quiet }) => !quiet)
    .map(({ guarantee, operation }) => ({ guarantee, operation, situation: 'observed afterwards' }));

/** What the call puts at stake: a thing, what hangs on it, and its collection (that nothing was added). */
export function stakeAround(state: State, thing: Thing, suspect: Suspect, call: Call): State {
  const at = callEnd(call);
  const hanging = hangingOn(state, thing);
  const staked = change(
    replace(state, stake(thing, suspect, at)),
    (t) => hanging.has(t.id) && t.life === 'there',
    (t) => stake(t, suspect, at),
  );
  return stakeCollection(staked, collectionOf(thing.type, thing.name), suspect, at);
}

export function stakeCollection(state: State, collection: string, suspect: Suspect, at: number): State {
  const old = state.collections[collection] ?? { suspects: [], past: [], touchedAt: 0 };
  const next = { ...old, suspects: add(old.suspects, suspect), touchedAt: Math.max(old.touchedAt, at) };
  return { ...state, collections: { ...state.collections, [collection]: next } };
}

/** What a refusal puts at stake: that it was harmless, or of what nobody saw and what must have failed, that it has. */
export const refusedAt = ({ type, creationFailed, identity }: Thing, harmless: Suspect): Suspect =>
  creationFailed && !identity ? { guarantee: 'once.lost-response', operation: resources[type].create } : harmless;

/** A delete puts everything else at stake (delete.only). */
export function stakeOthers(state: State, except: number | undefined, suspect: Suspect, call: Call): State {
  return change(
    state,
    (t) => t.id !== except && isLive(t) && t.life === 'there',
    (t) => stake(t, suspect, callEnd(call)),
  );
}

/**
 * A call that does nothing, or nothing to this, leaves it as it is. Such calls are suspected last, and looks at something
 * else don't exercise what they promise. They move nothing, so that no read lags behind them.
 */
export function stakeAfar(state: State, suspect: Suspect, isConcerned: (t: Thing) => boolean = () => true): State {
  const isNews = (t: Thing): boolean => {
    const known = t.afar?.at(-1);
    return t.life === 'there' && isConcerned(t) && !(known && isSame(known, suspect));
  };
  if (!state.things.some(isNews)) return state;
  return change(state, isNews, (t) => ({ ...t, afar: add(t.afar ?? [], suspect) }));
}

/** One request makes one thing, whatever else a list shows (once). */
export const stakeMaking = (state: State, collection: string, call: Call): State =>
  stakeCollection(state, collection, { guarantee: 'once', operation: call.operation, quiet: true }, callEnd(call));

/** What is done to one of several types that share a name is not done to the others (create.namespace). */
export function stakeNamesakes(state: State, { type, key }: Thing, call: Call): State {
  if (key?.name === undefined) return state;
  return change(
    state,
    (t) => isLive(t) && isNamesake(t, type, key.name),
    (t) => stake(t, { guarantee: 'create.namespace', operation: resources[t.type].create }, callEnd(call)),
  );
}

/** Suspects, likeliest first: what happened since the last right look, latest first; then what was cleared before. */
export function suspectsOf(thing: Thing): readonly Suspect[] {
  return withKin([
    ...(thing.haunted ? [thing.haunted] : []),
    ...thing.suspects.toReversed(),
    ...thing.past.toReversed(),
  ]);
}

/**
 * The same of what a look finds otherwise: then calls about something else come last. What may have failed unseen, and gone
 * by itself, is none of theirs, nor of a refused delete's.
 */
export function lookSuspects(thing: Thing): readonly Suspect[] {
  const isSeen = thing.everSettled === true || (resources[thing.type].status?.passing.length ?? 0) === 0;
  const all = suspectsOf(thing);
  if (!isSeen) return all.filter(({ quiet }) => !quiet);
  return thing.afar ? [...all, ...withKin(thing.afar.toReversed())] : all;
}

/** What else may be said to be broken: a refused retry is a retry, and whatever happens once too often breaks `once`. */
function withKin(suspects: readonly Suspect[]): readonly Suspect[] {
  const kin: Readonly<Record<string, string>> = {
    'create.rejected-harmless': 'create.retry',
    'token.mismatch-harmless': 'token.retry',
    'once.lost-response': 'once',
  };
  return [
    ...suspects,
    ...suspects.flatMap((s) => (kin[s.guarantee] ? [{ guarantee: kin[s.guarantee]!, operation: s.operation }] : [])),
  ];
}

/** What a value comes from that belongs to a refused request or to an earlier bearer of the name. */
const TELLING = ['token.mismatch-harmless', 'create.rejected-harmless', 'create.after-delete'];

/** Suspects of a thing that is found changed; `telling`: it shows a value that only some of them can have brought. */
export function changeSuspects(thing: Thing, telling: boolean): readonly Suspect[] {
  const all = lookSuspects(thing);
  if (!telling) return all;
  return firstOf(TELLING, all);
}

const firstOf = (guarantees: readonly string[], all: readonly Suspect[]): readonly Suspect[] => [
  ...all.filter((s) => guarantees.includes(s.guarantee)),
  ...all.filter((s) => !guarantees.includes(s.guarantee)),
];

/** What never was seen to be there was perhaps never made: then the call that should have made it is to blame. */
export function absenceSuspects(thing: Thing): readonly Suspect[] {
  const all = lookSuspects(thing);
  if (thing.past.length > 0 || Object.keys(thing.got).length > 0) return all;
  return firstOf(['token.deleted-original', 'token.expired', 'create.after-delete'], all);
}

/**
 * What is gone and shows again: its delete did not remove it, or if it was seen to be gone since, something has brought it
 * back. A template made anew must show nothing of the earlier one, its versions among it.
 */
export function undeadSuspects(state: State, thing: Thing): readonly Suspect[] {
  const { parent } = resources[thing.type];
  const deletion = deletionOf(thing);
  const anew = state.things.some((t) => t.id > thing.id && t.type === parent?.resource && t.name === thing.name);
  const recreation =
    parent && anew ? [{ guarantee: 'create.after-delete', operation: resources[parent.resource].create }] : [];
  const wasGone = thing.past.some(({ guarantee }) => guarantee === deletion.guarantee);
  const since = thing.suspects.filter((s) => (wasGone && makes(s)) || s.guarantee === 'durable').toReversed();
  return [...recreation, ...since, deletion, ...suspectsOf(thing)];
}

/** What its deletion promises. */
export function deletionOf({ type }: Thing): Suspect {
  const operation = resources[type].delete;
  const isSlow = operations[operation]?.family === 'async-delete';
  return { guarantee: isSlow ? 'async-delete.effect' : 'delete.first', operation };
}

/** What is made anew though it should be there may have gone before, by a delete of something else, whoever sent that. */
export const takenAway = ({ type }: Thing): readonly Suspect[] => [
  { guarantee: 'delete.only', operation: resources[type].delete },
];

/** Suspects of there being too many: first those that ask for something to be made; last what each request promises. */
export const surplusSuspects = (all: readonly Suspect[]): readonly Suspect[] => [
  ...all.filter((s) => makes(s) && !s.quiet),
  ...all.filter((s) => !makes(s) && !s.quiet),
  ...all.filter(({ quiet }) => quiet),
];

const makes = ({ operation }: Suspect): boolean => operations[operation]?.role === 'create';

/** Calls that may have made more than one thing in a collection: what is made next may be the one that goes again. */
export const openBefore = (state: State, collection: string): readonly Suspect[] =>
  (state.collections[collection]?.suspects ?? []).filter(
    (s) => ['once', 'once.lost-response'].includes(s.guarantee) && !s.quiet,
  );

/** Unanswered calls that may have made something in a collection. */
export const lostBefore = (state: State, collection: string): readonly Suspect[] =>
  (state.collections[collection]?.suspects ?? []).filter((s) => s.guarantee === 'once.lost-response');

/** An unanswered delete of the thing, since it was last seen. */
export const lostDelete = (thing: Thing, operation: string): boolean =>
  thing.suspects.some((s) => s.guarantee === 'once.lost-response' && s.operation === operation);

export const cleared = (thing: Thing): Thing => ({
  ...thing,
  suspects: [],
  past: thing.suspects.reduce(add, thing.past),
});

export const collectionSuspects = (state: State, collection: string): readonly Suspect[] =>
  withKin(inCollection(state, collection).filter(({ quiet }) => !quiet));

/** What every request there promises: that it makes no more than it says. */
export const makingSuspects = (state: State, collection: string): readonly Suspect[] =>
  inCollection(state, collection).filter(({ quiet }) => quiet);

const inCollection = (state: State, collection: string): readonly Suspect[] => {
  const { suspects, past } = state.collections[collection] ?? { suspects: [], past: [] };
  return [...suspects.toReversed(), ...past.toReversed()];
};

export function clearCollection(state: State, collection: string): State {
  const at = state.collections[collection];
  if (!at || at.suspects.length === 0) return state;
  const next = { ...at, suspects: [], past: at.suspects.reduce(add, at.past) };
  return { ...state, collections: { ...state.collections, [collection]: next } };
}

/** When a call was over; of an unanswered one, when it was sent. */
export const callEnd = (call: Call): number => (Number.isFinite(call.answered.at) ? call.answered.at : call.sent.at);
