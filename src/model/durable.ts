// durable: what the endpoint has acknowledged survives its restart. A restart puts that at stake on everything there is; the
// first look or retry after it shows it, or is the restart's fault, unless something was done to the resource since.
import { operations, resources } from '../specs/index.ts';
import { stake, stakeCollection } from './blame.ts';
import { read, standing } from './client-token/request.ts';
import type { Refusal, Result } from './judge.ts';
import { target } from './modify/update.ts';
import { byKey, type Call, collectionOf, isLive, type Moment, type State, type Thing } from './state.ts';

const DURABLE = 'durable';

/** The endpoint was killed, and answers again since `ready`. What was in progress may go on or fail. */
export function restarted(state: State, ready: Moment): State {
  const things = state.things.map((t) => {
    const operation = resources[t.type][isLive(t) && t.life !== 'deleting' ? 'create' : 'delete'];
    const survives = stake(t, { guarantee: DURABLE, operation }, ready.at);
    return t.life === 'deleting' ? { ...survives, interrupted: true as const } : survives;
  });
  const after: State = { ...state, things, restartedAt: ready.at };
  return state.things.reduce((s, t) => {
    return stakeCollection(
      s,
      collectionOf(t.type, t.name),
      { guarantee: DURABLE, operation: resources[t.type].create },
      ready.at,
    );
  }, after);
}

/** What `step` says of an answer, with what it says about the restart before it. */
export function withDurable(state: State, call: Call, result: Result): Result {
  const { restartedAt } = state;
  if (restartedAt === undefined) return result;
  const x = concerned(state, call);
  if (result.refusal) {
    if (x?.suspects.at(-1)?.guarantee === DURABLE) return { ...result, refusal: ofRestart(result.refusal) };
    return isOfBefore(state, restartedAt, call, x) ? { ...result, refusal: withRestart(result.refusal) } : result;
  }
  if (!x || x.made.at >= restartedAt) return result;
  const { role } = operations[call.operation] ?? {};
  if (role !== 'create' && role !== 'delete') return result;
  const shown = { guarantee: DURABLE, operation: call.operation, situation: 'after restart' };
  return {
    branches: result.branches.map((b) => (b.shown.length === 0 ? b : { ...b, shown: [...b.shown, shown] })),
  };
}

const ofRestart = (refusal: Refusal): Refusal => ({
  ...refusal,
  guarantee: DURABLE,
  also: [...new Set([refusal.guarantee, ...refusal.also])].filter((guarantee) => guarantee !== DURABLE),
  situation: 'after restart',
});

/** What is refused for a reason of its own may be so for the restart all the same. */
const withRestart = (refusal: Refusal): Refusal => ({ ...refusal, also: [...new Set([...refusal.also, DURABLE])] });

/** Whether a request is about something from before the restart, or asks for something new beside such. */
function isOfBefore(state: State, restartedAt: number, call: Call, x: Thing | undefined): boolean {
  const of = x ? [x] : state.things.filter((t) => t.type === operations[call.operation]?.resource);
  return of.some(({ made }) => made.at < restartedAt);
}

/** The thing that a request is about, if it was made in this history. */
export function concerned(state: State, call: Call): Thing | undefined {
  const { role, resource, token } = operations[call.operation] ?? {};
  if (resource === undefined || role === 'list') return undefined;
  if (role !== 'create') return target(state, call);
  return token ? standing(state, read(call)) : byKey(state, resource, { name: call.input.name });
}
