// Two changes of one request, one after the other, written as one: so that a retry can do without the changed retry that
// it repeated.
import type { Change } from '../program/types.ts';

/** `then` after `first`; undefined: no change at all; `impossible`: one `Change` cannot say it. */
export function changedBy(first: Change | undefined, then: Change | undefined): Change | undefined | 'impossible' {
  if (first === undefined) return then;
  if (then === undefined) return first;
  const firstSet = Object.entries(first.set ?? {});
  const dropped = then.drop ?? [];
  // Members are left out before any is set: what the first one set can no longer lose a part.
  if (firstSet.some(([path]) => dropped.some((drop) => isBelow(drop, path)))) return 'impossible';
  const overruled = [...dropped, ...Object.keys(then.set ?? {})];
  const set = {
    ...Object.fromEntries(firstSet.filter(([path]) => !overruled.some((over) => over === path || isBelow(path, over)))),
    ...then.set,
  };
  const drop = [...(first.drop ?? []), ...dropped];
  return {
    ...(Object.keys(set).length === 0 ? {} : { set }),
    ...(drop.length === 0 ? {} : { drop }),
  };
}

const isBelow = (path: string, above: string): boolean => path.startsWith(`${above}.`);
