// Histories judged on their own, outside a run: what broke, or what was seen to hold. Nothing is required of them, so
// only a violation, a guarantee that is left undecided, or showing nothing at all is worth an exit code.
import type { HistoryEvent } from '../history/types.ts';
import { guarantees } from '../specs/index.ts';
import { painter, wrap } from './layout.ts';
import { tally } from './tally.ts';
import type { JudgedHistory } from './types.ts';
import { violationLines } from './violation-lines.ts';
import { findViolations, violationReports } from './violations.ts';

/**
 * Tells what `judged` show; `events` are theirs, in the same order.
 * @returns lines of at most 80 columns; exit code 1 with a violation, 3 if a guarantee is undecided or nothing was exercised, else 0
 */
export const historiesSummary = (
  judged: readonly JudgedHistory[],
  events: readonly (readonly HistoryEvent[])[],
  colour: boolean,
): { text: string; exitCode: 0 | 1 | 3 } => {
  const paint = painter(colour);
  const { own } = findViolations(judged);
  const byHistory = new Map<unknown, readonly HistoryEvent[]>(judged.map((one, index) => [one, events[index] ?? []]));
  const violations = violationReports(own, (found) => byHistory.get(found) ?? []);
  const seen = tally(judged);
  const held = [...seen.cells].flatMap(([guarantee, byOperation]) =>
    [...byOperation].flatMap(([operation, cell]) =>
      cell.exercised > 0 && cell.violated === 0 && cell.unknown.size === 0
        ? [`${guarantee} on ${operation} (${cell.exercised})`]
        : [],
    ),
  );
  const unknown = judged.flatMap(({ verdict }) => [
    ...verdict.unknown.map((one) => `${one.guarantee} on ${one.operation}: ${one.reason}`),
    ...verdict.inconclusive,
  ]);
  const ofEndpoint = violations.filter((one) => guarantees.find(({ id }) => id === one.guarantee)?.of !== 'client');
  const why = whyInconclusive(judged, held.length);
  const exitCode = ofEndpoint.length > 0 ? 1 : why === undefined ? 0 : 3;
  const lines = [
    ...violations.flatMap((one) => [...violationLines(one, 'VIOLATED', '', paint), '']),
    ...(held.length === 0 ? [] : [paint('green', 'HELD'), ...held.flatMap((text) => wrap('  - ', text))]),
    ...(unknown.length === 0 ? [] : [paint('yellow', 'UNDECIDED'), ...unknown.flatMap((text) => wrap('  - ', text))]),
    ...(exitCode === 3 ? [paint('yellow', `INCONCLUSIVE: ${why}.`)] : []),
  ];
  return { text: `${lines.join('\n')}\n`, exitCode };
};

const whyInconclusive = (judged: readonly JudgedHistory[], held: number): string | undefined => {
  if (judged.some(({ verdict }) => verdict.unknown.length > 0)) return 'not everything could be decided';
  return held === 0 ? 'nothing was exercised' : undefined;
};
