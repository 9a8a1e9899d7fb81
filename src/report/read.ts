// A stored report.json, read back to be told in another form. It may come from anybody, so its form is checked.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readSchema } from '../specs/index.ts';
import { ReportFolderError } from './folder.ts';
import type { Report } from './types.ts';

const ajv = new Ajv2020();
const isReport = ajv.compile<Report>(readSchema('report.schema.json'));

/** @throws ReportFolderError if the file cannot be read, or is no report of this version */
export const readReport = (file: string): Report => {
  let report: unknown;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? error.code : 'it is no JSON';
    throw new ReportFolderError(`${file} cannot be read (${why}); give the folder of a report, or its report.json`);
  }
  if (isReport(report)) return report;
  throw new ReportFolderError(
    `${file} is no report of this version (${ajv.errorsText(isReport.errors)}); \`proton-conformance check\` makes it anew`,
  );
};
