// What the endpoint chose where the documentation is silent: inconsistent ones first, as they are a finding.
import { silentPoints } from '../../specs/index.ts';
import type { ReadingReport, Report } from '../types.ts';
import { filterOf } from './filters.tsx';
import { Scroll } from './scroll.tsx';
import { counted } from './verdict.tsx';

export const Readings = ({ report }: { readonly report: Report }) => (
  <section id="readings" aria-labelledby="readings-title">
    <h2 id="readings-title">Readings</h2>
    <p>
      Where the documentation is silent, each of these is accepted. An endpoint that takes several is inconsistent: a
      finding, and no violation.
    </p>
    {report.readings.length === 0 ? (
      <p>None was seen.</p>
    ) : (
      <Scroll label="Readings">
        <table class="readings">
          <thead>
            <tr>
              <th scope="col">Silent point</th>
              <th scope="col">Consistent</th>
              <th scope="col">Readings by operation, and how often</th>
            </tr>
          </thead>
          <tbody>
            {byPoint(report.readings).map(([point, readings]) => (
              <Point key={point} point={point} readings={readings} />
            ))}
          </tbody>
        </table>
      </Scroll>
    )}
  </section>
);

const byPoint = (all: readonly ReadingReport[]): [string, ReadingReport[]][] => {
  const points = new Map<string, ReadingReport[]>();
  for (const one of all) points.set(one.point, [...(points.get(one.point) ?? []), one]);
  return [...points].sort(([, a], [, b]) => Number(isConsistent(a)) - Number(isConsistent(b)));
};

const isConsistent = (readings: readonly ReadingReport[]): boolean => readings.every(({ consistent }) => consistent);

const Point = ({ point, readings }: { readonly point: string; readonly readings: readonly ReadingReport[] }) => (
  <tr {...filterOf(point)}>
    <th scope="row">
      <code class="id">{point}</code>
      <p class="section">{silentPoints.find(({ id }) => id === point)?.about}</p>
    </th>
    <td>
      {isConsistent(readings) ? <span class="status held">✓ yes</span> : <span class="status unknown">≠ no</span>}
    </td>
    <td>
      <ul class="taken">
        {readings.map(({ operation, taken }) => (
          <li key={operation}>
            <span>{operation}</span>
            <span>
              {Object.entries(taken)
                .map(([reading, count]) => `${reading} ${counted(count)}×`)
                .join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </td>
  </tr>
);
