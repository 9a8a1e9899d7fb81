// The one mechanism for progress, lost answers, late copies and silent points: a set of configurations (model state,
// pending calls), as in just-in-time linearization (Lowe, "Testing for linearizability", 2017). At each answer the set is
// closed under letting pending calls take effect, then cut to what explains the answer. A lost call is pending for ever.
import {
  type Branch,
  type Call,
  type Judged,
  type Listing,
  type Refusal,
  type State,
  step,
  unanswered,
  unseen,
} from '../model/index.ts';
import { canonical } from '../wire/canonical.ts';
import { pendingKey, stateKey, thingKey } from './state-key.ts';

/** Over so many configurations the rest of the history is not decided. */
export const MAX_CONFIGURATIONS = 500;

export type LogEntry =
  | { readonly kind: 'shown'; readonly guarantee: string; readonly operation: string; readonly situation: string }
  | {
      readonly kind: 'taken';
      readonly point: string;
      readonly operation: string;
      readonly reading: string;
      readonly unsure?: true;
    };

export interface Configuration {
  readonly state: State;
  readonly pending: readonly Call[];
  /** What this way of explaining the history has shown so far. */
  readonly log: readonly LogEntry[];
  /** Explained only by what nothing more can be judged after, and why. */
  readonly ends?: string;
}

export interface Answered {
  readonly configurations: readonly Configuration[];
  /** Every explanation needs an allowance that time takes away. */
  readonly excused: boolean;
  readonly ends?: string;
  /** If nothing explains the answer: why not, by the simplest configuration. */
  readonly refusal?: Refusal;
}

/** Lets the answer of `call` be explained. Throws `TooMany` over the limit. */
export function answer(
  configurations: readonly Configuration[],
  call: Call,
  outcome: Judged,
  listing?: Listing,
): Answered {
  let refusal: Refusal | undefined;
  const next: { configuration: Configuration; branch: Branch }[] = [];
  for (const c of close(configurations, call.answered.at)) {
    const result = step(c.state, call, outcome, listing);
    refusal ??= result.refusal;
    for (const branch of result.branches) next.push({ configuration: after(c, branch), branch });
  }
  const configured = distinct(next.map((n) => n.configuration));
  const ends = endOf(configured);
  return {
    configurations: configured,
    excused: next.length > 0 && next.every((n) => n.branch.excused),
    ...(ends ? { ends } : {}),
    ...(next.length === 0 && refusal ? { refusal } : {}),
  };
}

function after(c: Configuration, branch: Branch): Configuration {
  const ends = c.ends ?? branch.ends;
  const log = [...c.log, ...entries(branch)];
  return { state: branch.state, pending: c.pending, log, ...(ends === undefined ? {} : { ends }) };
}

/** Why nothing more can be judged: not if the same things stand by an explanation after which all can be. */
export function endOf(configurations: readonly Configuration[]): string | undefined {
  const goingOn = new Set(configurations.filter((c) => c.ends === undefined).map((c) => standing(c.state)));
  return configurations.find((c) => c.ends !== undefined && !goingOn.has(standing(c.state)))?.ends;
}

const standing = (state: State): string =>
  state.things
    .map(({ type, name, life, params }) => canonical([type, name, life, params]))
    .sort()
    .join();

/** The call got no answer: it may take effect at any later time, or never. */
export function lose(configurations: readonly Configuration[], call: Call): readonly Configuration[] {
  return configurations.map((c) => ({ ...c, state: unanswered(c.state, call), pending: [...c.pending, call] }));
}

function entries(branch: Branch): LogEntry[] {
  return [
    ...branch.shown.map((s) => ({ kind: 'shown' as const, ...s })),
    ...branch.taken.map((t) => ({ kind: 'taken' as const, ...t })),
  ];
}

export class TooMany extends Error {}

/**
 * All configurations that pending calls, taking effect in any order up to `at`, can lead to; the simplest first. An effect
 * may be as late as that, and reads may lag behind it: so what it touches was touched just now.
 */
function close(configurations: readonly Configuration[], at: number): readonly Configuration[] {
  if (configurations.every((c) => c.pending.length === 0)) return configurations;
  const all: Configuration[] = [...configurations];
  const known = new Map(all.map((c, n) => [keyOf(c), n]));
  for (let i = 0; i < all.length; i++) {
    const c = all[i]!;
    for (const call of c.pending) {
      for (const effect of unseen(c.state, call)) {
        const next = { ...c, state: touchedBy(c.state, effect, at), pending: c.pending.filter((p) => p !== call) };
        const key = keyOf(next);
        const same = known.get(key);
        if (same !== undefined) {
          all[same] = { ...all[same]!, state: laterTouched(all[same]!.state, next.state) };
          continue;
        }
        known.set(key, all.length);
        all.push(next);
        if (all.length > MAX_CONFIGURATIONS) throw new TooMany();
      }
    }
  }
  return all;
}

function touchedBy(before: State, after: State, at: number): State {
  const old = new Set(before.things);
  return {
    ...after,
    things: after.things.map((t) => (old.has(t) ? t : { ...t, touchedAt: Math.max(t.touchedAt, at) })),
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

/** Of equal states those that others cover are dropped: whoever has more calls pending can do whatever the others can. */
export function distinct(configurations: readonly Configuration[]): readonly Configuration[] {
  if (configurations.length < 2) return configurations;
  const groups = new Map<string, Configuration[]>();
  for (const c of configurations) groups.set(stateKey(c.state), [...(groups.get(stateKey(c.state)) ?? []), c]);
  return [...groups.values()].flatMap((group) =>
    group.filter((c, n) => !group.some((other, m) => covers(other, c) && (m < n || !covers(c, other)))),
  );
}

const covers = (a: Configuration, b: Configuration): boolean =>
  a !== b && (a.ends === undefined || b.ends !== undefined) && b.pending.every((p) => a.pending.includes(p));

const keyOf = (c: Configuration): string => `${stateKey(c.state)}\n\n${pendingKey(c.pending)}`;
