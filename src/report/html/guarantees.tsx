// Every guarantee with what became of it, failures first, and behind each what was seen of it on which operation, in which
// situation.
import type { GuaranteeReport, Report } from '../types.ts';
import { filterOf } from './filters.tsx';
import { situationsOf } from './heatmaps.tsx';
import { Raw } from './raw.tsx';
import { Scroll } from './scroll.tsx';
import { StatusBadge, statuses, statusWords } from './status.tsx';
import { counted } from './verdict.tsx';

export const Guarantees = ({ report }: { readonly report: Report }) => (
  <section id="guarantees" aria-labelledby="guarantees-title">
    <h2 id="guarantees-title">Guarantees</h2>
    <table class="guarantees">
      <thead>
        <tr>
          <th scope="col">Status</th>
          <th scope="col">Guarantee</th>
          <th scope="col" class="number">
            Exercised
          </th>
        </tr>
      </thead>
      <tbody>
        {failuresFirst(report.guarantees).map((one) => (
          <Row key={one.id} guarantee={one} report={report} />
        ))}
      </tbody>
    </table>
  </section>
);

const failuresFirst = (all: readonly GuaranteeReport[]): GuaranteeReport[] =>
  [...all].sort((a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status));

interface RowProps {
  readonly guarantee: GuaranteeReport;
  readonly report: Report;
}

const Row = ({ guarantee, report }: RowProps) => (
  <tr id={guaranteeId(guarantee.id)} {...filterOf(guarantee.id, guarantee.status)}>
    <td>
      <StatusBadge status={guarantee.status} />
    </td>
    <td>
      <code class="id">{guarantee.id}</code>
      {guarantee.of === 'client' ? <small> of the SDK, no part of the verdict</small> : null}
      <p>{guarantee.sentence}</p>
      <p class="section">{guarantee.section}</p>
      {guarantee.reason === undefined ? null : (
        <p class="reason">
          <Raw text={guarantee.reason} />
        </p>
      )}
      <details>
        <summary>{byStatus(guarantee)}</summary>
        <Operations guarantee={guarantee} report={report} />
      </details>
    </td>
    <td class="number">{counted(guarantee.exercised)}</td>
  </tr>
);

const Operations = ({ guarantee, report }: RowProps) => {
  const situations = situationsOf(report, guarantee.id);
  return (
    <Scroll label={`${guarantee.id} by operation`}>
      <table>
        <thead>
          <tr>
            <th scope="col">Operation</th>
            <th scope="col">Status</th>
            <th scope="col" class="number">
              Exercised
            </th>
            {situations.map((situation) => (
              <th key={situation} scope="col" class="number" id={situationId(guarantee.id, situation)}>
                {situation}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {guarantee.operations.map((one) => (
            <tr key={one.operation} id={cellId(guarantee.id, one.operation)}>
              <th scope="row">{one.operation}</th>
              <td>
                <StatusBadge status={one.status} />
                {one.reason === undefined || one.reason === guarantee.reason ? null : (
                  <p class="reason">
                    <Raw text={one.reason} max={300} />
                  </p>
                )}
              </td>
              <td class="number">{counted(one.exercised)}</td>
              {situations.map((situation) => (
                <td key={situation} class="number">
                  {report.coverage[guarantee.id]?.[one.operation]?.[situation] ?? '·'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
};

const byStatus = ({ operations }: GuaranteeReport): string => {
  const counts = statuses
    .map((status) => [statusWords(status), operations.filter((one) => one.status === status).length] as const)
    .filter(([, count]) => count > 0)
    .map(([words, count]) => `${count} ${words}`);
  return `By operation: ${counts.join(', ')}`;
};

export const guaranteeId = (guarantee: string): string => `g-${guarantee}`;
export const cellId = (guarantee: string, operation: string): string => `o-${guarantee}-${operation}`;
export const situationId = (guarantee: string, situation: string): string =>
  `s-${guarantee}-${situation.replace(/[^a-z0-9]+/gi, '-')}`;
