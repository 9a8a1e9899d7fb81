// Calls that overlap: their answers are explained together, in every order that the times allow (a call that was answered
// before another was sent comes first). Each takes effect once between sending and answering, one without an answer at any
// time after it was sent, or never (contract, "Not violations").
import { type Call, type Judged, type Listing, mutates, type Refusal, refusedForNow } from '../model/index.ts';
import type { Json } from '../program/types.ts';
import { canonical } from '../wire/canonical.ts';
import { type Answered, answer, type Configuration, cut, distinct, endOf, type Search } from './configurations.ts';
import { lose, perhapsDone, TooMany } from './pending.ts';
import { callKey } from './state-key.ts';

/** The most states that answers of calls which overlap are held against: some tenths of a second. */
const MAX_STEPS: Readonly<Record<Search, number>> = { all: 5000, some: 6000 };

/** So many configurations, of all groups together: eight requests at the same time have up to 70 groups. */
const MAX_GROUPED = 500;

/** Where some explanations will do, so many are followed, of all groups together; but one of each. */
const SOME_GROUPED = 32;

export interface Completed {
  readonly call: Call;
  /** `refused`: to be sent again; `nothing`: it surely did nothing, and is here for the sake of those that it overlaps. */
  readonly outcome: Judged | 'lost' | 'refused' | 'nothing';
  readonly listing?: Listing;
  /** The answer may be a refusal for the sake of another call under way: who says so may have done it all the same. */
  readonly retryable?: boolean;
}

export interface Together extends Answered {
  /** The call that nothing explains. */
  readonly unexplained?: Completed;
}

/** Configurations that have explained the same calls. */
interface Group {
  readonly left: readonly Completed[];
  readonly configurations: readonly Configuration[];
}

/**
 * Explains the answers of calls that overlap. Which orders lead to the same states is found out step by step, so that the
 * work grows with the number of different states and not of orders. Throws `TooMany` over the limit.
 */
export function answerTogether(
  configurations: readonly Configuration[],
  calls: readonly Completed[],
  search: Search = 'all',
): Together {
  const judged = calls.filter(({ outcome }) => outcome !== 'nothing');
  const alike = new Map(judged.map((one) => [one, answeredKey(one)]));
  const budget = { steps: MAX_STEPS[search] };
  let groups: readonly Group[] = [{ left: judged, configurations }];
  let refused: { readonly refusal: Refusal; readonly unexplained: Completed } | undefined;
  for (;;) {
    const ready = groups.map(withLost);
    const over = ready.filter(({ left }) => left.length === 0);
    if (over.length > 0) return explained(distinct(over.flatMap((group) => group.configurations)));
    const next = new Map<string, Group>();
    for (const group of ready) {
      const ways = candidates(group.left, alike);
      const open = search === 'all' ? group.configurations : takeHarmless(group, ways, next, budget);
      for (const one of ways) {
        if (open.length === 0) break;
        const result = explain(open, sentFirst(one, group.left, alike), group.left, search);
        budget.steps -= result.steps ?? open.length;
        if (result.refusal) refused ??= { refusal: result.refusal, unexplained: one };
        add(next, group.left, one, result.configurations, search);
        if (budget.steps < 0) throw new TooMany();
      }
    }
    groups = search === 'all' ? [...next.values()] : fewest([...next.values()]);
    if (groups.length === 0) return { configurations: [], excused: false, ...refused };
    const many = groups.reduce((sum, group) => sum + group.configurations.length, 0);
    if (search === 'all' && many > MAX_GROUPED) throw new TooMany();
    refused = undefined;
  }
}

/**
 * Where some explanations will do, answers that can't have come with an effect are taken as soon as what is known explains
 * them. Not where all are wanted: a look before a change and one after it leave different values known.
 * @returns the configurations that explain none of them at once
 */
function takeHarmless(
  { left, configurations }: Group,
  ways: readonly Completed[],
  next: Map<string, Group>,
  budget: { steps: number },
): readonly Configuration[] {
  const harmless = ways.filter(isHarmless);
  if (harmless.length === 0) return configurations;
  return configurations.filter((c) => {
    for (const one of harmless) {
      const result = explain([c], one, left, 'some');
      budget.steps -= result.steps ?? 1;
      if (!result.isAtOnce) continue;
      add(next, left, one, result.configurations, 'some');
      return false;
    }
    return true;
  });
}

/** A look, or an error that is no refusal for the sake of another call. */
const isHarmless = ({ call, outcome, retryable }: Completed): boolean =>
  typeof outcome !== 'string' && !retryable && (!mutates(call.operation) || outcome.kind === 'error');

function fewest(groups: readonly Group[]): readonly Group[] {
  const room = Math.max(1, Math.floor(SOME_GROUPED / groups.length));
  return groups.map(({ left, configurations }) => ({ left, configurations: configurations.slice(0, room) }));
}

function explained(configurations: readonly Configuration[]): Answered {
  const ends = endOf(configurations);
  return { configurations, excused: false, ...(ends === undefined ? {} : { ends }) };
}

function explain(
  configurations: readonly Configuration[],
  { call, outcome, listing, retryable }: Completed,
  left: readonly Completed[],
  search: Search,
): Answered {
  if (outcome === 'refused') return explained(refusedFor(configurations, call, { configurations: [], excused: false }));
  if (typeof outcome === 'string') throw new Error('a call without an answer explains nothing');
  // None of those left comes before this one.
  const until = left.map((one) => one.call.answered).reduce((a, b) => (a.at <= b.at ? a : b));
  const result = answer(configurations, call, outcome, listing, search, until);
  return retryable ? { ...result, configurations: refusedFor(configurations, call, result) } : result;
}

/** What a refusal for the sake of another call leaves: nothing was done, or it was, or the refusal is an answer of its own. */
export const refusedFor = (
  before: readonly Configuration[],
  call: Call,
  { configurations }: Answered,
): readonly Configuration[] =>
  distinct([
    ...configurations,
    ...before.map((c) => ({ ...c, state: refusedForNow(c.state, call) })),
    ...perhapsDone(before, call),
  ]);

function add(
  groups: Map<string, Group>,
  left: readonly Completed[],
  one: Completed,
  configurations: readonly Configuration[],
  search: Search,
): void {
  if (configurations.length === 0) return;
  const rest = left.filter((other) => other !== one);
  const key = rest.map(({ call }) => call.call).join();
  const known = groups.get(key)?.configurations ?? [];
  groups.set(key, { left: rest, configurations: cut(distinct([...known, ...configurations]), search) });
}

/** Unanswered calls become pending as soon as they may have been sent. */
function withLost({ left, configurations }: Group): Group {
  const lost = left.filter((one) => one.outcome === 'lost' && mayComeNext(one, left));
  return {
    left: left.filter((one) => !lost.includes(one)),
    configurations: lost.reduce((all, { call }) => lose(all, call), configurations),
  };
}

/**
 * The calls that may be the first of those left to take effect, in the order of their answers; of equal ones with equal
 * answers the first: whatever order explains them, they can change places in it until their answers are in order.
 */
function candidates(left: readonly Completed[], alike: ReadonlyMap<Completed, string>): readonly Completed[] {
  const ways = left
    .filter((one) => one.outcome !== 'lost' && mayComeNext(one, left))
    .sort((a, b) => a.call.answered.at - b.call.answered.at || a.call.sent.at - b.call.sent.at);
  const first = new Map(ways.toReversed().map((one) => [alike.get(one), one]));
  return ways.filter((one) => first.get(alike.get(one)) === one);
}

/**
 * Any of equal ones with equal answers may be the one that made what all of them show, and so the token may be as old as the
 * first of them.
 */
function sentFirst(one: Completed, left: readonly Completed[], alike: ReadonlyMap<Completed, string>): Completed {
  if (one.call.input.clientToken === undefined) return one;
  const sent = left.filter((other) => alike.get(other) === alike.get(one)).map(({ call }) => call.sent);
  return { ...one, call: { ...one.call, sent: sent.reduce((a, b) => (b.at < a.at ? b : a)) } };
}

/** What was asked, and what was answered. */
function answeredKey({ call, outcome, listing, retryable }: Completed): string {
  const { items, pages } = listing ?? {};
  const about = { outcome, items, pages, retryable, raced: call.raced, copy: call.copy };
  return `${callKey(call)} ${canonical(about as unknown as Json)}`;
}

const mayComeNext = (one: Completed, left: readonly Completed[]): boolean =>
  left.every(({ call, outcome }) => outcome === 'lost' || call.answered.at >= one.call.sent.at);
