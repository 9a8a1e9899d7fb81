// A stored report.json, read back to be told in another form. It may come from anybody, so its form is checked.
import { readFileSync } from 'node:fs';
import { checkBy } from '../specs/check.ts';
import { ReportFolderError } from './folder.ts';
import type { Report } from './types.ts';

const reportCheck = checkBy<Report>('report.schema.json');

/** @throws ReportFolderError if the file cannot be read, or is no report of this version */
export const readReport = (file: string): Report => {
  let report: unknown;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? error.code : 'it is no JSON';
    throw new ReportFolderError(`${file} cannot be read (${why}); give the folder of a report, or its report.json`);
  }
  const isReport = reportCheck();
  if (isReport(report)) return report;
  const { instancePath = '', message = 'it is something else' } = isReport.errors?.[0] ?? {};
  throw new ReportFolderError(
    `${file} is no report of this version (${instancePath || 'at the top'}: ${message}); \`proton-conformance check\` makes it anew`,
  );
};
