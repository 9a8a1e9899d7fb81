// A kill matrix for people: as a Markdown page, and in a few lines for the terminal.
import type { Matrix, Row } from './matrix.ts';
import type { Share } from './statistics.ts';

export interface About {
  /** What the command was, to be run again. */
  readonly command: string;
  readonly strategy: string;
  readonly seeds: number;
  /** Left out: the default budget of the command `run`. */
  readonly maxCalls?: number;
  readonly suite: string;
}

/** The page docs/detection.md. */
export const matrixMarkdown = (matrix: Matrix, about: About): string =>
  [
    '# Detection: the kill matrix',
    '',
    `Made by \`${about.command}\` with proton-conformance ${about.suite}: ${matrix.rows.length} mutants × ${about.seeds} seeds, ${spaced(matrix.calls)} calls in ${matrix.seconds} s of one core.`,
    '',
    ...totals(matrix, about).map((line) => `- ${line}`),
    '',
    'Calls are judged requests until the kill, those that set up shared fixtures among them; a mutant that survived counts as more than any number. Systematic and exhaustive programs are the same for all seeds, and so is their order: where the kill came from them, other seeds change little but what is random in the mutant. Share: Wilson interval at 95 %. "also": the answer that gave it away breaks the catalogue\'s guarantee too, but another was named first.',
    '',
    '| mutant | breaks | killed | share | named · also · other | phase | calls: median | 95 % |',
    '| --- | --- | ---: | --- | --- | --- | ---: | ---: |',
    ...matrix.rows.map(line),
    '',
  ].join('\n');

/** What a person at the terminal needs to know: totals, survivors, other names. */
export const matrixSummary = (matrix: Matrix, about: About): string => {
  const survivors = matrix.rows.filter(({ survived }) => survived.length > 0);
  const misnamed = matrix.rows.filter(({ naming }) => naming.other > 0);
  const lines = [
    ...totals(matrix, about),
    ...survivors.map((row) => `SURVIVED ${row.mutant} (${row.breaks}) with seed ${row.survived.join(', ')}`),
    ...misnamed.map((row) => `OTHER NAME ${row.mutant} (${row.breaks}): ${others(row)}`),
  ];
  return `${lines.join('\n')}\n`;
};

const totals = (matrix: Matrix, { strategy, maxCalls }: About): string[] => {
  const { named, also, other } = matrix.naming;
  const kills = named + also + other;
  const budget = maxCalls === undefined ? 'the default budget of `run`' : `${spaced(maxCalls)} calls`;
  return [
    `Strategy ${strategy}, within ${budget}: ${matrix.killed.times} of ${matrix.killed.of} trials killed (${interval(matrix.killed)}); ${matrix.rows.filter(({ survived }) => survived.length > 0).length} mutants survived in some seed.`,
    `Named right: ${named + also} of ${kills} kills (${percent(kills === 0 ? 0 : (named + also) / kills)}), the catalogue's guarantee itself ${named}, one that the same answer breaks beside it ${also}; another: ${other}.`,
    `The kill came: ${Object.entries(matrix.phases)
      .map(([phase, count]) => `${phase} ${count}`)
      .join(', ')}.`,
  ];
};

const line = (row: Row): string =>
  `| ${row.mutant} | ${row.breaks} | ${row.killed.times}/${row.killed.of} | ${interval(row.killed)} | ${names(row)} | ${Object.keys(row.phases).join(', ')} | ${calls(row.medianCalls)} | ${calls(row.p95Calls)} |`;

const names = (row: Row): string => {
  const { named, also, other } = row.naming;
  return `${named} · ${also} · ${other}${other === 0 ? '' : ` (${others(row)})`}`;
};

const others = ({ others: named }: Row): string =>
  Object.entries(named)
    .map(([guarantee, count]) => `${guarantee} ${count}`)
    .join(', ');

const interval = ({ low, high }: Share): string => `${low.toFixed(2)}–${high.toFixed(2)}`;
const percent = (p: number): string => `${(100 * p).toFixed(1)} %`;

/** A number of calls with its thousands set apart; what was cut off is more than the budget. */
export const calls = (count: number): string => (Number.isFinite(count) ? spaced(count) : '> budget');

export const spaced = (count: number): string => count.toLocaleString('en-US');
