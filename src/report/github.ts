// A run inside GitHub Actions: its summary in a group of the log, in which nothing is taken for a workflow command whatever
// the endpoint sent, and an annotation for each violation and for what left the run undecided.
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
import { randomUUID } from 'node:crypto';
import { printable } from '../wire/printable.ts';
import type { Report } from './types.ts';

/** GitHub shows ten annotations of a kind for each step. */
const annotationsAtMost = 10;
const messageChars = 1_000;

/**
 * The text for the log.
 * @param summary lines for a person
 * @param nonce ends the part without commands; nobody else may know it
 */
export const inGitHubActions = (report: Report, summary: string, nonce: string = randomUUID()): string => {
  const quoted = [`::stop-commands::${nonce}`, summary.trimEnd(), `::${nonce}::`];
  return `${['::group::proton-conformance', ...quoted, '::endgroup::', ...annotations(report)].join('\n')}\n`;
};

const annotations = ({ violations, baseline, inconclusive, exitCode, verdict }: Report): string[] => {
  const errors = violations.map((one) =>
    command(
      'error',
      `${one.guarantee} on ${one.operation}`,
      `${one.summary}\nReplay, in the report folder: ${one.replay}`,
    ),
  );
  const stale = verdict === 'stale-baseline' ? (baseline?.stale ?? []) : [];
  const holding = stale.map(({ guarantee, operation }) =>
    command('error', `${guarantee} on ${operation}`, 'it holds by now: remove it from the baseline'),
  );
  const warnings = inconclusive
    .filter(({ decisive }) => decisive && exitCode === 3)
    .map(({ guarantee, operation, reason }) => command('warning', subject(guarantee, operation), reason));
  return [...[...errors, ...holding].slice(0, annotationsAtMost), ...warnings.slice(0, annotationsAtMost)];
};

const subject = (guarantee: string | undefined, operation: string | undefined): string =>
  [guarantee ?? 'inconclusive', ...(operation === undefined ? [] : [operation])].join(' on ');

const command = (name: 'error' | 'warning', title: string, message: string): string =>
  `::${name} title=${property(title)}::${data(message)}`;

const data = (text: string): string =>
  text
    .split('\n')
    .map((line) => printable(line, messageChars).replaceAll('%', '%25'))
    .join('%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
