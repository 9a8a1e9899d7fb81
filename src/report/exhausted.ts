// How many of the exhaustive programs of a run were put to the endpoint to their end: what "all programs of up to three
// steps" may be said of. Counted from the histories, never from what was planned.
import { createOf } from '../program/facts.ts';
import type { ExhaustiveReport, JudgedHistory, RunRecord } from './types.ts';

/**
 * The coverage of the exhaustive phase, by create operation. A program counts if its history ran to its end, or showed a
 * violation; one that was cut short by a failed set-up, a quota, a missing operation or the budget does not.
 */
export const exhaustiveReports = (
  { exhaustive }: Pick<RunRecord, 'exhaustive'>,
  histories: readonly JudgedHistory[],
): ExhaustiveReport[] => {
  if (exhaustive === undefined) return [];
  const covered = new Map<string, Set<number>>();
  for (const history of histories) {
    const { program } = history;
    if (!('aim' in program) || program.phase !== 'exhaustive' || !isWhole(history)) continue;
    const operation = createOf(program.aim.operation) ?? program.aim.operation;
    covered.set(operation, (covered.get(operation) ?? new Set()).add(program.index));
  }
  return Object.entries(exhaustive.programs)
    .filter(([, of]) => of > 0)
    .map(([operation, of]) => ({ operation, steps: exhaustive.steps, covered: covered.get(operation)?.size ?? 0, of }));
};

/** Whether every step was taken, or a violation made the rest pointless. */
const isWhole = ({ end, verdict }: JudgedHistory): boolean =>
  verdict.violations.length > 0 || (end?.reason === 'done' && end.detail === undefined);

/**
 * In words, for a person: one line for what is complete, and one for each operation of which some are missing; nothing of
 * those that a run for a part of the guarantees left out.
 */
export const exhaustiveText = (all: readonly ExhaustiveReport[], ofPart: boolean): string[] => {
  const reports = all.filter(({ covered }) => covered > 0 || !ofPart);
  const whole = reports.filter(({ covered, of }) => covered === of);
  const part = reports.filter(({ covered, of }) => covered < of);
  const names =
    part.length === 0 ? `the ${whole.length} create operations` : whole.map(({ operation }) => operation).join(', ');
  const total = whole.reduce((sum, { of }) => sum + of, 0);
  return [
    ...(whole.length === 0 ? [] : [`all ${counted(total)} programs of up to ${whole[0]!.steps} steps for ${names}`]),
    ...part.map(
      ({ operation, steps, covered, of }) =>
        `${counted(covered)} of ${counted(of)} programs of up to ${steps} steps for ${operation}`,
    ),
  ];
};

const counted = (count: number): string => count.toLocaleString('en-US');
