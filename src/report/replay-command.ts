// Commands that show again what a report tells, to be run in the report folder.
import { shArgument } from '../wire/quote.ts';
import type { InconclusiveReport } from './types.ts';
import { inFolder } from './violation-lines.ts';

/** Runs the counterexample or the history at `path` again; `endpoint`: left out for the embedded emulator. */
export const replayCommand = (path: string, endpoint: string | undefined): string =>
  `proton-conformance replay ${path}${endpoint === undefined ? '' : ` --endpoint ${shArgument(endpoint)}`}`;

/** The set-up of a fixture is no program that runs alone: it is judged again. */
export const replayOfHistory = (path: string, endpoint: string | undefined): string =>
  path.includes('/fixture-') ? `proton-conformance check ${path}` : replayCommand(path, endpoint);

/** The command as the person would write it, from where `folder` is the report folder; undefined where there is none. */
export const seenAgain = ({ history, replay }: InconclusiveReport, folder: string): string | undefined =>
  history === undefined ? undefined : replay?.replace(history, () => inFolder(folder, history));
