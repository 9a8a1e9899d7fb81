// What a delete does to the state: the thing goes, what hangs on it may go too, and everything else is at stake.
import { operations, resources } from '../../specs/index.ts';
import type { Detail } from '../../wire/types.ts';
import { callEnd, stake, stakeAround, stakeCollection, stakeOthers } from '../blame.ts';
import { sameIdentity } from '../detail/identity.ts';
import { learn, loosen, loosenBeside, snapshotFaults } from '../detail/members.ts';
import { allUsedBy, hangingOn, isChildOf, usesIt } from '../hanging.ts';
import { type Alternative, atStake, isError, type Judged } from '../judge.ts';
import { type Call, change, collectionOf, isLive, replace, type State, type Thing } from '../state.ts';

/** Its times may be those of its deletion. */
export const isDetailOf = (x: Thing, o: Judged): o is Extract<Judged, { kind: 'success' }> & { detail: Detail } =>
  o.kind === 'success' &&
  o.detail !== undefined &&
  sameIdentity(x, o.detail) &&
  snapshotFaults({ ...x, life: 'deleting' }, o.detail).length === 0;

export const isEmpty = (o: Judged): boolean => o.kind === 'success' && o.detail === undefined;

export const isRefusal = (o: Judged): boolean => isError(o, 'ConflictException', 'ValidationException');

/**
 * A first refusal of a delete is never a breach; which one it was is the reading of the point that permits it, if it is one.
 * It lets nothing fall: neither what was to be deleted, nor what hangs on it.
 */
export function refusals(state: State, call: Call, x: Thing, points: readonly string[]): Alternative[] {
  if (call.raced === 'granted') return [];
  const [point, ...others] = points;
  const refusal = (type: string, reading: string): Alternative => ({
    says: type,
    fits: (o) => isError(o, type),
    next: () => stakeAround(state, x, { ...atStake(call, 'delete.only'), quiet: true }, call),
    taken: point && others.length === 0 ? [point, reading] : undefined,
    shows: [],
  });
  return [refusal('ConflictException', 'conflict'), refusal('ValidationException', 'validation')];
}

export const relearn = (state: State, x: Thing, detail: Detail): State =>
  change(
    state,
    (t) => t.id === x.id,
    (t) => learn(t, detail, 'snapshot', false),
  );

/** A retried delete must have done nothing further: everything that is there is at stake. */
export function retriedDelete(state: State, call: Call, x: Thing, guarantee: string, answered: boolean): State {
  const others = stakeOthers(state, undefined, atStake(call, 'delete.only'), call);
  return replace(others, {
    ...stake(x, atStake(call, guarantee), callEnd(call)),
    ...(answered ? { goneBy: 'delete' as const } : {}),
  });
}

/** The silent points that leave open whether it can be deleted, and what falls with it. */
export function entangled(state: State, x: Thing): readonly string[] {
  const published = x.modifications.some(({ status }) => status === 'PUBLISHED') || x.status === 'PUBLISHED';
  const isSibling = (t: Thing): boolean => t.type === x.type && t.name === x.name && t.id !== x.id && isLive(t);
  return [
    ...(state.things.some((t) => isChildOf(t, x)) ? ['delete.with-children'] : []),
    ...(state.things.some((t) => usesIt(t, x)) ? ['delete.in-use'] : []),
    ...(resources[x.type].parent && published && state.things.some(isSibling) ? ['delete.recommended'] : []),
  ];
}

/** It may have gone with another already, or was cleaned away as its creation had failed: `next` is the state without it. */
export const goneByItself = ({ life, creationFailed }: Thing, next: () => State): Alternative[] =>
  life === 'lingering' || creationFailed
    ? [
        {
          says: 'ResourceNotFoundException',
          fits: (o) => isError(o, 'ResourceNotFoundException'),
          next,
          shows: [],
        },
      ]
    : [];

const siblingsOf = (state: State, { type, name }: Thing): readonly number[] =>
  state.things.flatMap((t) => (resources[type].parent && t.type === type && t.name === name ? [t.id] : []));

/** The state in which it is deleted; `cascade`: what hangs on it may go too. */
export function withoutIt(state: State, call: Call, x: Thing, cascade: boolean): State {
  const unanswered = !Number.isFinite(call.answered.clock);
  const at = callEnd(call);
  const gone: Thing = {
    ...stake(x, atStake(call, unanswered ? 'once.lost-response' : 'delete.first'), at),
    life: 'gone',
    goneBy: unanswered ? 'unseen' : 'delete',
    deletedAt: call.answered,
  };
  const others = stakeOthers(replace(state, gone), x.id, atStake(call, 'delete.only'), call);
  // What takes time is seen to be gone by its own guarantee, and nobody knows whether a lost delete has happened.
  const atOnce = !unanswered && operations[call.operation]?.family === 'delete';
  const inCollection = atStake(call, atOnce ? 'delete.first' : 'delete.only');
  const staked = stakeCollection(others, collectionOf(x.type, x.name), inCollection, at);
  const used = allUsedBy(state, x);
  const falling = cascade ? new Set([...hangingOn(state, x), ...siblingsOf(state, x)]) : new Set();
  return change(
    staked,
    (t) => t.id !== x.id && isLive(t),
    (t) => {
      const near = resources[x.type].parent?.resource === t.type && t.name === x.name;
      if (falling.has(t.id))
        return { ...loosen(t, [], at), life: t.life === 'there' ? ('lingering' as const) : t.life };
      return near || used.has(t.id) || (t.type === x.type && t.name === x.name && resources[x.type].parent)
        ? loosenBeside(t, at)
        : t;
    },
  );
}
