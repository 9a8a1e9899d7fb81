// What two violations must have in common, beside guarantee and operation, to be taken for the same defect: the situation
// and the shape of what came, with everything blanked out that differs between two runs of one program.
import type { Violation } from '../checker/types.ts';

const MOST_CHARS = 120;

/** The cause, as far as words tell it: `same parameters: ConflictException`, `observed: description is …, was …`. */
export const causeOf = ({ situation, observed }: Pick<Violation, 'situation' | 'observed'>): string =>
  `${situation}: ${shapeOf(observed)}`;

/** Error types whole, without message; of several faults the first; values, names, ids and numbers left out. */
export function shapeOf(observed: string): string {
  const kind = /^(success|[A-Z][A-Za-z]*)(?:: |$)/.exec(observed)?.[1];
  if (kind !== undefined) return kind;
  const [fault = ''] = observed.replace(/ \(success.*$/s, '').split('; ');
  return fault
    .replace(/"(?:[^"\\]|\\.)*"?|\[.*\]|\{.*\}/gs, '…')
    .replace(/\S*\d[^\s,.]*/g, '#')
    .slice(0, MOST_CHARS);
}
