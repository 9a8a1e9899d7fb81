// The report as Markdown, for a job summary or a pull request: the verdict and the counts, a line for each violation with
// the whole of it folded away, what was not exercised. What the endpoint sent stands in code only, where nothing of it is
// taken for Markdown, HTML or a mention.
import { printable } from '../wire/printable.ts';
import type { GuaranteeReport, OperationReport, Report, Status } from './types.ts';
import { verdicts } from './verdicts.ts';
import { violationText } from './violation-lines.ts';

/** Job summaries take 1 MiB, comments on pull requests 65,536 characters. */
const charsAtMost = 60_000;
const detailsShown = 20;
const reasonChars = 300;

const statuses: readonly Status[] = ['violated', 'unknown', 'known', 'not-exercised', 'held', 'not-implemented'];

/** @param folder the report folder, which the paths in violations begin with */
export const markdown = (report: Report, folder: string): string => {
  const head = ['## proton-conformance', verdictOf(report), facts(report), counts(report)];
  const parts = [...head, ...violations(report, folder), ...missing(report), ...inconsistent(report)];
  return withinLimit(parts);
};

const verdictOf = ({ verdict }: Report): string => {
  const { emoji, title, sentence } = verdicts[verdict];
  return `${emoji} ${title}: ${sentence}`;
};

const withinLimit = (parts: readonly string[]): string => {
  const kept: string[] = [];
  let length = 0;
  for (const part of parts) {
    length += part.length + 2;
    if (length > charsAtMost) return `${[...kept, 'The rest is in `report.json`.'].join('\n\n')}\n`;
    kept.push(part);
  }
  return `${kept.join('\n\n')}\n`;
};

const facts = (report: Report): string => {
  const seconds = (report.durationMs / 1000).toFixed(1);
  const endpoint = report.embedded ? 'the embedded emulator' : code(report.endpoint);
  return `${report.calls} calls in ${report.programs} programs against ${endpoint}, ${seconds} s, seed ${report.seed}`;
};

const counts = (report: Report): string => {
  const ofEndpoint = report.guarantees.filter(({ of }) => of === 'endpoint');
  const rows = statuses.map((status) => [status, ofEndpoint.filter((one) => one.status === status).length] as const);
  return ['| status | guarantees |', '| --- | ---: |', ...rows.map(([name, count]) => `| ${name} | ${count} |`)].join(
    '\n',
  );
};

const violations = (report: Report, folder: string): string[] => {
  const all = report.violations;
  if (all.length === 0) return [];
  const more = all.length - detailsShown;
  return [
    '### Violated',
    ...all.slice(0, detailsShown).map((one) => {
      const summary = `<code>${one.guarantee}</code> on <code>${escaped(one.operation)}</code>`;
      return `<details><summary>${summary}</summary>\n\n${block(violationText(one, folder))}\n\n</details>`;
    }),
    ...(more > 0 ? [`and ${more} more, in \`report.json\``] : []),
  ];
};

const missing = ({ guarantees, inconclusive }: Report): string[] => {
  const ofRun = inconclusive.filter(({ decisive, operation }) => decisive && operation === undefined);
  const required = byReason(guarantees, ({ required, status }) => required && undecided.has(status));
  const others = byReason(guarantees, ({ required, status }) => !required && undecided.has(status));
  return [
    ...section('### Required, and not exercised or not decided', [
      ...ofRun.map(({ reason }) => code(reason)),
      ...required,
    ]),
    ...section('### Not exercised, and not required of this run', others),
  ];
};

const undecided: ReadonlySet<Status> = new Set(['unknown', 'not-exercised', 'not-implemented']);

/** One line a reason, with the guarantees that it is about. */
const byReason = (guarantees: readonly GuaranteeReport[], wanted: (one: OperationReport) => boolean): string[] => {
  const reasons = new Map<string, Set<string>>();
  for (const { id, of, operations } of guarantees)
    for (const one of operations.filter((each) => of === 'endpoint' && wanted(each))) {
      const reason = one.reason ?? one.status;
      reasons.set(reason, (reasons.get(reason) ?? new Set()).add(id));
    }
  return [...reasons].map(([reason, ids]) => `${code(reason)}: ${[...ids].join(', ')}`);
};

const inconsistent = ({ readings }: Report): string[] => {
  const points = new Set(readings.filter(({ consistent }) => !consistent).map(({ point }) => point));
  const title = '### Inconsistent where the documentation is silent (a finding, not a violation)';
  return section(title, [...points].map(code));
};

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [title, lines.map((line) => `- ${line}`).join('\n')];

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const fence = (text: string, least: number): string =>
  '`'.repeat(Math.max(least, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));

const code = (text: string): string => {
  const shown = printable(text, reasonChars);
  const quote = fence(shown, 1);
  const room = quote.length > 1 ? ' ' : '';
  return `${quote}${room}${shown}${room}${quote}`;
};

const block = (text: string): string => {
  const quote = fence(text, 3);
  return `${quote}text\n${text}\n${quote}`;
};
