// List, all pages together: what exists is there once, what is gone is not, and nothing else of this program is. And the
// tags of one resource. Summaries are compared with earlier summaries only.

import { isNameless } from '../../program/namespace.ts';
import type { Json } from '../../program/types.ts';
import { operations, type ResourceType, resources } from '../../specs/index.ts';
import { canonical } from '../../wire/canonical.ts';
import type { Detail } from '../../wire/types.ts';
import {
  changeSuspects,
  clearCollection,
  cleared,
  collectionSuspects,
  exercised,
  lookSuspects,
  lostBefore,
  makingSuspects,
  surplusSuspects,
  suspectsOf,
  undeadSuspects,
} from '../blame.ts';
import { sameIdentity } from '../detail/identity.ts';
import { learn, movedOn, readFaults, showsWrong } from '../detail/members.ts';
import { excuse, pass, type Result, refuse } from '../judge.ts';
import { type Call, collectionOf, isLive, replace, type State, type Thing } from '../state.ts';
import { isFresh, lastComing, lastTouch } from '../time.ts';
import { type Assignment, assignments, isNobodys, type Summaries } from './assign.ts';
import { right } from './get.ts';
import { withoutMoving } from './known.ts';
import { begunWhere, hasFailed, showsFailedDeletion } from './progress.ts';
import { mayShowAgain, stayed } from './stayed.ts';

export function list(state: State, call: Call, listing: Summaries): Result {
  const { items: all } = listing;
  const type = operations[call.operation]?.resource as ResourceType;
  const { parent, status } = resources[type];
  const { majorVersion } = call.input;
  const mates = state.things.filter(
    (t) => t.type === type && (!parent || t.params[parent.member] === call.input[parent.member]),
  );
  const isWithin = (t: Thing): boolean => !parent || mayBeOfMajor(t, majorVersion);
  const things = mates.filter(isWithin);
  const ofMajors = parent !== undefined && majorVersion === undefined;
  // That the filter is heeded is not promised: other major versions of the template may be shown as well.
  const others = mates.filter((t) => isLive(t) && !isWithin(t));
  const isOther = (item: Detail): boolean =>
    item.majorVersion !== majorVersion && others.some((t) => sameIdentity(t, item));
  // What shows that its deletion is complete counts as gone (delete.first).
  const items = all.filter(
    (item) =>
      !status?.deleted.includes(String(item[status.member])) &&
      !(ofMajors ? standsForMajor(things, item) : isOther(item)),
  );
  const { all: ways, areTooMany } = assignments(things.filter(isLive), items, listing);
  const results = ways.map((way) => {
    const result = accounted(state, call, things, way, listing.pages);
    if (result !== undefined) return result;
    if (isNarrowed(call) || ofMajors) return pass(state);
    const collection = collectionOf(type, parent ? String(call.input[parent.member] ?? '') : '');
    const seen = seenAll(state, call, things, way.found, collection);
    return areTooMany ? { ...seen, branches: seen.branches.map((b) => ({ ...b, ends: TOO_MANY })) } : seen;
  });
  const branches = results.flatMap((result) => result.branches);
  const [first = pass(state)] = results;
  return branches.length === 0 ? first : { branches };
}

const TOO_MANY = 'too many things that no answer has shown may be those that a list shows';

/** Whether what should be listed is, and nothing else; undefined if so. */
function accounted(
  state: State,
  call: Call,
  things: readonly Thing[],
  { found, twice, rest }: Assignment,
  pages: number,
): Result | undefined {
  const type = operations[call.operation]?.resource as ResourceType;
  const isMissing = (t: Thing): boolean =>
    t.life === 'there' && !found.has(t.id) && mustShow(t, call, things) && !rest.some((i) => isNobodys(t, i));
  const isDoubled = (t: Thing): boolean => t.life === 'there' && twice.has(t.id) && !hasFailed(t);
  const [missing, doubled] = isNarrowed(call) ? [[], []] : [things.filter(isMissing), things.filter(isDoubled)];
  const faults = [
    ...missing.map((t) => missed(state, call, t, pages)),
    ...rest.map((i) => extra(state, call, things, i, type)),
    ...doubled.map((t) => (mayHaveSlipped(t, call) ? 'excused' : extra(state, call, things, twice.get(t.id)!, type))),
  ].filter((f) => f !== undefined);
  if (faults.length === 0) return undefined;
  const [broken] = faults.filter((f) => f !== 'excused');
  return broken ?? excuse(pages > 1 ? [...missing, ...doubled].reduce(missedOnce, state) : state);
}

/** A version that nobody has seen is of the major version that its request named; of one that named none nobody can say. */
function mayBeOfMajor({ key, params }: Thing, asked: Json | undefined): boolean {
  const { majorVersion } = key ?? params;
  return asked === undefined || majorVersion === undefined || majorVersion === asked;
}

/** With `majorVersion`, whether x.0 stands among its minor versions is not said; without it, which versions are shown. */
function mustShow(t: Thing, { input: { majorVersion } }: Call, things: readonly Thing[]): boolean {
  if (resources[t.type].parent === undefined) return true;
  if (majorVersion === undefined) return false;
  if (t.key) return t.key.minorVersion !== '0';
  // Not seen yet, it may be in another major version, or be x.0 itself.
  const isZero = (other: Thing): boolean => other.life === 'there' && other.key?.minorVersion === '0';
  return t.params.majorVersion === majorVersion && things.some(isZero);
}

/** Without `majorVersion` a row stands for a major version, and which minor version, times or ARN it shows is not said. */
const standsForMajor = (things: readonly Thing[], item: Detail): boolean =>
  things.filter(isLive).some(({ key, params }) => {
    const { majorVersion } = key ?? params;
    return majorVersion === undefined || majorVersion === item.majorVersion;
  });

const PAGING = ['maxResults', 'nextToken'];

/** Asked with a filter, or for another account, whose exact meaning is not promised: what it leaves out may be there all the same. */
function isNarrowed({ operation, input }: Call): boolean {
  const { fixed = {}, resource } = operations[operation] ?? {};
  const parent = resource && resources[resource].parent;
  const whole = [...PAGING, ...(parent ? [parent.member, 'majorVersion'] : [])];
  return Object.keys(input).some((member) => !whole.includes(member) && input[member] !== fixed[member]);
}

/** For so long more a list of several pages may miss an item or show it twice, and so many of them in a row in any case. */
const PAGES_MS = 3000;
const PAGES_MISSED = 2;

const missedOnce = (state: State, t: Thing): State => replace(state, { ...t, missed: (t.missed ?? 0) + 1 });

/** Pages are cut while others come and go, so that an item can slip through between two of them, or onto both, now and then. */
const mayHaveSlipped = (t: Thing, call: Call): boolean =>
  (t.missed ?? 0) < PAGES_MISSED || !isFresh(call, lastTouch(t) + PAGES_MS);

type Fault = Result | 'excused' | undefined;

function missed(state: State, call: Call, t: Thing, pages: number): Fault {
  if (hasFailed(t)) return undefined;
  if (pages > 1 ? mayHaveSlipped(t, call) : !isFresh(call, lastComing(state, t))) return 'excused';
  if (t.key === undefined)
    return refuse(
      [
        ...collectionSuspects(state, collectionOf(t.type, t.name)),
        ...suspectsOf(t),
        { guarantee: 'once', operation: resources[t.type].create },
      ],
      'observed',
      ['the resource is listed'],
      'it is not listed',
    );
  const suspects = lookSuspects(t);
  if (suspects.length === 0) return undefined;
  const all = [...suspects, ...collectionSuspects(state, collectionOf(t.type, t.name))];
  return refuse(all, 'observed', [`${name(t)} is listed`], 'it is not listed');
}

function extra(state: State, call: Call, things: readonly Thing[], item: Detail, type: ResourceType): Fault {
  const namesake = things.findLast(
    (t) => isLive(t) && t.key !== undefined && resources[type].key.every((m) => t.key?.[m] === item[m]),
  );
  const gone = things.findLast((t) => !isLive(t) && !isNobodys(t, item) && sameIdentity(t, item));
  if (gone) {
    if (!isFresh(call, lastComing(state, gone))) return 'excused';
    if (mayShowAgain(state, gone)) return undefined;
    // Made anew within the second, the two look alike, and it is as well the new one that is listed twice.
    const twice = namesake && sameIdentity(namesake, item) ? surplusSuspects(suspectsOf(namesake)) : [];
    const suspects = [...twice, ...undeadSuspects(state, gone)];
    return refuse(suspects, 'observed', [`${name(gone)} is not listed`], 'it is listed');
  }
  if (isNameless(item)) return undefined;
  if (namesake && !isFresh(call, lastTouch(namesake))) return 'excused';
  const { parent, status } = resources[type];
  const collection = collectionOf(type, parent ? String(item[parent.member] ?? '') : '');
  // Made by a request without an answer, and failed: such a one is not counted (once).
  const hasFailed = status?.failed.includes(String(item[status.member])) ?? false;
  if (hasFailed && lostBefore(state, collection).length > 0) return undefined;
  const suspects = surplusSuspects([
    ...(namesake ? suspectsOf(namesake) : []),
    ...collectionSuspects(state, collection),
    ...makingSuspects(state, collection),
    ...things.flatMap(suspectsOf),
  ]).filter(({ quiet }) => !(hasFailed && quiet));
  return suspects.length === 0
    ? undefined
    : refuse(
        [...suspects, { guarantee: 'once', operation: suspects[0]?.operation ?? resources[type].create }],
        'observed',
        ['only what the calls have made is listed'],
        `${JSON.stringify(item).slice(0, 200)} is listed too`,
      );
}

const name = (t: Thing): string => Object.values(t.key ?? { name: t.name }).join(' ');

/** All is as it should be: summaries are learnt, and the collection holds no surplus. */
function seenAll(
  state: State,
  call: Call,
  things: readonly Thing[],
  found: ReadonlyMap<number, Detail>,
  collection: string,
): Result {
  let next = state;
  for (const thing of things.filter(isLive)) {
    const item = found.get(thing.id);
    const known = next.things.find((t) => t.id === thing.id);
    if (!item || !known) continue;
    const x = stayed(next, call, begunWhere(known, item), item);
    const { missed: _, ...shown } = x;
    const settled = x.phase !== 'working' && x.life === 'there' && isFresh(call, lastTouch(x));
    const faults = settled ? readFaults(x, item, 'listed') : [];
    if (faults.length > 0) {
      if (!isFresh(call, lastTouch(x))) return excuse(state);
      const suspects = changeSuspects(x, showsWrong(x, item));
      if (suspects.length > 0) return refuse(suspects, 'observed', [`${name(x)} unchanged`], faults.join('; '));
    }
    const touchedAt = settled && movedOn(x, item) ? call.answered.at : x.touchedAt;
    const learnt = withoutMoving(state, call, learn({ ...shown, touchedAt }, item, 'list', settled));
    const failed = x.life === 'deleting' && showsFailedDeletion(x.type, item) && isFresh(call, lastTouch(x));
    next = replace(next, failed ? { ...learnt, life: 'delete-failed' } : learnt);
  }
  const fresh =
    things.every((t) => isFresh(call, lastTouch(t))) && isFresh(call, next.collections[collection]?.touchedAt ?? 0);
  if (!fresh) return pass(next);
  const gone = things.filter((t) => !isLive(t));
  const shown = exercised([...(next.collections[collection]?.suspects ?? []), ...gone.flatMap((t) => t.suspects)]);
  for (const t of gone) next = replace(next, cleared(t));
  return { branches: [{ state: clearCollection(next, collection), taken: [], shown }] };
}

/**
 * ListTagsForResource, all pages. What the first look shows of the tags given at creation is the endpoint's own affair, and
 * so is what the first look after TagResource or UntagResource shows, which are promised to do nothing, until they are seen
 * to add one; those of a refused request or an earlier bearer of the name must not be there.
 */
export function listTags(state: State, call: Call, items: readonly Detail[]): Result {
  const x = state.things.findLast((t) => isLive(t) && t.identity?.arn === call.input.resourceArn);
  if (!x?.tags) return pass(state);
  const shown = items
    .filter(({ key }) => !String(key).startsWith(OF_THE_SERVICE))
    .map((i) => canonical(i as Json))
    .sort();
  const seen = { ...x, tags: shown, tagsSeen: true as const };
  const given = (Array.isArray(x.params.tags) ? x.params.tags : []).map(canonical);
  const added = x.tags.filter((t) => !given.includes(t));
  const after = added.some((t) => shown.includes(t)) ? { ...state, tagsKept: true as const } : state;
  if (canonical(shown) === canonical([...x.tags])) return { branches: [right(after, call, seen)] };
  const own = [...given, ...x.tags];
  const strange = shown.filter((t) => !own.includes(t) && x.wrong.tags?.some((w) => w.includes(t)));
  const lost = state.tagsKept === true && added.some((t) => !shown.includes(t));
  const wrongly = x.tagsSeen || strange.length > 0 || lost;
  // It may be from before they were given or taken away, and a later look shows what became of that.
  if (!isFresh(call, lastTouch(x))) return wrongly ? excuse(state) : pass(after);
  const suspects = wrongly ? changeSuspects(x, strange.length > 0) : [];
  if (suspects.length === 0) return pass(replace(after, seen));
  const [before, now] = [x.tags, shown].map((tags) => `tags ${tags.join(', ') || '(none)'}`);
  return refuse(suspects, 'observed', [before ?? ''], now ?? '');
}

/** Tags that nobody but the service sets, when it pleases. */
const OF_THE_SERVICE = 'aws:';
