// A token whose original is gone, or has failed: the same request makes something new (token.deleted-original) if what it
// needs is there, and of what has failed it is open whether it does (token.failed-resource).
import type { Taken } from '../../wire/types.ts';
import type { Comparison } from '../detail/parameters.ts';
import { otherErrors } from '../detail/validity.ts';
import { type Alternative, atStake, type Judged, late, type Situation } from '../judge.ts';
import type { Call, State, Thing } from '../state.ts';
import { ageOf } from '../time.ts';
import { anew, duplicate, elsewhere, error, lingering, mismatch, original, spent, withFailed } from './alternatives.ts';
import { crossPoint, type Missing, missingParent, type Request } from './request.ts';

export function afterDelete(state: State, call: Call, request: Request, x: Thing, same: Comparison): Situation {
  const guarantee = 'token.deleted-original';
  const at = { operation: call.operation, guarantee };
  const missing = missingParent(state, request);
  if (missing === 'template')
    return {
      ...at,
      name: 'template gone',
      alternatives: [
        same.relation === 'same' ? notFound(state, [guarantee]) : notFound(withFailed(state, call, request)),
        ...spent(state, call, request),
        ...elsewhere(state, crossPoint(state, call, request, x)),
        ...(same.relation === 'same' ? [] : [refused(state, call, request)]),
      ],
    };
  const fresh = { suspects: [atStake(call, guarantee)], before: x };
  const rest = [
    ...spent(state, call, request),
    ...elsewhere(state, crossPoint(state, call, request, x)),
    ...duplicate(state, call, request),
    ...lingering(state, call, request),
    ...late(state, call),
    ...unmet(state, missing),
  ];
  if (same.relation === 'same')
    return {
      ...at,
      name: 'deleted',
      alternatives: [anew(state, call, request, { ...fresh, shows: [guarantee] }), ...rest],
    };
  // Of a token that has expired as well the answer may be due to that.
  const isAlive = x.token !== undefined && ageOf(x.token, call) === 'alive';
  const taken = (reading: string): Taken | undefined =>
    same.relation === 'different' && isAlive ? ['token.after-delete-different', reading] : undefined;
  return {
    ...at,
    name: 'deleted',
    alternatives: [
      anew(state, call, request, { ...fresh, taken: taken('new') }),
      { ...refused(state, call, request), taken: taken('mismatch') },
      ...rest,
      ...namesNothing(state, call, request, same),
    ],
  };
}

/** What the request needs isn't there, as far as the history knows. */
export const unmet = (state: State, missing: Missing | undefined): Alternative[] =>
  missing ? [notFound(state), error(state, 'ValidationException', ['ValidationException'])] : [];

/** Something that the changed request names may not be there, which is an error of its own. */
export function namesNothing(state: State, call: Call, request: Request, same: Comparison): Alternative[] {
  const others = otherErrors(state, call.operation, request.params, same.members);
  const types = {
    none: [],
    'not-found': ['ResourceNotFoundException'],
    any: ['ResourceNotFoundException', 'ConflictException'],
  };
  return types[others].map((type) => error(withFailed(state, call, request), type, [type]));
}

/** As a mismatch with what the token stood for, or for a reason of its own, which may spend the token. */
function refused(state: State, call: Call, request: Request): Alternative {
  const isMismatch = (o: Judged) => o.kind === 'error' && o.mismatchSpelling !== undefined;
  return {
    ...error(state, 'ValidationException', ['ValidationException']),
    next: (o) => (isMismatch(o) ? state : withFailed(state, call, request)),
  };
}

/** A template is gone, and with it everything that could be made in it. */
const notFound = (state: State, shows: readonly string[] = []): Alternative =>
  error(
    state,
    'ResourceNotFoundException, for its template, or what it names, is gone',
    ['ResourceNotFoundException'],
    { shows },
  );

export function failedResource(state: State, call: Call, request: Request, x: Thing, same: Comparison): Situation {
  // Of a token that has expired as well the answer may be due to that, and what has failed later may have recovered.
  const isSure = x.creationFailed === true && x.token !== undefined && ageOf(x.token, call) === 'alive';
  const taken = (reading: string): Taken | undefined =>
    same.relation === 'same' && isSure ? ['token.failed-resource', reading] : undefined;
  return {
    name: 'registration failed',
    operation: call.operation,
    guarantee: 'token.retry',
    alternatives: [
      ...(same.relation === 'different' ? [] : [original(state, call, x, { taken: taken('returned') })]),
      mismatch(state, call, request, x, { taken: taken('refused') }),
      mismatch(state, call, request, x, { type: 'ConflictException', taken: taken('refused') }),
      anew(state, call, request, { taken: taken('new'), before: x }),
    ],
  };
}
