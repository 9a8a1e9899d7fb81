// What a report says, as it stands in report.json (specs/schemas/report.schema.json), and what it is built from: the
// record that the run leaves in run.json, and every history with its verdict. Nothing else enters a report.
export type * from './types/guarantees.ts';
export type * from './types/history.ts';
export type * from './types/measured.ts';
export type * from './types/record.ts';
export type * from './types/report.ts';
export type * from './types/violations.ts';
