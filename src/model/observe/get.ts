// Get: shows whether what the calls said is so. A look that contradicts what is known is excused while reads may lag
// (`--settle`); after that, the calls since the last right look are to blame. A right look clears them.
import { operations, type ResourceType, resources } from '../../specs/index.ts';
import { canonical } from '../../wire/canonical.ts';
import type { Detail } from '../../wire/types.ts';
import {
  absenceSuspects,
  changeSuspects,
  cleared,
  collectionSuspects,
  deletionOf,
  exercised,
  lookSuspects,
  surplusSuspects,
  suspectsOf,
  undeadSuspects,
} from '../blame.ts';
import { isExactly, sameIdentity } from '../detail/identity.ts';
import { learn, readFaults, showsWrong } from '../detail/members.ts';
import {
  type Branch,
  excuse,
  inWords,
  type Judged,
  pass,
  type Refusal,
  type Result,
  refuse,
  type Shown,
} from '../judge.ts';
import {
  byKey,
  type Call,
  change,
  collectionOf,
  isLive,
  replace,
  type State,
  type Suspect,
  type Thing,
} from '../state.ts';
import { isFresh, lastComing, lastTouch } from '../time.ts';
import { withoutMoving } from './known.ts';
import { oldTimes } from './old-times.ts';
import { pipelineFaults, withPipeline } from './pipeline.ts';
import { advance, awaitsDeletion, hasFailed, lagsBehindUpdate } from './progress.ts';
import { mayShowAgain, stayed } from './stayed.ts';

export function get(state: State, call: Call, outcome: Judged): Result {
  const type = operations[call.operation]?.resource as ResourceType;
  const x = byKey(state, type, call.input);
  if (outcome.kind === 'error' && x)
    return (outcome.type === 'ResourceNotFoundException' ? absent : otherwise)(state, call, x, outcome);
  if (outcome.kind === 'error') return pass(state);
  const detail = outcome.detail;
  if (!detail) return x ? absent(state, call, x, outcome) : pass(state);
  const status = resources[type].status;
  if (status?.deleted.includes(String(detail[status.member]))) return x ? absent(state, call, x, outcome) : pass(state);
  if (x && x.life !== 'gone') return present(state, call, stayed(state, call, x, detail), outcome, detail);
  // What an unanswered create has made is known by nothing yet, and may have the number of something deleted.
  const unseen = state.things.find(
    (t) => t.type === type && isLive(t) && t.key === undefined && sameIdentity(t, detail),
  );
  if (unseen && !(x && isExactly(x, detail))) return present(state, call, unseen, outcome, detail);
  return x ? undead(state, call, x, outcome, detail) : surplus(state, call, type, outcome, detail);
}

/** Wrong, unless reads may still lag behind the last call about it. Without a suspect nothing documented is broken. */
function wrong(
  state: State,
  call: Call,
  touched: number,
  suspects: readonly Suspect[],
  allowed: string,
  outcome: Judged,
  seen?: string,
): Result {
  if (!isFresh(call, touched)) return excuse(state);
  if (suspects.length === 0) return pass(state);
  return refuse(suspects, 'observed', [allowed], seen ?? inWords(outcome));
}

/** A right look clears the suspects, if it can't be an old view; each was then exercised once. */
export function right(state: State, call: Call, x: Thing, also: readonly Shown[] = []): Branch {
  if (!isFresh(call, lastTouch(x))) return { state: replace(state, x), taken: [], shown: [] };
  return { state: replace(state, cleared(x)), taken: [], shown: [...exercised(x.suspects), ...also] };
}

/** A deletion in progress may be right in everything else, but that it ends is still to be seen. */
function underWay(state: State, call: Call, x: Thing): Branch {
  if (x.life !== 'deleting') return right(state, call, x);
  const isEffect = (s: Suspect) => s.guarantee === 'async-delete.effect';
  const branch = right(state, call, { ...x, suspects: x.suspects.filter((s) => !isEffect(s)) });
  const open = (t: Thing): Thing => ({ ...t, suspects: [...x.suspects.filter(isEffect), ...t.suspects] });
  return { ...branch, state: change(branch.state, (t) => t.id === x.id, open) };
}

/** It has gone some time before this look, so that other looks may still lag behind that. */
const ended = (branch: Branch, x: Thing, call: Call): Branch => ({
  ...branch,
  state: change(
    branch.state,
    (t) => t.id === x.id,
    (t) => ({ ...t, deletedAt: call.answered }),
  ),
});

function absent(state: State, call: Call, x: Thing, outcome: Judged): Result {
  switch (x.life) {
    case 'gone':
      return { branches: [right(state, call, x)] };
    case 'lingering':
      if (!isFresh(call, x.madeAnswered.at)) return pass(state);
      return pass(replace(state, { ...x, life: 'gone', goneBy: 'cascade', deletedAt: call.sent }));
    case 'deleting':
    case 'delete-failed':
      // It may not be seen yet, and not be gone: so the look proves nothing.
      if (!isFresh(call, x.madeAnswered.at)) return excuse(state);
      return { branches: [ended(right(state, call, { ...x, life: 'gone', goneBy: x.goneBy ?? 'delete' }), x, call)] };
    default:
      if (hasFailed(x)) return cleanedUp(state, call, x);
      return wrong(state, call, lastComing(state, x), absenceSuspects(x), 'the resource is there', outcome);
  }
}

/** Of what is there an error proves nothing, but what was surely deleted is not found, and by no other name. */
function otherwise(state: State, call: Call, x: Thing, outcome: Judged): Result {
  // What an unanswered create has made may have its number.
  const mayBeIts = (t: Thing): boolean => t.type === x.type && t.name === x.name && isLive(t) && t.key === undefined;
  if (x.life !== 'gone' || x.goneBy !== 'delete' || hasFailed(x) || state.things.some(mayBeIts)) return pass(state);
  return wrong(state, call, lastComing(state, x), [deletionOf(x)], 'ResourceNotFoundException', outcome);
}

/** Nothing promises that what has failed stays (once: a failed resource is not counted). */
function cleanedUp(state: State, call: Call, x: Thing): Result {
  if (!isFresh(call, lastComing(state, x))) return pass(state);
  return pass(replace(state, { ...x, creationFailed: true, life: 'gone', goneBy: 'cascade', deletedAt: call.sent }));
}

/** Something is there that no call has made. */
function surplus(state: State, call: Call, type: ResourceType, outcome: Judged, detail: Detail): Result {
  const collection = collectionOf(type, String(detail[resources[type].parent?.member ?? ''] ?? ''));
  const suspects = surplusSuspects(collectionSuspects(state, collection));
  return wrong(state, call, 0, suspects, 'ResourceNotFoundException', outcome);
}

function undead(state: State, call: Call, x: Thing, outcome: Judged, detail: Detail): Result {
  const status = resources[x.type].status;
  if (status?.deleteFailed.includes(String(detail[status.member]))) {
    const failed = pass(replace(state, { ...learn(x, detail, 'snapshot', false), life: 'delete-failed' }));
    // A look that lags behind the last deletion may show how the one before it went.
    const isOld = x.failedDeletion && !isFresh(call, lastComing(state, x));
    return isOld ? { branches: [...pass(state).branches, ...failed.branches] } : failed;
  }
  if (mayShowAgain(state, x) || (x.goneBy === 'cascade' && !sameIdentity(x, detail))) return pass(state);
  const operation = resources[x.type].delete;
  const retried = x.deleteRetries > 0 ? [{ guarantee: 'async-delete.in-progress', operation }] : [];
  const suspects = [...retried, ...undeadSuspects(state, x)];
  return wrong(state, call, lastComing(state, x), suspects, 'ResourceNotFoundException', outcome);
}

function present(state: State, call: Call, x: Thing, outcome: Judged, detail: Detail): Result {
  if (!sameIdentity(x, detail))
    return wrong(
      state,
      call,
      lastTouch(x),
      identitySuspects(state, x),
      `the same ${resources[x.type].title}, with ${JSON.stringify(x.identity)}`,
      outcome,
    );
  // Soon after a name or number was made again, a look may still show the earlier bearer.
  if (isReused(state, x) && !isFresh(call, x.madeAnswered.at)) return excuse(state);
  // Of a deletion it may tell all the same how that went (delete/slow.ts).
  if (lagsBehindUpdate(x, call, detail))
    return excuse(x.life === 'deleting' ? replace(state, learn(x, detail, 'snapshot', false)) : state);
  const progress = advance(x, call, detail);
  if (typeof progress === 'string') {
    const since = x.life === 'deleting' ? lastComing(state, x) : lastTouch(x);
    return wrong(state, call, since, statusSuspects(x), progress, outcome);
  }
  if (x.life === 'deleting' || x.life === 'delete-failed') {
    const faults = readFaults({ ...progress, got: timeless(progress) }, detail, 'got');
    if (faults.length > 0)
      return wrong(state, call, lastTouch(x), suspectsOf(x), 'the resource unchanged', outcome, faults.join('; '));
    const branch = underWay(state, call, learn(progress, detail, 'snapshot', false));
    return { branches: [awaitsDeletion(progress, detail) ? { ...branch, excused: true } : branch] };
  }
  const known = progress.phase !== 'working' && (progress.movedAt === 0 || isFresh(call, progress.movedAt));
  const pipeline = pipelineFaults(state, x, detail);
  const old = progress.phase === 'settled' ? oldTimes(state, x, detail) : [];
  const faults = [
    ...readFaults(progress.phase === 'working' ? { ...progress, got: timeless(progress) } : progress, detail, 'got'),
    ...ghost(state, x, detail),
    ...old,
    ...pipeline.faults,
  ];
  const learnt = (isKnown: boolean): Thing =>
    withoutMoving(state, call, withPipeline(learn(progress, detail, 'read', isKnown), call, detail, known));
  if (faults.length > 0) {
    const result = wrong(
      state,
      call,
      Math.max(lastTouch(x), pipeline.since),
      pipeline.suspects ?? changeSuspects(x, old.length > 0 || showsWrong(x, detail)),
      'the resource unchanged',
      outcome,
      `${faults.join('; ')} (${inWords(outcome)})`,
    );
    return result.branches.some((b) => !b.excused) ? pass(replace(state, learnt(true))) : result;
  }
  return { branches: [right(state, call, learnt(known))] };
}

const isReused = (state: State, x: Thing): boolean =>
  state.things.some(
    (t) => t.id < x.id && t.type === x.type && t.key !== undefined && canonical(t.key) === canonical(x.key ?? null),
  );

/** While work is in progress only what was asked for is compared. */
const timeless = (x: Thing): Thing['got'] => Object.fromEntries(Object.entries(x.got).filter(([m]) => m in x.params));

const identitySuspects = (state: State, x: Thing): readonly Suspect[] => [
  ...lookSuspects(x),
  ...collectionSuspects(state, collectionOf(x.type, x.name)),
];

const statusSuspects = (x: Thing): readonly Suspect[] => {
  const operation = resources[x.type].delete;
  if (x.life !== 'deleting') return lookSuspects(x);
  return [
    ...(x.deleteRetries > 0 ? [{ guarantee: 'async-delete.in-progress', operation }] : []),
    { guarantee: 'async-delete.effect', operation },
    ...suspectsOf(x),
  ];
};

/** A template made again recommends no version before it has one (create.after-delete). */
function ghost(state: State, x: Thing, detail: Detail): string[] {
  const versions = state.things.some(
    (t) => t.id > x.id && t.name === x.name && resources[t.type].parent?.resource === x.type,
  );
  const before = state.things.some((t) => t.id < x.id && t.type === x.type && t.name === x.name);
  return before && !versions && detail.recommendedVersion && x.touched.length === 0
    ? [`recommendedVersion is ${JSON.stringify(detail.recommendedVersion)}`]
    : [];
}

/** What the deletion came amid is not over yet, or was when the endpoint was killed: of that nobody says how long it may take. */
const isBusyElsewhere = ({ type, busyDelete, interrupted, status = '' }: Thing): boolean => {
  const { passing = [], deleting = [] } = resources[type].status ?? {};
  return busyDelete === true && (interrupted === true || (passing.includes(status) && !deleting.includes(status)));
};

/** The runner has stopped waiting for work on `x` after its limit. */
export function gaveUp(x: Thing, limitMs: number): Refusal | undefined {
  const operation = resources[x.type].delete;
  if (x.life !== 'deleting' || !isLive(x) || isBusyElsewhere(x)) return undefined;
  const suspects = x.deleteRetries > 0 ? ['async-delete.in-progress'] : [];
  return refuse(
    [
      { guarantee: 'async-delete.effect', operation },
      ...suspects.map((guarantee) => ({ guarantee, operation })),
      ...suspectsOf(x),
    ],
    'being deleted',
    ['absence, or DELETE_FAILED'],
    `${x.status ?? 'still there'} after ${Math.round(limitMs / 1000)} s`,
  ).refusal;
}
