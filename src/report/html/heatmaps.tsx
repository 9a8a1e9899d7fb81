// What was put to the test, at a glance: how often each guarantee was, by situation and by operation. A cell with a count
// leads to what it counts; one without is marked, so that what was not tried is seen as well.
import type { GuaranteeReport, Report } from '../types.ts';
import { filterOf } from './filters.tsx';
import { cellId, situationId } from './guarantees.tsx';
import { Scroll } from './scroll.tsx';
import { counted } from './verdict.tsx';

interface HeatCell {
  readonly count: number;
  readonly violated?: boolean;
  readonly href: string;
}

interface HeatmapProps {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly guarantees: readonly GuaranteeReport[];
  /** Undefined: the guarantee has nothing to do with the column. */
  readonly cellOf: (guarantee: GuaranteeReport, column: string) => HeatCell | undefined;
}

export const Heatmaps = ({ report }: { readonly report: Report }) => {
  const situations = situationsOf(report);
  const operations = [...new Set(report.guarantees.flatMap((one) => one.operations.map(({ operation }) => operation)))];
  return (
    <section id="coverage" aria-labelledby="coverage-title">
      <h2 id="coverage-title">Coverage</h2>
      <p class="legend">
        A number says how often a guarantee was put to the test, and leads to what it counts; the stronger its colour,
        the more often. <span class="heat none">·</span> not put to the test <span class="heat out">&nbsp;</span>{' '}
        nothing to test <span class="heat bad">✕ 3</span> violated
      </p>
      <Heatmap
        id="by-situation"
        title="Guarantee × situation"
        columns={situations}
        guarantees={report.guarantees}
        cellOf={({ id }, situation) => {
          const counts = Object.values(report.coverage[id] ?? {}).map((one) => one[situation] ?? 0);
          const count = counts.reduce((sum, one) => sum + one, 0);
          return { count, href: `#${situationId(id, situation)}` };
        }}
      />
      <Heatmap
        id="by-operation"
        title="Guarantee × operation"
        columns={operations}
        guarantees={report.guarantees}
        cellOf={({ id, operations: own }, column) => {
          const one = own.find(({ operation }) => operation === column);
          if (one === undefined) return undefined;
          const violated = one.status === 'violated' || one.status === 'known';
          return { count: one.exercised, violated, href: `#${cellId(id, column)}` };
        }}
      />
    </section>
  );
};

/** The most frequent first. */
export const situationsOf = ({ coverage }: Pick<Report, 'coverage'>, guarantee?: string): string[] => {
  const counts = new Map<string, number>();
  for (const [id, byOperation] of Object.entries(coverage))
    if (guarantee === undefined || id === guarantee)
      for (const situations of Object.values(byOperation))
        for (const [situation, count] of Object.entries(situations))
          counts.set(situation, (counts.get(situation) ?? 0) + count);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([situation]) => situation);
};

const Heatmap = ({ id, title, columns, guarantees, cellOf }: HeatmapProps) => {
  const rows = guarantees.map((guarantee) => ({
    guarantee,
    cells: columns.map((column) => [column, cellOf(guarantee, column)] as const),
  }));
  const most = Math.max(1, ...rows.flatMap(({ cells }) => cells.map(([, cell]) => cell?.count ?? 0)));
  return (
    <>
      <h3>
        {title}{' '}
        <a class="skip" href={`#after-${id}`}>
          Skip the table
        </a>
      </h3>
      <Scroll label={title}>
        <table class="heatmap">
          <thead>
            <tr>
              <td />
              {columns.map((column) => (
                <th key={column} scope="col">
                  <span>{column}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ guarantee, cells }) => (
              <tr key={guarantee.id} {...filterOf(guarantee.id, guarantee.status)}>
                <th scope="row">{guarantee.id}</th>
                {cells.map(([column, cell]) => (
                  <Cell key={column} cell={cell} most={most} label={`${guarantee.id}, ${column}`} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <span id={`after-${id}`} />
    </>
  );
};

interface CellProps {
  readonly cell: HeatCell | undefined;
  readonly most: number;
  readonly label: string;
}

const Cell = ({ cell, most, label }: CellProps) => {
  if (cell === undefined) return <td class="heat out" />;
  const { count, violated, href } = cell;
  if (count === 0 && !violated)
    return (
      <td class="heat none">
        <span aria-hidden="true">·</span>
        <span class="unseen">none</span>
      </td>
    );
  return (
    <td class={`heat ${violated ? 'bad' : `l${level(count, most)}`}`}>
      <a href={href} title={`${label}: ${counted(count)}${violated ? ', violated' : ''}`}>
        {violated ? '✕ ' : ''}
        {short(count)}
      </a>
    </td>
  );
};

/** 1 to 5, by orders of magnitude: counts differ by thousands. */
const level = (count: number, most: number): number =>
  Math.min(5, Math.max(1, Math.ceil((5 * Math.log(count + 1)) / Math.log(most + 1))));

const short = (count: number): string => (count < 10_000 ? String(count) : `${Math.round(count / 1000)}k`);
