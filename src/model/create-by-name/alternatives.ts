// The right answers to a create by name, each with what it means: something new, the original, a refusal.
import type { Json } from '../../program/types.ts';
import { resources } from '../../specs/index.ts';
import { canonical } from '../../wire/canonical.ts';
import type { Detail } from '../../wire/types.ts';
import { callEnd, openBefore, refusedAt, stakeAround, stakeMaking, stakeNamesakes } from '../blame.ts';
import { comparable, isWatched } from '../detail/forms.ts';
import { isOfAnotherType, sameIdentity } from '../detail/identity.ts';
import { choices, learn, loosen, snapshotFaults, snapshotReading, withWrong } from '../detail/members.ts';
import { compare, openPoint } from '../detail/parameters.ts';
import { accept } from '../detail/validity.ts';
import { isBack, isTooOld } from '../earlier.ts';
import { isChildOf } from '../hanging.ts';
import { type Alternative, atStake, isError, type Judged } from '../judge.ts';
import { modified } from '../modify/modified.ts';
import {
  type Birth,
  born,
  type Call,
  change,
  collectionOf,
  isLive,
  replace,
  type State,
  type Suspect,
  type Thing,
} from '../state.ts';

export interface Named {
  readonly type: Thing['type'];
  readonly name: string;
}

/** A resource is made. `earlier`: the bearer of the name before, of which nothing may show. */
export function fresh(state: State, call: Call, { type, name }: Named, earlier?: Thing): Alternative {
  return {
    says: earlier ? 'success with a new resource that shows nothing of the earlier one' : 'success with a new resource',
    fits: (o) =>
      o.kind === 'success' &&
      o.detail !== undefined &&
      (o.detail.name ?? name) === name &&
      !isOther(state, type, o) &&
      !(
        earlier &&
        (showsEarlier(state, call, earlier, o.detail) ||
          isTooOld(state, call, type, o.detail) ||
          isBack(state, call, type, o.detail))
      ),
    next: (o) => {
      const before = earlier ? withoutChildren(departed(state, call, earlier), call, earlier) : state;
      const free = usersMoved(accept(before, call.operation, call.input), call);
      const { thing, state: after } = born(free, {
        type,
        name,
        params: call.input,
        call,
        ...heritage(state, call, earlier),
        suspects: [...openBefore(state, collectionOf(type, name)), ...renewed(call, earlier)],
      });
      const shown = o.kind === 'success' && o.detail ? learn(thing, o.detail, 'snapshot', false) : thing;
      return stakeMaking(stakeNamesakes(replace(after, shown), shown, call), collectionOf(type, name), call);
    },
    shows: [],
  };
}

/** A name has one bearer: where it is given anew, the earlier one has gone, seen or not. */
export function departed(state: State, call: Call, x: Thing): State {
  if (!isLive(x)) return state;
  const deletedAt = x.deletedAt ?? call.answered;
  return replace(state, { ...x, life: 'gone', goneBy: x.goneBy ?? 'cascade', deletedAt });
}

/** A resource in deletion, or one that belongs to another type, is nothing new. */
function isOther(state: State, type: Thing['type'], o: Judged): boolean {
  if (o.kind !== 'success' || !o.detail) return false;
  return isOfAnotherType(state, type, o.detail) || isGoing(type, o.detail);
}

function isGoing(type: Thing['type'], detail: Detail): boolean {
  const status = resources[type].status;
  return status !== undefined && [...status.deleting, ...status.deleteFailed].includes(String(detail[status.member]));
}

/** What is made of a name that had a bearer before: nothing of that may show in it. */
export const renewed = (call: Call, earlier?: Thing): Suspect[] =>
  earlier ? [atStake(call, 'create.after-delete')] : [];

/** What it must not show, and whose deletion must not come back on it. */
export function heritage(state: State, call: Call, earlier?: Thing): Pick<Birth, 'wrong' | 'haunted'> {
  if (!earlier) return {};
  const haunted = hauntedBy(earlier);
  return { wrong: leftOver(state, call, earlier), ...(haunted ? { haunted } : {}) };
}

/** A deletion that was sent again while in progress must not come back on the next bearer of the name. */
function hauntedBy(earlier: Thing): Suspect | undefined {
  if (earlier.deleteRetries === 0) return earlier.haunted;
  return { guarantee: 'async-delete.in-progress', operation: resources[earlier.type].delete };
}

/** A template made anew has no versions yet: those of the earlier one have gone with it, seen or not. */
const withoutChildren = (state: State, call: Call, earlier: Thing): State =>
  change(
    state,
    (t) => (t.life === 'lingering' || t.goneBy === 'cascade') && isChildOf({ ...t, life: 'there' }, earlier),
    (t) => ({ ...t, life: 'gone', goneBy: 'cascade', deletedAt: call.answered }),
  );

/** Values that the earlier bearers of the name had and this request doesn't give: showing them is showing an old one. */
function leftOver(state: State, call: Call, earlier: Thing): Record<string, string[]> {
  const { type, name } = earlier;
  const wrong: Record<string, string[]> = {};
  const bearers = state.things.filter((t) => t.type === type && t.name === name && t.id <= earlier.id);
  const given = bearers.flatMap(({ params, modifications }) => [params, ...modifications.map(({ values }) => values)]);
  for (const m of new Set(given.flatMap((values) => Object.keys(values)))) {
    if (!isWatched(type, m)) continue;
    const now = comparable(type, m, call.input[m]);
    // What only looks different (white space of a spec) may be shown in the old form.
    const values = given
      .map((one) => one[m])
      .filter(
        (v) => v !== undefined && openPoint(m, v, call.input[m]) === undefined && !isChosen(call, m, v),
      ) as Json[];
    wrong[m] = [...new Set(values.map((v) => comparable(type, m, v)))].filter((v) => v !== now);
  }
  return { ...wrong, tags: [...(wrong.tags ?? []), ...tagsLeft(state, call, earlier)] };
}

/** Tags that TagResource gave it, where such are seen to be kept. */
function tagsLeft(state: State, { input }: Call, { tagged = [], tags = [], tagsSeen }: Thing): readonly string[] {
  const now = Array.isArray(input.tags) ? input.tags.map(canonical) : [];
  const isKept = (tag: string): boolean => state.tagsKept === true || (tagsSeen === true && tags.includes(tag));
  return tagged.filter((tag) => isKept(tag) && !now.includes(tag));
}

/** A value that the request gives elsewhere may be the endpoint's choice where it is left out: a display name, say. */
const isChosen = ({ input }: Call, member: string, value: Json): boolean =>
  input[member] === undefined && Object.values(input).includes(value);

function showsEarlier(state: State, call: Call, earlier: Thing, detail: Detail): boolean {
  const wrong = leftOver(state, call, earlier);
  return Object.entries(detail).some(([m, v]) => wrong[m]?.includes(comparable(earlier.type, m, v)));
}

/** Environments and services use templates, environments and connections, whose times may move with it, and those that these use. */
export function usersMoved(state: State, call: Call): State {
  if (!('templateName' in call.input)) return state;
  const used = usedBy(state, call.input);
  const all = new Set([...used, ...used.flatMap((t) => usedBy(state, t.params))].map(({ id }) => id));
  return change(
    state,
    (t) => all.has(t.id),
    (t) => loosen(t, [], callEnd(call)),
  );
}

/** What a request names anywhere, and what is of that name. */
export function usedBy(state: State, request: Call['input']): readonly Thing[] {
  const words = wordsOf(request);
  return state.things.filter((t) => isLive(t) && words.has(String(t.key?.id ?? t.name)));
}

/** The names and ids that may stand in a request, in a spec or an ARN too. */
export const wordsOf = (request: Call['input']): ReadonlySet<string> =>
  new Set(
    JSON.stringify(request)
      .replaceAll(/\\[a-z]/g, ' ')
      .match(/[\w-]+/g),
  );

export function original(state: State, call: Call, x: Thing): Alternative {
  const harmless = x.suspects.some((s) => s.guarantee === 'create.rejected-harmless')
    ? ['create.rejected-harmless']
    : [];
  return {
    says: 'success with the original resource',
    fits: (o) =>
      o.kind === 'success' &&
      o.detail !== undefined &&
      sameIdentity(x, o.detail) &&
      !(x.life === 'there' && !x.creationFailed && isGoing(x.type, o.detail)) &&
      snapshotFaults(x, o.detail).length === 0,
    next: (o) =>
      stakeAround(
        state,
        o.kind === 'success' && o.detail ? learn(x, o.detail, 'snapshot', false) : x,
        atStake(call, 'create.retry'),
        call,
      ),
    takenToo: (o) => snapshotReading(x, o),
    shows: ['create.retry', ...harmless],
  };
}

/** A refusal, which must have changed nothing. */
export function refused(state: State, call: Call, x: Thing, type: string, shows: readonly string[] = []): Alternative {
  return {
    says: type,
    fits: (o) => isError(o, type),
    next: () =>
      stakeAround(state, withWrong(x, call.input), refusedAt(x, atStake(call, 'create.rejected-harmless')), call),
    shows,
  };
}

/**
 * The three readings of a silent point about a resource that failed or is on its way out. A refusal tells one only where it
 * can have no other reason: other parameters are a mismatch, and what was modified is a conflict, in any state.
 */
export function pointed(state: State, call: Call, x: Thing, point: string): Alternative[] {
  const isSame = compare(x.params, call.input, choices(x)).relation === 'same';
  const isUnmodified = modified(x).state === 'no';
  return [
    { ...original(state, call, x), taken: [point, 'success'], shows: [] },
    { ...refused(state, call, x, 'ConflictException'), taken: isUnmodified ? [point, 'conflict'] : undefined },
    { ...refused(state, call, x, 'ValidationException'), taken: isSame ? [point, 'validation'] : undefined },
  ];
}

/** The readings of a create during a deletion. Unless it shows that, the deletion may have failed, or made way for a new one in the same second. */
export function dying(state: State, call: Call, x: Thing): Alternative[] {
  const { status } = resources[x.type];
  const isDying = (o: Judged): boolean =>
    o.kind === 'success' && (status?.deleting.includes(String(o.detail?.[status.member])) ?? false);
  return sureIf(isDying, pointed(state, call, x, 'create.dying'));
}

/** The same, telling their readings for sure only by such answers. */
export const sureIf = (isSure: (o: Judged) => boolean, alternatives: readonly Alternative[]): Alternative[] =>
  alternatives.flatMap((a) => [
    { ...a, fits: (o: Judged) => a.fits(o) && isSure(o) },
    { ...a, fits: (o: Judged) => a.fits(o) && !isSure(o), unsure: true as const },
  ]);
