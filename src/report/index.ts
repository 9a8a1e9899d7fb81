export { buildReport, reportText } from './build.ts';
export {
  claimFolder,
  historiesFolder,
  historyPaths,
  ReportFolderError,
  readRecord,
  replaceFile,
  writeRecord,
  writeReport,
} from './folder.ts';
export { columns, wrap } from './layout.ts';
export { matches, selected } from './only.ts';
export { summary } from './summary.ts';
export type * from './types.ts';
