// Calls that nobody has seen answered: each may take effect at any later time, or never. They are a multiset, as two that
// ask the same do the same; and of two ways to one state the one with more of them pending can do whatever the other can.
import {
  type Call,
  failedUnseen,
  type Judged,
  type Moment,
  type State,
  spent,
  type Thing,
  unanswered,
  unseen,
} from '../model/index.ts';
import { common, type Log } from './logs.ts';
import { callKey, stateKey } from './state-key.ts';
import { thingKey } from './thing-key.ts';

/** Over so many configurations the rest of the history is not decided. */
export const MAX_CONFIGURATIONS = 64;

export class TooMany extends Error {}

export interface Pending {
  readonly state: State;
  readonly pending: readonly Call[];
  /** What this way of explaining the history has shown and taken so far. */
  readonly log: Log;
}

/** The call got no answer: it may take effect at any later time, or never. */
export function lose<P extends Pending>(configurations: readonly P[], call: Call): readonly P[] {
  return configurations.map((c) => {
    const state = unanswered(c.state, call);
    return { ...c, state, pending: [...c.pending, call].filter((p) => !spent(state, p)) };
  });
}

/** The call was refused for the sake of another: all the same it may have happened, between sending and answer. */
export function perhapsDone<P extends Pending>(configurations: readonly P[], call: Call): readonly P[] {
  return configurations.flatMap((c) => unseen(c.state, call, call.answered).map((state) => ({ ...c, state })));
}

/** The answer that effects are to explain, and when they took place at the latest. */
export interface Explained {
  readonly call: Call;
  readonly outcome: Judged;
  readonly until: Moment;
}

/**
 * The configurations that pending calls, taking effect in any order up to a time, can lead to; those with fewer effects first.
 */
export class Effects<P extends Pending> {
  readonly #all: { configuration: P; readonly effects: number }[];
  readonly #explained: Explained;
  #known: Map<string, number[]> | undefined;

  constructor(configurations: readonly P[], explained: Explained) {
    this.#all = configurations.map((configuration) => ({ configuration, effects: 0 }));
    this.#explained = explained;
  }

  /** Each of them, also those that `expand` adds on the way, and how many effects it took. */
  *reached(): Iterable<{ readonly configuration: P; readonly effects: number }> {
    for (let n = 0; n < this.#all.length; n++) yield this.#all[n]!;
  }

  /**
   * Adds what one more effect leads to.
   * @param isStrict whether to throw `TooMany` over the limit, else the rest is left out
   */
  expand(c: P, effects: number, isStrict: boolean): void {
    for (const call of eachKind(c.pending)) {
      for (const effect of this.#of(c.state, call)) {
        if (this.#all.length > MAX_CONFIGURATIONS && isStrict) throw new TooMany();
        if (this.#all.length > MAX_CONFIGURATIONS) return;
        this.#add({ ...c, state: effect, pending: without(c.pending, call) }, effects + 1);
      }
    }
  }

  #of(state: State, pending: Call): readonly State[] {
    const { call, outcome, until } = this.#explained;
    return [...unseen(state, pending, until), ...failedUnseen(state, pending, call, outcome, until)];
  }

  #add(next: P, effects: number): void {
    this.#known ??= this.#places();
    const key = stateKey(next.state);
    const places = this.#known.get(key) ?? [];
    const same = places.map((n) => this.#all[n]!).find(({ configuration }) => covers(configuration, next));
    if (same !== undefined) {
      const { configuration } = same;
      const state = laterTouched(configuration.state, next.state);
      same.configuration = { ...configuration, state, log: common([configuration.log, next.log]) };
      return;
    }
    this.#known.set(key, [...places, this.#all.length]);
    this.#all.push({ configuration: next, effects });
  }

  #places(): Map<string, number[]> {
    const places = new Map<string, number[]>();
    this.#all.forEach(({ configuration }, n) => {
      const key = stateKey(configuration.state);
      places.set(key, [...(places.get(key) ?? []), n]);
    });
    return places;
  }
}

/** Whether all that is pending in `b` is pending in `a`. */
export function covers(a: Pending, b: Pending): boolean {
  if (b.pending.length > a.pending.length) return false;
  const left = a.pending.map(callKey);
  return b.pending.every((call) => {
    const at = left.indexOf(callKey(call));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function eachKind(pending: readonly Call[]): readonly Call[] {
  const keys = pending.map(callKey);
  return pending.filter((_, n) => keys.indexOf(keys[n]!) === n);
}

const without = (pending: readonly Call[], call: Call): readonly Call[] => pending.filter((p) => p !== call);

/** Of two equal states the one whose things came, moved, went and were touched later: it excuses more. */
export function laterTouched(state: State, other: State): State {
  const others = other.things.filter((t) => !state.things.includes(t));
  if (others.length === 0) return state;
  const latest = new Map<string, Thing>();
  for (const t of others) latest.set(thingKey(t), later(t, latest.get(thingKey(t))));
  const things = state.things.map((t) => later(t, latest.get(thingKey(t))));
  return things.every((t, n) => t === state.things[n]) ? state : { ...state, things };
}

/** The one with the later times of both. */
function later(t: Thing, other: Thing | undefined): Thing {
  if (other === undefined) return t;
  const madeAnswered = laterMoment(t.madeAnswered, other.madeAnswered);
  const deletedAt = t.deletedAt && other.deletedAt && laterMoment(t.deletedAt, other.deletedAt);
  const [touchedAt, movedAt] = [Math.max(t.touchedAt, other.touchedAt), Math.max(t.movedAt, other.movedAt)];
  return touchedAt === t.touchedAt &&
    movedAt === t.movedAt &&
    madeAnswered === t.madeAnswered &&
    deletedAt === t.deletedAt
    ? t
    : { ...t, touchedAt, movedAt, madeAnswered, ...(deletedAt === undefined ? {} : { deletedAt }) };
}

const laterMoment = (a: Moment, b: Moment): Moment =>
  b.at > a.at || b.clock > a.clock ? { at: Math.max(a.at, b.at), clock: Math.max(a.clock, b.clock) } : a;
