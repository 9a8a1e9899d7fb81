// The status of each guarantee on each operation, as the contract's "Outcomes of a run" has it, and whether the run is
// inconclusive without it. Nothing that was not exercised is ever held.
import { type Guarantee, guarantees, operations } from '../specs/index.ts';
import { knownAs } from './baseline.ts';
import { leftOutBy } from './only.ts';
import { isDemanded } from './requirements.ts';
import type { Cell, Tally } from './tally.ts';
import type { GuaranteeReport, OperationReport, RunRecord, Shard, Status } from './types.ts';

/** A guarantee's status is the first of these that one of its operations has. */
const precedence: readonly Status[] = ['violated', 'unknown', 'known', 'not-exercised', 'held', 'not-implemented'];

type Run = Pick<RunRecord, 'only' | 'requirements' | 'withheld' | 'stopped' | 'stoppedBecause' | 'shard' | 'baseline'>;

/** Every guarantee with its operations, in the order of the specs. `wire.*` also has those operations that were called. */
export const guaranteeReports = (run: Run, seen: Tally): GuaranteeReport[] =>
  guarantees.map((guarantee) => {
    const bound = guarantee.operations;
    const called = new Set([
      ...(seen.cells.get(guarantee.id)?.keys() ?? []),
      ...(guarantee.id === 'wire.error' ? [...seen.unsteady].filter(isLook) : []),
    ]);
    const beside = [...called].filter((name) => !bound.includes(name)).sort();
    const reports = [...bound, ...beside].map((name) => operationReport(run, seen, guarantee, name));
    const status = precedence.find((one) => reports.some((each) => each.status === one)) ?? 'not-exercised';
    const reason = reports.find((each) => each.status === status)?.reason;
    return {
      id: guarantee.id,
      sentence: guarantee.sentence,
      section: guarantee.section,
      of: guarantee.of,
      status,
      exercised: reports.reduce((sum, each) => sum + each.exercised, 0),
      ...(reason === undefined ? {} : { reason }),
      operations: reports,
    };
  });

/** What is not there is a look's to tell, in a typed error: an answer without a type is none. */
const isLook = (operation: string): boolean => operations[operation]?.role === 'get';

const operationReport = (run: Run, seen: Tally, guarantee: Guarantee, operation: string): OperationReport => {
  const cell = seen.cells.get(guarantee.id)?.get(operation);
  const exercised = cell?.exercised ?? 0;
  const leftOut = leftOutBy(run, guarantee.id, operation);
  // A profile says which operations there are, and `--only` merely what a run is about: it is no excuse.
  const demanded = run.shard === undefined && leftOut !== '--profile' && isDemanded(run, guarantee, operation);
  const excuse = leftOut === undefined ? excuseBefore(run, guarantee) : `${leftOutWords}${leftOut}`;
  const required = demanded || (excuse === undefined && guarantee.of === 'endpoint');
  const as = (status: Status, isRequired: boolean, reason?: string): OperationReport => ({
    operation,
    status,
    exercised,
    required: isRequired,
    ...(reason === undefined ? {} : { reason }),
  });
  if ((cell?.violated ?? 0) > 0) {
    const known = knownAs(run.baseline?.entries, guarantee.id, operation);
    return known === undefined ? as('violated', required) : as('known', required, known.reason || 'in the baseline');
  }
  if (cell !== undefined && cell.unknown.size > 0) return as('unknown', required, [...cell.unknown.keys()].sort()[0]);
  if (exercised > 0) return as('held', required);
  if (seen.notImplemented.has(operation))
    return as('not-implemented', demanded, `the endpoint does not implement ${operation}`);
  if (excuse !== undefined) return as('not-exercised', demanded, excuse);
  if (seen.notPermitted.has(operation))
    return as('not-exercised', demanded, `the endpoint does not permit ${operation} with these credentials`);
  const occasion = noOccasion(guarantee.id, operation, cell, seen);
  const hidden = hiddenBehind(run, cell);
  if (hidden !== undefined) return as('not-exercised', demanded, hidden);
  if (occasion !== undefined) return as('not-exercised', demanded, occasion);
  if (run.shard !== undefined) return as('not-exercised', false, inOthers(run.shard));
  const unsteady = unsteadily(operation, cell, seen);
  if (unsteady !== undefined) return as('unknown', required, unsteady);
  return as('not-exercised', required, whyNot(run, cell));
};

/** A violation ends its program: what else that was made to show is not seen until the known one is mended. */
const hiddenBehind = (run: Run, cell: Cell | undefined): string | undefined => {
  const known = cell?.endedBy.find(({ guarantee, operation }) => knownAs(run.baseline?.entries, guarantee, operation));
  return known === undefined ? undefined : `hidden behind what is known: ${known.guarantee} on ${known.operation}`;
};

const inOthers = ({ nth, of }: Shard): string =>
  `this is shard ${nth} of ${of}: the command merge tells about all of them`;

const leftOutWords = 'left out by ';

/** Whether `--only` or `--profile` left it out. */
export const isLeftOut = ({ reason }: OperationReport): boolean => reason?.startsWith(leftOutWords) ?? false;

/** What the run could not offer. */
const excuseBefore = (run: Run, guarantee: Guarantee): string | undefined => {
  const need = guarantee.needs.find((one) => run.withheld[one] !== undefined);
  return need === undefined ? undefined : run.withheld[need];
};

/** What the endpoint never gives occasion for, although programs were aimed at it. */
const noOccasion = (guarantee: string, operation: string, cell: Cell | undefined, seen: Tally): string | undefined => {
  for (const reason of ['not-implemented', 'not-permitted'] as const) {
    const ends = cell?.aimed.get(reason);
    const details = [...(ends ?? [])].filter((detail) => !isUnsteady(seen, detail));
    if (ends === undefined || (details.length === 0 && ends.size > 0)) continue;
    const what = details.sort()[0];
    const why = reason === 'not-implemented' ? 'is not implemented' : 'is not permitted';
    return `something that it takes ${why}${what === undefined ? '' : `: ${what}`}`;
  }
  const answered = seen.cells.get('wire.response')?.get(operation)?.exercised ?? 0;
  if (guarantee === 'wire.error' && answered > 0 && !(isLook(operation) && seen.unsteady.has(operation)))
    return `the endpoint never refused ${operation}`;
  if (guarantee !== 'async-delete.in-progress') return undefined;
  const first = seen.readings.get('async-delete.first-answer')?.get(operation);
  const alwaysComplete = first?.has('complete') && !first.has('in-progress');
  return alwaysComplete || cell?.aimed.has('done') ? 'deletions here are over before a retry can be sent' : undefined;
};

/** The end of a program tells the operation last, after the name of a fixture if it is one's. */
const isUnsteady = (seen: Tally, detail: string): boolean => seen.unsteady.has(detail.split(': ').at(-1) ?? '');

/** Answers as if an operation were not there, though it is, decide nothing: the same request may be served another time. */
const unsteadily = (operation: string, cell: Cell | undefined, seen: Tally): string | undefined => {
  const ends = [...(cell?.aimed.get('not-implemented') ?? []), ...(cell?.aimed.get('not-permitted') ?? [])];
  const what = seen.unsteady.has(operation) ? operation : ends.filter((detail) => isUnsteady(seen, detail)).sort()[0];
  return what && `${what} is there, and was answered at times as if it were not there or not permitted`;
};

const endings = {
  quota: 'a quota of the endpoint was reached',
  'not-implemented': 'an operation that it takes is not implemented',
  'not-permitted': 'an operation that it takes is not permitted',
  refused: 'the endpoint kept refusing a request that it takes',
  budget: 'the budget was spent before its turn',
  interrupted: 'the run was interrupted before its turn',
  'set-up': 'what it takes could not be set up',
  unreachable: 'the endpoint could not be reached',
  done: 'the programs for it ran to their end without giving occasion',
} as const;

/** Why a required one was not exercised. */
const whyNot = (run: Run, cell: Cell | undefined): string => {
  const ending = Object.keys(endings).find(
    (one): one is keyof typeof endings => cell?.aimed.has(one as 'done') ?? false,
  );
  // Those that ran may not have been all that there are.
  if (ending !== undefined && !(ending === 'done' && run.stoppedBecause !== undefined)) {
    const detail = [...(cell?.aimed.get(ending) ?? [])].sort()[0];
    return detail === undefined || detail === ending ? endings[ending] : `${endings[ending]}: ${detail}`;
  }
  return run.stoppedBecause ?? 'no program of this run reached it';
};
