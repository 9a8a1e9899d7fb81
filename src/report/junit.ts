// The report as JUnit XML, in the form that Jenkins and GitLab read: a suite for each guarantee, a case for each of its
// operations. Only `held` passes; what was not exercised is skipped with its reason, what is not decided is an error.
import { create } from 'xmlbuilder2';
import { printable } from '../wire/printable.ts';
import type { GuaranteeReport, OperationReport, Report, ViolationReport } from './types.ts';
import { violationText } from './violation-lines.ts';

const messageChars = 1_000;

interface Element {
  [name: string]: string | number | Element | Element[];
}

/** @param folder the report folder, which the paths in failures begin with */
export const junit = (report: Report, folder: string): string => {
  const suites = report.guarantees.map((guarantee) => suiteOf(guarantee, report, folder));
  const document = { testsuites: { '@name': 'proton-conformance', testsuite: [...suites, runSuite(report)] } };
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
  const reason = message(one.reason ?? one.status);
  const wanting = report.inconclusive.find(
    (each) => each.decisive && each.guarantee === guarantee.id && each.operation === one.operation,
  );
  if (wanting !== undefined) return { error: { '@type': one.status, '@message': message(wanting.reason) } };
  if (one.status === 'held') return {};
  // A breach of the client's guarantee leaves the verdict alone (contract, token.sdk-default).
  if (one.status === 'violated' && guarantee.of === 'endpoint') {
    const found = report.violations.find((each) => each.guarantee === guarantee.id && each.operation === one.operation);
    return { failure: found === undefined ? { '@message': 'violated' } : failureOf(found, folder) };
  }
  return one.status === 'unknown'
    ? { error: { '@type': 'unknown', '@message': reason } }
    : { skipped: { '@message': reason } };
};

const failureOf = (one: ViolationReport, folder: string): Element => ({
  '@type': one.guarantee,
  '@message': message(one.summary),
  '#': violationText(one, folder),
});

/** What no case above tells: why the run as a whole is inconclusive, and entries of the baseline that hold by now. */
const runSuite = (report: Report): Element => {
  const stale = report.verdict === 'stale-baseline' ? (report.baseline?.stale ?? []) : [];
  const reasons = [
    ...report.inconclusive
      .filter(({ decisive, operation }) => decisive && operation === undefined)
      .map(({ reason }) => reason),
    ...stale.map(({ guarantee, operation }) => `stale in the baseline: ${guarantee} on ${operation}`),
  ];
  const error = { '@type': report.verdict, '@message': message(reasons.join('; ')) };
  return suite('run', report, [
    { '@classname': 'run', '@name': 'came to its end', ...(reasons.length === 0 ? {} : { error }) },
  ]);
};

const suite = (name: string, report: Report, cases: Element[]): Element => {
  const having = (result: string): number => cases.filter((one) => result in one).length;
  return {
    '@name': name,
    '@tests': cases.length,
    '@failures': having('failure'),
    '@errors': having('error'),
    '@skipped': having('skipped'),
    '@timestamp': report.startedAt.slice(0, 19),
    '@time': 0,
    ...(cases.length === 0 ? {} : { testcase: cases }),
  };
};

const message = (text: string): string => printable(text, messageChars);
