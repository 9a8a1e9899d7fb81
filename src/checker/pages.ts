// Lists are judged when their last page is there: all pages together, cut to what carries the program's name space, since
// they show the whole account.
import type { Call, Judged, Listing, Moment } from '../model/index.ts';
import { mayBeIn } from '../program/namespace.ts';
import type { Json } from '../program/types.ts';
import { operations } from '../specs/index.ts';
import { canonical } from '../wire/canonical.ts';
import type { Detail } from '../wire/types.ts';

export interface Assembled extends Listing {
  /** When the first page was asked for: what came into being after that may be missing. */
  readonly first: Moment;
}

interface Open {
  readonly first: Moment;
  readonly items: Detail[];
  readonly pageOf: Map<Detail, number>;
  pages: number;
}

/** So many lists that miss pages are kept, the latest. */
const OPEN_AT_MOST = 100;

export class Pages {
  readonly #namespace: string;
  /** By what was asked for and the token of the next page; lists of one history may be read at the same time. */
  readonly #open: { readonly key: string; readonly all: Open }[] = [];

  constructor(namespace: string) {
    this.#namespace = namespace;
  }

  /** Takes an answer; undefined if it is none to a list, `more` while pages are missing, those before it among them. */
  take(call: Call, outcome: Judged): 'more' | Assembled | undefined {
    if (outcome.kind !== 'success' || !outcome.items) return undefined;
    const all = this.#before(call);
    if (all === undefined) return 'more';
    // Tags and instances have names of their own, and are of what was asked for.
    const isOfOne = operations[call.operation]?.role !== 'list';
    const own = isOfOne ? outcome.items : outcome.items.filter((i) => mayBeIn(this.#namespace, i));
    all.items.push(...own);
    for (const item of own) all.pageOf.set(item, all.pages);
    all.pages += 1;
    if (outcome.nextToken === undefined) return all;
    this.#open.push({ key: keyOf(call, outcome.nextToken), all });
    if (this.#open.length > OPEN_AT_MOST) this.#open.shift();
    return 'more';
  }

  #before(call: Call): Open | undefined {
    const { nextToken } = call.input;
    if (nextToken === undefined) return { first: call.sent, items: [], pageOf: new Map(), pages: 0 };
    const key = keyOf(call, nextToken);
    const at = this.#open.findIndex((one) => one.key === key);
    return at < 0 ? undefined : this.#open.splice(at, 1)[0]?.all;
  }
}

function keyOf({ operation, input }: Call, next: Json): string {
  const { nextToken: _, maxResults: __, ...asked } = input;
  return canonical([operation, asked, next]);
}
