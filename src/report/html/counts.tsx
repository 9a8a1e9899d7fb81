// How many guarantees have which status: each count for itself, as no sum of them means anything.
import type { Report, Status } from '../types.ts';
import { StatusBadge, statuses } from './status.tsx';
import { counted } from './verdict.tsx';

export const Counts = ({ report }: { readonly report: Report }) => {
  const ofEndpoint = report.guarantees.filter((one) => one.of === 'endpoint');
  const onOperations = ofEndpoint.flatMap(({ operations }) => operations);
  return (
    <section id="counts" aria-labelledby="counts-title">
      <h2 id="counts-title">Counts</h2>
      <ul class="tiles">
        {statuses.map((status) => (
          <li key={status}>
            <a href={`#?status=${status}`} class={`tile ${status}`}>
              <strong>{counted(ofEndpoint.filter(has(status)).length)}</strong>
              <StatusBadge status={status} />
              <small>{counted(onOperations.filter(has(status)).length)} on single operations</small>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
};

const has =
  (status: Status) =>
  (one: { readonly status: Status }): boolean =>
    one.status === status;
