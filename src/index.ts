// The public API, on one screen. The command line does nothing that cannot be done with these.

/** Judges histories: whole ones, or event by event while a program still runs. */
export { type Checker, checkHistory, createChecker, type HistoryVerdict, type Violation } from './checker/index.ts';
/** A Proton endpoint for tests, with a choice for every silent point, and its deliberately broken variants. */
export { type Emulator, type EmulatorOptions, emulatorReadings, listMutants, startEmulator } from './emulator/index.ts';
/** Stored histories, as `histories/*.jsonl` of a report folder holds them. */
export { type History, HistoryError, readHistories } from './history/read.ts';
export type { Header, HistoryEvent } from './history/types.ts';
export type { Program, Step } from './program/types.ts';
export { type Report, ReportFolderError, type ViolationReport } from './report/index.ts';
/** The main job: checks an endpoint and writes a report. */
export { type RunEvent, type RunOptions, type RunResult, run } from './run/index.ts';
/** What is promised, as data. */
export { type Guarantee, guarantees, type SilentPoint, silentPoints } from './specs/index.ts';
