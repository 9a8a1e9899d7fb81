// Creates by name (section "Idempotent create APIs"): the name is the key. The same request returns the original while it
// is not modified, is a conflict once it is, and a validation error with other parameters; once the resource is gone, the
// name is free.
import { operations, type ResourceType } from '../../specs/index.ts';
import { lostBefore } from '../blame.ts';
import { isBusy } from '../delete/slow.ts';
import { compare } from '../detail/parameters.ts';
import { isTaken, otherErrors, surelyValid } from '../detail/validity.ts';
import { type Alternative, atStake, isError, type Judged, judge, late, type Result, type Situation } from '../judge.ts';
import { born, type Call, collectionOf, isLive, isNamesake, lostKey, type State, type Thing } from '../state.ts';
import { isFresh, lastTouch } from '../time.ts';
import {
  departed,
  dying,
  fresh,
  heritage,
  type Named,
  pointed,
  renewed,
  usedBy,
  usersMoved,
  wordsOf,
} from './alternatives.ts';
import { existing } from './existing.ts';

export function createByName(state: State, call: Call, outcome: Judged): Result {
  const named: Named = {
    type: operations[call.operation]?.resource as ResourceType,
    name: String(call.input.name ?? ''),
  };
  const x = bearer(state, named);
  return judge(x ? taken(state, call, x) : first(state, call, named), outcome);
}

function bearer(state: State, { type, name }: Named): Thing | undefined {
  const all = state.things.filter((t) => t.type === type && t.name === name);
  return all.findLast(isLive) ?? all.at(-1);
}

function taken(state: State, call: Call, x: Thing): Situation {
  const at = { operation: call.operation, guarantee: 'create.retry' };
  switch (x.life) {
    case 'gone':
      return x.creationFailed && x.goneBy === 'cascade' ? cleanedUp(state, call, x) : afterDelete(state, call, x);
    case 'deleting':
      return { ...at, name: 'being deleted', alternatives: [...dying(state, call, x), ...anew(state, call, x)] };
    case 'delete-failed':
      return {
        ...at,
        name: 'deletion failed',
        alternatives: [...pointed(state, call, x, 'create.delete-failed'), ownError(state, call, x)],
      };
    case 'lingering': {
      // There, being deleted, left by a deletion that failed, or gone: which of them an answer shows nobody can say.
      const there = existing(state, call, x);
      const going = dying(state, call, x).map((a) => ({ ...a, taken: undefined }));
      const alternatives = [...there.alternatives, ...going, ...anew(state, call, x)];
      return { ...there, name: 'may be gone', alternatives };
    }
    default: {
      const there = existing(state, call, x);
      if (!x.creationFailed) return there;
      return { ...there, alternatives: [...there.alternatives, ownError(state, call, x)] };
    }
  }
}

function first(state: State, call: Call, named: Named): Situation {
  const namesakes = state.things.some((t) => isNamesake(t, named.type, named.name));
  const lost =
    Object.hasOwn(state.lost, lostKey(call)) && lostBefore(state, collectionOf(named.type, named.name)).length > 0;
  const guarantee = namesakes ? 'create.namespace' : lost ? 'once.lost-response' : 'create.retry';
  const refused: Alternative = {
    says: 'a refusal of its own',
    fits: (o) =>
      o.kind === 'error' &&
      !(namesakes && isCollision(state, call, o)) &&
      (!lost ||
        isError(o, 'ValidationException') ||
        (isError(o, 'ResourceNotFoundException') && mayMiss(state, call))) &&
      !((call.raced || lost) && o.mismatchSpelling !== undefined),
    next: () => state,
    shows: [],
    ends: `${call.operation}: the first request is refused`,
  };
  return {
    name: namesakes ? 'name of another type' : 'first call',
    operation: call.operation,
    guarantee,
    alternatives: [
      { ...fresh(state, call, named), shows: namesakes ? ['create.namespace'] : [] },
      ...(call.raced === 'granted' ? [] : [refused]),
    ],
  };
}

/** The members of the request apart from the name. */
const apart = ({ input }: Call): string[] => Object.keys(input).filter((member) => member !== 'name');

/** Whether something of the endpoint's that the request names is not surely there. */
const mayMiss = (state: State, call: Call): boolean =>
  otherErrors(state, call.operation, call.input, apart(call)) === 'any' || namesSomethingGone(state, call);

/** Whether a refusal can only be due to the namesake: not if the endpoint might refuse such a request in any case. */
function isCollision(state: State, call: Call, o: Judged): boolean {
  if (isError(o, 'ConflictException')) return !namesSomethingBusy(state, call) && !namesSomethingGone(state, call);
  const isMismatch = o.kind === 'error' && o.mismatchSpelling !== undefined;
  return isError(o, 'ValidationException') && (isMismatch || isTaken(state, call.operation, call.input, apart(call)));
}

function afterDelete(state: State, call: Call, x: Thing): Situation {
  // A delete that nobody saw answered may have been done as late as it was last touched.
  const since = x.goneBy === 'unseen' ? lastTouch(x) : (x.deletedAt?.at ?? 0);
  const lingering: Alternative = {
    says: 'ConflictException for the settling time',
    fits: (o) => isError(o, 'ConflictException') && !isFresh(call, since),
    next: () => state,
    shows: [],
    excused: true,
  };
  return {
    name: 'recreated',
    operation: call.operation,
    guarantee: 'create.after-delete',
    blame: () => ['create.after-delete', ...lostBefore(state, collectionOf(x.type, x.name))],
    alternatives: [...anew(state, call, x, ['create.after-delete']), lingering],
  };
}

/** The answers to a request for something new, once `x` is out of its way. */
const anew = (state: State, call: Call, x: Thing, shows: readonly string[] = []): Alternative[] => [
  { ...fresh(state, call, x, x), shows },
  ownError(state, call, x),
  ...late(state, call),
];

/** Of several errors that apply any is fine: something else that the request names may not be there. A mismatch is none with what is gone. */
function ownError(state: State, call: Call, x: Thing): Alternative {
  const changed = compare(x.params, call.input).members;
  return {
    says: 'an error, for something that it names may not be there',
    fits: (o) =>
      o.kind === 'error' &&
      o.mismatchSpelling === undefined &&
      (!surelyValid(state, call.operation, call.input, changed) || namesSomethingGone(state, call)),
    next: () => state,
    shows: [],
  };
}

/** What has failed and went by itself was not deleted: how its name is treated is as open as before (create.failed). */
function cleanedUp(state: State, call: Call, x: Thing): Situation {
  const failed = existing(state, call, x);
  return { ...failed, alternatives: [...failed.alternatives, ...afterDelete(state, call, x).alternatives] };
}

/** Whether it names something else that is gone, or has failed: a template, or a version of it, unless it names another. */
function namesSomethingGone(state: State, { operation, input: { name: _, ...rest } }: Call): boolean {
  const type = operations[operation]?.resource;
  const words = wordsOf(rest);
  const isOfNumber = ({ majorVersion, minorVersion }: NonNullable<Thing['key']>): boolean =>
    [
      [rest.templateMajorVersion, majorVersion],
      [rest.templateMinorVersion, minorVersion],
    ].every(([asked, has]) => asked === undefined || has === undefined || asked === has);
  const isNamed = ({ key = {}, name }: Thing) => words.has(String(key.id ?? name)) && isOfNumber(key);
  return state.things.some((t) => t.type !== type && (t.life !== 'there' || t.creationFailed) && isNamed(t));
}

/** Whether something else that it names is at work, which may refuse a first request as well. */
function namesSomethingBusy(state: State, { input: { name: _, ...rest } }: Call): boolean {
  return usedBy(state, rest).some(isBusy);
}

/** What such a create does if nobody sees its answer: it makes something where the name is free, may become so, or is given anew (create.failed). */
export function nameUnseen(state: State, call: Call): readonly State[] {
  const named: Named = {
    type: operations[call.operation]?.resource as ResourceType,
    name: String(call.input.name ?? ''),
  };
  const x = bearer(state, named);
  if (x?.life === 'there' && !x.creationFailed) return [];
  return [
    born(usersMoved(x?.creationFailed ? departed(state, call, x) : state, call), {
      ...named,
      params: call.input,
      call,
      ...heritage(state, call, x),
      suspects: [...renewed(call, x), atStake(call, 'once.lost-response')],
    }).state,
  ];
}
