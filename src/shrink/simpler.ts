// Programs with as many steps, one of which says less: without a change or a part of one, a member, an element of a list.
import type { Change, Json, Step } from '../program/types.ts';
import { withParts } from './parts.ts';
import { aboutOf, oneSmaller, type Place, rootsOf } from './places.ts';
import { boundTo, isRequired, mayHold } from './validity.ts';

/** Every way in which one step may say less, the most first. */
export function withSimplerSteps(steps: readonly Step[]): Step[][] {
  const about = aboutOf(steps);
  return withParts(steps, (step, at) => simplerSteps(step, about[at]));
}

function simplerSteps(step: Step, about: string | undefined): Step[] {
  return [
    ...withoutFlags(step),
    ...withoutChanges(step),
    ...rootsOf(step, about).flatMap((root) =>
      [...barest(root), ...(step.do === 'modify' ? oneMember(root.value) : []), ...oneSmaller(root, withoutParts)].map(
        (value) => root.put(value),
      ),
    ),
  ];
}

function withoutFlags(step: Step): Step[] {
  const flags = ['reordered', 'lane', 'resend', 'shared', 'answered'].filter((flag) => flag in step);
  return flags.map((flag) => Object.fromEntries(Object.entries(step).filter(([name]) => name !== flag)) as Step);
}

/** Without the change, and without each entry of it. */
function withoutChanges(step: Step): Step[] {
  if ((step.do !== 'retry' && step.do !== 'delete') || step.change === undefined) return [];
  const { change, ...unchanged } = step;
  const { set = {}, drop = [] } = change;
  if (Object.keys(set).length + drop.length < 2) return [unchanged];
  const parts: Change[] = [
    ...Object.keys(set).map((path) => ({
      set: Object.fromEntries(Object.entries(set).filter(([other]) => other !== path)),
      drop,
    })),
    ...drop.map((_, at) => ({ set, drop: drop.filter((__, other) => other !== at) })),
  ];
  return [unchanged, ...parts.map((part) => ({ ...unchanged, change: withoutEmpty(part) }))];
}

const withoutEmpty = ({ set = {}, drop = [] }: Change): Change => ({
  ...(Object.keys(set).length === 0 ? {} : { set }),
  ...(drop.length === 0 ? {} : { drop }),
});

/** With required members alone, where that leaves out more than one. */
function barest({ value, shape }: Place): Json[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const needed = Object.entries(value).filter(([member]) => isRequired(shape, member));
  return needed.length < Object.keys(value).length - 1 ? [Object.fromEntries(needed)] : [];
}

/** With a single member, each in turn. */
const oneMember = (value: Json): Json[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 2
    ? Object.entries(value).map(([name, inner]) => ({ [name]: inner }))
    : [];

/** Without a member that may be missing; without half, or one, of the elements of a list. */
function withoutParts({ value, shape }: Place): Json[] {
  if (typeof value !== 'object' || value === null) return [];
  if (!Array.isArray(value))
    return Object.keys(value)
      .filter((member) => !isRequired(shape, member))
      .map((member) => boundTo(shape, member))
      .map((gone) => Object.fromEntries(Object.entries(value).filter(([name]) => !gone.includes(name))));
  const half = Math.ceil(value.length / 2);
  const halves = value.length > 3 ? [value.slice(0, half), value.slice(half)] : [];
  return [...halves, ...value.map((_, at) => value.toSpliced(at, 1))].filter((left) => mayHold(shape, left.length));
}
