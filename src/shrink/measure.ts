// The well-founded measure that every candidate makes smaller, so that shrinking ends: steps, then what goes wrong on the
// way, then what they say, then how long their texts are, then uneven times, then time.
import type { Json, Step } from '../program/types.ts';
import { faultRank } from './faults.ts';
import { partsOf } from './parts.ts';
import { isUneven } from './smaller.ts';
import { weightOf } from './text.ts';

export type Measure = readonly number[];

export function measureOf(steps: readonly Step[]): Measure {
  const parts = partsOf(steps);
  const sum = (of: (step: Step) => number): number => parts.reduce((total, { step }) => total + of(step), 0);
  return [
    parts.length,
    parts.filter(({ within }) => within !== undefined).length,
    sum(faultRank),
    sum((step) => nodesIn(step as unknown as Json)),
    sum((step) => textIn({ ...step, fault: null } as unknown as Json)),
    sum((step) => (step.do === 'advance' && isUneven(step.seconds) ? 1 : 0)),
    sum((step) => (step.do === 'advance' ? step.seconds * 1000 : step.do === 'wait' ? step.ms : 0)),
  ];
}

/** Whether `one` comes before `other`, lexicographically. */
export function isSmaller(one: Measure, other: Measure): boolean {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at >= 0 && one[at]! < (other[at] ?? 0);
}

const innerOf = (value: Json): Json[] => (typeof value === 'object' && value !== null ? Object.values(value) : []);

const nodesIn = (value: Json): number => innerOf(value).reduce<number>((sum, inner) => sum + nodesIn(inner), 1);

const textIn = (value: Json): number =>
  typeof value === 'string' ? weightOf(value) : innerOf(value).reduce<number>((sum, inner) => sum + textIn(inner), 0);
