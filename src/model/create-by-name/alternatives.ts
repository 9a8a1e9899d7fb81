// The right answers to a create by name, each with what it means: something new, the original, a refusal.
import type { Json } from '../../program/types.ts';
import { resources } from '../../specs/index.ts';
import type { Detail } from '../../wire/types.ts';
import { callEnd, openBefore, refusedAt, stakeAround, stakeMaking, stakeNamesakes } from '../blame.ts';
import { comparable, isWatched } from '../detail/forms.ts';
import { isOfAnotherType, sameIdentity } from '../detail/identity.ts';
import { choices, learn, loosen, snapshotFaults, snapshotReading, withWrong } from '../detail/members.ts';
import { compare, openPoint } from '../detail/parameters.ts';
import { accept } from '../detail/validity.ts';
import { type Alternative, atStake, isError, type Judged } from '../judge.ts';
import { modified } from '../modify/modified.ts';
import {
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
      !(earlier && (showsEarlier(call, earlier, o) || isTooOld(state, call, type, o))),
    next: (o) => {
      const suspects = [
        ...openBefore(state, collectionOf(type, name)),
        ...(earlier ? [atStake(call, 'create.after-delete')] : []),
      ];
      const haunted = earlier && hauntedBy(earlier);
      const free = usersMoved(
        accept(earlier ? departed(state, call, earlier) : state, call.operation, call.input),
        call,
      );
      const birth = { type, name, params: call.input, call, suspects, ...(haunted ? { haunted } : {}) };
      const made = born(free, birth);
      const thing = { ...made.thing, wrong: earlier ? leftOver(call, earlier) : {} };
      const shown = o.kind === 'success' && o.detail ? learn(thing, o.detail, 'snapshot', false) : thing;
      const beside = stakeNamesakes(replace(made.state, shown), shown, call);
      return stakeMaking(beside, collectionOf(type, name), call);
    },
    shows: [],
  };
}

/** A name has one bearer: where it is given anew, the earlier one has gone, seen or not. */
export function departed(state: State, call: Call, x: Thing): State {
  if (!isLive(x)) return state;
  const at = Number.isFinite(call.answered.at) ? call.answered : call.sent;
  return replace(state, { ...x, life: 'gone', goneBy: x.goneBy ?? 'cascade', deletedAt: x.deletedAt ?? at });
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

/** A deletion that was sent again while in progress must not come back on the next bearer of the name. */
function hauntedBy(earlier: Thing): Suspect | undefined {
  if (earlier.deleteRetries === 0) return earlier.haunted;
  return { guarantee: 'async-delete.in-progress', operation: resources[earlier.type].delete };
}

/** Values that the earlier bearer of the name had and this request doesn't give: showing them is showing the old one. */
function leftOver(call: Call, earlier: Thing): Record<string, string[]> {
  const wrong: Record<string, string[]> = {};
  const members = new Set([
    ...Object.keys(earlier.params),
    ...earlier.modifications.flatMap((m) => Object.keys(m.values)),
  ]);
  for (const m of members) {
    if (!isWatched(earlier.type, m)) continue;
    const now = comparable(earlier.type, m, call.input[m]);
    // What only looks different (white space of a spec) may be shown in the old form.
    const values = [earlier.params[m], ...earlier.modifications.map((x) => x.values[m])].filter(
      (v) => v !== undefined && openPoint(m, v, call.input[m]) === undefined && !isChosen(call, m, v),
    ) as Json[];
    wrong[m] = [...new Set(values.map((v) => comparable(earlier.type, m, v)))].filter((v) => v !== now);
  }
  return wrong;
}

/** A value that the request gives elsewhere may be the endpoint's choice where it is left out: a display name, say. */
const isChosen = ({ input }: Call, member: string, value: Json): boolean =>
  input[member] === undefined && Object.values(input).includes(value);

function showsEarlier(call: Call, earlier: Thing, o: Judged): boolean {
  if (o.kind !== 'success' || !o.detail) return false;
  const wrong = leftOver(call, earlier);
  return Object.entries(o.detail).some(([m, v]) => wrong[m]?.includes(comparable(earlier.type, m, v)));
}

/** Made before something that was there before the request: then it is the earlier one's creation time that shows. */
function isTooOld(state: State, call: Call, type: Thing['type'], o: Judged): boolean {
  const made = o.kind === 'success' ? Number(o.detail?.createdAt) : Number.NaN;
  const elsewhere = state.creations[type];
  const isLater = (answeredAt: number, created: unknown): boolean =>
    answeredAt < call.sent.at && Number(created) - made > call.settings.clockToleranceSeconds;
  return (
    state.things.some((t) => t.type === type && isLater(t.madeAnswered.at, t.identity?.createdAt)) ||
    (elsewhere !== undefined && isLater(elsewhere.answeredAt, elsewhere.created))
  );
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
  const words = new Set(JSON.stringify(request).match(/[\w-]+/g));
  return state.things.filter((t) => isLive(t) && words.has(String(t.key?.id ?? t.name)));
}

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
      !(x.life === 'there' && isGoing(x.type, o.detail)) &&
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
