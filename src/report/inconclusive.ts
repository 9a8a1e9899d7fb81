// What a run leaves undecided, and what of that makes it inconclusive (exit 3 unless a violation takes precedence).
import { replayOfHistory } from './replay-command.ts';
import { missingOperations, wanting } from './requirements.ts';
import type { Tally } from './tally.ts';
import type { GuaranteeReport, InconclusiveReport, RunRecord } from './types.ts';

/** A run that ended for one of these says less than it was asked for, whatever it has seen. */
const alwaysDecisive = new Set<RunRecord['stopped']>(['interrupted', 'unreachable', 'credentials', 'refused', 'disk']);

export const inconclusiveReports = (
  record: RunRecord,
  all: readonly GuaranteeReport[],
  seen: Tally,
): InconclusiveReport[] => {
  const ofEndpoint = all.filter((one) => one.of === 'endpoint');
  // A shard may be left with nothing; the merged report is the one that tells.
  const nothing = record.shard === undefined && ofEndpoint.every((one) => one.exercised === 0);
  const cells = ofEndpoint.flatMap((guarantee) =>
    guarantee.operations.flatMap((one) => {
      const reason = wanting(record, guarantee.id, one);
      if (reason === undefined) return [];
      const history = seen.cells.get(guarantee.id)?.get(one.operation)?.unknown.get(reason);
      const cell = { reason, guarantee: guarantee.id, operation: one.operation, count: 1, decisive: true };
      return [{ ...cell, ...seenIn(history, record) }];
    }),
  );
  const ofPrograms = [...seen.inconclusive.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...(record.stopped === 'done' ? [] : [ending(record)]),
    ...(nothing ? [{ reason: 'nothing was exercised', count: 1, decisive: true }] : []),
    ...missingOperations(record, seen),
    ...cells,
    ...ofPrograms.map(([reason, { count, history }]) => ({
      reason,
      count,
      decisive: false,
      ...seenIn(history, record),
    })),
  ];
};

/** Which program to look at, and how. */
const seenIn = (history: string | undefined, record: RunRecord): Pick<InconclusiveReport, 'history' | 'replay'> =>
  history === undefined
    ? {}
    : { history, replay: replayOfHistory(history, record.embedded ? undefined : record.endpoint) };

const ending = ({ stopped, stoppedBecause }: RunRecord): InconclusiveReport => ({
  reason: stoppedBecause ?? stopped,
  count: 1,
  decisive: alwaysDecisive.has(stopped),
});
