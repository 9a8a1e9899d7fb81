// What a run leaves undecided, and what of that makes it inconclusive (exit 3 unless a violation takes precedence).
import { isOfPart, leftOutBy } from './only.ts';
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
    ...nothingExercised(record, ofEndpoint),
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

/** What comes by the way, and was not asked for, is no word on what was. */
const nothingExercised = (record: RunRecord, ofEndpoint: readonly GuaranteeReport[]): InconclusiveReport[] => {
  const cells = ofEndpoint.flatMap(({ id, operations }) => operations.map((one) => ({ id, ...one })));
  const wanted = cells.filter(({ id, operation }) => leftOutBy(record, id, operation) === undefined);
  // `--only` may ask for a guarantee of the client alone.
  const counted = wanted.length > 0 ? wanted : cells;
  // A shard may be left with nothing; the merged report is the one that tells.
  if (record.shard !== undefined || counted.some(({ exercised }) => exercised > 0)) return [];
  const options = [
    ...(record.only.length > 0 ? ['--only'] : []),
    ...(isOfPart({ ...record, only: [] }) ? ['--profile'] : []),
  ];
  const asked = options.length === 0 ? '' : ` of what ${options.join(' and ')} left in`;
  return [{ reason: `nothing${asked} was exercised`, count: 1, decisive: true }];
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
