// The cells of the coverage table that programs are aimed at: guarantee × operation × situation, as the systematic
// programs have them. A random program aims at one of them; coverage reached is counted elsewhere.
import type { Aim } from '../src/program/types.ts';
import { guarantees } from '../src/specs/index.ts';
import { changes, memberOf } from './changes/index.ts';
import { allCreates } from './requests.ts';
import type { Situation } from './situations.ts';
import { families } from './systematic/index.ts';

export interface Cell extends Omit<Aim, 'about'> {
  readonly situation: Situation;
}

/** Every guarantee and operation: all of them have systematic programs. */
export const required: readonly Pick<Cell, 'guarantee' | 'operation'>[] = guarantees.flatMap(({ id, operations }) =>
  operations.map((operation) => ({ guarantee: id, operation })),
);

/** The situations in which one way to change a request is enough: what matters there is when it comes. */
const notByMember: readonly Situation[] = ['concurrent', 'answer lost', 'late copy', 'after restart'];

/** Each cell once, in the order of the systematic programs; of changed parameters one for each member. */
export const cells: readonly Cell[] = [
  ...new Map(
    Object.values(families)
      .flat()
      .map(({ aim: { guarantee, operation, situation } }) => [
        `${guarantee} ${operation} ${situation}`,
        { guarantee, operation, situation },
      ]),
  ).values(),
].flatMap(withParameters);

function withParameters(cell: Cell): Cell[] {
  const create = allCreates.find((operation) => operation === cell.operation);
  const isChanged = cell.situation === 'one parameter changed' || cell.guarantee.includes('mismatch');
  if (create === undefined || !isChanged || notByMember.includes(cell.situation)) return [cell];
  const members = changes(create).map(({ change }) => memberOf(change));
  return [...new Set(members)].flatMap((parameter) => (parameter === undefined ? [] : [{ ...cell, parameter }]));
}
