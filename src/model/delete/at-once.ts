// Deletes that are done when they are answered (section "Idempotent delete APIs").
import { resources } from '../../specs/index.ts';
import type { Taken } from '../../wire/types.ts';
import { lostDelete, suspectsOf } from '../blame.ts';
import { hasSettledChild } from '../hanging.ts';
import { type Alternative, isError, type Judged, type Situation } from '../judge.ts';
import { type Call, change, isLive, type State, type Thing } from '../state.ts';
import {
  entangled,
  goneByItself,
  isDetailOf,
  isEmpty,
  refusals,
  relearn,
  retriedDelete,
  withoutIt,
} from './effects.ts';

export function removeAtOnce(state: State, call: Call, x: Thing): Situation {
  if (x.life === 'gone') return removedBefore(state, call, x);
  const points = entangled(state, x);
  const isOpen = points.length > 0;
  const gone = withoutIt(state, call, x, isOpen);
  const byCascade = (): State =>
    change(
      gone,
      (t) => t.id === x.id,
      (t) => ({ ...t, goneBy: 'cascade' as const }),
    );
  const lost = lostDelete(x, call.operation) && !isOpen;
  return {
    name: isOpen ? 'in use' : 'first delete',
    operation: call.operation,
    guarantee: lost ? 'once.lost-response' : 'delete.first',
    alternatives: [
      {
        says: 'success, empty or with the metadata of what was deleted',
        fits: (o) => isEmpty(o) || isDetailOf(x, o),
        next: (o) => (isDetailOf(x, o) ? relearn(gone, x, o.detail) : gone),
        ...granted(points, state, x),
        shows: [],
      },
      ...(lost ? [] : refusals(state, call, x, points)),
      ...goneByItself(x, byCascade),
    ],
    blame: () => suspectsOf(x),
  };
}

/** Children go with their template; what else hangs on it may have stayed or not, which is not seen yet. */
function granted([point, ...others]: readonly string[], state: State, x: Thing): Pick<Alternative, 'taken' | 'unsure'> {
  if (point === undefined || others.length > 0) return {};
  if (point !== 'delete.with-children') return { taken: [point, 'done'], unsure: true };
  return { taken: [point, 'cascade'], ...(hasSettledChild(state, x) ? {} : { unsure: true as const }) };
}

function removedBefore(state: State, call: Call, x: Thing): Situation {
  // The template that it was a version of; one that was made again since is another.
  const parent = state.things.findLast(
    (t) => t.id < x.id && t.type === resources[x.type].parent?.resource && t.name === x.name,
  );
  const parentGone = parent !== undefined && parent.life !== 'there';
  const answered = x.goneBy === 'delete';
  const after = retriedDelete(state, call, x, 'delete.retry', true);
  const notThere = retriedDelete(state, call, x, 'delete.retry', false);
  // Where the name has a template again, some look at that and others at the one that is gone: this tells no reading.
  const isBack = parentGone && state.things.some((t) => t.type === parent.type && t.name === x.name && isLive(t));
  const ofParent = (reading: string): Taken | undefined => (isBack ? undefined : ['delete.parent-gone', reading]);
  const body = (reading: string): Taken | undefined => (parentGone ? ofParent('success') : ['delete.body', reading]);
  const notFound: Alternative = {
    says: 'ResourceNotFoundException',
    fits: (o) => isError(o, 'ResourceNotFoundException'),
    next: () => notThere,
    taken: parentGone && answered ? ofParent('not-found') : undefined,
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
      // Nobody has deleted it by itself: to the endpoint it may be as if it had never been.
      ...(x.goneBy === 'cascade'
        ? [
            {
              says: 'ValidationException',
              fits: (o: Judged) => isError(o, 'ValidationException'),
              next: () => notThere,
              shows: [],
            },
          ]
        : []),
    ],
  };
}
