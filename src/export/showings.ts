// Which earlier answer showed the resource that the last one is about, and what of it differed: the ground on which two live
// answers can be compared without a model.
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../program/types.ts';
import { api, operations, type ResourceType, resources } from '../specs/index.ts';
import type { Evidence } from './expectation.ts';
import { detailOf, isOf, type Recorded } from './recorded.ts';
import { type Action, answering, type Condition, type Subject } from './types.ts';

type Detail = Readonly<Record<string, Json>>;

/** An earlier answer with the detail that it showed. */
export interface Showing {
  readonly answer: number;
  readonly detail: Detail;
  readonly recorded: Recorded;
}

/** Earlier answers that show a resource of the type, in the order in which they came. */
export const showingsOf = ({ actions, recorded }: Evidence, type: ResourceType): Showing[] =>
  actions.flatMap(answering).flatMap((action) => {
    const own = recordedOf(action, recorded.slice(0, -1));
    const detail = own && detailOf(own);
    if (own === undefined || detail === undefined || operations[own.invocation.operation]?.resource !== type) return [];
    return [{ answer: action.answer, detail, recorded: own }];
  });

/** The recorded call whose answer an action keeps: its last one. */
export const recordedOf = (action: Action, recorded: readonly Recorded[]): Recorded | undefined => {
  if (action.do === 'call') return recorded.findLast(({ invocation }) => isOf(action, invocation));
  if (action.do !== 'settle') return undefined;
  const { operation } = action.get;
  return recorded.findLast(({ invocation }) => invocation.step === action.step && invocation.operation === operation);
};

/** A member of the resource in an answer. */
export const memberOf = (type: ResourceType, answer: number, member: string): Subject => ({
  answer,
  path: [resources[type].detail, member],
});

/** Whether two details have the same key members. */
export const sameKey = (type: ResourceType, a: Detail, b: Detail): boolean =>
  resources[type].key.every((member) => isDeepStrictEqual(a[member], b[member]));

/** The same identity members, and the same creation time to the second. */
export const sameIdentity = (type: ResourceType, a: Detail, b: Detail): boolean => {
  const { identity, created } = resources[type];
  const seconds = ({ [created]: time }: Detail) => Math.floor(Number(time ?? 0));
  return identity.every((member) => isDeepStrictEqual(a[member], b[member])) && seconds(a) === seconds(b);
};

/** Members of its detail that tell of progress, which may be at any point. */
const moving = (type: ResourceType, member: string): boolean =>
  member === resources[type].status?.member ||
  /[sS]tatusMessage$|^last(Client|Deployment)|[dD]eploymentId|^recommended/.test(member);

export const isTime = (type: ResourceType, member: string): boolean => {
  const output = api.shapes[api.operations[resources[type].get]?.output ?? '']?.members?.[resources[type].detail];
  const shape = output && api.shapes[output.shape]?.members?.[member];
  return shape !== undefined && api.shapes[shape.shape]?.type === 'timestamp';
};

/** The same resource as in an earlier answer, by its identity. */
export const sameAs = (type: ResourceType, checked: number, showing: Showing): Condition[] => {
  const { identity, created } = resources[type];
  return [...identity, created]
    .filter((member) => showing.detail[member] !== undefined)
    .map((member) => ({
      is: 'one-of',
      at: memberOf(type, checked, member),
      values: [memberOf(type, showing.answer, member)],
      ...(member === created ? { time: true as const } : {}),
    }));
};

/** Each member that no earlier answer about it showed so: it must show one of the values that they showed. */
export const valuesSeen = (
  type: ResourceType,
  checked: number,
  last: Detail,
  showings: readonly Showing[],
): Condition[] => {
  const about = showings.filter(({ detail }) => sameIdentity(type, detail, last));
  return Object.keys(last).flatMap((member): Condition[] => {
    const showing = about.filter(({ detail }) => detail[member] !== undefined);
    if (moving(type, member) || showing.length === 0) return [];
    if (showing.some(({ detail }) => isDeepStrictEqual(detail[member], last[member]))) return [];
    const values = showing.map(({ answer }) => memberOf(type, answer, member));
    const time = isTime(type, member) ? { time: true as const } : {};
    return [{ is: 'one-of', at: memberOf(type, checked, member), values, ...time }];
  });
};
