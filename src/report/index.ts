export { knownAs, updatedBaseline } from './baseline.ts';
export { buildReport, reportText } from './build.ts';
export { causeOf, shapeOf } from './cause.ts';
export { counterexamplePath, historyBeside, readCounterexamples, writeCounterexample } from './counterexamples.ts';
export {
  claimFolder,
  historiesFolder,
  historyPaths,
  ReportFolderError,
  readRecord,
  replaceFile,
  reportFile,
  writeRecord,
} from './folder.ts';
export { formats } from './formats.ts';
export { inGitHubActions } from './github.ts';
export { historiesSummary } from './histories.ts';
export { columns, painter, wrap } from './layout.ts';
export { mergeFolders } from './merge.ts';
export { readReport } from './read.ts';
export { asJudgedBy, eventsIn, judged, rebuild } from './rebuild.ts';
export { summary } from './summary.ts';
export type * from './types.ts';
export { violationText } from './violation-lines.ts';
export { groupKey, groupsOfRun, type ReadEvents, type ViolationGroup } from './violations.ts';
export { writeFormats, writeReport } from './write.ts';
