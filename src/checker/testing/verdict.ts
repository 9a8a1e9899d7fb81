// The verdict of a history that shows nothing, for tests that say only what theirs shows.
import type { HistoryVerdict } from '../types.ts';

export const nothingShown: HistoryVerdict = {
  violations: [],
  exercised: [],
  readings: [],
  unknown: [],
  notImplemented: [],
  notPermitted: [],
  served: [],
  durations: [],
  overlaps: [],
  failed: [],
  inconclusive: [],
};
