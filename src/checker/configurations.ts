// The one mechanism for progress, lost answers, late copies and silent points: a set of configurations (model state,
// pending calls), as in just-in-time linearization (Lowe, "Testing for linearizability", 2017). At each answer the set is
// closed under letting pending calls take effect, then cut to what explains the answer. A lost call is pending for ever.
import {
  type Branch,
  type Call,
  type Judged,
  type Listing,
  type Moment,
  type Refusal,
  type State,
  step,
} from '../model/index.ts';
import { canonical } from '../wire/canonical.ts';
import { common, type LogEntry } from './logs.ts';
import { covers, Effects, laterTouched, type Pending } from './pending.ts';
import { stateKey } from './state-key.ts';

/** One way of explaining the history so far. */
export interface Configuration extends Pending {
  /** Explained only by what nothing more can be judged after, and why. */
  readonly ends?: string;
}

/** Whether all explanations are wanted, or some will do. */
export type Search = 'all' | 'some';

export interface Answered {
  readonly configurations: readonly Configuration[];
  /** So many states were held against the answer. */
  readonly steps?: number;
  /** Every explanation needs an allowance that time takes away. */
  readonly excused: boolean;
  readonly ends?: string;
  /** All that was known explains it, as it is. */
  readonly isAtOnce?: boolean;
  /** If nothing explains the answer: why not, by the simplest configuration. */
  readonly refusal?: Refusal;
}

/**
 * Lets the answer of `call` be explained. Throws `TooMany` over the limit.
 * @param search `some`: what is pending takes effect only where nothing else explains the answer. What an effect could do
 * before, it can nearly always do as well later; so what is left is possible, but not all that is.
 * @param until what is pending and explains the answer took effect before then
 */
export function answer(
  configurations: readonly Configuration[],
  call: Call,
  outcome: Judged,
  listing?: Listing,
  search: Search = 'all',
  until: Moment = call.answered,
): Answered {
  let refusal: Refusal | undefined;
  let isAtOnce = true;
  const next: { from: { readonly configuration: Configuration }; branch: Branch }[] = [];
  const effects = new Effects(configurations, { until, call, outcome });
  let fewest = Number.POSITIVE_INFINITY;
  let steps = 0;
  for (const from of effects.reached()) {
    const { configuration: c, effects: count } = from;
    if (count > fewest) break;
    steps += 1;
    const result = step(c.state, call, outcome, listing);
    refusal ??= result.refusal;
    for (const branch of result.branches) next.push({ from, branch });
    const isExplained = result.branches.some((b) => !b.excused && b.ends === undefined);
    isAtOnce &&= isExplained;
    if (search === 'some' && isExplained) fewest = count;
    else effects.expand(c, count, search === 'all');
  }
  // Only now is known what else leads to where each of them began, which makes what it has shown less sure.
  const explanations = next.map(({ from, branch }) => after(from.configuration, branch, search));
  const configured = cut(distinct(explanations), search);
  const ends = endOf(configured);
  return {
    configurations: configured,
    steps,
    excused: next.length > 0 && next.every((n) => n.branch.excused),
    isAtOnce,
    ...(ends ? { ends } : {}),
    ...(next.length === 0 && refusal ? { refusal } : {}),
  };
}

/** So many explanations are kept where some will do, those with the fewest effects. */
const SOME = 16;

export const cut = (all: readonly Configuration[], search: Search): readonly Configuration[] =>
  search === 'some' && all.length > SOME ? all.slice(0, SOME) : all;

function after(c: Configuration, branch: Branch, search: Search): Configuration {
  const ends = c.ends ?? branch.ends;
  const log = [...c.log, ...entries(branch, search)];
  return { state: branch.state, pending: c.pending, log, ...(ends === undefined ? {} : { ends }) };
}

/** Why nothing more can be judged: not if the same things stand by an explanation after which all can be. */
export function endOf(configurations: readonly Configuration[]): string | undefined {
  if (configurations.every((c) => c.ends === undefined)) return undefined;
  const goingOn = new Set(configurations.filter((c) => c.ends === undefined).map((c) => standing(c.state)));
  return configurations.find((c) => c.ends !== undefined && !goingOn.has(standing(c.state)))?.ends;
}

const standing = (state: State): string =>
  state.things
    .map(({ type, name, life, params }) => canonical([type, name, life, params]))
    .sort()
    .join();

/** What an explanation that was not followed would take is not known, so none of some explanations takes a reading for sure. */
function entries(branch: Branch, search: Search): LogEntry[] {
  const taken = search === 'all' ? branch.taken : [];
  return [
    ...branch.shown.map((s) => ({ kind: 'shown' as const, ...s })),
    ...taken.map((t) => ({ kind: 'taken' as const, ...t })),
  ];
}

/**
 * Of equal states those that others cover are dropped: whoever has more calls pending can do whatever the others can. What the
 * dropped ones did not show was not shown for sure.
 */
export function distinct(configurations: readonly Configuration[]): readonly Configuration[] {
  if (configurations.length < 2) return configurations;
  const groups = new Map<string, Configuration[]>();
  for (const c of configurations) {
    const key = stateKey(c.state);
    const group = groups.get(key);
    if (group) group.push(c);
    else groups.set(key, [c]);
  }
  return [...groups.values()].flatMap((group) =>
    group.length === 1
      ? group
      : group
          .filter((c, n) => !group.some((other, m) => isBetter(other, c) && (m < n || !isBetter(c, other))))
          .map((c) => ({
            ...c,
            state: group.reduce((state, other) => laterTouched(state, other.state), c.state),
            log: common([c.log, ...group.map(({ log }) => log)]),
          })),
  );
}

const isBetter = (a: Configuration, b: Configuration): boolean =>
  a !== b && (a.ends === undefined || b.ends !== undefined) && covers(a, b);
