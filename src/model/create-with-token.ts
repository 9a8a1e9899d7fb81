// Creates with a client token (section "Idempotent create APIs with a client token"): while the token lives and what it
// made exists, the same request returns that and another is a mismatch; after expiry or deletion the request is a new one.
import type { Input } from '../program/types.ts';
import { operations, type ResourceType, resources } from '../specs/index.ts';
import type { Taken } from '../wire/types.ts';
import { stakeBoth, stakeCollection } from './blame.ts';
import { type Alternative, atStake, isError, type Judged, judge, type Result, type Situation } from './judge.ts';
import { learn, loosen, sameIdentity, snapshotFaults, withWrong } from './members.ts';
import { type Comparison, compare } from './parameters.ts';
import {
  born,
  type Call,
  change,
  collectionOf,
  type FailedRequest,
  isLive,
  replace,
  type State,
  type Suspect,
  type Thing,
  type TokenUse,
} from './state.ts';
import { ageOf } from './time.ts';
import { retryBlame, strangersToken } from './token-blame.ts';
import { accept, otherErrors, surelyValid } from './validity.ts';

export const MAX_TOKEN_LENGTH = 64;

export function createWithToken(state: State, call: Call, outcome: Judged): Result {
  const request = read(call);
  const { token } = request;
  if (token === undefined) return judge(loose(state, call, request, 'token.absent'), outcome);
  if (token === '') return judge(loose(state, call, request, 'token.empty'), outcome);
  if (token.length > MAX_TOKEN_LENGTH) return judge(invalid(state, call, request, 'token.length'), outcome);
  if (/[^\0-\x7f]/.test(token)) return judge(invalid(state, call, request, 'token.charset'), outcome);
  if (!/^[!-~]*$/.test(token)) return judge(loose(state, call, request, 'token.printable'), outcome);
  const stands = state.things.findLast(
    (t) => t.type === request.type && t.name === request.name && t.token?.value === token,
  );
  const situation = stands ? retried(state, call, request, stands) : firstCall(state, call, request);
  return judge(situation, outcome);
}

export interface Request {
  readonly type: ResourceType;
  /** What it belongs to: template name, environment name of connections. */
  readonly name: string;
  readonly token: string | undefined;
  readonly params: Input;
}

export function read(call: Call): Request {
  const type = operations[call.operation]?.resource as ResourceType;
  const { clientToken, ...params } = call.input;
  const name = resources[type].parent ? String(params.templateName ?? '') : '';
  return { type, name, token: typeof clientToken === 'string' ? clientToken : undefined, params };
}

// ---- alternatives

interface MadeNew {
  readonly suspects?: readonly Suspect[];
  readonly before?: Thing;
  readonly taken?: Taken | undefined;
  readonly shows?: readonly string[];
}

function anew(state: State, call: Call, request: Request, how: MadeNew = {}): Alternative {
  return {
    says: 'success with a new resource',
    fits: (o) => o.kind === 'success' && o.detail !== undefined && isNew(state, request, o.detail),
    next: (o) => made(state, call, request, o, how),
    taken: how.taken,
    shows: how.shows ?? [],
  };
}

/** A new resource isn't one that still exists, and it is where it was asked for. */
function isNew(
  state: State,
  request: Request,
  detail: NonNullable<Extract<Judged, { kind: 'success' }>['detail']>,
): boolean {
  const { type, params } = request;
  const asked = (m: string) => detail[m] === undefined || params[m] === undefined || detail[m] === params[m];
  return (
    asked('templateName') &&
    asked('majorVersion') &&
    asked('environmentName') &&
    !state.things.some((t) => t.type === type && t.life === 'there' && t.identity && sameIdentity(t, detail))
  );
}

function made(state: State, call: Call, request: Request, o: Judged, how: MadeNew): State {
  const birth = born(accept(state, call.operation, request.params), {
    type: request.type,
    name: request.name,
    params: request.params,
    call,
    ...(request.token ? { token: tokenOf(call, request.token, how.before) } : {}),
    suspects: how.suspects ?? [],
  });
  const thing = o.kind === 'success' && o.detail ? learn(birth.thing, o.detail, 'snapshot', false) : birth.thing;
  return versionAdded(replace(birth.state, thing), call, request);
}

/** The eight hours: of what is made after a deletion they may be those of the deleted one (token.after-delete-window). */
export function tokenOf(call: Call, value: string, before?: Thing): TokenUse {
  const inherited =
    before?.token && before.life !== 'there' && ageOf(before.token, call) !== 'expired'
      ? before.token.aliveFrom
      : call.sent.clock;
  return { value, born: call.sent, aliveFrom: Math.min(inherited, call.sent.clock), lastAnswered: call.answered.clock };
}

/** A version was added to its template: create.version-added, and the template's times may move. */
export function versionAdded(state: State, call: Call, request: Request): State {
  const parent = resources[request.type].parent?.resource;
  if (!parent) return state;
  return change(
    state,
    (t) =>
      isLive(t) &&
      ((t.type === parent && t.name === request.name) || (t.type === request.type && t.name === request.name)),
    (t) =>
      t.type === parent
        ? loosen({ ...t, touched: [...new Set([...t.touched, 'create.version-added'])] }, [], call.answered.at)
        : t,
  );
}

function original(state: State, call: Call, x: Thing, shows: readonly string[], taken?: Taken): Alternative {
  return {
    says: 'success with the original resource',
    fits: (o) =>
      o.kind === 'success' &&
      o.detail !== undefined &&
      sameIdentity(x, o.detail) &&
      snapshotFaults(x, o.detail).length === 0,
    next: (o) =>
      stakeBoth(
        state,
        used(o.kind === 'success' && o.detail ? learn(x, o.detail, 'snapshot', false) : x, call),
        atStake(call, 'token.retry'),
        call,
      ),
    taken,
    shows,
  };
}

/** The token was used again (token.window: latest). */
const used = (x: Thing, call: Call): Thing =>
  x.token ? { ...x, token: { ...x.token, lastAnswered: Math.max(x.token.lastAnswered, call.answered.clock) } } : x;

function mismatch(
  state: State,
  call: Call,
  request: Request,
  x: Thing,
  how: { named?: boolean; shows?: readonly string[]; taken?: Taken | undefined; type?: string } = {},
): Alternative {
  const type = how.type ?? 'ValidationException';
  return {
    says: how.named ? `${type} that names IdempotentParameterMismatch` : type,
    fits: (o) => isError(o, type) && (!how.named || (o.kind === 'error' && o.mismatchSpelling !== undefined)),
    next: () =>
      stakeBoth(
        state,
        used(x.life === 'there' ? withWrong(x, request.params) : x, call),
        atStake(call, 'token.mismatch-harmless'),
        call,
      ),
    taken: how.taken,
    shows: how.shows ?? [],
  };
}

const error = (
  state: State,
  says: string,
  types: readonly string[],
  taken?: Taken,
  rest: Partial<Alternative> = {},
): Alternative => ({
  says,
  fits: (o) => isError(o, ...types),
  next: () => state,
  taken,
  shows: [],
  ...rest,
});

/** A second connection for a pair may be refused (connection.duplicate). */
function duplicate(state: State, request: Request): Alternative[] {
  if (request.type !== 'environmentAccountConnection') return [];
  const pair = state.things.some(
    (t) =>
      t.type === request.type &&
      isLive(t) &&
      t.status !== 'REJECTED' &&
      t.params.environmentName === request.params.environmentName &&
      t.params.managementAccountId === request.params.managementAccountId,
  );
  return pair
    ? [
        error(
          state,
          'a refusal of a second connection for the pair',
          ['ConflictException', 'ValidationException'],
          ['connection.duplicate', 'refused'],
        ),
      ]
    : [];
}

// ---- situations

function invalid(state: State, call: Call, request: Request, guarantee: string): Situation {
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
    alternatives: [error(after, 'ValidationException', ['ValidationException'], undefined, { shows: [guarantee] })],
  };
}

/** No token, an empty one, or one that the wire pattern excludes: a silent point each, so nearly anything goes. */
function loose(state: State, call: Call, request: Request, point: string): Situation {
  const { token, type, name, params } = request;
  const same =
    token === undefined
      ? []
      : state.things.filter((t) => t.type === type && t.name === name && t.token?.value === token && isLive(t));
  const first = state.things.every((t) => t.type !== type || t.token?.value !== token);
  const [accepted, refusal] = {
    'token.absent': ['new', 'refused'],
    'token.empty': [first ? undefined : 'as none', 'refused'],
    'token.printable': ['accepted', 'refused'],
  }[point] as [string | undefined, string];
  const returned = same
    .filter((t) => compare(t.params, params).relation !== 'different')
    .map((t) => original(state, call, t, [], point === 'token.empty' ? [point, 'a token'] : undefined));
  return {
    name: point,
    operation: call.operation,
    guarantee: 'token.retry',
    alternatives: [
      anew(state, call, request, { taken: accepted ? [point, accepted] : undefined }),
      ...returned,
      error(state, 'ValidationException', ['ValidationException'], [point, refusal]),
      ...duplicate(state, request),
    ],
    blame: (o) => (isError(o, 'ConflictException') ? ['token.distinct', 'token.charset'] : []),
  };
}

function firstCall(state: State, call: Call, request: Request): Situation {
  const { type, name, token } = request;
  const failed = state.failed.some((f) => f.operation === call.operation && f.target === name && f.token === token);
  const cross = state.things.some((t) => t.token?.value === token && (t.type !== type || t.name !== name));
  const kin = strangersToken(state, request);
  const point = crossPoint(state, request);
  const refusedAs = (o: Judged) => o.kind === 'error' && o.mismatchSpelling !== undefined;
  const strict = kin !== undefined && !failed && !cross;
  const rest: Alternative[] = [
    ...duplicate(state, request),
    ...(cross && point ? [error(state, 'ValidationException', ['ValidationException'], [point, 'mismatch'])] : []),
    ...(failed ? [failedAgain(state, call, request)] : []),
    ...(strict || cross || failed ? [] : [unjudged(state, call, request, refusedAs)]),
  ];
  const duplicated = rest.some((a) => a.taken?.[0] === 'connection.duplicate');
  const taken: Taken | undefined = duplicated
    ? ['connection.duplicate', 'second']
    : cross && point
      ? [point, 'independent']
      : failed && isChanged(state, call, request)
        ? ['token.failed-request', 'free']
        : undefined;
  const scope = state.things.some((t) => t.token !== undefined);
  return {
    name: kin ? 'another token' : 'first call',
    operation: call.operation,
    guarantee: kin ?? 'token.distinct',
    alternatives: [
      anew(state, call, request, { taken, shows: [...(strict ? [kin] : []), ...(scope ? ['token.scope'] : [])] }),
      ...rest,
    ],
    blame: (o) => firstBlame(state, request, o),
  };
}

function firstBlame(state: State, request: Request, o: Judged): readonly string[] {
  if (o.kind !== 'success' || !o.detail) return [];
  const detail = o.detail;
  const shown = state.things.find((t) => t.type === request.type && isLive(t) && t.identity && sameIdentity(t, detail));
  if (shown?.token && shown.name === request.name) return [];
  return shown || (request.params.templateName !== undefined && detail.templateName !== request.params.templateName)
    ? ['token.scope']
    : ['token.distinct', 'token.deleted-original'];
}

function crossPoint(state: State, request: Request): string | undefined {
  const others = state.things.filter((t) => t.token?.value === request.token);
  if (others.some((t) => t.type !== request.type)) return 'token.other-operation';
  return others.some((t) => t.name !== request.name) ? 'token.other-target' : undefined;
}

const isChanged = (state: State, call: Call, request: Request): boolean =>
  state.failed.some(
    (f) => f.operation === call.operation && f.token === request.token && f.params !== JSON.stringify(request.params),
  );

function failedAgain(state: State, call: Call, request: Request): Alternative {
  const different = isChanged(state, call, request);
  return {
    says: 'an error, for a request with the token has failed before',
    fits: (o) => o.kind === 'error' && (!different || o.type !== 'ConflictException'),
    next: () => withFailed(state, call, request),
    taken: different ? ['token.failed-request', 'spent'] : undefined,
    shows: [],
  };
}

/** A first request that is refused shows nothing, unless the refusal speaks of a mismatch. */
function unjudged(state: State, call: Call, request: Request, refusedAs: (o: Judged) => boolean): Alternative {
  return {
    says: 'a refusal of its own',
    fits: (o) => o.kind === 'error' && !refusedAs(o),
    next: () => withFailed(state, call, request),
    shows: [],
  };
}

function withFailed(state: State, call: Call, request: Request): State {
  if (request.token === undefined) return state;
  const entry: FailedRequest = {
    operation: call.operation,
    target: request.name,
    token: request.token,
    params: JSON.stringify(request.params),
  };
  return state.failed.some((f) => JSON.stringify(f) === JSON.stringify(entry))
    ? state
    : { ...state, failed: [...state.failed, entry] };
}

function retried(state: State, call: Call, request: Request, x: Thing): Situation {
  const same = compare(x.params, request.params);
  const at = { operation: call.operation, blame: (o: Judged) => retryBlame(state, call, x, o) };
  if (x.life === 'gone') return { ...at, ...afterDelete(state, call, request, x, same), blame: () => [] };
  if (x.phase === 'failed')
    return {
      ...at,
      name: 'registration failed',
      guarantee: 'token.retry',
      alternatives: failedResource(state, call, request, x, same),
    };
  const age = ageOf(x.token as TokenUse, call);
  const living = alive(state, call, request, x, same);
  const gone = { suspects: [atStake(call, 'token.deleted-original')], before: x };
  if (x.life !== 'there')
    return {
      ...at,
      name: 'may be gone',
      guarantee: 'token.retry',
      alternatives: [...living.alternatives, anew(state, call, request, gone)],
    };
  if (age === 'alive') return { ...at, ...living };
  const expired = afterExpiry(state, call, request, x, same);
  if (age === 'expired') return { ...at, ...expired, blame: () => [] };
  const alternatives = [
    ...living.alternatives.map((a) => ({ ...a, taken: a.taken ?? window(a) })),
    ...expired.alternatives.map((a) => ({
      ...a,
      shows: [],
      taken: a.taken ?? (same.relation === 'same' ? (['token.window', 'first'] as const) : undefined),
    })),
  ];
  return {
    ...at,
    name: 'near expiry',
    guarantee: 'token.expired',
    alternatives: alternatives.map((a) => ({ ...a, shows: [] })),
  };
}

const window = (a: Alternative): Taken | undefined =>
  a.says.startsWith('success with the original') ? ['token.window', 'latest'] : undefined;

function alive(
  state: State,
  call: Call,
  request: Request,
  x: Thing,
  same: Comparison,
): {
  name: string;
  guarantee: string;
  alternatives: Alternative[];
  blame?: (o: Judged) => readonly (Suspect | string)[];
} {
  const nearExpiry = call.sent.clock - (x.token as TokenUse).aliveFrom > 7 * 3600;
  if (same.relation === 'same') {
    const whole = request.token?.length === MAX_TOKEN_LENGTH ? ['token.length'] : [];
    const more = x.suspects
      .map((s) => s.guarantee)
      .filter((g) => ['token.mismatch-harmless', 'token.deleted-original', 'token.expired'].includes(g));
    return {
      name: nearExpiry ? 'near expiry' : 'same parameters',
      guarantee: 'token.retry',
      alternatives: [
        original(state, call, x, [
          'token.retry',
          'token.scope',
          ...(nearExpiry ? ['token.alive'] : []),
          ...whole,
          ...more,
        ]),
      ],
    };
  }
  if (same.relation === 'open') {
    const [point] = same.points.length === 1 ? same.points : [];
    return {
      name: 'same or different',
      guarantee: 'token.retry',
      alternatives: [
        original(state, call, x, [], point ? [point, 'same'] : undefined),
        mismatch(state, call, request, x, { taken: point ? [point, 'different'] : undefined }),
      ],
    };
  }
  const pair = duplicate(state, request);
  const named = surelyValid(state, call.operation, request.params, same.members) && pair.length === 0;
  const others = otherErrors(state, call.operation, request.params, same.members);
  return {
    name: 'one parameter changed',
    guarantee: 'token.mismatch',
    alternatives: [
      mismatch(state, call, request, x, {
        named,
        shows: named ? ['token.mismatch', 'token.mismatch-named'] : ['token.mismatch'],
      }),
      ...(pair.length > 0
        ? [mismatch(state, call, request, x, { type: 'ConflictException', taken: ['connection.duplicate', 'refused'] })]
        : []),
      ...(others === 'none' ? [] : [mismatch(state, call, request, x, { type: 'ResourceNotFoundException' })]),
      ...(others === 'any' ? [mismatch(state, call, request, x, { type: 'ConflictException' })] : []),
    ],
    blame: (o) =>
      isError(o, 'ValidationException')
        ? ['token.mismatch-named']
        : [...retryBlame(state, call, x, o).filter((s) => (typeof s === 'string' ? s : s.guarantee) === 'token.alive')],
  };
}

function afterDelete(state: State, call: Call, request: Request, x: Thing, same: Comparison) {
  const parent = resources[request.type].parent?.resource;
  const parents = state.things.filter((t) => t.type === parent && t.name === request.name);
  const parentGone = parents.length > 0 && !parents.some(isLive);
  const fresh = { suspects: [atStake(call, 'token.deleted-original')], before: x };
  const failed = state.failed.some(
    (f) => f.operation === call.operation && f.target === request.name && f.token === request.token,
  );
  const notFound = error(
    state,
    'ResourceNotFoundException, for its template is gone',
    ['ResourceNotFoundException'],
    undefined,
    { shows: ['token.deleted-original'] },
  );
  const lost: Alternative[] =
    failed && !parentGone ? [error(state, 'an error as before', ['ResourceNotFoundException'])] : [];
  const name = parentGone ? 'template gone' : 'deleted';
  if (parentGone) return { name, guarantee: 'token.deleted-original', alternatives: [notFound] };
  if (same.relation === 'same')
    return {
      name,
      guarantee: 'token.deleted-original',
      alternatives: [
        anew(state, call, request, { ...fresh, shows: ['token.deleted-original'] }),
        ...duplicate(state, request),
        ...lost,
      ],
    };
  const point = 'token.after-delete-different';
  return {
    name,
    guarantee: 'token.deleted-original',
    alternatives: [
      anew(state, call, request, { ...fresh, taken: same.relation === 'different' ? [point, 'new'] : undefined }),
      error(
        state,
        'ValidationException',
        ['ValidationException'],
        same.relation === 'different' ? [point, 'mismatch'] : undefined,
      ),
      ...duplicate(state, request),
    ],
  };
}

function afterExpiry(state: State, call: Call, request: Request, x: Thing, same: Comparison) {
  const suspects = [atStake(call, 'token.expired')];
  const touched = stakeBoth(state, x, atStake(call, 'token.expired'), call);
  if (same.relation === 'same') {
    return {
      name: 'expired',
      guarantee: 'token.expired',
      alternatives: [
        anew(touched, call, request, { suspects, shows: ['token.expired'] }),
        ...duplicate(state, request).map((a) => ({ ...a, shows: [] })),
      ],
    };
  }
  const point = 'token.after-expiry-different';
  const named = same.relation === 'different';
  return {
    name: 'expired',
    guarantee: 'token.scope',
    alternatives: [
      anew(touched, call, request, { suspects, taken: named ? [point, 'new'] : undefined }),
      mismatch(state, call, request, x, { taken: named ? [point, 'mismatch'] : undefined }),
      ...duplicate(state, request),
    ],
  };
}

function failedResource(state: State, call: Call, request: Request, x: Thing, same: Comparison): Alternative[] {
  const point = 'token.failed-resource';
  const taken = (reading: string): Taken | undefined => (same.relation === 'same' ? [point, reading] : undefined);
  return [
    ...(same.relation === 'different' ? [] : [original(state, call, x, [], taken('returned'))]),
    mismatch(state, call, request, x, { taken: taken('refused') }),
    mismatch(state, call, request, x, { type: 'ConflictException', taken: taken('refused') }),
    anew(state, call, request, { taken: taken('new'), before: x }),
  ];
}
