// What one reads first: the verdict, and the run that it is of.
import type { Report } from '../types.ts';
import { verdicts } from '../verdicts.ts';
import { Code, Raw } from './raw.tsx';

export const Verdict = ({ report }: { readonly report: Report }) => {
  const { sign, title, sentence } = verdicts[report.verdict];
  return (
    <header class={`verdict ${report.verdict}`}>
      <p class="tool">proton-conformance</p>
      <h1>
        <span aria-hidden="true">{sign}</span> {title}
      </h1>
      <p class="lead">{sentence[0]!.toUpperCase() + sentence.slice(1)}</p>
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
        <dt>Configuration</dt>
        <dd>
          <Raw text={configurationText(report)} />
        </dd>
        <dt>Versions</dt>
        <dd>
          <Raw
            text={Object.entries(report.versions)
              .map(([name, version]) => `${name} ${version}`)
              .join(', ')}
          />
        </dd>
      </dl>
      {report.command === undefined ? null : (
        <>
          <p class="caption">The command that runs the same again</p>
          <Code id="command" label="the command" text={report.command} />
        </>
      )}
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

const configurationText = ({ configuration = {}, only }: Report): string => {
  const given = Object.entries(configuration).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  const part = only.length === 0 || 'only' in configuration ? [] : [`only ${JSON.stringify(only)}`];
  return [...given, ...part].join(', ') || 'all defaults';
};

export const counted = (count: number): string => count.toLocaleString('en-US');
