// "Modify" calls: updates, accept and reject, tags. They are promised nothing themselves; the model keeps what they may
// have changed, because a create by name must know whether its resource was modified.
import type { Input, Json } from '../../program/types.ts';
import { operations, type ResourceType, resources } from '../../specs/index.ts';
import { canonical } from '../../wire/canonical.ts';
import { callEnd, stakeNamesakes } from '../blame.ts';
import { comparable, STATUS } from '../detail/forms.ts';
import { sameIdentity } from '../detail/identity.ts';
import { choices, forget, keepStatus, learn, loosen, loosenBeside } from '../detail/members.ts';
import { allUsedBy, hangingOn, usesIt } from '../hanging.ts';
import type { Judged, Result } from '../judge.ts';
import { pass } from '../judge.ts';
import { withDue } from '../observe/due.ts';
import { answered } from '../observe/progress.ts';
import {
  byKey,
  type Call,
  change,
  isLive,
  MANY,
  type Modification,
  replace,
  type State,
  type Thing,
} from '../state.ts';
import { current, REFUSED_NOOP } from './modified.ts';

export function update(state: State, call: Call, outcome: Judged): Result {
  const x = target(state, call);
  if (!x || x.life === 'gone') return pass(state);
  if (outcome.kind === 'error') return pass(replace(state, refusedUpdate(call, x)));
  const after = updated(state, call, x);
  const detail = outcome.detail;
  const child = operations[call.operation]?.child;
  if (!detail || child || !sameIdentity(x, detail)) return pass(after);
  return pass(
    change(
      after,
      (t) => t.id === x.id,
      (t) => keepStatus(learn(answered(t, detail), detail, 'snapshot', false), detail, x),
    ),
  );
}

/** A refused update changes nothing that is judged; one that would have changed nothing may all the same count as one. */
function refusedUpdate(call: Call, x: Thing): Thing {
  const now = current(x);
  const noop = Object.entries(valuesOf(call, x.type)).every(([m, v]) => canonical(now[m] ?? null) === canonical(v));
  const touched = noop ? [...new Set([...x.touched, REFUSED_NOOP])] : x.touched;
  return loosen({ ...x, touched }, [], callEnd(call));
}

export function target(state: State, call: Call): Thing | undefined {
  const operation = operations[call.operation];
  const type = operation?.resource as ResourceType;
  const key: Record<string, Json | undefined> = {};
  for (const [member, of] of Object.entries(operation?.keys ?? {})) key[of] = call.input[member];
  return byKey(state, type, key);
}

function updated(state: State, call: Call, x: Thing): State {
  const operation = operations[call.operation];
  const at = callEnd(call);
  const values = valuesOf(call, x.type);
  if (operation?.child) {
    const touched = [...new Set([...x.touched, 'create.child-updated'])];
    const phase = x.phase === 'settled' ? 'working' : x.phase;
    const next = loosen({ ...withDue(x), touched, phase, awaited: awaited(x, call) }, ['spec'], at);
    return usedMoved(replace(state, next), next, at);
  }
  const slow = (resources[x.type].status?.deleting.length ?? 0) > 0;
  const status = call.input[resources[x.type].status?.member ?? ''];
  const chosen = Object.entries({ ...choices(x), ...ownForms(x, call) }).filter(([member]) => member in values);
  const mod: Modification = {
    operation: call.operation,
    values,
    ...(chosen.length > 0 ? { chosen: Object.fromEntries(chosen) } : {}),
    ...(status === undefined ? {} : { status }),
    sent: call.sent,
    answered: call.answered,
    shown: [],
    finished: !slow,
    underWay: false,
    ...(slow && !x.everSettled ? { early: true } : {}),
  };
  const loose = loosen(
    {
      ...('spec' in values ? withDue(x) : x),
      modifications: [...x.modifications, mod],
      awaited: awaited(x, call),
      before: x.before ?? x.got,
    },
    [...Object.keys(values), ...sweptBy(call.operation)],
    at,
  );
  const changed = replace(state, slow && x.life === 'there' ? { ...loose, phase: 'working' } : loose);
  const users = usersMayFail(usersMoved(usedMoved(stakeNamesakes(changed, x, call), loose, at), x, at), x);
  return siblingsMoved(users, x, at);
}

/** What shows of members in place of what was asked for, say without the white space around it. */
function ownForms(x: Thing, { sent }: Call): Thing['seen'] {
  const requests = [x.params, ...x.modifications.map(({ values }) => values)];
  const given = (m: string) => requests.flatMap((one) => (m in one ? [comparable(x.type, m, one[m])] : []));
  // The answer to a create amid which the update was sent may show what the update has set.
  const answers = x.madeAnswered.at < sent.at ? x.seen : {};
  const latest = Object.entries({ ...answers, ...x.got }).map(([m, form]) => [m, [form].flat()] as const);
  return Object.fromEntries(
    latest.filter(([m, shown]) => m in x.params && !given(m).some((form) => shown.includes(form))),
  );
}

/** What runs in an environment, or by a connection, may be deployed again with it. */
const usersMoved = (state: State, x: Thing, at: number): State =>
  x.type === 'environment' || x.type === 'environmentAccountConnection'
    ? change(
        state,
        (t) => usesIt(t, x),
        (t) => loosenBeside(withDue(t), at),
      )
    : state;

/** That may fail, whatever it is that they use: they need not stay settled. */
const usersMayFail = (state: State, x: Thing): State => {
  const users = hangingOn(state, x);
  return change(
    state,
    (t) => users.has(t.id) && (resources[t.type].status?.deleting.length ?? 0) > 0,
    (t) => forget(t, (member) => member === STATUS),
  );
};

/** The times of what it uses may move with it. */
export const usedMoved = (state: State, x: Thing, at: number): State => {
  const used = allUsedBy(state, x);
  return change(
    state,
    (t) => isLive(t) && used.has(t.id),
    (t) => loosenBeside(t, at),
  );
};

/** The work of an update may begin when it pleases the endpoint, where there is any. */
function awaited(x: Thing, { input }: Call): number {
  const works = (resources[x.type].status?.passing.length ?? 0) > 0 && input.deploymentType !== 'NONE';
  return works ? Math.min(x.awaited + 1, MANY) : x.awaited;
}

/** A deployment may change more than the request names: the way of provisioning, the version that it takes. */
export const sweptBy = (operation: string): readonly string[] =>
  operation === 'UpdateEnvironment'
    ? [
        'protonServiceRoleArn',
        'codebuildRoleArn',
        'environmentAccountConnectionId',
        'provisioningRepository',
        'templateMajorVersion',
        'templateMinorVersion',
      ]
    : [];

/** Publishing or updating a version may move what its template and the other versions show. */
const siblingsMoved = (state: State, x: Thing, at: number): State => {
  const parent = resources[x.type].parent?.resource;
  if (!parent) return state;
  const versions = change(
    state,
    (t) => isLive(t) && t.id !== x.id && t.type === x.type && t.name === x.name,
    (t) => loosen(t, [], at),
  );
  return change(
    versions,
    (t) => isLive(t) && t.type === parent && t.name === x.name,
    (t) => loosen({ ...t, touched: [...new Set([...t.touched, 'create.version-added'])] }, [], at),
  );
};

/** What an update sets: its input without the members that only say which resource and how. */
export function valuesOf(call: Call, type: ResourceType): Input {
  const aside = new Set([
    ...Object.keys(operations[call.operation]?.keys ?? {}),
    'deploymentType',
    resources[type].status?.member ?? '',
  ]);
  return Object.fromEntries(Object.entries(call.input).filter(([m]) => !aside.has(m)));
}

/** What an update does if nobody sees its answer: the change may show from now on. */
export function updateUnseen(state: State, call: Call): State[] {
  const x = target(state, call);
  return x && x.life !== 'gone' ? [updated(state, call, x)] : [];
}

export function tag(state: State, call: Call, outcome: Judged): Result {
  const x = state.things.findLast((t) => isLive(t) && t.identity?.arn === call.input.resourceArn);
  if (!x || outcome.kind === 'error') return pass(state);
  return pass(tagged(state, call, x));
}

export function tagUnseen(state: State, call: Call): State[] {
  const x = state.things.findLast((t) => isLive(t) && t.identity?.arn === call.input.resourceArn);
  return x ? [tagged(state, call, x)] : [];
}

function tagged(state: State, call: Call, x: Thing): State {
  const keyOf = (t: Json): Json => (typeof t === 'object' && t !== null && !Array.isArray(t) ? (t.key ?? null) : null);
  const given = Array.isArray(call.input.tags) ? call.input.tags : [];
  const removed = Array.isArray(call.input.tagKeys) ? call.input.tagKeys : [];
  const keep = (x.tags ?? []).filter(
    (t) => !removed.includes(keyOf(JSON.parse(t))) && !given.some((g) => keyOf(g) === keyOf(JSON.parse(t))),
  );
  const tags = [...keep, ...given.map(canonical)].sort();
  const touched = [...new Set([...x.touched, 'create.tagged'])];
  const { tagsSeen: _, ...rest } = x;
  const tagged = [...new Set([...(x.tagged ?? []), ...given.map(canonical)])];
  const next = loosen({ ...rest, touched, tagged, ...(x.tags ? { tags } : {}) }, [], callEnd(call));
  return stakeNamesakes(replace(state, next), x, call);
}
