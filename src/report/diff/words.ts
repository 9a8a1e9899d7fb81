// A comparison as sections of lines, for every format that people read; each quotes what comes from outside in its own way.
import type { ChangedCell, ReportDiff, Side } from './types.ts';

/** Quotes a text that comes from a report. */
export type Quote = (text: string) => string;

export interface Section {
  readonly title: string;
  readonly regression: boolean;
  readonly lines: readonly string[];
}

/** Those that have something in them, what is worse now first. */
export const sectionsOf = (diff: ReportDiff, quote: Quote): Section[] =>
  [
    section('Newly violated', diff.newlyViolated.map(cell(quote)), true),
    section('Coverage lost', diff.coverageLost.map(cell(quote)), true),
    section('Newly held', diff.newlyHeld.map(cell(quote))),
    section('Coverage gained', diff.coverageGained.map(cell(quote))),
    section(
      'Readings of silent points that changed (a finding, no regression)',
      diff.readings.map(
        ({ point, operation, before, after }) =>
          `${quote(point)} on ${quote(operation)}: ${quote(before.join(', '))} → ${quote(after.join(', '))}`,
      ),
    ),
    section(
      'Slower, by the median of its answers (no regression)',
      diff.slower.map(({ operation, before, after }) => `${quote(operation)}: ${before} ms → ${after} ms`),
    ),
  ].filter(({ lines }) => lines.length > 0);

const section = (title: string, lines: readonly string[], regression = false): Section => ({
  title,
  regression,
  lines,
});

const cell =
  (quote: Quote) =>
  ({ guarantee, operation, before, after, reason }: ChangedCell): string =>
    `${quote(guarantee)} on ${quote(operation)}: ${inWords(before)} → ${inWords(after)}${reason === undefined ? '' : `, ${quote(reason)}`}`;

const inWords = (status: ChangedCell['before']): string => status.replaceAll('-', ' ');

export const sideLine = (side: Side, quote: Quote): string =>
  [
    ...(side.implementation === undefined ? [] : [quote(side.implementation)]),
    quote(side.endpoint),
    quote(side.verdict),
    `seed ${side.seed}`,
    quote(side.startedAt),
    `proton-conformance ${quote(side.version)}`,
  ].join(', ');

export const verdictLine = ({ newlyViolated, coverageLost, regression }: ReportDiff): string =>
  regression
    ? `Regression: ${newlyViolated.length} newly violated, ${coverageLost.length} no longer exercised or decided.`
    : 'No regression: nothing is newly violated, and all that was exercised still is.';
