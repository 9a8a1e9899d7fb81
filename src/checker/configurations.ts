// The one mechanism for progress, lost answers, late copies and silent points: a set of configurations (model state,
// pending calls), as in just-in-time linearization (Lowe, "Testing for linearizability", 2017). At each answer the set is
// closed under letting pending calls take effect, then cut to what explains the answer. A lost call is pending for ever.
import { type Branch, type Call, type Judged, type Listing, type Refusal, type State, step } from '../model/index.ts';
import { canonical } from '../wire/canonical.ts';
import { close, covers, type Pending } from './pending.ts';
import { stateKey } from './state-key.ts';

export type LogEntry =
  | { readonly kind: 'shown'; readonly guarantee: string; readonly operation: string; readonly situation: string }
  | {
      readonly kind: 'taken';
      readonly point: string;
      readonly operation: string;
      readonly reading: string;
      readonly unsure?: true;
    };

/** One way of explaining the history so far. */
export interface Configuration extends Pending {
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

function entries(branch: Branch): LogEntry[] {
  return [
    ...branch.shown.map((s) => ({ kind: 'shown' as const, ...s })),
    ...branch.taken.map((t) => ({ kind: 'taken' as const, ...t })),
  ];
}

/** Of equal states those that others cover are dropped: whoever has more calls pending can do whatever the others can. */
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
    group.filter((c, n) => !group.some((other, m) => isBetter(other, c) && (m < n || !isBetter(c, other)))),
  );
}

const isBetter = (a: Configuration, b: Configuration): boolean =>
  a !== b && (a.ends === undefined || b.ends !== undefined) && covers(a, b);
