// Whether a detail is that of a thing: by what identifies it, and by when it was made.
import { type ResourceType, resources } from '../../specs/index.ts';
import { isKnownStatus } from '../../specs/status.ts';
import type { Detail } from '../../wire/types.ts';
import type { Judged } from '../judge.ts';
import { isLive, type State, type Thing } from '../state.ts';

/** Same identity members, and the same creation time to the second (one second apart where one answer rounds). */
export function sameIdentity(thing: Thing, detail: Detail): boolean {
  const { type, identity } = thing;
  if (!identity) return mayBe(thing, detail);
  const created = resources[type].created;
  for (const m of resources[type].identity)
    if (identity[m] !== undefined && detail[m] !== undefined && identity[m] !== detail[m]) return false;
  const [a, b] = [identity[created], detail[created]];
  return typeof a !== 'number' || typeof b !== 'number' || Math.abs(Math.floor(a) - Math.floor(b)) <= 1;
}

/** Made at that very instant; of times in whole seconds nobody can say. */
export function isExactly({ type, identity }: Thing, detail: Detail): boolean {
  const created = resources[type].created;
  return identity?.[created] === detail[created] && !Number.isInteger(detail[created]);
}

/** Whether the answer shows something else: made anew, or another's. */
export const isAnother = (thing: Thing, outcome: Judged): boolean =>
  outcome.kind === 'success' && outcome.detail !== undefined && !sameIdentity(thing, outcome.detail);

/** Whether its ARN is that of something of another type, and says so: without a type in it, two types may have the same. */
export const isOfAnotherType = (state: State, type: ResourceType, { arn }: Detail): boolean =>
  typeof arn === 'string' &&
  !saysType(arn, type) &&
  state.things.some((t) => t.type !== type && isLive(t) && t.identity?.arn === arn && saysType(arn, t.type));

/** As in `arn:aws:proton:…:environment-template/name:1.0`. */
const saysType = (arn: string, type: ResourceType): boolean =>
  arn.includes(`:${type.replace(/Version$/, '').replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}/`);

/** Whether a thing that no answer has shown yet may be the one in this detail. */
function mayBe(thing: Thing, detail: Detail): boolean {
  const { type, params } = thing;
  if (thing.creationFailed && !showsFailure(type, detail)) return false;
  if (thing.key && resources[type].key.some((m) => detail[m] !== undefined && detail[m] !== thing.key?.[m]))
    return false;
  const parent = resources[type].parent;
  if (parent && detail[parent.member] !== undefined && detail[parent.member] !== params[parent.member]) return false;
  return (
    type !== 'environmentAccountConnection' ||
    detail.environmentName === undefined ||
    detail.environmentName === params.environmentName
  );
}

/** By a status that is known, nothing that has failed is at work on it or has ended well. */
function showsFailure(type: ResourceType, detail: Detail): boolean {
  const { status } = resources[type];
  const shown = String(detail[status?.member ?? '']);
  return !status || !isKnownStatus(status, shown) || status.failed.includes(shown) || /FAILED/.test(shown);
}
