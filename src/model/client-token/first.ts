// Requests with a token that was not used before: must be requests of their own (token.distinct, token.case, token.whole).
// And those whose token breaks the rules for tokens, or is none.
import type { Detail, Taken } from '../../wire/types.ts';
import { lostBefore, stakeCollection } from '../blame.ts';
import { isOfAnotherType, sameIdentity } from '../detail/identity.ts';
import { compare } from '../detail/parameters.ts';
import { isAccepted, surelyValid } from '../detail/validity.ts';
import { type Alternative, atStake, isError, type Judged, type Situation } from '../judge.ts';
import { type Call, collectionOf, isLive, type State, type Thing } from '../state.ts';
import {
  anew,
  crossReading,
  duplicate,
  elsewhere,
  error,
  failedWith,
  lingering,
  original,
  spent,
  withFailed,
} from './alternatives.ts';
import { strangersToken } from './blame.ts';
import { crossPoint, isParentKnown, MAX_TOKEN_LENGTH, missingParent, type Request } from './request.ts';

/** A token too long or outside ASCII: refused, and nothing is made. */
export function invalid(state: State, call: Call, request: Request): Situation {
  const guarantee = (request.token?.length ?? 0) > MAX_TOKEN_LENGTH ? 'token.length' : 'token.charset';
  const after = stakeCollection(
    state,
    collectionOf(request.type, request.name),
    atStake(call, guarantee),
    call.answered.at,
  );
  return {
    name: guarantee === 'token.length' ? 'token of 65 characters or more' : 'token outside ASCII',
    operation: call.operation,
    guarantee,
    alternatives: [
      error(after, 'ValidationException', ['ValidationException'], { shows: [guarantee] }),
      ...duplicate(state, call, request),
      ...lingering(state, call, request),
      ...(isParentKnown(state, request) && missingParent(state, request) === undefined
        ? []
        : [error(after, 'ResourceNotFoundException', ['ResourceNotFoundException'])]),
    ],
  };
}

/** No token, an empty one, or one that the wire pattern excludes: a silent point each, so nearly anything goes. */
export function loose(state: State, call: Call, request: Request, point: string): Situation {
  const { token, type, name, params } = request;
  const earlier =
    token === undefined
      ? []
      : state.things.filter((t) => t.type === type && t.name === name && t.token?.value === token);
  const reading =
    { 'token.absent': 'new', 'token.printable': 'accepted' }[point] ?? (earlier.some(isLive) ? 'as none' : undefined);
  const again = earlier
    .filter((t) => isLive(t) && compare(t.params, params).relation !== 'different')
    .map((t) => original(state, call, t, { taken: point === 'token.empty' ? [point, 'a token'] : undefined }));
  return {
    name: point,
    operation: call.operation,
    guarantee: 'token.retry',
    alternatives: [
      anew(state, call, request, { taken: reading ? [point, reading] : undefined }),
      ...again,
      ...duplicate(state, call, request),
      ...lingering(state, call, request),
      ...refusedToken(state, point),
      // As a token, it may be refused because what it stands for has failed (token.failed-resource).
      ...(earlier.some((t) => t.creationFailed) ? [error(state, 'ConflictException', ['ConflictException'])] : []),
      ...(isParentKnown(state, request) && missingParent(state, request) === undefined
        ? []
        : [error(state, 'ResourceNotFoundException', ['ResourceNotFoundException'])]),
    ],
    blame: (o) => (isError(o, 'ConflictException') ? ['token.distinct', 'token.charset'] : []),
  };
}

/** A mismatch tells nothing of a token that may count as one and have been used before, as an empty one. */
function refusedToken(state: State, point: string): Alternative[] {
  const any = error(state, 'ValidationException', ['ValidationException']);
  const isOpen = (o: Judged) => point !== 'token.absent' && o.kind === 'error' && o.mismatchSpelling !== undefined;
  return [
    { ...any, fits: (o) => any.fits(o) && !isOpen(o), taken: [point, 'refused'] },
    { ...any, fits: (o) => any.fits(o) && isOpen(o) },
  ];
}

export function firstCall(state: State, call: Call, request: Request): Situation {
  const kin = strangersToken(state, request);
  const cross = crossPoint(state, call, request);
  const failed = failedWith(state, call, request).filter(({ forNow }) => !forNow);
  const changed = failed.length > 0 && failed.every((f) => f.params !== JSON.stringify(request.params));
  const lost = lostBefore(state, collectionOf(request.type, request.name)).length > 0;
  const pair = duplicate(state, call, request);
  const missing = missingParent(state, request);
  const rest: Alternative[] = [...pair, ...elsewhere(state, cross), ...lingering(state, call, request)];
  if (failed.length > 0) rest.push(...failedAgain(state, call, request, changed));
  else if (missing) rest.push(unjudged(state, call, request, false));
  else if (
    call.raced !== 'granted' &&
    !(cross?.isMade && isParentKnown(state, request) && isValid(state, call, request)) &&
    (kin === undefined || lost) &&
    !(request.token?.length === MAX_TOKEN_LENGTH && isValid(state, call, request))
  )
    rest.push(unjudged(state, call, request, lost));
  if (failed.length === 0) rest.push(...spent(state, call, request));
  const taken: Taken | undefined = pair[0]
    ? pair[0].taken && ['connection.duplicate', 'second']
    : cross
      ? crossReading(cross, 'independent')
      : changed
        ? ['token.failed-request', 'free']
        : undefined;
  const long = request.token?.length === MAX_TOKEN_LENGTH;
  const strict = kin !== undefined && !missing && failed.length === 0 && !cross?.isMade;
  const scope = state.things.some((t) => t.token !== undefined);
  return {
    name: kin ? 'another token' : 'first call',
    operation: call.operation,
    guarantee: kin ?? (lost ? 'once.lost-response' : 'token.distinct'),
    alternatives: [
      anew(state, call, request, { taken, shows: [...(strict ? [kin] : []), ...(scope ? ['token.scope'] : [])] }),
      ...rest,
    ],
    blame: (o) =>
      o.kind === 'success' && o.detail
        ? misplaced(state, request, o.detail, kin, cross?.isMade ?? false)
        : long && o.kind === 'error' && o.mismatchSpelling === undefined
          ? ['token.length']
          : [],
  };
}

/** A success that shows something that isn't new, or isn't where it was asked for; `isKnown`: elsewhere the token stands for something. */
function misplaced(
  state: State,
  request: Request,
  detail: Detail,
  kin: string | undefined,
  isKnown: boolean,
): readonly string[] {
  const shown = state.things.find((t) => t.type === request.type && isLive(t) && t.identity && sameIdentity(t, detail));
  if ((shown && isKnown) || isOfAnotherType(state, request.type, detail)) return ['token.scope'];
  if (shown && shown.name === request.name)
    return kin === 'token.distinct' && isAlike(shown, request) ? [kin, 'token.whole'] : [];
  const otherTemplate =
    request.params.templateName !== undefined && detail.templateName !== request.params.templateName;
  return shown || otherTemplate ? ['token.scope'] : ['token.distinct', 'token.deleted-original'];
}

/** So many characters in common at one end: something beyond them was not looked at. */
const COMMON_CHARACTERS = 32;

const isAlike = ({ token }: Thing, request: Request): boolean =>
  token !== undefined &&
  token.value.length >= COMMON_CHARACTERS &&
  (token.value.slice(0, COMMON_CHARACTERS) === request.token?.slice(0, COMMON_CHARACTERS) ||
    token.value.slice(-COMMON_CHARACTERS) === request.token?.slice(-COMMON_CHARACTERS));

/** A request with the token failed before: spent, or the same failure again (token.failed-request), or one of its own. */
function failedAgain(state: State, call: Call, request: Request, changed: boolean): Alternative[] {
  const valid = isValid(state, call, request) && missingParent(state, request) === undefined;
  const isSpent = (o: Judged) =>
    isError(o, 'ValidationException') && (valid || (o.kind === 'error' && o.mismatchSpelling !== undefined));
  const any: Alternative = {
    says: 'an error, for a request with the token has failed before',
    fits: (o) => o.kind === 'error' && !(changed && isSpent(o)),
    next: () => withFailed(state, call, request),
    shows: [],
  };
  return changed ? [{ ...any, fits: isSpent, taken: ['token.failed-request', 'spent'] }, any] : [any];
}

/** Such requests have been accepted in this history, so that this one would be too. */
const isValid = (state: State, call: Call, request: Request): boolean =>
  isAccepted(state, call.operation) && surelyValid(state, call.operation, request.params, Object.keys(request.params));

/**
 * A first request that is refused shows nothing, unless the refusal speaks of a mismatch. After an unanswered one (`lost`)
 * only a validation error can still be a refusal of its own, and not where such requests have been accepted.
 */
function unjudged(state: State, call: Call, request: Request, lost: boolean): Alternative {
  const valid = isValid(state, call, request);
  const own = (o: Judged) => o.kind === 'error' && o.mismatchSpelling === undefined;
  return {
    says: 'a refusal of its own',
    fits: (o) => own(o) && (!lost || (isError(o, 'ValidationException') && !valid) || !isParentKnown(state, request)),
    next: () => withFailed(state, call, request),
    shows: [],
  };
}
