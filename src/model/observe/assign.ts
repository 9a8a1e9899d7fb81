// Which item of a list shows which thing. What no answer has shown yet may be any item that is left over and fits: of two
// versions that two unanswered creates have made nobody can say which is whose, in whatever order they are listed.
import { isNameless } from '../../program/namespace.ts';
import type { Detail } from '../../wire/types.ts';
import { comparable, isWatched } from '../detail/forms.ts';
import { sameIdentity } from '../detail/identity.ts';
import { had } from '../detail/members.ts';
import type { Thing } from '../state.ts';

/** The summaries of all pages that belong to the program's name space. */
export interface Summaries {
  readonly items: readonly Detail[];
  readonly pages: number;
  /** Which page an item stands on; left out: no two on one. */
  readonly pageOf?: ReadonlyMap<Detail, number>;
}

export interface Assignment {
  /** The number of a thing → the item that shows it. */
  readonly found: ReadonlyMap<number, Detail>;
  /** Shown once more, on another page. */
  readonly twice: ReadonlyMap<number, Detail>;
  readonly rest: readonly Detail[];
}

/** So many are followed, as of four things that nobody has seen. */
const MAX_ASSIGNMENTS = 24;

/** Every assignment of `items`, some of those listed, that is as good as any; of too many the first. */
export function assignments(
  things: readonly Thing[],
  items: readonly Detail[],
  listing: Summaries,
): { readonly all: readonly Assignment[]; readonly areTooMany: boolean } {
  const inOrder = [...things].sort((a, b) => rank(a) - rank(b));
  let all: readonly Ranked[] = [{ ...known(inOrder, items, listing), strange: 0 }];
  let areTooMany = false;
  for (const t of inOrder.filter(({ identity }) => identity === undefined)) {
    all = all.flatMap((one) => shownBy(t, one, listing));
    areTooMany ||= all.length > MAX_ASSIGNMENTS;
    if (areTooMany) all = all.slice(0, 1);
  }
  const least = Math.min(...all.map(({ strange }) => strange));
  return { all: all.filter(({ strange }) => strange === least), areTooMany };
}

const rank = (t: Thing): number => (t.life === 'there' ? 0 : 1);

/** Of those whose identity is known each takes the first item with it. */
function known(things: readonly Thing[], items: readonly Detail[], listing: Summaries): Assignment {
  const none: Assignment = { found: new Map(), twice: new Map(), rest: items };
  return things
    .filter(({ identity }) => identity !== undefined)
    .reduce((one, t) => {
      const item = one.rest.find((i) => sameIdentity(t, i));
      return item ? given(one, t, item, listing) : one;
    }, none);
}

interface Ranked extends Assignment {
  /** So many items show other values than their things were asked to have. */
  readonly strange: number;
}

function shownBy(t: Thing, one: Ranked, listing: Summaries): readonly Ranked[] {
  const fitting = one.rest.filter((i) => !isNobodys(t, i) && sameIdentity(t, i));
  if (fitting.length === 0) return [one];
  return fitting.map((item) => ({
    ...given(one, { ...t, identity: item }, item, listing),
    strange: one.strange + (isAsAsked(t, item) ? 0 : 1),
  }));
}

/** The item shows the thing. Two pages may both show it when others come and go between them; one page shows each but once. */
function given({ found, twice, rest }: Assignment, t: Thing, item: Detail, { pages, pageOf }: Summaries): Assignment {
  const others = rest.filter((i) => i !== item);
  const isAgain = (i: Detail): boolean =>
    pages > 1 && sameIdentity(t, i) && (!pageOf || pageOf.get(i) !== pageOf.get(item));
  const again = others.find(isAgain);
  return {
    found: new Map(found).set(t.id, item),
    twice: again === undefined ? twice : new Map(twice).set(t.id, again),
    rest: others.filter((i) => !isAgain(i)),
  };
}

const isAsAsked = (t: Thing, item: Detail): boolean =>
  Object.keys(t.params).every(
    (m) => item[m] === undefined || !isWatched(t.type, m) || had(t, m).has(comparable(t.type, m, item[m])),
  );

/** Of an item without a name nobody can say whether it is what nobody has seen yet. */
export const isNobodys = (t: Thing, item: Detail): boolean => t.identity === undefined && isNameless(item);
