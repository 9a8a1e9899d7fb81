// The report for a person at a terminal: what failed first, with what was sent, allowed and seen; then what was not
// exercised and how to; then the counts, never added together; the verdict last.
import { silentPoints } from '../specs/index.ts';
import { operationsOfParts } from '../specs/profiles.ts';
import { printable } from '../wire/printable.ts';
import { exhaustiveText } from './exhausted.ts';
import { baselineLines, verdictLines } from './gate-lines.ts';
import { type Paint, painter, wrap } from './layout.ts';
import { isOfPart } from './only.ts';
import { seenAgain } from './replay-command.ts';
import { residualText } from './residual-risk.ts';
import { isLeftOut } from './statuses.ts';
import type { GuaranteeReport, OperationReport, Report, Status } from './types.ts';
import { inFolder, violationLines } from './violation-lines.ts';
import { windowLines } from './window.ts';

export interface SummaryOptions {
  /** Whether to use colours; default no. */
  readonly colour?: boolean;
  /** Where the report lies, as the person would write it; commands that are shown use it. */
  readonly folder: string;
}

const violationsShown = 20;

/** The summary, ending with a line break, at most 80 columns wide. */
export const summary = (report: Report, { colour = false, folder }: SummaryOptions): string => {
  const paint = painter(colour);
  const sections = [
    ...report.violations.slice(0, violationsShown).map((one) => violationLines(one, 'VIOLATED', folder, paint)),
    moreViolations(report),
    baselineLines(report, paint),
    ...report.clientViolations.map((one) => violationLines(one, 'CLIENT', folder, paint)),
    undecided(report, folder, paint),
    notExercised(report, paint),
    inconsistent(report, paint),
    report.notes.flatMap((note) => wrap('Note: ', note)),
    closing(report, folder, paint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
};

const moreViolations = (report: Report): string[] => {
  const more = report.violations.slice(violationsShown);
  return more.length === 0
    ? []
    : wrap('VIOLATED  ', `also ${more.map((one) => `${one.guarantee} on ${one.operation}`).join(', ')}`);
};

const undecided = (report: Report, folder: string, paint: Paint): string[] => {
  const ofRun = report.inconclusive.filter((one) => one.decisive && one.operation === undefined);
  const ofPrograms = report.inconclusive.filter((one) => !one.decisive && one.operation === undefined);
  const missing = cellLines(
    report,
    report.inconclusive.flatMap((one) => {
      const { reason, guarantee, operation, decisive } = one;
      if (!decisive || guarantee === undefined || operation === undefined) return [];
      return [{ reason, guarantee, operation, replay: seenAgain(one, folder) }];
    }),
  );
  const why = [...ofRun.flatMap((one) => wrap('  - ', one.reason)), ...missing];
  return [
    ...(why.length === 0
      ? []
      : [paint('yellow', 'INCONCLUSIVE, as these are required and were not exercised or not decided'), ...why]),
    ...(ofPrograms.length === 0 ? [] : [paint('yellow', 'Programs that said less than they were meant to')]),
    ...ofPrograms
      .slice(0, reasonsShown)
      .flatMap((one) => [...wrap('  - ', `${one.count} × ${one.reason}`), ...replayLine(seenAgain(one, folder))]),
    ...(ofPrograms.length > reasonsShown
      ? [`  - and ${ofPrograms.length - reasonsShown} more reasons, in report.json`]
      : []),
  ];
};

const reasonsShown = 12;

const notExercised = (report: Report, paint: Paint): string[] => {
  const excused = (one: OperationReport): boolean =>
    !one.required && !isLeftOut(one) && (one.status === 'not-exercised' || one.status === 'not-implemented');
  const lines = cellLines(
    report,
    report.guarantees
      .filter(({ of }) => of === 'endpoint')
      .flatMap(({ id, operations }) =>
        operations
          .filter(excused)
          .map(({ operation, status, reason = status }) => ({ reason, guarantee: id, operation })),
      ),
  );
  const all = [...lines, ...leftOutLines(report)];
  return all.length === 0 ? [] : [paint('yellow', 'NOT EXERCISED, and not required of this run'), ...all];
};

const leftOutLines = ({ only, requirements }: Report): string[] => [
  ...(only.length === 0 ? [] : wrap('  - ', `what --only leaves out: all but ${only.join(', ')}`)),
  ...(operationsOfParts(requirements?.profile ?? []) === undefined
    ? []
    : wrap('  - ', `what --profile leaves out: all but ${requirements?.profile?.join(', ')}`)),
];

interface Told {
  readonly reason: string;
  readonly guarantee: string;
  readonly operation: string;
  /** Shows the first program of which it is told. */
  readonly replay?: string | undefined;
}

/** Not broken, as it could not be copied then. */
const replayLine = (replay: string | undefined): string[] =>
  replay === undefined ? [] : [`    ${printable(replay, Number.MAX_SAFE_INTEGER)}`];

/** Grouped by reason, as one missing clock would else be told eight times. */
const cellLines = (report: Report, cells: readonly Told[]): string[] => {
  const byReason = new Map<string, Map<string, string[]>>();
  for (const { reason, guarantee, operation } of cells) {
    const ids = byReason.get(reason) ?? new Map<string, string[]>();
    byReason.set(reason, ids.set(guarantee, [...(ids.get(guarantee) ?? []), operation]));
  }
  return [...byReason.entries()].flatMap(([reason, ids]) => [
    ...wrap('  - ', `${reason}:`),
    ...wrap('    ', [...ids.entries()].map(([id, names]) => nameCell(report, id, names)).join(', ')),
    ...replayLine(cells.find((one) => one.reason === reason && one.replay !== undefined)?.replay),
  ]);
};

const nameCell = (report: Report, id: string, names: readonly string[]): string => {
  const all = report.guarantees.find((one) => one.id === id)?.operations.length ?? 0;
  return names.length === all ? id : `${id} (${names.join(', ')})`;
};

const operationsShown = 6;

const inconsistent = (report: Report, paint: Paint): string[] => {
  const points = new Map<string, string[]>();
  for (const { point, operation, taken, consistent } of report.readings)
    if (!consistent) {
      const counts = Object.entries(taken).map(([reading, count]) => `${reading} ${count}×`);
      points.set(point, [...(points.get(point) ?? []), `${operation}: ${counts.join(', ')}`]);
    }
  if (points.size === 0) return [];
  return [
    paint('yellow', 'INCONSISTENT where the documentation is silent (a finding, not a violation)'),
    ...[...points.entries()].flatMap(([point, lines]) => [
      ...wrap('  - ', `${point}: ${silentPoints.find((one) => one.id === point)?.about ?? ''}`),
      ...lines.slice(0, operationsShown).flatMap((line) => wrap('    ', line)),
      ...(lines.length > operationsShown
        ? [`    and ${lines.length - operationsShown} more operations, in report.json`]
        : []),
    ]),
  ];
};

const statuses: readonly Status[] = ['violated', 'unknown', 'known', 'not-exercised', 'held', 'not-implemented'];

const countByStatus = (all: readonly GuaranteeReport[]): string =>
  statuses
    .map((status) => [status, all.filter((one) => one.status === status).length] as const)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${status.replace('-', ' ')}`)
    .join(' · ');

const closing = (report: Report, folder: string, paint: Paint): string[] => {
  const ofClient = report.guarantees.filter((one) => one.of === 'client');
  const client = ofClient.map((one) => `${one.id} ${one.status.replace('-', ' ')}`).join(', ');
  return [
    ...wrap('Endpoint    ', `${report.endpoint}${report.embedded ? ' (the embedded emulator)' : ''}`),
    ...wrap(
      'Run         ',
      `${report.calls} calls in ${report.programs} programs, ${(report.durationMs / 1000).toFixed(1)} s, seed ${report.seed}`,
    ),
    ...wrap('Guarantees  ', countByStatus(report.guarantees.filter((one) => one.of === 'endpoint'))),
    ...exhaustiveText(report.exhaustive, isOfPart(report)).flatMap((text) => wrap('Exhaustive  ', text)),
    ...windowLines(report.window ?? []).flatMap((text) => wrap('Token life  ', text)),
    ...wrap('Residual    ', residualText(report.residualRisk)),
    ...(client === '' ? [] : wrap('SDK client  ', `${client} (no part of the verdict)`)),
    ...wrap('Report      ', inFolder(folder, 'report.html')),
    ...verdictLines(report, paint),
  ];
};
