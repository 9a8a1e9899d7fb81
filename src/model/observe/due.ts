// What an update may yet do to the instances of a service: deploy each anew, or take away those that its spec names no more.
// When that begins nobody says, and the service need not show it: one that looks as it did before the update tells nothing of
// how it will be. Those that a list has never shown before it are not known either: nobody can say whether they have moved.
import type { Json } from '../../program/types.ts';
import type { Detail } from '../../wire/types.ts';
import { comparable, isSame, isTime } from '../detail/forms.ts';
import { had } from '../detail/members.ts';
import { current } from '../modify/modified.ts';
import type { Thing } from '../state.ts';
import { isOver } from './deployed.ts';

/** Before an update, or one of what it runs in. Of one that is still to move nothing newer is known. */
export function withDue(x: Thing): Thing {
  if (x.type !== 'service') return x;
  const due = Object.entries(x.instancesDue ?? {}).filter(([, before]) => before !== null);
  return { ...x, instancesDue: { ...Object.fromEntries(due), ...x.instances } };
}

/** After a list has shown `own`. Of those that it shows first, the next ones tell whether they have moved since. */
export function dueAfter(x: Thing, own: readonly Detail[], pages: number): Thing {
  const { instancesDue: due } = x;
  if (due === undefined) return x;
  const shown = own.map((item) => {
    const before = due[String(item.name)];
    return [String(item.name), before === null || hasMoved(before, item) ? null : (before ?? item)] as const;
  });
  return { ...x, instancesDue: { ...(pages > 1 ? due : {}), ...Object.fromEntries(shown) } };
}

/** Seen at work, or deployed at another time than before. What else it shows may change before its deployment does. */
const hasMoved = (before: Detail | null | undefined, now: Detail): boolean =>
  !isOver(now) ||
  Object.entries(before ?? {}).some(([member, was]) => isTime('environment', member) && differs(member, was, now));

function differs(member: string, was: Json, now: Detail): boolean {
  const [had, has] = [was, now[member]].map((time) => comparable('environment', member, time));
  return now[member] !== undefined && !isSame('environment', member, had!, has!);
}

export const isDue = (x: Thing, item: Detail): boolean =>
  x.instancesDue !== undefined && (x.instancesDue[String(item.name)] !== null || isDropped(x, item));

/** Named by a spec that the service has had, and no more. */
export function isDropped(x: Thing, item: Detail): boolean {
  const isIn = (spec: Json | undefined): boolean => typeof spec === 'string' && spec.includes(String(item.name));
  return !isIn(current(x).spec) && [...had(x, 'spec')].some(isIn);
}
