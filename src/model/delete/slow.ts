// Deletes that take time (section "Asynchronous idempotent delete APIs"): in progress until seen to be complete, and sent
// again meanwhile without doing anything further.
import { resources } from '../../specs/index.ts';
import { isKnownStatus } from '../../specs/status.ts';
import type { Taken } from '../../wire/types.ts';
import { callEnd, lostDelete, stake, stakeOthers, suspectsOf } from '../blame.ts';
import { isChildOf, usesIt } from '../hanging.ts';
import { type Alternative, atStake, isError, type Judged, type Situation } from '../judge.ts';
import { begunWhere, isFailedDeletion, showsFailedDeletion } from '../observe/progress.ts';
import { type Call, change, replace, type State, type Thing } from '../state.ts';
import {
  entangled,
  goneByItself,
  isDetailOf,
  isEmpty,
  isRefusal,
  refusals,
  relearn,
  retriedDelete,
  withoutIt,
} from './effects.ts';

export function removeSlowly(state: State, call: Call, x: Thing): Situation {
  switch (x.life) {
    case 'gone':
      return completed(state, call, x);
    case 'deleting':
      return inProgress(state, call, x);
    default:
      return begin(state, call, x);
  }
}

function showsDeletion(x: Thing, o: Judged): boolean {
  const status = resources[x.type].status;
  if (!isDetailOf(x, o) || !status) return false;
  const shown = String(o.detail[status.member]);
  return (
    [...status.deleting, ...status.deleted, ...status.deleteFailed].includes(shown) || !isKnownStatus(status, shown)
  );
}

/** The deletion has failed by the time of the answer, after which a new delete is a new request (async-delete.effect). */
const saysFailed = (x: Thing, o: Judged): boolean =>
  isDetailOf(x, o) && showsFailedDeletion(x.type, o.detail) && !saysComplete(x, o);

const saysComplete = (x: Thing, o: Judged): boolean => {
  const status = resources[x.type].status;
  return isEmpty(o) || (isDetailOf(x, o) && (status?.deleted.includes(String(o.detail[status.member])) ?? false));
};

/** It is being deleted from now on; what depends on it may go or stay where a silent point says so. */
function deleting(state: State, call: Call, x: Thing, busy: boolean): State {
  const gone = withoutIt(state, call, x, entangled(state, x).length > 0);
  return change(
    gone,
    (t) => t.id === x.id,
    (t) => ({
      ...t,
      suspects: [...x.suspects, atStake(call, 'async-delete.effect')],
      life: 'deleting' as const,
      ...(busy ? { busyDelete: true as const } : {}),
      ...(x.life === 'delete-failed' ? { failedDeletion: true as const } : {}),
      deleteRetries: 0,
    }),
  );
}

const ended = (state: State, call: Call, x: Thing, by: 'delete' | 'unseen' | 'cascade'): State =>
  change(
    state,
    (t) => t.id === x.id,
    (t) => ({ ...t, life: 'gone', goneBy: by, deletedAt: call.answered }),
  );

export const isBusy = (x: Thing): boolean =>
  x.phase !== 'settled' ||
  x.modifications.some((m) => !m.finished && !m.failed) ||
  x.touched.includes('create.child-updated');

const isInUse = (state: State, x: Thing): boolean => state.things.some((t) => usesIt(t, x) || isChildOf(t, x));

/** Nobody saw the answer to a delete that has happened. It was at work when the endpoint was killed, if it was sent before. */
export function deletingUnseen(state: State, call: Call, x: Thing): State {
  const after = deleting(state, call, x, isBusy(x) || isInUse(state, x) || x.awaited > 0);
  if (call.sent.at >= (state.restartedAt ?? 0)) return after;
  return change(
    after,
    (t) => t.id === x.id,
    (t) => ({ ...t, interrupted: true as const }),
  );
}

function begin(state: State, call: Call, x: Thing): Situation {
  const inUse = isInUse(state, x);
  const busy = isBusy(x);
  const points = [...(busy ? ['async-delete.busy'] : []), ...(inUse ? ['async-delete.with-children'] : [])];
  // An update that may still be to begin makes it busy or not: nobody knows, and so it tells of no point.
  const open = points.length > 0 || x.awaited > 0;
  // What has failed is not at work, and what uses it may be gone already: that tells of neither point.
  const users = state.things.filter((t) => t.life === 'there' && usesIt(t, x));
  const isSure = busy ? x.phase !== 'failed' : users.length > 0;
  const told = points.length === 1 && isSure ? points : [];
  const after = deleting(state, call, x, open);
  // Where it shows that its deletion has failed, this is a new request, whichever delete began that.
  const lost = lostDelete(x, call.operation) && !open && x.life !== 'delete-failed';
  // What was busy when it was last seen may be so no more, and what uses it may have failed and be gone.
  const unsure = busy || (users.length > 0 && !users.some((t) => t.everSettled)) ? { unsure: true as const } : {};
  const taken = (reading: string): Taken | undefined => {
    const [point] = told;
    // Where it has gone with another, this is a retry, and is told so.
    if (reading === 'complete' && x.life === 'lingering') return undefined;
    if (!open) return ['async-delete.first-answer', reading];
    return point === undefined ? undefined : [point, 'accepted'];
  };
  const shows = ['async-delete.effect'];
  const learnt = (o: Judged): State => withAnswer(after, x, o);
  return {
    name: busy ? 'delete while busy' : 'first delete',
    operation: call.operation,
    guarantee: lost ? 'once.lost-response' : 'async-delete.effect',
    alternatives: [
      {
        says: 'success with the resource in deletion',
        fits: (o) => !saysComplete(x, o) && !saysFailed(x, o) && (open ? isDetailOf(x, o) : showsDeletion(x, o)),
        next: learnt,
        taken: taken('in-progress'),
        ...unsure,
        shows: [],
      },
      ...failedBy(x, learnt).map((a) => ({ ...a, taken: open ? taken('in-progress') : undefined, ...unsure })),
      {
        says: 'success, complete',
        fits: (o) => saysComplete(x, o),
        next: learnt,
        taken: taken('complete'),
        ...unsure,
        shows: [],
      },
      ...(lost ? [] : refusals(state, call, x, told)),
      ...goneByItself(x, () => ended(after, call, x, 'cascade')),
    ],
    blame: (o) =>
      isRefusal(o) ? [] : [...suspectsOf(x).filter(() => isError(o, 'ResourceNotFoundException')), ...shows],
  };
}

/**
 * What the answer shows is learnt. Amid other work it may show a deletion that is still to begin; what was merely in use is
 * being deleted then.
 */
function withAnswer(state: State, x: Thing, o: Judged): State {
  if (!isDetailOf(x, o)) return state;
  const { detail } = o;
  const learnt = relearn(state, x, detail);
  if (isBusy(x) || x.awaited > 0) return learnt;
  return change(
    learnt,
    (t) => t.id === x.id,
    (t) => begunWhere(t, detail),
  );
}

/**
 * The deletion has failed, or is that of a retry which was a new request by then. Where one before it had failed, too, the
 * answer may tell of that.
 */
const failedBy = (x: Thing, learnt: (o: Judged) => State): Alternative[] => {
  const failed = (o: Judged): State =>
    change(
      learnt(o),
      (t) => t.id === x.id,
      (t) => ({ ...t, life: 'delete-failed' as const }),
    );
  const isFirst = x.life !== 'delete-failed' && !x.failedDeletion;
  const ways = [...(isFirst ? [failed] : []), ...(isFirst && x.life !== 'deleting' ? [] : [learnt])];
  const fits = (o: Judged): boolean => saysFailed(x, o);
  return ways.map((next) => ({ says: 'success with the resource whose deletion has failed', fits, next, shows: [] }));
};

function inProgress(state: State, call: Call, x: Thing): Situation {
  const others = stakeOthers(state, x.id, atStake(call, 'delete.only'), call);
  const after = replace(others, retryOf(x, call));
  const learnt = (o: Judged): State => withAnswer(after, x, o);
  return {
    name: 'being deleted',
    operation: call.operation,
    guarantee: 'async-delete.in-progress',
    alternatives: [
      {
        says: 'success with the resource in deletion',
        fits: (o) => !saysComplete(x, o) && !saysFailed(x, o) && showsDeletion(x, o),
        next: learnt,
        shows: ['async-delete.in-progress'],
      },
      ...failedBy(x, learnt).map((a) => ({ ...a, shows: ['async-delete.in-progress'] })),
      // What was busy may show the work that it was busy with: that proves nothing about a deletion in progress.
      ...(x.busyDelete
        ? [
            {
              says: 'success with the resource',
              fits: (o: Judged) => !saysComplete(x, o) && isDetailOf(x, o) && !showsDeletion(x, o),
              next: learnt,
              shows: [],
            },
          ]
        : []),
      {
        says: 'success, empty, for it is complete',
        fits: (o) => saysComplete(x, o),
        next: () => ended(after, call, x, 'delete'),
        shows: [],
      },
      // It may have failed when the endpoint was killed, and what comes then is a new request.
      ...(x.interrupted ? refusals(state, call, x, []) : []),
      // What showed last may be its own failure.
      ...(isFailedDeletion(x.type, x.status) ? refusals(state, call, { ...x, life: 'delete-failed' }, []) : []),
      ...(x.goneBy === 'unseen'
        ? [
            {
              says: 'ResourceNotFoundException',
              fits: (o: Judged) => isError(o, 'ResourceNotFoundException'),
              next: () => ended(after, call, x, 'unseen'),
              shows: [],
            },
          ]
        : []),
    ],
  };
}

export const retryOf = (x: Thing, call: Call): Thing => ({
  ...stake(x, atStake(call, 'async-delete.in-progress'), callEnd(call)),
  deleteRetries: x.deleteRetries + 1,
});

function completed(state: State, call: Call, x: Thing): Situation {
  const after = retriedDelete(state, call, x, 'async-delete.complete', true);
  const notThere = retriedDelete(state, call, x, 'async-delete.complete', false);
  const unsure = x.goneBy !== 'delete';
  return {
    name: 'deleted',
    operation: call.operation,
    guarantee: unsure ? 'once.lost-response' : 'async-delete.complete',
    alternatives: [
      { says: 'success, empty', fits: isEmpty, next: () => after, shows: unsure ? [] : ['async-delete.complete'] },
      ...(unsure
        ? [
            {
              says: 'ResourceNotFoundException',
              fits: (o: Judged) => isError(o, 'ResourceNotFoundException'),
              next: () => notThere,
              shows: [],
            },
          ]
        : []),
    ],
  };
}
