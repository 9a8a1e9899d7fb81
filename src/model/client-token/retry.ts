// A token that stands for something: while it lives the same request returns that and another is a mismatch, after eight hours
// the same makes something new, and around them both are right.
import { resources } from '../../specs/index.ts';
import { canonical } from '../../wire/canonical.ts';
import type { Taken } from '../../wire/types.ts';
import { stakeAround } from '../blame.ts';
import { isAnother } from '../detail/identity.ts';
import { choices } from '../detail/members.ts';
import { type Comparison, compare } from '../detail/parameters.ts';
import { otherErrors, surelyValid } from '../detail/validity.ts';
import { type Alternative, atStake, isError, type Judged, late, type Situation } from '../judge.ts';
import { type Call, replace, type State, type Suspect, type Thing, type TokenUse } from '../state.ts';
import { ageOf, TOKEN_LIFE_SECONDS } from '../time.ts';
import { anew, duplicate, elsewhere, mismatch, original, spent } from './alternatives.ts';
import { retryBlame } from './blame.ts';
import { afterDelete, failedResource, namesNothing, unmet } from './gone.ts';
import { crossPoint, MAX_TOKEN_LENGTH, missingParent, type Request } from './request.ts';

/** Older than this, a retry that still finds the original exercises token.alive. */
const NEAR_EXPIRY_SECONDS = TOKEN_LIFE_SECONDS - 3600;

export function retried(state: State, call: Call, request: Request, x: Thing): Situation {
  const same = compare(x.params, request.params, { ...choices(x), ...majorChosen(x) });
  const renewed = x.life === 'gone' ? afterDelete(state, call, request, x, same) : undefined;
  // What has failed and went by itself was not deleted.
  if (renewed && !(x.creationFailed && x.goneBy === 'cascade')) return renewed;
  if (x.creationFailed) return either(failedResource(state, call, request, x, same), renewed);
  const standing = hasFailedLater(x) ? failedResource : same.relation === 'different' ? changed : unchanged;
  const living = standing(state, call, request, x, same);
  if (x.life !== 'there') {
    const gone: Thing = { ...x, life: 'gone', goneBy: 'cascade', deletedAt: call.sent };
    const fallen = afterDelete(replace(state, gone), call, request, gone, same);
    return { ...living, name: 'may be gone', alternatives: [...living.alternatives, ...fallen.alternatives] };
  }
  const age = x.token ? ageOf(x.token, call) : 'doubtful';
  if (age === 'alive') return living;
  const expired = afterExpiry(state, call, request, x, same);
  return age === 'expired' ? expired : inDoubt(call, x, same, living, expired);
}

/** A version that was published or updated, and ended REGISTRATION_FAILED by that (token.failed-resource). */
const hasFailedLater = ({ type, phase }: Thing): boolean => phase === 'failed' && resources[type].parent !== undefined;

const either = (a: Situation, b: Situation | undefined): Situation =>
  b ? { ...a, alternatives: [...a.alternatives, ...b.alternatives] } : a;

/** The major version that the endpoint chose where none was asked for (detail.default-given). */
const majorChosen = (x: Thing): Readonly<Record<string, readonly string[]>> =>
  x.params.majorVersion === undefined && x.key?.majorVersion !== undefined
    ? { majorVersion: [canonical(x.key.majorVersion)] }
    : {};

function unchanged(state: State, call: Call, request: Request, x: Thing, same: Comparison): Situation {
  const at = {
    operation: call.operation,
    guarantee: 'token.retry',
    blame: (o: Judged) => retryBlame(state, call, x, o),
  };
  if (same.relation === 'open') {
    const taken = (reading: string): Taken | undefined =>
      same.points[0] && same.points.length === 1 ? [same.points[0], reading] : undefined;
    // Whether it chooses a value at all is not known where one was given first: then none may be another.
    const isUnseen = same.points[0] === 'detail.default-given' && same.members.every((m) => x.params[m] !== undefined);
    return {
      ...at,
      name: 'same or different',
      alternatives: [
        original(state, call, x, { taken: taken('same') }),
        mismatch(state, call, request, x, { taken: isUnseen ? undefined : taken('different') }),
        ...duplicate(state, call, request),
      ],
    };
  }
  const near = call.sent.clock - (x.token?.aliveFrom ?? call.sent.clock) > NEAR_EXPIRY_SECONDS;
  const confirmed = x.suspects
    .map((s) => s.guarantee)
    .filter((g) => ['token.mismatch-harmless', 'token.deleted-original', 'token.expired'].includes(g));
  const shows = [
    'token.retry',
    'token.scope',
    ...(near ? ['token.alive'] : []),
    ...(request.token?.length === MAX_TOKEN_LENGTH ? ['token.length'] : []),
    ...confirmed,
  ];
  return { ...at, name: near ? 'near expiry' : 'same parameters', alternatives: [original(state, call, x, { shows })] };
}

function changed(state: State, call: Call, request: Request, x: Thing, same: Comparison): Situation {
  const pair = duplicate(state, call, request).length > 0;
  const named = surelyValid(state, call.operation, request.params, same.members) && !pair;
  const others = otherErrors(state, call.operation, request.params, same.members);
  return {
    name: 'one parameter changed',
    operation: call.operation,
    guarantee: 'token.mismatch',
    alternatives: [
      mismatch(state, call, request, x, {
        named,
        shows: named ? ['token.mismatch', 'token.mismatch-named'] : ['token.mismatch'],
      }),
      ...(pair
        ? [mismatch(state, call, request, x, { type: 'ConflictException', taken: ['connection.duplicate', 'refused'] })]
        : []),
      ...(others === 'none' ? [] : [mismatch(state, call, request, x, { type: 'ResourceNotFoundException' })]),
      ...(others === 'any' ? [mismatch(state, call, request, x, { type: 'ConflictException' })] : []),
    ],
    blame: (o) => (isError(o, 'ValidationException') ? ['token.mismatch-named'] : mismatchBlame(state, call, x, o)),
  };
}

/** Whoever makes something new of a mismatch may as well have forgotten the token, or lost the original. */
function mismatchBlame(state: State, call: Call, x: Thing, o: Judged): readonly (Suspect | string)[] {
  const blamed = retryBlame(state, call, x, o);
  const aged = blamed.filter((s) => s === 'token.alive');
  return isAnother(x, o) ? [...aged, 'token.mismatch', ...blamed] : aged;
}

/** Around eight hours, or when an unanswered request leaves the age open, both are right (token.window). */
function inDoubt(call: Call, x: Thing, same: Comparison, living: Situation, expired: Situation): Situation {
  const windows = same.relation === 'same' && x.token && !hasFailedLater(x) ? doubtOf(call, x.token) : undefined;
  const as = (alive: boolean) => (a: Alternative) => ({ ...a, shows: [], ...(a.taken ? {} : windows?.(alive)) });
  // Whether it has expired is what is in doubt, so that no answer tells what it means that it has.
  const unsure = (a: Alternative): Alternative => (a.taken ? { ...a, unsure: true } : a);
  return {
    ...living,
    name: 'near expiry',
    guarantee: 'token.expired',
    alternatives: [...living.alternatives.map(as(true)), ...expired.alternatives.map(unsure).map(as(false))],
  };
}

/**
 * Which reading the answer tells, if the doubt is due to nothing but a silent point: by one count the token has surely
 * expired, by the other it is surely alive, and no unanswered request has been at it.
 */
function doubtOf(
  call: Call,
  { aliveFrom, born, lastAnswered, lastCounted }: TokenUse,
): ((alive: boolean) => Pick<Alternative, 'taken' | 'unsure'>) | undefined {
  const tolerance = call.settings.clockToleranceSeconds;
  const isOver = (from: number): boolean => call.sent.clock - from > TOKEN_LIFE_SECONDS + tolerance;
  const isAlive = (from: number): boolean => call.answered.clock - from < TOKEN_LIFE_SECONDS - tolerance;
  if (!isOver(aliveFrom) || !isAlive(lastCounted) || !Number.isFinite(lastAnswered)) return undefined;
  if (isOver(born.clock)) return (alive) => ({ taken: ['token.window', alive ? 'latest' : 'first'] });
  if (!isAlive(born.clock)) return undefined;
  // Alive it may be for the hours of a deleted one, too, if these count from its latest use.
  return (alive) =>
    alive
      ? { taken: ['token.after-delete-window', 'new'], unsure: true }
      : { taken: ['token.after-delete-window', 'inherited'] };
}

function afterExpiry(state: State, call: Call, request: Request, x: Thing, same: Comparison): Situation {
  const suspects = [atStake(call, 'token.expired')];
  const touched = stakeAround(state, x, atStake(call, 'token.expired'), call);
  const at = { name: 'expired', operation: call.operation };
  if (same.relation === 'same') {
    return {
      ...at,
      guarantee: 'token.expired',
      alternatives: [
        anew(touched, call, request, { suspects, shows: ['token.expired'] }),
        ...spent(state, call, request),
        ...elsewhere(state, crossPoint(state, call, request, x)),
        ...duplicate(state, call, request),
        ...late(state, call),
        ...unmet(state, missingParent(state, request)),
      ],
    };
  }
  const taken = (reading: string): Taken | undefined =>
    same.relation === 'different' ? ['token.after-expiry-different', reading] : undefined;
  return {
    ...at,
    guarantee: 'token.expired',
    blame: (o) => (o.kind === 'success' ? ['token.scope'] : []),
    alternatives: [
      anew(touched, call, request, { suspects, taken: taken('new') }),
      mismatch(state, call, request, x, { taken: taken('mismatch') }),
      ...duplicate(state, call, request),
      ...namesNothing(state, call, request, same),
    ],
  };
}
