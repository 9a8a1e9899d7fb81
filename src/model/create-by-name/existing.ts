// A create by name while the name is taken (create.retry, create.modified, create.mismatch): same request or another, of a
// resource that is unmodified, modified, or neither for sure.
import { resources } from '../../specs/index.ts';
import type { Taken } from '../../wire/types.ts';
import { suspectsOf, takenAway } from '../blame.ts';
import { isAnother } from '../detail/identity.ts';
import { choices } from '../detail/members.ts';
import { type Comparison, compare } from '../detail/parameters.ts';
import { otherErrors, surelyValid } from '../detail/validity.ts';
import { hasSettledChild } from '../hanging.ts';
import { type Alternative, isError, type Judged, type Situation } from '../judge.ts';
import { asShown, current, type Modified, modified, REFUSED_NOOP } from '../modify/modified.ts';
import type { Call, State, Suspect, Thing } from '../state.ts';
import { fresh, original, pointed, refused, sureIf } from './alternatives.ts';

export function existing(state: State, call: Call, x: Thing): Situation {
  if (x.creationFailed) return creationFailed(state, call, x);
  const { relation, points, members } = compare(x.params, call.input, choices(x));
  const status = modified(x);
  const at = {
    operation: call.operation,
    blame: (o: Judged): readonly (Suspect | string)[] => [
      ...namespace(state, x),
      ...(status.state === 'yes' ? ['create.modified'] : []),
      ...suspectsOf(x),
      ...(status.state === 'open' ? ['create.modified'] : []),
      ...(isAnother(x, o) ? ['create.retry', ...takenAway(x)] : []),
    ],
  };
  if (relation === 'different') return changed(state, call, x, status, members);
  const name = status.state === 'yes' ? 'modified' : x.phase === 'working' ? 'being created' : 'same parameters';
  if (relation === 'open')
    return {
      ...at,
      name: 'same or different',
      guarantee: 'create.retry',
      alternatives: openRequest(state, call, x, status, points, members),
    };
  const guarantee = status.state === 'yes' ? 'create.modified' : 'create.retry';
  return { ...at, name, guarantee, alternatives: sameRequest(state, call, x, status) };
}

/** Another type has something of that name: what happens to that must not count here. */
const namespace = (state: State, x: Thing): readonly string[] =>
  state.things.some((t) => t.type !== x.type && resources[t.type].key[0] === 'name' && t.name === x.name)
    ? ['create.namespace']
    : [];

function creationFailed(state: State, call: Call, x: Thing): Situation {
  const anew = fresh(state, call, x, x);
  const { status } = resources[x.type];
  const failed = (o: Judged) =>
    o.kind === 'success' && (status?.failed.includes(String(o.detail?.[status.member])) ?? false);
  // One that shows a failure is the failed one, or if its time differs at all, perhaps one made anew that failed as well.
  const again: Alternative = { ...anew, fits: (o) => anew.fits(o) && !failed(o), taken: ['create.failed', 'anew'] };
  const isLater = (o: Judged) => o.kind === 'success' && o.detail?.createdAt !== x.identity?.createdAt;
  const failedToo: Alternative = { ...again, fits: (o) => anew.fits(o) && failed(o) && isLater(o), unsure: true };
  // One that was updated meanwhile may have been created, and it is the update that has failed.
  const isCreation = !x.modifications.some(({ early }) => early);
  return {
    name: 'creation failed',
    operation: call.operation,
    guarantee: 'create.retry',
    // A success that shows no failure may as well show one made anew in the same second.
    alternatives: [
      ...sureIf((o) => isCreation && (o.kind === 'error' || failed(o)), pointed(state, call, x, 'create.failed')),
      again,
      failedToo,
    ],
  };
}

function sameRequest(state: State, call: Call, x: Thing, status: Modified): Alternative[] {
  if (status.state === 'yes') return [refused(state, call, x, 'ConflictException', ['create.modified'])];
  if (status.state === 'no') return [original(state, call, x)];
  const [point, ...others] = status.points;
  // A version that is there no more, or may have failed, is none to an endpoint that counts them.
  const isUndone = point === 'create.version-added' && !hasSettledChild(state, x);
  const taken = (reading: string): Taken | undefined =>
    point && others.length === 0 && point !== REFUSED_NOOP && !isUndone ? [point, reading] : undefined;
  // An update that may be in progress may be over by now, which is no conflict only if it changed nothing that shows.
  const unfinished = point === 'create.update-unfinished';
  const isHidden = x.modifications.some(({ finished, shown }) => !finished && shown.length === 0);
  const mayBeNew = x.modifications.some(({ early }) => early);
  const isUnsure = status.unsure && !unfinished;
  return [
    {
      ...original(state, call, x),
      taken: taken('unmodified'),
      ...((unfinished && isHidden) || mayBeNew || isUnsure ? { unsure: true as const } : {}),
      shows: [],
    },
    {
      ...refused(state, call, x, 'ConflictException'),
      taken: taken('modified'),
      ...(unfinished || isUnsure ? { unsure: true as const } : {}),
    },
  ];
}

/** A difference that may be none (`detail.*`). */
function openRequest(
  state: State,
  call: Call,
  x: Thing,
  status: Modified,
  points: readonly string[],
  members: readonly string[],
): Alternative[] {
  const taken = (reading: string): Taken | undefined =>
    points[0] && points.length === 1 && status.state === 'no' ? [points[0], reading] : undefined;
  const conflict = refused(state, call, x, 'ConflictException');
  // What the endpoint has chosen is not known if it never shows it: then what was given may be another value.
  const isUnseen = points[0] === 'detail.default-given' && members.every((m) => choices(x)[m] === undefined);
  const mismatch = {
    ...refused(state, call, x, 'ValidationException'),
    taken: isUnseen ? undefined : taken('different'),
  };
  const same = { ...original(state, call, x), taken: taken('same'), shows: [] };
  if (status.state === 'yes')
    return [conflict, mismatch, ...(relationToModified(x, call) === 'different' ? [] : [same])];
  return [same, mismatch, ...(status.state === 'no' ? [] : [conflict])];
}

/** By the updates, or by what they have made of it. */
function relationToModified(x: Thing, { input }: Call): Comparison['relation'] {
  const relations = [current(x), asShown(x)].map((now) => compare(now, input, choices(x)).relation);
  return relations.find((relation) => relation !== 'different') ?? 'different';
}

/** An update that may be in progress, which may be refused for that, or not count before it is over. */
const mayBeUnderWay = ({ modifications, awaited, phase }: Thing): boolean =>
  awaited > 0 || phase === 'working' || modifications.some(({ finished }) => !finished);

function changed(state: State, call: Call, x: Thing, status: Modified, members: readonly string[]): Situation {
  const named = surelyValid(state, call.operation, call.input, members) && status.state === 'no';
  const guarantee = status.state === 'yes' ? 'create.modified' : 'create.mismatch';
  const toModified = status.state === 'no' ? 'different' : relationToModified(x, call);
  const equal = toModified !== 'different';
  const point = equal ? 'create.equals-modified' : 'create.modified-and-different';
  // Where it may or may not equal the modified state, it is open which of the two points is.
  const taken = (reading: string): Taken | undefined =>
    toModified !== 'open' && (status.state === 'yes' || equal) ? [point, reading] : undefined;
  const sureness = mayBeUnderWay(x) ? { unsure: true as const } : {};
  const others = otherErrors(state, call.operation, call.input, members);
  const mismatch: Alternative = {
    ...refused(
      state,
      call,
      x,
      'ValidationException',
      status.state === 'yes' || equal ? [] : named ? ['create.mismatch', 'create.mismatch-named'] : ['create.mismatch'],
    ),
    says: named ? 'ValidationException that names IdempotentParameterMismatch' : 'ValidationException',
    fits: (o) =>
      isError(o, 'ValidationException') && (!named || (o.kind === 'error' && o.mismatchSpelling !== undefined)),
    taken: taken('validation'),
    ...sureness,
  };
  return {
    name: status.state === 'yes' ? 'modified' : 'one parameter changed',
    operation: call.operation,
    guarantee,
    alternatives: [
      mismatch,
      ...(status.state === 'no'
        ? []
        : [{ ...refused(state, call, x, 'ConflictException'), taken: taken('conflict'), ...sureness }]),
      ...(equal ? [{ ...original(state, call, x), taken: taken('success'), ...sureness, shows: [] }] : []),
      ...(others === 'none'
        ? []
        : [
            {
              ...refused(state, call, x, 'ResourceNotFoundException'),
              says: 'ResourceNotFoundException, if something that it names is not there',
            },
          ]),
      ...(others === 'any' ? [refused(state, call, x, 'ConflictException')] : []),
    ],
    blame: (o: Judged) =>
      isError(o, 'ValidationException')
        ? ['create.mismatch-named']
        : isAnother(x, o)
          ? [...x.suspects.slice(-1).filter((s) => s.guarantee === 'delete.only'), guarantee, ...takenAway(x)]
          : [],
  };
}
