// Deletes (sections "Idempotent delete APIs" and "Asynchronous idempotent delete APIs"): a successful delete removes, a
// retry succeeds, and nothing else disappears. An asynchronous one is in progress until it is seen to be complete.
import { operations, type Resource, type ResourceType, resources } from '../specs/index.ts';
import type { Detail, Taken } from '../wire/types.ts';
import { callEnd, stake, stakeCollection, stakeOthers, suspectsOf } from './blame.ts';
import { type Alternative, atStake, isError, type Judged, judge, type Result, type Situation } from './judge.ts';
import { learn, loosen, sameIdentity, snapshotFaults } from './members.ts';
import { byKey, type Call, change, collectionOf, isLive, replace, type State, type Thing } from './state.ts';

export function remove(state: State, call: Call, outcome: Judged): Result {
  const type = operations[call.operation]?.resource as ResourceType;
  const x = byKey(state, type, call.input);
  const asynchronous = operations[call.operation]?.family === 'async-delete';
  const situation = !x
    ? never(state, call, asynchronous)
    : asynchronous
      ? removeSlowly(state, call, x)
      : removeAtOnce(state, call, x);
  return judge(situation, outcome);
}

const isDetailOf = (x: Thing, o: Judged): o is Extract<Judged, { kind: 'success' }> & { detail: Detail } =>
  o.kind === 'success' &&
  o.detail !== undefined &&
  sameIdentity(x, o.detail) &&
  snapshotFaults(x, o.detail).length === 0;

const isEmpty = (o: Judged): boolean => o.kind === 'success' && o.detail === undefined;

const isRefusal = (o: Judged): boolean => isError(o, 'ConflictException', 'ValidationException');

/** A first refusal of a delete is never a breach; which one it was is the reading of the point that permits it. */
function refusals(state: State, point: string | undefined): Alternative[] {
  return [
    {
      says: 'ConflictException',
      fits: (o) => isError(o, 'ConflictException'),
      next: () => state,
      taken: point ? [point, 'conflict'] : undefined,
      shows: [],
    },
    {
      says: 'ValidationException',
      fits: (o) => isError(o, 'ValidationException'),
      next: () => state,
      taken: point ? [point, 'validation'] : undefined,
      shows: [],
    },
  ];
}

function never(state: State, call: Call, asynchronous: boolean): Situation {
  const point = asynchronous ? 'async-delete.never-existed' : 'delete.never-existed';
  const after = stakeOthers(state, undefined, atStake(call, 'delete.only'), call);
  return {
    name: 'never existed',
    operation: call.operation,
    guarantee: asynchronous ? 'async-delete.complete' : 'delete.retry',
    alternatives: [
      { says: 'success, empty', fits: isEmpty, next: () => after, taken: [point, 'empty'] },
      {
        says: 'ResourceNotFoundException',
        fits: (o) => isError(o, 'ResourceNotFoundException'),
        next: () => after,
        taken: [point, 'not-found'],
      },
      { says: 'ValidationException', fits: (o) => isError(o, 'ValidationException'), next: () => after, shows: [] },
    ],
  };
}

// ---- deletes that are done when they are answered

function removeAtOnce(state: State, call: Call, x: Thing): Situation {
  if (x.life === 'gone') return removedBefore(state, call, x);
  const point = entangled(state, x);
  const gone = withoutIt(state, call, x, point !== undefined);
  const lingering: Alternative[] =
    x.life === 'lingering'
      ? [
          {
            says: 'ResourceNotFoundException',
            fits: (o) => isError(o, 'ResourceNotFoundException'),
            next: () => gone,
            shows: [],
          },
        ]
      : [];
  const taken: Taken | undefined = point === 'delete.with-children' ? [point, 'cascade'] : undefined;
  return {
    name: point ? 'in use' : 'first delete',
    operation: call.operation,
    guarantee: 'delete.first',
    alternatives: [
      {
        says: 'success, empty or with the metadata of what was deleted',
        fits: (o) => isEmpty(o) || isDetailOf(x, o),
        next: (o) => (isDetailOf(x, o) ? relearn(gone, x, o.detail) : gone),
        taken,
        shows: [],
      },
      ...refusals(state, point),
      ...lingering,
    ],
    blame: () => suspectsOf(x),
  };
}

const relearn = (state: State, x: Thing, detail: Detail): State =>
  change(
    state,
    (t) => t.id === x.id,
    (t) => learn(t, detail, 'snapshot', false),
  );

function removedBefore(state: State, call: Call, x: Thing): Situation {
  const parent = resources[x.type].parent?.resource;
  const parents = state.things.filter((t) => t.type === parent && t.name === x.name);
  const parentGone =
    parents.length > 0 && (!parents.some((t) => t.life === 'there') || parents.every((t) => t.id > x.id));
  const answered = x.goneBy === 'delete';
  const after = retriedDelete(state, call, x, 'delete.retry');
  const body = (reading: string): Taken => (parentGone ? ['delete.parent-gone', 'success'] : ['delete.body', reading]);
  const notFound: Alternative = {
    says: 'ResourceNotFoundException',
    fits: (o) => isError(o, 'ResourceNotFoundException'),
    next: () => after,
    taken: parentGone && answered ? ['delete.parent-gone', 'not-found'] : undefined,
    shows: [],
  };
  const shows = parentGone || !answered ? [] : ['delete.retry'];
  return {
    name: parentGone ? 'template gone' : 'deleted',
    operation: call.operation,
    guarantee: answered ? 'delete.retry' : 'once.lost-response',
    alternatives: [
      { says: 'success, empty', fits: isEmpty, next: () => after, taken: body('empty'), shows },
      {
        says: 'success with the metadata of what was deleted',
        fits: (o) => isDetailOf(x, o),
        next: () => after,
        taken: body('metadata'),
        shows,
      },
      ...(parentGone || !answered ? [notFound] : []),
    ],
  };
}

/** A retried delete must have done nothing further: everything that is there is at stake. */
function retriedDelete(state: State, call: Call, x: Thing, guarantee: string): State {
  const others = stakeOthers(state, undefined, atStake(call, 'delete.only'), call);
  return replace(others, {
    ...stake(x, atStake(call, guarantee), callEnd(call)),
    ...(x.goneBy === 'unseen' && Number.isFinite(call.answered.at) ? { goneBy: 'delete' as const } : {}),
  });
}

/** The silent point that leaves open whether it can be deleted, and what falls with it. */
function entangled(state: State, x: Thing): string | undefined {
  if (state.things.some((t) => isChildOf(t, x))) return 'delete.with-children';
  if (state.things.some((t) => usesIt(t, x))) return 'delete.in-use';
  const published = x.modifications.some((m) => m.values.status === 'PUBLISHED') || x.status === 'PUBLISHED';
  return resources[x.type].parent &&
    published &&
    state.things.some((t) => t.type === x.type && t.name === x.name && t.id !== x.id && isLive(t))
    ? 'delete.recommended'
    : undefined;
}

const isChildOf = (t: Thing, x: Thing): boolean =>
  isLive(t) && resources[t.type].parent?.resource === x.type && t.name === x.name;

function usesIt(t: Thing, x: Thing): boolean {
  if (!isLive(t) || t.id === x.id) return false;
  const text = JSON.stringify(t.params);
  const facts: Resource = resources[x.type];
  if (facts.parent)
    return (
      t.params.templateName === x.name ||
      (text.includes('compatibleEnvironmentTemplates') && text.includes(`"${x.name}"`))
    );
  if (x.type === 'environmentAccountConnection')
    return x.key?.id !== undefined && t.params.environmentAccountConnectionId === x.key.id;
  if (x.type === 'environment') return t.type === 'service' && text.includes(x.name);
  return t.params.templateName === x.name || text.includes(`"templateName":"${x.name}"`);
}

/** The state in which it is deleted; `cascade`: what hangs on it may go too. */
function withoutIt(state: State, call: Call, x: Thing, cascade: boolean): State {
  const unanswered = !Number.isFinite(call.answered.at);
  const at = callEnd(call);
  const gone: Thing = {
    ...stake(x, atStake(call, unanswered ? 'once.lost-response' : 'delete.first'), at),
    life: 'gone',
    goneBy: unanswered ? 'unseen' : 'delete',
    deletedAt: unanswered ? call.sent : call.answered,
  };
  const others = stakeOthers(replace(state, gone), x.id, atStake(call, 'delete.only'), call);
  const staked = stakeCollection(others, collectionOf(x.type, x.name), atStake(call, 'delete.first'), at);
  return change(
    staked,
    (t) => t.id !== x.id && isLive(t),
    (t) => {
      const hangs =
        cascade &&
        (isChildOf(t, x) ||
          usesIt(t, x) ||
          (resources[x.type].parent !== undefined && t.type === x.type && t.name === x.name));
      const near = resources[x.type].parent?.resource === t.type && t.name === x.name;
      const user = usesIt(x, t);
      if (hangs) return { ...loosen(t, [], at), life: t.life === 'there' ? ('lingering' as const) : t.life };
      return near || user || (t.type === x.type && t.name === x.name && resources[x.type].parent)
        ? loosen(t, [], at)
        : t;
    },
  );
}

// ---- deletes that take time

function removeSlowly(state: State, call: Call, x: Thing): Situation {
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
    [...status.deleting, ...status.deleted, ...status.deleteFailed].includes(shown) || !isKnownStatus(x.type, shown)
  );
}

const isKnownStatus = (type: ResourceType, shown: string): boolean => {
  const s = resources[type].status;
  return (
    s !== undefined &&
    [s.passing, s.settled, s.failed, s.deleting, s.deleted, s.deleteFailed].some((list) => list.includes(shown))
  );
};

const saysComplete = (x: Thing, o: Judged): boolean => {
  const status = resources[x.type].status;
  return (
    isEmpty(o) ||
    (o.kind === 'success' &&
      o.detail !== undefined &&
      (status?.deleted.includes(String(o.detail[status.member])) ?? false))
  );
};

/** It is being deleted from now on; what depends on it may go or stay where a silent point says so. */
function deleting(state: State, call: Call, x: Thing, busy: boolean): State {
  const gone = withoutIt(state, call, x, entangled(state, x) !== undefined);
  return change(
    gone,
    (t) => t.id === x.id,
    (t) => ({
      ...t,
      suspects: [...x.suspects, atStake(call, 'async-delete.effect')],
      life: 'deleting' as const,
      ...(busy ? { busyDelete: true as const } : {}),
      deleteRetries: 0,
    }),
  );
}

const ended = (state: State, x: Thing, by: 'delete' | 'unseen'): State =>
  change(
    state,
    (t) => t.id === x.id,
    (t) => ({ ...t, life: 'gone', goneBy: by }),
  );

function begin(state: State, call: Call, x: Thing): Situation {
  const inUse = state.things.some((t) => usesIt(t, x) || isChildOf(t, x));
  const busy =
    x.phase !== 'settled' || x.modifications.some((m) => !m.finished) || x.touched.includes('create.child-updated');
  const point = busy ? 'async-delete.busy' : inUse ? 'async-delete.with-children' : undefined;
  const after = deleting(state, call, x, busy || inUse);
  const taken = (reading: string): Taken => (point ? [point, 'accepted'] : ['async-delete.first-answer', reading]);
  const shows = ['async-delete.effect'];
  const lingering: Alternative[] =
    x.life === 'lingering'
      ? [
          {
            says: 'ResourceNotFoundException',
            fits: (o) => isError(o, 'ResourceNotFoundException'),
            next: () => ended(after, x, 'delete'),
            shows: [],
          },
        ]
      : [];
  return {
    name: busy ? 'delete while busy' : 'first delete',
    operation: call.operation,
    guarantee: 'async-delete.effect',
    alternatives: [
      {
        says: 'success with the resource in deletion',
        fits: (o) => !saysComplete(x, o) && (point ? isDetailOf(x, o) : showsDeletion(x, o)),
        next: (o) => (isDetailOf(x, o) ? relearn(after, x, o.detail) : after),
        taken: taken('in-progress'),
        shows: [],
      },
      {
        says: 'success, complete',
        fits: (o) => saysComplete(x, o),
        next: () => ended(after, x, 'delete'),
        taken: taken('complete'),
        shows: [],
      },
      ...refusals(state, point),
      ...lingering,
    ],
    blame: (o) =>
      isRefusal(o) ? [] : [...suspectsOf(x).filter(() => isError(o, 'ResourceNotFoundException')), ...shows],
  };
}

function inProgress(state: State, call: Call, x: Thing): Situation {
  const retried = { ...retryOf(x, call) };
  const others = stakeOthers(state, x.id, atStake(call, 'delete.only'), call);
  const after = replace(others, retried);
  const seen = x.status !== undefined && (resources[x.type].status?.deleting.includes(x.status) ?? false);
  return {
    name: 'being deleted',
    operation: call.operation,
    guarantee: 'async-delete.in-progress',
    alternatives: [
      {
        says: 'success with the resource in deletion',
        fits: (o) => !saysComplete(x, o) && (x.busyDelete ? isDetailOf(x, o) : showsDeletion(x, o)),
        next: (o) => (isDetailOf(x, o) ? relearn(after, x, o.detail) : after),
        shows: seen || x.life === 'deleting' ? ['async-delete.in-progress'] : [],
      },
      {
        says: 'success, empty, for it is complete',
        fits: (o) => saysComplete(x, o),
        next: () => ended(after, x, 'delete'),
        shows: [],
      },
      ...(x.goneBy === 'unseen'
        ? [
            {
              says: 'ResourceNotFoundException',
              fits: (o: Judged) => isError(o, 'ResourceNotFoundException'),
              next: () => ended(after, x, 'unseen'),
              shows: [],
            },
          ]
        : []),
    ],
  };
}

const retryOf = (x: Thing, call: Call): Thing => ({
  ...stake(x, atStake(call, 'async-delete.in-progress'), callEnd(call)),
  deleteRetries: x.deleteRetries + 1,
});

function completed(state: State, call: Call, x: Thing): Situation {
  const after = retriedDelete(state, call, x, 'async-delete.complete');
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
              next: () => after,
              shows: [],
            },
          ]
        : []),
    ],
  };
}

/** What a delete does if nobody sees its answer. */
export function removeUnseen(state: State, call: Call): State[] {
  const type = operations[call.operation]?.resource as ResourceType;
  const x = byKey(state, type, call.input);
  if (!x || x.life === 'gone') return [];
  if (operations[call.operation]?.family !== 'async-delete')
    return [withoutIt(state, call, x, entangled(state, x) !== undefined)];
  return x.life === 'deleting' ? [replace(state, retryOf(x, call))] : [deleting(state, call, x, true)];
}
