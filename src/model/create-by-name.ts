// Creates by name (section "Idempotent create APIs"): the name is the key. The same request returns the original while it
// is not modified, is a conflict once it is, and a validation error with other parameters; once the resource is gone, the
// name is free.
import { operations, type ResourceType, resources } from '../specs/index.ts';
import { stakeBoth, suspectsOf } from './blame.ts';
import { type Alternative, atStake, isError, type Judged, judge, type Result } from './judge.ts';
import { comparable, isWatched, learn, loosen, sameIdentity, snapshotFaults, withWrong } from './members.ts';
import { current, type Modified, modified } from './modified.ts';
import { compare } from './parameters.ts';
import { born, type Call, change, isLive, replace, type State, type Thing } from './state.ts';
import { isFresh } from './time.ts';
import { accept, otherErrors, surelyValid } from './validity.ts';

export function createByName(state: State, call: Call, outcome: Judged): Result {
  const type = operations[call.operation]?.resource as ResourceType;
  const name = String(call.input.name ?? '');
  const bearers = state.things.filter((t) => t.type === type && t.name === name);
  const x = bearers.findLast(isLive) ?? bearers.at(-1);
  if (!x) return judge(first(state, call, type, name), outcome);
  switch (x.life) {
    case 'gone':
      return judge(afterDelete(state, call, x, outcome), outcome);
    case 'deleting':
      return judge(
        {
          name: 'being deleted',
          operation: call.operation,
          guarantee: 'create.retry',
          alternatives: [...pointed(state, call, x, 'create.dying'), anew(state, call, x, [])],
        },
        outcome,
      );
    case 'delete-failed':
      return judge(
        {
          name: 'deletion failed',
          operation: call.operation,
          guarantee: 'create.retry',
          alternatives: pointed(state, call, x, 'create.delete-failed'),
        },
        outcome,
      );
    case 'lingering':
      return judge(
        {
          name: 'may be gone',
          operation: call.operation,
          guarantee: 'create.retry',
          alternatives: [...existing(state, call, x, outcome).alternatives, anew(state, call, x, [])],
        },
        outcome,
      );
    default:
      return judge(existing(state, call, x, outcome), outcome);
  }
}

function first(state: State, call: Call, type: ResourceType, name: string) {
  const namesakes = state.things.some(
    (t) => t.type !== type && t.key?.name === name && resources[t.type].key[0] === 'name',
  );
  const refused: Alternative = {
    says: 'a refusal that does not speak of the other resource',
    fits: (o) => o.kind === 'error' && !(namesakes && ['ValidationException', 'ConflictException'].includes(o.type)),
    next: () => state,
    ends: `${call.operation}: the first request is refused`,
  };
  return {
    name: namesakes ? 'name of another type' : 'first call',
    operation: call.operation,
    guarantee: namesakes ? 'create.namespace' : 'create.retry',
    alternatives: [{ ...fresh(state, call, type, name), shows: namesakes ? ['create.namespace'] : [] }, refused],
  };
}

/** A resource is made. `earlier`: the bearer of the name before, of which nothing may show. */
function fresh(state: State, call: Call, type: ResourceType, name: string, earlier?: Thing): Alternative {
  return {
    says: earlier ? 'success with a new resource that shows nothing of the earlier one' : 'success with a new resource',
    fits: (o) =>
      o.kind === 'success' &&
      o.detail !== undefined &&
      (o.detail.name ?? name) === name &&
      !(earlier && showsEarlier(call, earlier, o)),
    next: (o) => {
      const suspects = earlier ? [atStake(call, 'create.after-delete')] : [];
      const haunted =
        earlier?.haunted ??
        (earlier && earlier.deleteRetries > 0
          ? { guarantee: 'async-delete.in-progress', operation: resources[type].delete }
          : undefined);
      const made = born(accept(state, call.operation, call.input), {
        type,
        name,
        params: call.input,
        call,
        suspects,
        ...(haunted ? { haunted } : {}),
      });
      const wrong = earlier ? leftOver(call, earlier) : {};
      const thing =
        o.kind === 'success' && o.detail ? learn({ ...made.thing, wrong }, o.detail, 'snapshot', false) : made.thing;
      return usersMoved(replace(made.state, thing), call);
    },
  };
}

/** Members that the earlier bearer of the name had and this request doesn't give: showing them is showing the old one. */
function leftOver(call: Call, earlier: Thing): Record<string, string[]> {
  const was = {
    ...current(earlier),
    ...Object.fromEntries(Object.keys(earlier.params).map((m) => [m, earlier.params[m] ?? null])),
  };
  const wrong: Record<string, string[]> = {};
  for (const m of Object.keys(was)) {
    if (!isWatched(earlier.type, m) || m === 'spec') continue;
    const values = [earlier.params[m], ...earlier.modifications.map((x) => x.values[m])].map((v) =>
      comparable(earlier.type, m, v ?? null),
    );
    const now = comparable(earlier.type, m, call.input[m] ?? null);
    wrong[m] = [...new Set(values)].filter((v) => v !== now && v !== '(none)');
  }
  return wrong;
}

function showsEarlier(call: Call, earlier: Thing, o: Judged): boolean {
  if (o.kind !== 'success' || !o.detail) return false;
  const wrong = leftOver(call, earlier);
  return Object.entries(o.detail).some(([m, v]) => wrong[m]?.includes(comparable(earlier.type, m, v)));
}

/** Environments and services use templates and environments, whose times may move with it. */
function usersMoved(state: State, call: Call): State {
  if (!('templateName' in call.input)) return state;
  return change(
    state,
    (t) => isLive(t) && t.name !== call.input.name && t.type !== 'service' && t.type !== 'environmentAccountConnection',
    (t) => loosen(t, [], call.answered.at),
  );
}

const anew = (state: State, call: Call, x: Thing, shows: readonly string[]): Alternative => ({
  ...fresh(state, call, x.type, x.name, x),
  shows,
});

function original(state: State, call: Call, x: Thing): Alternative {
  const harmless = x.suspects.some((s) => s.guarantee === 'create.rejected-harmless')
    ? ['create.rejected-harmless']
    : [];
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
        o.kind === 'success' && o.detail ? learn(x, o.detail, 'snapshot', false) : x,
        atStake(call, 'create.retry'),
        call,
      ),
    shows: ['create.retry', ...harmless],
  };
}

function refused(state: State, call: Call, x: Thing, type: string, shows: readonly string[]): Alternative {
  return {
    says: type,
    fits: (o) => isError(o, type),
    next: () => stakeBoth(state, withWrong(x, call.input), atStake(call, 'create.rejected-harmless'), call),
    shows,
  };
}

/** The three readings of a silent point about a resource that is on its way out. */
function pointed(state: State, call: Call, x: Thing, point: string): Alternative[] {
  return [
    { ...original(state, call, x), taken: [point, 'success'], shows: [] },
    { ...refused(state, call, x, 'ConflictException', []), taken: [point, 'conflict'] },
    { ...refused(state, call, x, 'ValidationException', []), taken: [point, 'validation'] },
  ];
}

function afterDelete(state: State, call: Call, x: Thing, outcome: Judged) {
  const made = anew(state, call, x, ['create.after-delete']);
  const lingering: Alternative = {
    says: 'ConflictException for the settling time',
    fits: (o) => isError(o, 'ConflictException') && !isFresh(call, x.deletedAt?.at ?? 0),
    next: () => state,
    shows: [],
    excused: true,
  };
  const changed = compare(x.params, call.input).members;
  const invalid: Alternative = {
    says: 'an error, for something that it names is gone',
    fits: (o) =>
      o.kind === 'error' && (!surelyValid(state, call.operation, call.input, changed) || somethingGone(state, call, x)),
    next: () => state,
    shows: [],
  };
  return {
    name: 'recreated',
    operation: call.operation,
    guarantee: 'create.after-delete',
    alternatives: outcome.kind === 'error' ? [made, lingering, invalid] : [made],
  };
}

const somethingGone = (state: State, call: Call, x: Thing): boolean =>
  state.things.some(
    (t) =>
      t !== x &&
      t.life !== 'there' &&
      JSON.stringify(call.input).includes(String(t.key?.name ?? t.key?.id ?? t.name)) &&
      t.type !== x.type,
  );

function existing(state: State, call: Call, x: Thing, outcome: Judged) {
  const blame = () => suspectsOf(x);
  const operation = call.operation;
  if (x.phase === 'failed' && x.modifications.length === 0) {
    const alternatives = [
      ...pointed(state, call, x, 'create.failed'),
      { ...anew(state, call, x, []), taken: ['create.failed', 'anew'] as const },
    ];
    return { name: 'creation failed', operation, guarantee: 'create.retry', alternatives };
  }
  const { relation, points, members } = compare(x.params, call.input, x.identity ? shownChoices(x) : {});
  const status = modified(x);
  const name =
    status.state === 'yes'
      ? 'modified'
      : relation === 'same'
        ? x.phase === 'working'
          ? 'being created'
          : 'same parameters'
        : 'one parameter changed';
  if (relation === 'same')
    return {
      name,
      operation,
      guarantee: status.state === 'yes' ? 'create.modified' : 'create.retry',
      alternatives: sameRequest(state, call, x, status),
      blame,
    };
  if (relation === 'open') {
    const alternatives = [
      ...openRequest(state, call, x, points),
      ...(status.state === 'no' ? [] : [refused(state, call, x, 'ConflictException', [])]),
    ];
    return { name, operation, guarantee: 'create.retry', alternatives, blame };
  }
  const named = surelyValid(state, operation, call.input, members) && status.state === 'no';
  return {
    name,
    operation,
    guarantee: status.state === 'yes' ? 'create.modified' : 'create.mismatch',
    alternatives: changedRequest(state, call, x, status, members, named),
    blame: (o: Judged) =>
      isError(o, 'ValidationException') && named ? ['create.mismatch-named'] : outcome.kind === 'error' ? [] : [],
  };
}

const shownChoices = (x: Thing) => {
  const minor = x.seen.templateMinorVersion?.[0];
  return minor === undefined ? {} : { templateMinorVersion: JSON.parse(minor) as string };
};

function sameRequest(state: State, call: Call, x: Thing, status: Modified): Alternative[] {
  if (status.state === 'yes') return [refused(state, call, x, 'ConflictException', ['create.modified'])];
  if (status.state === 'no') return [original(state, call, x)];
  const [point] = status.points.length === 1 ? status.points : [];
  return [
    { ...original(state, call, x), taken: point ? [point, 'unmodified'] : undefined, shows: [] },
    { ...refused(state, call, x, 'ConflictException', []), taken: point ? [point, 'modified'] : undefined },
  ];
}

function openRequest(state: State, call: Call, x: Thing, points: readonly string[]): Alternative[] {
  const [point] = points.length === 1 ? points : [];
  return [
    { ...original(state, call, x), taken: point ? [point, 'same'] : undefined, shows: [] },
    { ...refused(state, call, x, 'ValidationException', []), taken: point ? [point, 'different'] : undefined },
  ];
}

function changedRequest(
  state: State,
  call: Call,
  x: Thing,
  status: Modified,
  members: readonly string[],
  named: boolean,
): Alternative[] {
  const equal = status.state !== 'no' && compare(current(x), call.input).relation !== 'different';
  const point = equal ? 'create.equals-modified' : 'create.modified-and-different';
  const pointOf = status.state === 'yes' || equal;
  const others = otherErrors(state, call.operation, call.input, members);
  const mismatch: Alternative = {
    ...refused(
      state,
      call,
      x,
      'ValidationException',
      pointOf ? [] : named ? ['create.mismatch', 'create.mismatch-named'] : ['create.mismatch'],
    ),
    says: named ? 'ValidationException that names IdempotentParameterMismatch' : 'ValidationException',
    fits: (o) =>
      isError(o, 'ValidationException') && (!named || (o.kind === 'error' && o.mismatchSpelling !== undefined)),
    taken: pointOf ? [point, 'validation'] : undefined,
  };
  return [
    mismatch,
    ...(status.state === 'no'
      ? []
      : [{ ...refused(state, call, x, 'ConflictException', []), taken: [point, 'conflict'] as const }]),
    ...(equal ? [{ ...original(state, call, x), taken: [point, 'success'] as const, shows: [] }] : []),
    ...(others === 'none'
      ? []
      : [
          {
            ...refused(state, call, x, 'ResourceNotFoundException', []),
            says: 'ResourceNotFoundException, if something that it names is not there',
          },
        ]),
    ...(others === 'any' ? [refused(state, call, x, 'ConflictException', [])] : []),
  ];
}
