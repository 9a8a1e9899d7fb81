// Puts changes that can share one original together, so that a program asks many questions for one set-up: two can, if
// neither changes or presupposes a member that the other needs to be something else.
import type { Change, Json } from '../../src/program/types.ts';

interface Based {
  readonly base: Change;
  readonly change: Change;
}

export interface Group<T> {
  /** The changes to the standard request that make the original of them all. */
  readonly base: Change;
  readonly members: readonly T[];
}

/** What a group's original is to have in each member that one of its changes is about; `standard`: nothing is changed. */
type Claims = Map<string, { readonly base: Change; readonly value: string }>;

const standard = 'standard';
const top = (path: string): string => path.split('.')[0]!;

/** What the base makes of each top-level member that base or change touches. */
function claims({ base, change }: Based): Claims {
  const claimed: Claims = new Map();
  const paths = (of: Change): string[] => [...Object.keys(of.set ?? {}), ...(of.drop ?? [])];
  for (const member of new Set([...paths(base), ...paths(change)].map(top))) {
    const set = Object.entries(base.set ?? {}).filter(([path]) => top(path) === member);
    const drop = (base.drop ?? []).filter((path) => top(path) === member);
    const part: Change = {
      ...(set.length === 0 ? {} : { set: Object.fromEntries<Json>(set) }),
      ...(drop.length === 0 ? {} : { drop }),
    };
    claimed.set(member, { base: part, value: set.length + drop.length === 0 ? standard : JSON.stringify(part) });
  }
  return claimed;
}

const agree = (a: Claims, b: Claims): boolean =>
  [...b].every(([member, { value }]) => (a.get(member)?.value ?? value) === value);

/** Groups of at most `size`, first fit, in the given order. */
export function grouped<T extends Based>(changes: readonly T[], size: number): Group<T>[] {
  const open: { readonly claimed: Claims; readonly members: T[] }[] = [];
  for (const change of changes) {
    const claimed = claims(change);
    const fit = open.find((group) => group.members.length < size && agree(group.claimed, claimed));
    if (fit === undefined) open.push({ claimed, members: [change] });
    else {
      fit.members.push(change);
      for (const [member, claim] of claimed) fit.claimed.set(member, claim);
    }
  }
  return open.map(({ claimed, members }) => ({
    base: together([...claimed.values()].map(({ base }) => base)),
    members,
  }));
}

const together = (bases: readonly Change[]): Change => ({
  set: Object.assign({}, ...bases.map(({ set }) => set ?? {})) as Record<string, Json>,
  drop: bases.flatMap(({ drop = [] }) => drop),
});
