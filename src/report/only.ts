// `--only`: which guarantee × operation a run is about.
import { matches } from '../specs/patterns.ts';

/** Whether a run with these patterns is about this guarantee on this operation; no patterns: about all. */
export const selected = (only: readonly string[], guarantee: string, operation: string): boolean =>
  only.length === 0 || only.some((pattern) => matches(pattern, guarantee) || matches(pattern, operation));
