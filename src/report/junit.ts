// The report as JUnit XML, in the form that Jenkins and GitLab read: a suite for each guarantee, a case for each of its
// operations. Only `held` passes; what was not exercised is skipped with its reason. A skipped case fails no build, so that
// one case more, the verdict, is an error where the run is inconclusive: the file fails where the exit code does. How long
// a guarantee took is not known, as one program is about several; only the run as a whole has a time.
import { create } from 'xmlbuilder2';
import { printable } from '../wire/printable.ts';
import { seenAgain } from './replay-command.ts';
import type { GuaranteeReport, OperationReport, Report, ViolationReport } from './types.ts';
import { violationText } from './violation-lines.ts';

const messageChars = 1_000;

interface Element {
  [name: string]: string | number | Element | Element[];
}

/** @param folder the report folder, which the paths in failures begin with */
export const junit = (report: Report, folder: string): string => {
  const suites = report.guarantees.map((guarantee) => suiteOf(guarantee, report, folder));
  const document = {
    testsuites: { '@name': 'proton-conformance', '@time': seconds(report), testsuite: [...suites, runSuite(report)] },
  };
  return `${create({ version: '1.0', encoding: 'UTF-8' }, document).end({ prettyPrint: true })}\n`;
};

const suiteOf = (guarantee: GuaranteeReport, report: Report, folder: string): Element =>
  suite(
    guarantee.id,
    report,
    guarantee.operations.map((one) => ({
      '@classname': guarantee.id,
      '@name': one.operation,
      ...resultOf(guarantee, one, report, folder),
    })),
  );

const resultOf = (guarantee: GuaranteeReport, one: OperationReport, report: Report, folder: string): Element => {
  const wanting = wantingOf(report).find((each) => each.guarantee === guarantee.id && each.operation === one.operation);
  // A breach of the client's guarantee leaves the verdict alone (contract, token.sdk-default).
  if (one.status === 'violated' && guarantee.of === 'endpoint') {
    const found = report.violations.find((each) => each.guarantee === guarantee.id && each.operation === one.operation);
    return { failure: found === undefined ? { '@message': 'violated' } : failureOf(found, folder) };
  }
  if (one.status === 'held' && wanting === undefined) return {};
  const reason = { '@message': message(wanting?.reason ?? one.reason ?? one.status) };
  return one.status === 'unknown' && wanting !== undefined
    ? { error: { '@type': 'unknown', ...reason, '#': seenAgain(wanting, folder) ?? '' } }
    : { skipped: reason };
};

/** What is required, and was not exercised, not often enough, or not decided. */
const wantingOf = ({ inconclusive }: Report) =>
  inconclusive.filter(({ decisive, operation }) => decisive && operation !== undefined);

const failureOf = (one: ViolationReport, folder: string): Element => ({
  '@type': one.guarantee,
  '@message': message(one.summary),
  '#': violationText(one, folder),
});

/** Passes where the run exits with 0, and where its failures are those of cases above. */
const runSuite = (report: Report): Element => {
  const stale = report.verdict === 'stale-baseline' ? (report.baseline?.stale ?? []) : [];
  const wanting = wantingOf(report);
  const reasons = [
    ...report.inconclusive
      .filter(({ decisive, operation }) => decisive && operation === undefined)
      .map(({ reason }) => reason),
    ...(wanting.length === 0 ? [] : [`required, and not exercised or not decided: ${wanting.length} cases`]),
    ...stale.map(({ guarantee, operation }) => `stale in the baseline: ${guarantee} on ${operation}`),
  ];
  const error = {
    '@type': report.verdict,
    '@message': message(reasons.join('; ')),
    '#': wanting.map((one) => message(`${one.guarantee} on ${one.operation}: ${one.reason}`)).join('\n'),
  };
  const verdict = { '@classname': 'run', '@name': 'verdict', '@time': seconds(report) };
  return {
    ...suite('run', report, [{ ...verdict, ...(reasons.length === 0 ? {} : { error }) }]),
    '@time': seconds(report),
  };
};

const seconds = ({ durationMs }: Report): string => (durationMs / 1000).toFixed(3);

const suite = (name: string, report: Report, cases: Element[]): Element => {
  const having = (result: string): number => cases.filter((one) => result in one).length;
  return {
    '@name': name,
    '@tests': cases.length,
    '@failures': having('failure'),
    '@errors': having('error'),
    '@skipped': having('skipped'),
    '@timestamp': report.startedAt.slice(0, 19),
    ...(cases.length === 0 ? {} : { testcase: cases }),
  };
};

const message = (text: string): string => printable(text, messageChars);
