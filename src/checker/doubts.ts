// Some endpoints' asynchronous work fails now and then. A create sent again before anybody has looked may then meet a failed
// resource, for which nearly every answer is permitted, and an update one whose deletion has failed. So where a run has seen
// such work fail, a violation that hangs on a creation or deletion that nobody saw end is not one: it stays undecided.
import { type Call, type State, unseenCreation, unseenDeletion } from '../model/index.ts';
import { operations, resources } from '../specs/index.ts';
import type { Configuration } from './configurations.ts';
import type { HistoryVerdict } from './types.ts';

/** The verdicts of one run, without the violations that such a failure may explain; each is told as inconclusive instead. */
export function withoutDoubtful<V extends { readonly verdict: HistoryVerdict }>(histories: readonly V[]): V[] {
  const failed = new Set(histories.flatMap(({ verdict }) => verdict.failed));
  return histories.map((history) => {
    const { verdict } = history;
    const [doubtful, sure] = split(verdict.violations, (v) => v.doubt !== undefined && failed.has(v.doubt));
    if (doubtful.length === 0) return history;
    const why = doubtful.map((v) => `${v.operation}: the work may have failed before anybody looked`);
    return { ...history, verdict: { ...verdict, violations: sure, inconclusive: [...verdict.inconclusive, ...why] } };
  });
}

function split<T>(all: readonly T[], which: (t: T) => boolean): [T[], T[]] {
  return [all.filter(which), all.filter((t) => !which(t))];
}

/** The work that may have failed unseen, by the operation that begins it: as `HistoryVerdict.failed` tells it. */
const workOf = (state: State, call: Call): string | undefined => {
  const [created, deleted] = [unseenCreation(state, call), unseenDeletion(state, call)];
  return created ? resources[created.type].create : deleted && resources[deleted.type].delete;
};

/**
 * The operation whose work nobody saw end, if what is said of `call` hangs on it.
 * @param beside the calls that were judged together with it
 */
export function doubtOf(
  configurations: readonly Configuration[],
  call: Call,
  beside: readonly Call[] = [],
): string | undefined {
  return configurations
    .map((c) => {
      const others = [...c.pending, ...beside];
      return workOf(c.state, call) ?? otherCreation(others, call) ?? lostDeletion(others, call);
    })
    .find((work) => work !== undefined);
}

/**
 * A create of the kind, unanswered or under way at the same time, may have made something that failed (contract, "Not
 * violations": done but failed), which requests and looks then find.
 */
function otherCreation(others: readonly Call[], call: Call): string | undefined {
  const { resource } = operations[call.operation] ?? {};
  if (!resource || !resources[resource].status?.passing.length) return undefined;
  const { create } = resources[resource];
  return others.some((other) => other.call !== call.call && other.operation === create) ? create : undefined;
}

/** Of what a delete asks to be deleted once more, an unanswered one may have begun a deletion that has failed. */
function lostDeletion(others: readonly Call[], { operation, input }: Call): string | undefined {
  if (operations[operation]?.family !== 'async-delete') return undefined;
  const isSame = (other: Call): boolean => other.operation === operation && other.input.name === input.name;
  return others.some((other) => isSame(other) && !Number.isFinite(other.answered.at)) ? operation : undefined;
}
