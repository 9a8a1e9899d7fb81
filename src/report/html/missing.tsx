// What keeps the verdict from saying more, and what the baseline says of the run.
import type { BaselineEntry, InconclusiveReport, Report } from '../types.ts';
import { Raw } from './raw.tsx';
import { counted } from './verdict.tsx';

const reasonsShown = 50;

/** Whether there is anything to say there. */
export const hasMissing = ({ inconclusive, baseline }: Report): boolean =>
  inconclusive.length > 0 || baseline !== undefined;

export const Missing = ({ report }: { readonly report: Report }) => {
  const decisive = report.inconclusive.filter((one) => one.decisive);
  const others = report.inconclusive.filter((one) => !one.decisive);
  if (!hasMissing(report)) return null;
  return (
    <section id="missing" aria-labelledby="missing-title">
      <h2 id="missing-title">What the verdict does not say</h2>
      <Reasons title="Required of this run, and not exercised or not decided" all={decisive} />
      <Reasons title="Programs that said less than they were meant to" all={others} />
      {report.baseline === undefined ? null : (
        <>
          <Entries title="In the baseline, and violated still" all={report.baseline.known} />
          <Entries title="In the baseline, though it holds by now: remove it" all={report.baseline.stale} />
          <Entries title="In the baseline, and not decided" all={report.baseline.undecided} />
        </>
      )}
    </section>
  );
};

const Reasons = ({ title, all }: { readonly title: string; readonly all: readonly InconclusiveReport[] }) =>
  all.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <ul>
        {all.slice(0, reasonsShown).map(({ reason, guarantee, operation, count, replay }) => (
          <li key={`${guarantee} ${operation} ${reason}`}>
            {guarantee === undefined ? '' : `${guarantee} on ${operation}: `}
            {count > 1 ? `${counted(count)} × ` : ''}
            <Raw text={reason} max={400} />
            {replay === undefined ? null : (
              <>
                {'; '}
                {count > 1 ? 'the first: ' : ''}
                <code>
                  <Raw text={replay} />
                </code>
              </>
            )}
          </li>
        ))}
      </ul>
      {all.length > reasonsShown ? <p>And {all.length - reasonsShown} more, in report.json.</p> : null}
    </>
  );

type Entry = BaselineEntry & { readonly why?: string };

const Entries = ({ title, all }: { readonly title: string; readonly all: readonly Entry[] }) =>
  all.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <ul>
        {all.map(({ guarantee, operation, reason, why }) => (
          <li key={`${guarantee} ${operation}`}>
            {guarantee} on {operation}
            <Raw
              text={[why, reason]
                .filter(Boolean)
                .map((one) => `; ${one}`)
                .join('')}
              max={400}
            />
          </li>
        ))}
      </ul>
    </>
  );
