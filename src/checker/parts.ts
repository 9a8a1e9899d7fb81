// A history cut into parts that have nothing to do with each other (by the names and tokens in its requests), so that what is
// open about one thing does not multiply with what is open about another (locality; Herlihy and Wing, 1990). What an answer
// says about every part is passed on: values that are valid, the endpoint's time, deletions that must have been all, and
// requests that must have done nothing.

import type { Millis } from '../history/types.ts';
import {
  type Call,
  type Common,
  harmless,
  isDeletion,
  learnCommon,
  type Moment,
  mutates,
  nothingCommon,
  type State,
} from '../model/index.ts';
import type { Input } from '../program/types.ts';
import { operations } from '../specs/index.ts';
import type { Configuration } from './configurations.ts';
import { joined } from './joined.ts';
import { keysOf, namesIn } from './keys.ts';
import type { Assembled } from './pages.ts';
import { type Elsewhere, Part } from './part.ts';
import { MAX_CONFIGURATIONS } from './pending.ts';
import type { Completed } from './together.ts';

export class Parts {
  readonly #namespace: string;
  readonly #byKey = new Map<string, Part>();
  readonly #keys = new WeakMap<Input, readonly string[]>();
  readonly #all = new Set<Part>();
  /** Lists of all names under way: call → when it was sent. */
  readonly #lists = new Map<number, number>();
  #common: Common = nothingCommon;
  /** Each kind once, at its latest. */
  readonly #elsewhere = new Map<string, { readonly one: Elsewhere; readonly by: Part; readonly position: number }>();
  #position = 0;

  constructor(namespace: string) {
    this.#namespace = namespace;
  }

  get all(): Iterable<Part> {
    return this.#all;
  }

  /** The first ways of explaining the history as a whole, for a person to look at. */
  together(): readonly Configuration[] {
    const one: readonly Configuration[] = new Part().configurations;
    return [...this.#all].reduce((all, { configurations }) => {
      const room = Math.max(1, Math.floor(MAX_CONFIGURATIONS / all.length));
      return joined(all, configurations.slice(0, room));
    }, one);
  }

  /** A request goes out. Throws `TooMany` where it joins what has too many explanations. */
  sent(call: Call): void {
    if (listsAll(call.operation)) this.#lists.set(call.call, call.sent.at);
    else this.of(call).underWay.set(call.call, call);
  }

  over({ call, operation, input }: Pick<Call, 'call' | 'operation' | 'input'>): void {
    if (listsAll(operation)) this.#lists.delete(call);
    else this.of({ operation, input }).underWay.delete(call);
  }

  /** The part that a request belongs to. */
  of({ operation, input }: Pick<Call, 'operation' | 'input'>): Part {
    const keys = this.#keys.get(input) ?? keysOf(this.#namespace, operation, input);
    this.#keys.set(input, keys);
    const [first, ...others] = new Set(keys.flatMap((key) => this.#byKey.get(key) ?? []));
    const part = first ?? this.#open();
    for (const other of others) {
      part.join(other);
      this.#all.delete(other);
      for (const key of other.keys) this.#byKey.set(key, part);
    }
    for (const key of keys) {
      part.keys.add(key);
      this.#byKey.set(key, part);
    }
    const type = operations[operation]?.resource;
    if (type !== undefined && mutates(operation)) part.types.add(type);
    return this.#informed(part);
  }

  /** The parts that an answer is about; of a list each with the items of its own names, and with those of nobody's. */
  about(call: Call, page: Assembled | undefined): { readonly part: Part; readonly listing?: Assembled }[] {
    if (!page || !listsAll(call.operation))
      return [{ part: this.of(call), ...(page === undefined ? {} : { listing: page }) }];
    const type = operations[call.operation]?.resource;
    const owned = page.items.map((item) => ({ item, owners: this.#ownersOf(String(item.name)) }));
    return [...this.#all]
      .filter((part) => type !== undefined && part.types.has(type))
      .map((part) => {
        const items = owned.filter(({ owners }) => owners === undefined || owners === part).map(({ item }) => item);
        return { part: this.#informed(part), listing: { ...page, items } };
      });
  }

  isQuiet(part: Part): boolean {
    return part.isQuiet(Math.min(...this.#lists.values()));
  }

  isUnderWay(part: Part): boolean {
    return part.underWay.size > 0 || this.#lists.size > 0;
  }

  /** The call got no answer, and overlaps nothing. */
  lose(call: Call, part: Part): void {
    part.lose(call);
    this.tell(call, 'lost', part, undefined);
  }

  /**
   * An answer was explained, or there is none: what that says of everything else.
   * @param before a state from before it, of the part that it is about
   */
  tell(call: Call, outcome: Completed['outcome'], by: Part, before: State | undefined): void {
    if (outcome === 'lost' && operations[call.operation]?.role === 'delete') this.#deleted(call, 'delete.only', by);
    if (typeof outcome === 'string') return;
    this.#common = learnCommon(this.#common, call, outcome);
    if (isDeletion(call, outcome)) this.#deleted(call, 'delete.only', by);
    const nothing = before && harmless(before, call, outcome);
    if (nothing) this.#pass(`nothing ${nothing.guarantee} ${nothing.operation}`, { harmless: nothing }, by);
  }

  /** Requests at the same time were explained: nothing more may come of them than of one. */
  raced(calls: readonly Call[], by: Part): void {
    for (const call of calls) if (operations[call.operation]?.role === 'delete') this.#deleted(call, 'once', by);
  }

  #deleted(call: Call, guarantee: 'delete.only' | 'once', by: Part): void {
    this.#pass(`${guarantee} ${call.operation}`, { call, guarantee }, by);
  }

  #pass(kind: string, one: Elsewhere, by: Part): void {
    this.#position += 1;
    this.#elsewhere.set(kind, { one, by, position: this.#position });
  }

  /** @param clockUnsure whether the endpoint's clock may have fallen back by it */
  restart(ready: Moment, clockUnsure = false): void {
    if (clockUnsure) this.clockFell(ready.at);
    for (const part of this.#all) part.restart(ready);
  }

  /** The endpoint's clock was found to have fallen back. */
  clockFell(at: Millis): void {
    this.#common = { ...this.#common, creations: {} };
    for (const part of this.#all) part.clockFell(at);
  }

  #ownersOf(name: string): Part | undefined {
    return namesIn(this.#namespace, name).flatMap((word) => this.#byKey.get(word) ?? [])[0];
  }

  #open(): Part {
    const part = new Part();
    this.#all.add(part);
    return part;
  }

  #informed(part: Part): Part {
    const isNew = part.heard < this.#position;
    const news = isNew ? [...this.#elsewhere.values()].filter((d) => d.by !== part && d.position > part.heard) : [];
    part.hear(
      this.#common,
      news.map(({ one }) => one),
      this.#position,
    );
    return part;
  }
}

/** Whether a list shows things of every name. */
function listsAll(operation: string): boolean {
  const { role, resource } = operations[operation] ?? {};
  return (
    role === 'list' &&
    (resource === 'environment' ||
      resource === 'service' ||
      resource === 'environmentTemplate' ||
      resource === 'serviceTemplate')
  );
}
