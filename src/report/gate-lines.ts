// What the gate decided, for a person at a terminal: violations that are known, entries of the baseline that hold by now
// or could not be decided, and the verdict in words.
import { type Paint, wrap } from './layout.ts';
import type { BaselineEntry, Report } from './types.ts';

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

const verdicts = {
  conformant: ['green', 'CONFORMANT: every guarantee required of this run was exercised, and none was violated.'],
  'known-violations': [
    'yellow',
    'KNOWN VIOLATIONS: nothing is violated that is not in the baseline; what is in it, see above, makes retries unsafe.',
  ],
  violations: ['red', 'VIOLATIONS: retries are not safe on this endpoint, see above.'],
  'stale-baseline': [
    'red',
    'STALE BASELINE: no new violation was seen, but entries of the baseline hold by now, see above.',
  ],
  inconclusive: ['yellow', 'INCONCLUSIVE: no violation was seen, but not all that is required was exercised.'],
} as const;

export const verdictLines = ({ verdict, knownViolations }: Report, paint: Paint): string[] => {
  const [style, text] = verdicts[verdict];
  const inWords = verdict === 'inconclusive' && knownViolations.length > 0 ? text.replace('no', 'no new') : text;
  return wrap('', inWords).map((line) => paint(style, line));
};
