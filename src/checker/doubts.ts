// Some endpoints' asynchronous work fails now and then. A create sent again before anybody has looked may then meet a failed
// resource, for which nearly every answer is permitted, and an update one whose deletion has failed. So where a run has seen
// such work fail, a violation that hangs on a creation or deletion that nobody saw end is not one: it stays undecided. A
// doubt has to explain the answer: no failure makes an answer malformed, and none comes after the end that an answer shows.
import { type Call, type State, settledStatus, type Thing, unseenCreation, unseenDeletion } from '../model/index.ts';
import { operations, resources } from '../specs/index.ts';
import type { Configuration } from './configurations.ts';
import type { Completed } from './together.ts';
import type { HistoryVerdict, Violation } from './types.ts';

/** The verdicts of one run, without the violations that such a failure may explain; each is told as inconclusive instead. */
export function withoutDoubtful<V extends { readonly verdict: HistoryVerdict }>(histories: readonly V[]): V[] {
  const failed = new Set(histories.flatMap(({ verdict }) => verdict.failed));
  return histories.map((history) => {
    const { verdict } = history;
    const [doubtful, sure] = split(verdict.violations, (v) => isDoubtful(v, failed));
    if (doubtful.length === 0) return history;
    const why = doubtful.map((v) => `${v.operation}: the work may have failed before anybody looked`);
    return { ...history, verdict: { ...verdict, violations: sure, inconclusive: [...verdict.inconclusive, ...why] } };
  });
}

const isDoubtful = ({ guarantee, doubt }: Violation, failed: ReadonlySet<string>): boolean =>
  doubt !== undefined && failed.has(doubt) && !guarantee.startsWith('wire.');

/** The operations whose work on it was seen to fail. */
export const failedWork = ({ type, life, creationFailed, recovered, failedDeletion, identity }: Thing): string[] => [
  ...((creationFailed || recovered) && identity ? [resources[type].create] : []),
  ...(life === 'delete-failed' || failedDeletion ? [resources[type].delete] : []),
];

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
 * @param beside the calls that were judged together with it, and how they were answered
 */
export function doubtOf(
  configurations: readonly Configuration[],
  call: Call,
  beside: readonly Completed[] = [],
): string | undefined {
  const unseen = beside.filter((one) => !isEndSeen(one)).map((one) => one.call);
  return configurations
    .map((c) => {
      const others = [...c.pending, ...unseen];
      return workOf(c.state, call) ?? otherCreation(others, call) ?? lostDeletion(others, call);
    })
    .find((work) => work !== undefined);
}

/** The answer shows its creation to be over, or refuses to make anything (a conflict may be due to what it has begun). */
function isEndSeen({ call, outcome }: Completed): boolean {
  if (typeof outcome === 'string') return false;
  if (outcome.kind === 'error') return outcome.type !== 'ConflictException';
  const { resource } = operations[call.operation] ?? {};
  return (
    resource !== undefined && outcome.detail !== undefined && settledStatus(resource, outcome.detail) !== undefined
  );
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
