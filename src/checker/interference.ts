// Whether an unanswered mutation may be why another one is refused for now: it may still be at work on the same resource, on
// a parent or a child, or on something that one of the two names (contract, "Not violations").
import type { Call } from '../model/index.ts';
import { operations } from '../specs/index.ts';
import { areRelated, nameOf } from './overlap.ts';

export const mayInterfere = (lost: Call, call: Call): boolean =>
  areConnections(lost, call) ? !areApart(lost, call) : areRelated(lost, call) || names(lost, call) || names(call, lost);

const areConnections = (a: Call, b: Call): boolean =>
  [a, b].every(({ operation }) => operations[operation]?.resource === 'environmentAccountConnection');

/** Two ids, or two environments and two tokens. Which of these belongs to which id only the endpoint knows. */
function areApart({ input: a }: Call, { input: b }: Call): boolean {
  const differ = (member: string): boolean =>
    a[member] !== undefined && b[member] !== undefined && a[member] !== b[member];
  return differ('id') || (differ('environmentName') && differ('clientToken'));
}

function names({ input }: Call, other: Call): boolean {
  const name = nameOf(other);
  return typeof name === 'string' && JSON.stringify(input).includes(name);
}
