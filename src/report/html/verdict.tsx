// What one reads first: the verdict, and the run that it is of.
import type { Report } from '../types.ts';
import { Raw } from './raw.tsx';

const words = {
  conformant: ['✓', 'Conformant', 'Every guarantee required of this run was exercised, and none was violated.'],
  'known-violations': [
    '!',
    'Known violations',
    'Nothing is violated that is not in the baseline; what is in it makes retries unsafe.',
  ],
  violations: ['✕', 'Violations', 'Retries are not safe on this endpoint.'],
  'stale-baseline': ['✕', 'Stale baseline', 'No new violation was seen, but entries of the baseline hold by now.'],
  inconclusive: ['?', 'Inconclusive', 'No violation was seen, but not all that is required was exercised.'],
} as const;

export const Verdict = ({ report }: { readonly report: Report }) => {
  const [sign, title, sentence] = words[report.verdict];
  return (
    <header class={`verdict ${report.verdict}`}>
      <p class="tool">proton-conformance</p>
      <h1>
        <span aria-hidden="true">{sign}</span> {title}
      </h1>
      <p class="lead">{sentence}</p>
      <dl class="facts">
        <dt>Endpoint</dt>
        <dd>
          <Raw text={report.endpoint} />
          {report.embedded ? ' (the embedded emulator)' : ''}
        </dd>
        {report.implementation === undefined ? null : (
          <>
            <dt>Implementation</dt>
            <dd>
              <Raw text={`${report.implementation.name} ${report.implementation.version}`} />
            </dd>
          </>
        )}
        <dt>Began</dt>
        <dd>
          <time dateTime={report.startedAt}>{report.startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}</time>
        </dd>
        <dt>Took</dt>
        <dd>{(report.durationMs / 1000).toFixed(1)} s</dd>
        <dt>Calls</dt>
        <dd>
          {counted(report.calls)} in {counted(report.programs)} programs
        </dd>
        <dt>Seed</dt>
        <dd>{report.seed}</dd>
        <dt>Versions</dt>
        <dd>
          <Raw
            text={Object.entries(report.versions)
              .map(([name, version]) => `${name} ${version}`)
              .join(', ')}
          />
        </dd>
      </dl>
      {report.notes.length === 0 ? null : (
        <ul class="notes">
          {report.notes.map((note) => (
            <li key={note}>
              <Raw text={note} />
            </li>
          ))}
        </ul>
      )}
    </header>
  );
};

export const counted = (count: number): string => count.toLocaleString('en-US');
