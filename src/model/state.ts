// What the model knows: the things that calls have made, each with what it was asked to be, what it was seen to be, and
// who may be to blame if it is found changed. Plain immutable data, so that possible states can be compared and kept side
// by side. What the endpoint chooses (ids, numbers, times) is bound when it is first seen.

import type { Settings } from '../history/types.ts';
import type { Input, Json } from '../program/types.ts';
import { type ResourceType, resources } from '../specs/index.ts';
import { canonical } from '../wire/canonical.ts';
import type { Detail } from '../wire/types.ts';

/** An instant: on the suite's clock in milliseconds, and on the endpoint's (moved) clock in seconds. */
export interface Moment {
  readonly at: number;
  readonly clock: number;
}

/**
 * One request as the model sees it. `answered` is infinitely late for a call that was never answered; where such a one takes
 * effect all the same, it says by when, and only its clock is infinite.
 */
export interface Call {
  readonly call: number;
  readonly step: number;
  readonly operation: string;
  readonly input: Input;
  readonly sent: Moment;
  readonly answered: Moment;
  readonly settings: Settings;
  /** The second copy of a request that went before. */
  readonly copy?: true;
  /** Another request for the same was under way at the same time; `granted`: one that differs in its token at most, and succeeded. */
  readonly raced?: 'granted' | 'perhaps';
}

/** A guarantee that a call has put at stake and that a later look at the thing confirms or refutes. */
export interface Suspect {
  readonly guarantee: string;
  readonly operation: string;
  /** Named where something is found wrong; a look that finds all in order has not exercised it. */
  readonly quiet?: true;
}

/**
 * `there`; `lingering`: may go at any time, or stay (a silent point let it fall with something else);
 * `deleting`: in progress or complete; `delete-failed`; `gone`.
 */
export type Life = 'there' | 'lingering' | 'deleting' | 'delete-failed' | 'gone';

export interface TokenUse {
  readonly value: string;
  /** The request that made the thing: no earlier than sent, no later than answered. */
  readonly born: Moment;
  /** From here the eight hours may count at the earliest (token.after-delete-window: inherited). */
  readonly aliveFrom: number;
  /** Latest answer to any request with the token (token.window: latest); infinite if one was never answered. */
  readonly lastAnswered: number;
  /** The latest of them that surely counts as a use: a mismatch after the eight hours need not. */
  readonly lastCounted: number;
}

/** An update that the endpoint accepted, or that may have happened. */
export interface Modification {
  readonly operation: string;
  readonly values: Readonly<Record<string, Json>>;
  /** Of these, what was shown where no request had asked for it: the endpoint's choice, or its form of what was asked for. */
  readonly chosen?: Readonly<Record<string, readonly string[]>>;
  /** The status that it asks for: which one a detail shows is the endpoint's affair. */
  readonly status?: Json;
  readonly sent: Moment;
  readonly answered: Moment;
  /** Members of `values` that a detail has shown since. */
  readonly shown: readonly string[];
  /** Its work is surely over and has succeeded. */
  readonly finished: boolean;
  /** Asked for before its creation was seen to succeed: that may have failed, and the next create made something new. */
  readonly early?: true;
  /** A passing status, or the update's own settled answer, was seen: the next settled look finishes it. */
  readonly underWay: boolean;
  /** A failure was shown before it was over: it may be rolled back, and never counts as having succeeded. */
  readonly failed?: true;
}

export interface Thing {
  readonly id: number;
  readonly type: ResourceType;
  /** Name, or of versions and connections what they belong to: template name, environment name. */
  readonly name: string;
  /** Member → value that Get and Delete name it by; known from the request (named) or from an answer. */
  readonly key?: Detail;
  readonly identity?: Detail;
  /** The request that made it, without its token. */
  readonly params: Input;
  readonly token?: TokenUse;
  readonly made: Moment;
  readonly madeAnswered: Moment;
  readonly life: Life;
  readonly goneBy?: 'delete' | 'unseen' | 'cascade';
  /** When the delete that removes it was answered (or had taken effect at the latest, if it was not). */
  readonly deletedAt?: Moment;
  /** The delete came while other work was in progress (async-delete.busy). */
  readonly busyDelete?: true;
  /** An earlier deletion of it has failed, which a look may still show. */
  readonly failedDeletion?: true;
  /** Deletes that were sent again while it was being deleted. */
  readonly deleteRetries: number;
  /** Asynchronous work: in progress or over | seen to be over | seen to have failed. */
  readonly phase: 'working' | 'settled' | 'failed';
  /** It was seen settled once: a failure after that is one of an update. */
  readonly everSettled?: true;
  /** An answer of any kind has shown it settled: its creation is over, and had not failed by then. */
  readonly shownSettled?: true;
  /** Its creation was seen to have failed (create.failed, token.failed-resource). */
  readonly creationFailed?: true;
  /** It was seen settled after that: work here fails now and then, though that of this one has not in the end. */
  readonly recovered?: true;
  /** The status that was shown last, where the type has one. */
  readonly status?: string;
  readonly modifications: readonly Modification[];
  /** So many updates, accepted last, whose work may still be to begin: nobody has seen it in progress. `MANY`: or more. */
  readonly awaited: number;
  /** The last Get that told, or the answer to an update, showed work in progress. */
  readonly atWork?: true;
  /** Silent points that leave open whether it counts as modified. */
  readonly touched: readonly string[];
  /** Values that any answer has shown, by member. */
  readonly seen: Readonly<Record<string, readonly string[]>>;
  /** What the last conclusive Get showed, by member; a member not in it is not known. */
  readonly got: Readonly<Record<string, string>>;
  /** As `got`, before the first update. */
  readonly before?: Readonly<Record<string, string>>;
  /** As `got`, of List. */
  readonly listed: Readonly<Record<string, string>>;
  /** Of a service, by name: what a list of its instances showed of each that was deployed, since anything moved them. */
  readonly instances: Readonly<Record<string, Detail>>;
  /**
   * Of a service that was not updated: its pipeline where it was deployed, null where it had none, as the last conclusive Get
   * showed it since anything moved it, and when the first of those that showed it so was answered.
   */
  readonly pipeline?: { readonly shown: Detail | null; readonly since: number };
  /** When the first of the lists that showed its instances so was answered: another may lag behind that. */
  readonly partsSince?: number;
  /** Of a service updated since: each of its instances as it was before that, or null once it was seen to have moved. */
  readonly instancesDue?: Readonly<Record<string, Detail | null>>;
  /**
   * Of a service: since anything moved its instances, a list has shown those that there are with their work over; `all`: that
   * is all that its spec names, and none is to move yet.
   */
  readonly partsQuiet?: 'listed' | 'all';
  /** Values that it must not show: of refused requests, of unanswered updates, of an earlier bearer of its name. */
  readonly wrong: Readonly<Record<string, readonly string[]>>;
  readonly tags?: readonly string[];
  /** Those that TagResource gave it, whatever became of them. */
  readonly tagged?: readonly string[];
  /** A look has shown them: from then on they are compared. */
  readonly tagsSeen?: true;
  /** So many lists of several pages in a row did not show it, or showed it twice. */
  readonly missed?: number;
  /** An update or something of the kind may have moved what it shows, until then its reads may lag. */
  readonly movedAt: number;
  /** The latest call that concerns it, whatever came of it. */
  readonly touchedAt: number;
  readonly suspects: readonly Suspect[];
  readonly past: readonly Suspect[];
  /** Calls about something else, which must have left this alone. */
  readonly afar?: readonly Suspect[];
  /** It was being deleted when the endpoint was killed: nobody knows whether that went on. */
  readonly interrupted?: true;
  /** A deletion of an earlier bearer of the name was sent again while in progress. */
  readonly haunted?: Suspect;
}

export interface FailedRequest {
  readonly operation: string;
  readonly target: string;
  readonly token: string;
  readonly params: string;
  /** It was refused for now: who asks the same again must not be refused for that. */
  readonly forNow?: true;
}

export interface State {
  readonly things: readonly Thing[];
  /** Requests with a token that failed before anything was made (token.failed-request). */
  readonly failed: readonly FailedRequest[];
  /** Creates that were never answered (`lostKey`), and when the first of them was sent, on the endpoint's clock. */
  readonly lost: Readonly<Record<string, number>>;
  /** `operation member=value` of requests that succeeded: such values are valid here. */
  readonly accepted: readonly string[];
  /** Of each type, the latest creation time that an answer about something unrelated has shown. */
  readonly creations: Readonly<Record<string, { readonly created: number; readonly answered: Moment }>>;
  /** A look has shown what TagResource had added: here it does something. */
  readonly tagsKept?: true;
  /** The endpoint answers again since then, by the suite's clock. */
  readonly restartedAt?: number;
  /** The endpoint's clock was set back by then, by the suite's clock. */
  readonly clockFellAt?: number;
  /** Collection (a type, or the versions of a template) → what is at stake there, and when it was last touched. */
  readonly collections: Readonly<
    Record<
      string,
      { readonly suspects: readonly Suspect[]; readonly past: readonly Suspect[]; readonly touchedAt: number }
    >
  >;
}

/** More are not counted, so that many unanswered updates make no state each. */
export const MANY = 3;

/** The first of the modifications whose work may still be to begin. */
export const firstAwaited = ({ modifications, awaited }: Thing): number =>
  awaited < MANY ? modifications.length - awaited : 0;

export const initial: State = { things: [], failed: [], lost: {}, accepted: [], creations: {}, collections: {} };

/** What creates that ask for one thing have in common: their token, or operation and name. */
export const lostKey = ({ operation, input: { clientToken, name } }: Call): string =>
  typeof clientToken === 'string' ? clientToken : `${operation} ${name}`;

export const isLive = (thing: Thing): boolean => thing.life !== 'gone';

export function collectionOf(type: ResourceType, name: string): string {
  return resources[type].parent ? `${type}/${name}` : type;
}

export function replace(state: State, thing: Thing): State {
  return { ...state, things: state.things.map((t) => (t.id === thing.id ? thing : t)) };
}

/** Changes every thing that `which` picks. */
export function change(state: State, which: (t: Thing) => boolean, how: (t: Thing) => Thing): State {
  return { ...state, things: state.things.map((t) => (which(t) ? how(t) : t)) };
}

/** The latest thing of that type that the key members of a request name; live ones before gone ones. */
export function byKey(
  state: State,
  type: ResourceType,
  key: Readonly<Record<string, Json | undefined>>,
): Thing | undefined {
  const named = state.things.filter(
    (t) => t.type === type && t.key !== undefined && resources[type].key.every((m) => t.key?.[m] === key[m]),
  );
  return named.findLast(isLive) ?? named.at(-1);
}

/** Of another type, and with that name: only resources that are made by name have one. */
export const isNamesake = (t: Thing, type: ResourceType, name: Json | undefined): boolean =>
  t.type !== type && t.key?.name !== undefined && t.key.name === name;

export interface Birth {
  readonly type: ResourceType;
  readonly name: string;
  readonly params: Input;
  readonly call: Call;
  readonly token?: TokenUse;
  readonly suspects: readonly Suspect[];
  readonly wrong?: Thing['wrong'];
  readonly haunted?: Suspect;
}

/** Adds a thing that a call has made, not yet seen. Of an earlier bearer of the name that nobody saw nothing is left. */
export function born(state: State, birth: Birth): { readonly state: State; readonly thing: Thing } {
  const { type, name, params, call, token } = birth;
  const named = resources[type].key.length === 1 && resources[type].key[0] === 'name';
  const tags = Array.isArray(params.tags) ? params.tags : [];
  const thing: Thing = {
    id: (state.things.at(-1)?.id ?? -1) + 1,
    type,
    name,
    params,
    ...(named ? { key: { name } } : {}),
    ...(token ? { token } : {}),
    made: call.sent,
    madeAnswered: call.answered,
    life: 'there',
    deleteRetries: 0,
    phase: (resources[type].status?.passing.length ?? 0) > 0 ? 'working' : 'settled',
    modifications: [],
    awaited: 0,
    touched: [],
    seen: {},
    got: {},
    listed: {},
    instances: {},
    wrong: birth.wrong ?? {},
    tags: tags.map((t) => canonical(t)).sort(),
    movedAt: 0,
    touchedAt: call.answered.at,
    suspects: birth.suspects,
    past: [],
    ...(birth.haunted ? { haunted: birth.haunted } : {}),
  };
  const isGhost = (t: Thing): boolean =>
    named && t.type === type && t.name === name && t.life === 'gone' && t.identity === undefined;
  return { state: { ...state, things: [...state.things.filter((t) => !isGhost(t)), thing] }, thing };
}
