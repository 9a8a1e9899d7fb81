// Lists are judged when their last page is there: all pages together, cut to what carries the program's name space, since
// they show the whole account.
import type { Call, Judged, Listing, Moment } from '../model/index.ts';
import { isNamedIn } from '../program/namespace.ts';
import { operations } from '../specs/index.ts';
import type { Detail } from '../wire/types.ts';

export interface Assembled extends Listing {
  /** When the first page was asked for: what came into being after that may be missing. */
  readonly first: Moment;
}

export class Pages {
  readonly #namespace: string;
  #all: { first: Moment; items: Detail[]; pages: number } | undefined;

  constructor(namespace: string) {
    this.#namespace = namespace;
  }

  /** Takes an answer; undefined if it is none to a list, `more` while pages are missing. */
  take(call: Call, outcome: Judged): 'more' | Assembled | undefined {
    if (outcome.kind !== 'success' || !outcome.items) return undefined;
    if (call.input.nextToken === undefined || !this.#all) this.#all = { first: call.sent, items: [], pages: 0 };
    const all = this.#all;
    // Tags and instances have names of their own, and are of what was asked for.
    const isOfOne = operations[call.operation]?.role !== 'list';
    all.items.push(...(isOfOne ? outcome.items : outcome.items.filter((i) => isNamedIn(this.#namespace, i))));
    all.pages += 1;
    return outcome.nextToken === undefined ? all : 'more';
  }
}
