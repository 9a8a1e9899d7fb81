// Which readings of the silent points the endpoint took, and whether it keeps to them. Being inconsistent is a finding
// for a person and never a violation.
import { operations } from '../specs/index.ts';
import type { Tally } from './tally.ts';
import type { ReadingReport } from './types.ts';

/** Asked of all answers: one in which all is there, and known, says nothing against what others leave out or add. */
const USUAL: Readonly<Record<string, string>> = { 'wire.missing-member': 'present', 'wire.unknown-enum': 'known' };

/** Operations of one family (or, outside the families, of one role) are siblings. */
const kin = (operation: string): string => operations[operation]?.family ?? operations[operation]?.role ?? operation;

/** The readings taken, by point and operation in alphabetical order. */
export const readingReports = (seen: Tally): ReadingReport[] =>
  [...seen.readings.entries()].sort(byKey).flatMap(([point, byOperation]) => {
    const takenByKin = new Map<string, Set<string>>();
    for (const [operation, taken] of byOperation) {
      const all = takenByKin.get(kin(operation)) ?? new Set();
      for (const reading of taken.keys()) if (reading !== USUAL[point]) all.add(reading);
      takenByKin.set(kin(operation), all);
    }
    return [...byOperation.entries()].sort(byKey).map(([operation, taken]) => ({
      point,
      operation,
      taken: Object.fromEntries([...taken.entries()].sort(byKey)),
      consistent: (takenByKin.get(kin(operation))?.size ?? 0) < 2,
    }));
  });

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;
