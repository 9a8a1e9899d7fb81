// Which item of a list shows which thing. What no answer has shown yet may be any item that is left over and fits: of two
// versions that two unanswered creates have made nobody can say which is whose, in whatever order they are listed.
import { isNameless } from '../../program/namespace.ts';
import type { Detail } from '../../wire/types.ts';
import { comparable, isWatched } from '../detail/forms.ts';
import { sameIdentity } from '../detail/identity.ts';
import { had } from '../detail/members.ts';
import type { Thing } from '../state.ts';

export interface Assignment {
  /** The number of a thing → the item that shows it. */
  readonly found: ReadonlyMap<number, Detail>;
  readonly rest: readonly Detail[];
}

/** So many are followed, as of four things that nobody has seen. */
const MAX_ASSIGNMENTS = 24;

/** Every assignment that is as good as any; the first of too many. */
export function assignments(
  things: readonly Thing[],
  items: readonly Detail[],
  pages: number,
): { readonly all: readonly Assignment[]; readonly areTooMany: boolean } {
  const rank = (t: Thing): number => (t.identity ? 0 : 2) + (t.life === 'there' ? 0 : 1);
  let all: readonly Ranked[] = [{ found: new Map(), rest: items, strange: 0 }];
  for (const t of [...things].sort((a, b) => rank(a) - rank(b))) {
    all = all.flatMap((one) => shownBy(t, one, pages));
    if (all.length > MAX_ASSIGNMENTS) return { all: all.slice(0, 1), areTooMany: true };
  }
  const least = Math.min(...all.map(({ strange }) => strange));
  return { all: all.filter(({ strange }) => strange === least), areTooMany: false };
}

interface Ranked extends Assignment {
  /** So many items show other values than their things were asked to have. */
  readonly strange: number;
}

function shownBy(t: Thing, { found, rest, strange }: Ranked, pages: number): readonly Ranked[] {
  const fitting = rest.filter((i) => !isNobodys(t, i) && sameIdentity(t, i));
  if (fitting.length === 0) return [{ found, rest, strange }];
  return (t.identity ? fitting.slice(0, 1) : fitting).map((item) => ({
    found: new Map(found).set(t.id, item),
    // Two pages may both show an item when others come and go between them; one page shows each but once.
    rest: rest.filter((i) => i !== item && !(pages > 1 && sameIdentity({ ...t, identity: t.identity ?? item }, i))),
    strange: strange + (t.identity || isAsAsked(t, item) ? 0 : 1),
  }));
}

const isAsAsked = (t: Thing, item: Detail): boolean =>
  Object.keys(t.params).every(
    (m) => item[m] === undefined || !isWatched(t.type, m) || had(t, m).has(comparable(t.type, m, item[m])),
  );

/** Of an item without a name nobody can say whether it is what nobody has seen yet. */
export const isNobodys = (t: Thing, item: Detail): boolean => t.identity === undefined && isNameless(item);
