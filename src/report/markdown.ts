// The report as Markdown, for a job summary or a pull request: the verdict and the counts, a line for each violation with
// the whole of it folded away, what was not exercised. What the endpoint sent stands in code only, where nothing of it is
// taken for Markdown, HTML or a mention.
import { block, code, escaped } from './markdown-text.ts';
import type { BaselineEntry, Report, Status } from './types.ts';
import { verdicts } from './verdicts.ts';
import { violationText } from './violation-lines.ts';

/** Job summaries take 1 MiB, comments on pull requests 65,536 characters. */
const charsAtMost = 60_000;
const detailsShown = 20;

const statuses: readonly Status[] = ['violated', 'unknown', 'known', 'not-exercised', 'held', 'not-implemented'];

/** @param folder the report folder, which the paths in violations begin with */
export const markdown = (report: Report, folder: string): string => {
  const head = ['## proton-conformance', verdictOf(report), facts(report), counts(report)];
  const parts = [
    ...head,
    ...violations(report, folder),
    ...baselineSections(report),
    ...missing(report),
    ...inconsistent(report),
  ];
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
  const required = grouped(
    inconclusive.flatMap(({ decisive, guarantee, operation, reason, replay }) =>
      decisive && guarantee !== undefined && operation !== undefined ? [{ reason, guarantee, replay }] : [],
    ),
  );
  const others = grouped(
    guarantees
      .filter(({ of }) => of === 'endpoint')
      .flatMap(({ id, operations }) =>
        operations
          .filter(({ required, status }) => !required && undecided.has(status))
          .map(({ status, reason = status }) => ({ reason, guarantee: id })),
      ),
  );
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
const grouped = (cells: readonly Told[]): string[] => {
  const reasons = new Map<string, Set<string>>();
  for (const { reason, guarantee } of cells) reasons.set(reason, (reasons.get(reason) ?? new Set()).add(guarantee));
  return [...reasons].map(([reason, ids]) => {
    const replay = cells.find((one) => one.reason === reason)?.replay;
    return `${code(reason)}: ${[...ids].join(', ')}${replay === undefined ? '' : `; ${code(replay)}`}`;
  });
};

interface Told {
  readonly reason: string;
  readonly guarantee: string;
  /** Shows the first program of which it is told. */
  readonly replay?: string | undefined;
}

const baselineSections = ({ baseline }: Report): string[] =>
  baseline === undefined
    ? []
    : [
        ...section('### Known, as it stands in the baseline: violated still', baseline.known.map(entryLine)),
        ...section('### Stale in the baseline: holds by now', baseline.stale.map(entryLine)),
        ...section(
          '### In the baseline, and not decided by this run',
          baseline.undecided.map((one) => entryLine({ ...one, reason: one.why })),
        ),
      ];

const entryLine = ({ guarantee, operation, reason }: BaselineEntry): string =>
  `${guarantee} on ${operation}${reason === '' ? '' : `: ${code(reason)}`}`;

const inconsistent = ({ readings }: Report): string[] => {
  const points = new Set(readings.filter(({ consistent }) => !consistent).map(({ point }) => point));
  const title = '### Inconsistent where the documentation is silent (a finding, not a violation)';
  return section(title, [...points].map(code));
};

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [title, lines.map((line) => `- ${line}`).join('\n')];
