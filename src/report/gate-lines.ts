// What the gate decided, for a person at a terminal: violations that are known, entries of the baseline that hold by now
// or could not be decided, and the verdict in words.
import { type Paint, wrap } from './layout.ts';
import type { BaselineEntry, Report } from './types.ts';
import { verdicts } from './verdicts.ts';

export const baselineLines = ({ baseline }: Report, paint: Paint): string[] => {
  if (baseline === undefined) return [];
  const { known, stale, undecided, allowStale } = baseline;
  return [
    ...section(paint('yellow', 'KNOWN, as they stand in the baseline: violated still'), known),
    ...section(
      allowStale
        ? paint('yellow', 'STALE in the baseline: these hold (borne with by --allow-stale)')
        : paint('red', 'STALE in the baseline: these hold; remove them, or give --update-baseline'),
      stale,
    ),
    ...section(
      paint('yellow', 'In the baseline, and not decided by this run'),
      undecided.map((one) => ({ ...one, reason: one.why })),
    ),
  ];
};

const section = (title: string, entries: readonly BaselineEntry[]): string[] =>
  entries.length === 0
    ? []
    : [
        title,
        ...entries.flatMap(({ guarantee, operation, reason }) =>
          wrap('  - ', `${guarantee} on ${operation}${reason === '' ? '' : `: ${reason}`}`),
        ),
      ];

const styles = {
  conformant: 'green',
  'known-violations': 'yellow',
  violations: 'red',
  'stale-baseline': 'red',
  inconclusive: 'yellow',
} as const;

export const verdictLines = ({ verdict }: Report, paint: Paint): string[] => {
  const { title, sentence } = verdicts[verdict];
  return wrap('', `${title.toUpperCase()}: ${sentence}`).map((line) => paint(styles[verdict], line));
};
