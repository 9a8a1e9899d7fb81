// Calls that nobody has seen answered: each may take effect at any later time, or never. They are a multiset, as two that
// ask the same do the same; and of two ways to one state the one with more of them pending can do whatever the other can.
import { type Call, type State, spent, unanswered, unseen } from '../model/index.ts';
import { callKey, stateKey, thingKey } from './state-key.ts';

/** Over so many configurations the rest of the history is not decided. */
export const MAX_CONFIGURATIONS = 500;

export class TooMany extends Error {}

export interface Pending {
  readonly state: State;
  readonly pending: readonly Call[];
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
  const never = Number.POSITIVE_INFINITY;
  const unseenCall = { ...call, answered: { at: never, clock: never } };
  return configurations.flatMap((c) =>
    unseen(c.state, unseenCall).map((state) => ({ ...c, state: touchedBy(c.state, state, call.answered.at) })),
  );
}

/**
 * All configurations that pending calls, taking effect in any order up to `at`, can lead to; the simplest first. An effect
 * may be as late as that, and reads may lag behind it: so what it touches was touched just now.
 */
export function close<P extends Pending>(configurations: readonly P[], at: number): readonly P[] {
  if (configurations.every((c) => c.pending.length === 0)) return configurations;
  const all: P[] = [...configurations];
  const known = new Map<string, number[]>();
  all.forEach((c, n) => {
    note(known, stateKey(c.state), n);
  });
  for (let i = 0; i < all.length; i++) {
    const c = all[i]!;
    for (const call of eachKind(c.pending)) {
      for (const effect of unseen(c.state, call)) {
        const next: P = { ...c, state: touchedBy(c.state, effect, at), pending: without(c.pending, call) };
        const key = stateKey(next.state);
        const same = known.get(key)?.find((n) => covers(all[n]!, next));
        if (same !== undefined) {
          all[same] = { ...all[same]!, state: laterTouched(all[same]!.state, next.state) };
          continue;
        }
        note(known, key, all.length);
        all.push(next);
        if (all.length > MAX_CONFIGURATIONS) throw new TooMany();
      }
    }
  }
  return all;
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

function note(known: Map<string, number[]>, key: string, n: number): void {
  const at = known.get(key);
  if (at) at.push(n);
  else known.set(key, [n]);
}

const eachKind = (pending: readonly Call[]): readonly Call[] =>
  pending.filter((call, n) => !pending.slice(0, n).some((other) => callKey(other) === callKey(call)));

const without = (pending: readonly Call[], call: Call): readonly Call[] => pending.filter((p) => p !== call);

/** What an unseen call has touched was touched, and made, by then at the latest. */
function touchedBy(before: State, after: State, at: number): State {
  const old = new Set(before.things);
  return {
    ...after,
    things: after.things.map((t) => {
      if (old.has(t)) return t;
      const made = Number.isFinite(t.madeAnswered.at) ? t.madeAnswered : { ...t.madeAnswered, at };
      return { ...t, touchedAt: Math.max(t.touchedAt, at), madeAnswered: made };
    }),
  };
}

/** Of two equal states the one touched later: it excuses more. */
function laterTouched(state: State, other: State): State {
  const at = new Map<string, number>();
  for (const t of other.things) at.set(thingKey(t), Math.max(t.touchedAt, at.get(thingKey(t)) ?? 0));
  const things = state.things.map((t) => {
    const later = at.get(thingKey(t)) ?? 0;
    return later > t.touchedAt ? { ...t, touchedAt: later } : t;
  });
  return { ...state, things };
}
