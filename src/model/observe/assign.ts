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

/** Every assignment that is as good as any; of too many the first. */
export function assignments(
  things: readonly Thing[],
  items: readonly Detail[],
  pages: number,
): { readonly all: readonly Assignment[]; readonly areTooMany: boolean } {
  const inOrder = [...things].sort((a, b) => rank(a) - rank(b));
  let all: readonly Ranked[] = [{ ...known(inOrder, items, pages), strange: 0 }];
  let areTooMany = false;
  for (const t of inOrder.filter(({ identity }) => identity === undefined)) {
    all = all.flatMap((one) => shownBy(t, one, pages));
    areTooMany ||= all.length > MAX_ASSIGNMENTS;
    if (areTooMany) all = all.slice(0, 1);
  }
  const least = Math.min(...all.map(({ strange }) => strange));
  return { all: all.filter(({ strange }) => strange === least), areTooMany };
}

const rank = (t: Thing): number => (t.life === 'there' ? 0 : 1);

/** Of those whose identity is known each takes the first item with it. */
function known(things: readonly Thing[], items: readonly Detail[], pages: number): Assignment {
  const found = new Map<number, Detail>();
  let rest = items;
  for (const t of things.filter(({ identity }) => identity !== undefined)) {
    const item = rest.find((i) => sameIdentity(t, i));
    if (!item) continue;
    found.set(t.id, item);
    rest = without(rest, item, t, pages);
  }
  return { found, rest };
}

interface Ranked extends Assignment {
  /** So many items show other values than their things were asked to have. */
  readonly strange: number;
}

function shownBy(t: Thing, { found, rest, strange }: Ranked, pages: number): readonly Ranked[] {
  const fitting = rest.filter((i) => !isNobodys(t, i) && sameIdentity(t, i));
  if (fitting.length === 0) return [{ found, rest, strange }];
  return fitting.map((item) => ({
    found: new Map(found).set(t.id, item),
    rest: without(rest, item, { ...t, identity: item }, pages),
    strange: strange + (isAsAsked(t, item) ? 0 : 1),
  }));
}

/** Two pages may both show an item when others come and go between them; one page shows each but once. */
const without = (rest: readonly Detail[], item: Detail, t: Thing, pages: number): readonly Detail[] =>
  rest.filter((i) => i !== item && !(pages > 1 && sameIdentity(t, i)));

const isAsAsked = (t: Thing, item: Detail): boolean =>
  Object.keys(t.params).every(
    (m) => item[m] === undefined || !isWatched(t.type, m) || had(t, m).has(comparable(t.type, m, item[m])),
  );

/** Of an item without a name nobody can say whether it is what nobody has seen yet. */
export const isNobodys = (t: Thing, item: Detail): boolean => t.identity === undefined && isNameless(item);
