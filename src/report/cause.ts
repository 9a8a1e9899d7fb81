// What two violations must have in common, beside guarantee and operation, to be taken for the same defect: the situation
// and the shape of what came, with everything blanked out that differs between two runs of one program.
import type { Violation } from '../checker/types.ts';

const MOST_CHARS = 120;
/** What is looked at: the time that it takes grows with the square of this, and the text is the endpoint's. */
const READ_CHARS = 2_000;

/** The cause, as far as words tell it: `same parameters: ConflictException`, `observed: description is …, was …`. */
export const causeOf = ({ situation, observed }: Pick<Violation, 'situation' | 'observed'>): string =>
  `${situation}: ${shapeOf(observed)}`;

/** Error types whole, without message; of several faults the first; values, names, ids and numbers left out. */
export function shapeOf(observed: string): string {
  const kind = /^(success|[A-Z][A-Za-z]*)(?:: |$)/.exec(observed)?.[1];
  if (kind !== undefined) return kind;
  const [fault = ''] = observed
    .slice(0, READ_CHARS)
    .replace(/ \(success.*$/s, '')
    .split('; ');
  return fault
    .replace(/"(?:[^"\\]|\\.)*"?|\[.*\]|\{.*\}/gs, '…')
    .replace(/\S*\d[^\s,.]*/g, '#')
    .slice(0, MOST_CHARS);
}
