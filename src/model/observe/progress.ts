// Where the asynchronous work on a thing stands, by the status that a Get shows: progress moves on, and what is settled
// doesn't go back.
import type { Json } from '../../program/types.ts';
import { type ResourceType, resources, type Status } from '../../specs/index.ts';
import { isKnownStatus } from '../../specs/status.ts';
import type { Detail } from '../../wire/types.ts';
import { isAtRest } from '../at-rest.ts';
import { suspectsOf } from '../blame.ts';
import { comparable, isLeftOut, isTime, STATUS } from '../detail/forms.ts';
import { forget, movedOn } from '../detail/members.ts';
import { type Call, firstAwaited, MANY, type Modification, type Thing } from '../state.ts';
import { isFresh } from '../time.ts';

/** Where its asynchronous work stands by the status shown; a string says what would have been right. */
export function advance(x: Thing, call: Call, detail: Detail): Thing | string {
  const status = resources[x.type].status;
  const shown = detail[status?.member ?? ''];
  if (!status || typeof shown !== 'string' || !isKnownStatus(status, shown)) return x;
  if (x.life === 'deleting') return inDeletion(x, call, status, shown);
  if (x.life === 'delete-failed' || x.life === 'lingering') return x;
  // What has failed to be made may be deleted by itself: nothing promises that it stays (create.failed).
  if (status.deleting.includes(shown) || status.deleteFailed.includes(shown))
    return hasFailed(x) ? { ...x, creationFailed: true, life: 'lingering' } : 'a resource that is not being deleted';
  if (status.passing.includes(shown))
    return inProgress(x, status, mayBeEarlier(x, call, shown, detail)) ?? 'a settled status';
  if (status.failed.includes(shown)) return hasNothingToFail(x) ? 'a settled status' : failed(x);
  // Another look may lag behind this one, and show the work still in progress, or the status that it has moved on from.
  const isNews = x.phase !== 'settled' || movedOn(x, detail);
  const touchedAt = isNews ? Math.max(x.touchedAt, call.answered.at) : x.touchedAt;
  const { atWork: _, ...rest } = unlessDone(x, detail);
  return finished({ ...rest, phase: 'settled', touchedAt }, call, detail);
}

/** What the answer to an update says of its own work. */
export function answered(x: Thing, detail: Detail): Thing {
  const status = resources[x.type].status;
  const isPassing = status?.passing.includes(String(detail[status.member]));
  const after = (status && isPassing && inProgress(x, status)) || unlessDone(x, detail);
  return { ...after, modifications: after.modifications.map((m) => ({ ...m, underWay: true })) };
}

/** A look that lags behind an update may show the work that was in progress before it, unless what was updated shows. */
const mayBeEarlier = (x: Thing, call: Call, shown: string, detail: Detail): boolean =>
  shown.startsWith('CREATE') ||
  (!shown.startsWith('UPDATE') &&
    !isFresh(call, x.movedAt) &&
    !x.modifications.some((m) => !m.finished && tells(x, m) && shows(x, m, detail)));

/** A passing status: of work known to be in progress, or of an update that begins only now. Undefined: there is no such work. */
function inProgress(x: Thing, status: Status, isEarlier = false): Thing | undefined {
  if (x.phase === 'settled' && x.awaited === 0) return undefined;
  const after: Thing =
    x.phase === 'settled' ? { ...forget(x, (member) => isTime(x.type, member)), phase: 'working' } : x;
  if (isEarlier) return after;
  // A list or a retry may have shown the status of before in the meantime: that ends no work.
  const isBegun = x.atWork === true || status.passing.includes(x.status ?? '');
  const begins = x.awaited > 0 && x.awaited < MANY && (x.phase === 'settled' || !isBegun);
  const first = firstAwaited(x);
  return {
    ...after,
    atWork: true,
    awaited: begins ? x.awaited - 1 : x.awaited,
    modifications: x.modifications.map((m, n) => ({
      ...m,
      underWay: true,
      finished: m.finished && !(x.phase === 'settled' && n >= first),
    })),
  };
}

/**
 * What takes effect at once, as the publishing of a version, has nothing left to begin when it shows. What is described
 * otherwise may be registered again for that, some time later.
 */
function unlessDone(x: Thing, detail: Detail): Thing {
  const { deleting = [], member = '' } = resources[x.type].status ?? {};
  const last = x.modifications.at(-1);
  const isPublished = last && Object.keys(last.values).length === 0 && last.status === detail[member];
  return x.awaited > 0 && deleting.length === 0 && isPublished ? { ...x, awaited: 0 } : x;
}

/**
 * The last conclusive look showed it settled, and nothing has begun work on it since. Where no call is to blame, nothing
 * documented is broken, and it is one that has failed.
 */
const hasNothingToFail = (x: Thing): boolean => x.got[STATUS] !== undefined && isAtRest(x) && suspectsOf(x).length > 0;

/** Whatever was not over by then may be what has failed. */
const failed = ({ atWork: _, ...x }: Thing): Thing => ({
  ...x,
  phase: 'failed',
  modifications: x.modifications.map((m) => (m.finished ? m : { ...m, failed: true })),
});

function inDeletion(x: Thing, call: Call, status: Status, shown: string): Thing | string {
  if (status.deleteFailed.includes(shown)) {
    const isOld = x.failedDeletion && !isFresh(call, x.deletedAt?.at ?? 0);
    return isOld ? x : { ...x, life: 'delete-failed' };
  }
  const live =
    status.settled.includes(shown) ||
    (!x.busyDelete &&
      (status.passing.includes(shown) || status.failed.includes(shown)) &&
      !status.deleting.includes(shown));
  return live && !x.busyDelete ? 'a resource in deletion, or none' : begunWhere(x, { [status.member]: shown });
}

export const isFailedDeletion = (type: ResourceType, status: Json | undefined): boolean =>
  resources[type].status?.deleteFailed.includes(String(status)) === true;

export const showsFailedDeletion = (type: ResourceType, detail: Detail): boolean =>
  isFailedDeletion(type, detail[resources[type].status?.member ?? '']);

/** A deletion that shows waits for no other work any more, and never returns to a live status (async-delete.in-progress). */
export function begunWhere(x: Thing, detail: Detail): Thing {
  const status = resources[x.type].status;
  if (!x.busyDelete || !status?.deleting.includes(String(detail[status.member]))) return x;
  const { busyDelete: _, ...begun } = x;
  return begun;
}

/**
 * Shows neither deletion nor work of what is being deleted: the deletion is still to begin, after the work that it came amid,
 * for which there is the time that a deletion has (async-delete.effect). When the endpoint was killed meanwhile, the end of
 * that work may be what shows last.
 */
export function awaitsDeletion({ life, type, busyDelete, interrupted }: Thing, detail: Detail): boolean {
  const status = resources[type].status;
  if (life !== 'deleting' || !busyDelete || interrupted || !status) return false;
  const shown = String(detail[status.member]);
  return status.settled.includes(shown) || (status.failed.includes(shown) && !status.deleteFailed.includes(shown));
}

/**
 * An update has succeeded once the resource is settled again after it was seen under way, or so late that reads don't lag.
 * One that was never answered has surely happened when its values show. What showed on the way and shows no more was rolled
 * back.
 */
function finished(x: Thing, call: Call, detail: Detail): Thing {
  const over = (m: Modification) =>
    Number.isFinite(m.answered.clock)
      ? m.underWay || isFresh(call, m.answered.at)
      : isFresh(call, m.sent.at) && shows(x, m, detail);
  const stays = (m: Modification, k: string) =>
    isLeftOut(x.type, k, detail) || comparable(x.type, k, detail[k]) === comparable(x.type, k, m.values[k]);
  return {
    ...x,
    modifications: x.modifications.map((m) =>
      m.finished || m.failed || !over(m) ? m : { ...m, finished: true, shown: m.shown.filter((k) => stays(m, k)) },
    ),
  };
}

/**
 * A status at rest soon after an update may be the one from before it, unless what was updated shows: something, that is,
 * which did not show before. And a failure soon after a delete that was sent again may be that of a deletion before: had it
 * failed by then, the delete was a new request.
 */
export function lagsBehindUpdate(x: Thing, call: Call, detail: Detail): boolean {
  const status = resources[x.type].status;
  const shown = String(detail[status?.member ?? '']);
  if (x.life === 'deleting' && x.deleteRetries > 0 && status?.deleteFailed.includes(shown))
    return !isFresh(call, x.touchedAt);
  const settled = x.everSettled && status?.settled.includes(shown);
  const failed = (x.creationFailed || x.modifications.length > 1) && status?.failed.includes(shown);
  if (!(settled || failed) || x.life !== 'there' || x.phase !== 'working' || isFresh(call, x.movedAt)) return false;
  const unfinished = x.modifications.filter((m) => !m.finished && !m.failed);
  return unfinished.length === 0 || unfinished.some((m) => !tells(x, m) || !shows(x, m, detail));
}

/** Whether it changed a member whose value before is known. */
function tells(x: Thing, m: Modification): boolean {
  const earlier = x.modifications.slice(0, x.modifications.indexOf(m));
  return Object.entries(m.values).some(([k, v]) => {
    const before = earlier.findLast((one) => k in one.values)?.values[k] ?? x.params[k];
    return before !== undefined && comparable(x.type, k, before) !== comparable(x.type, k, v);
  });
}

const shows = (x: Thing, m: Modification, detail: Detail): boolean =>
  Object.entries(m.values).every(([k, v]) => comparable(x.type, k, detail[k]) === comparable(x.type, k, v));

/** Its creation was seen to have failed, or to be cleaned away for having failed. */
export const hasFailed = ({ creationFailed, everSettled, status = '' }: Thing): boolean =>
  creationFailed === true || (!everSettled && status.includes('FAILED') && !status.startsWith('UPDATE'));
