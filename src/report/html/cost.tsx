// What the run cost and how far it went: calls, resources, races, and what is left to be found.
import { exhaustiveText } from '../exhausted.ts';
import { isOfPart } from '../only.ts';
import { residualText } from '../residual-risk.ts';
import type { Cost, OperationCost, Report } from '../types.ts';
import { Scroll } from './scroll.tsx';
import { counted } from './verdict.tsx';

export const CostSection = ({ report }: { readonly report: Report }) => (
  <section id="cost" aria-labelledby="cost-title">
    <h2 id="cost-title">Cost and reach</h2>
    <ul class="reach">
      {exhaustiveText(report.exhaustive, isOfPart(report)).map((text) => (
        <li key={text}>Exhaustive: {text}.</li>
      ))}
      <li>Residual risk: {residualText(report.residualRisk)}.</li>
      <li>Races: {racesInWords(report)}.</li>
    </ul>
    <h3>Calls</h3>
    <Scroll label="Calls by operation">
      <table>
        <thead>
          <tr>
            <th scope="col">Operation</th>
            {['Calls', 'Throttled', 'Sent again', 'Unanswered', 'p50 ms', 'p95 ms', 'p99 ms'].map((name) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.cost.operations.map((one) => (
            <Calls key={one.operation} cost={one} />
          ))}
        </tbody>
        <tfoot>
          {sumOf(report.cost).map(({ what, calls }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td class="number">{counted(calls)}</td>
              <td colSpan={6} />
            </tr>
          ))}
        </tfoot>
      </table>
    </Scroll>
    <h3>Resources</h3>
    <Scroll label="Resources">
      <table>
        <thead>
          <tr>
            <th scope="col">Type</th>
            {['Created', 'Deleted', 'Left behind'].map((name) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.cost.resources.map(({ resource, created, deleted, leftBehind }) => (
            <tr key={resource}>
              <th scope="row">{resource}</th>
              <td class="number">{counted(created)}</td>
              <td class="number">{counted(deleted)}</td>
              <td class="number">{counted(leftBehind)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  </section>
);

/** The parts that the run's number of calls is made of. */
const sumOf = ({ operations, beside }: Cost): Cost['beside'] => {
  const ofPrograms = operations.reduce((sum, { calls }) => sum + calls, 0);
  const all = beside.reduce((sum, { calls }) => sum + calls, ofPrograms);
  return [
    { what: 'All of the programs', calls: ofPrograms },
    ...beside.map(({ what, calls }) => ({ what: `Beside them: ${what}`, calls })),
    { what: 'All of the run', calls: all },
  ];
};

const Calls = ({ cost }: { readonly cost: OperationCost }) => {
  const { operation, calls, throttled, sentAgain, unanswered, latencyMs } = cost;
  return (
    <tr>
      <th scope="row">{operation}</th>
      <td class="number">{counted(calls)}</td>
      <td class="number">{counted(throttled)}</td>
      <td class="number">{counted(sentAgain)}</td>
      <td class="number">{counted(unanswered)}</td>
      <td class="number">{latencyMs?.p50 ?? '–'}</td>
      <td class="number">{latencyMs?.p95 ?? '–'}</td>
      <td class="number">{latencyMs?.p99 ?? '–'}</td>
    </tr>
  );
};

const racesInWords = ({ cost }: Report): string =>
  cost.races.length === 0
    ? 'no two requests of a program were under way at a time'
    : cost.races.map(({ width, count }) => `${counted(count)} of ${width} requests at a time`).join(', ');
