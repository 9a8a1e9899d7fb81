// A card for each violation: what was promised, the smallest program that breaks it, allowed against observed, when it
// happened, the bytes, and how to see it again.
import type { Report, ViolationReport } from '../types.ts';
import { filterOf } from './filters.tsx';
import { guaranteeId } from './guarantees.tsx';
import { Code, Raw } from './raw.tsx';
import { StatusBadge } from './status.tsx';
import { TimelineFigure } from './timeline.tsx';
import { counted } from './verdict.tsx';

/** The text of a script beside a counterexample; undefined: there is none. */
export type ScriptOf = (counterexample: string) => string | undefined;

interface SectionProps {
  readonly report: Report;
  readonly scriptOf: ScriptOf;
}

export const Violations = ({ report, scriptOf }: SectionProps) => {
  const groups = [
    { id: 'violated', title: 'Violations', status: 'violated', all: report.violations },
    { id: 'known', title: 'Known violations, in the baseline', status: 'known', all: report.knownViolations },
    {
      id: 'client',
      title: 'Violations of the SDK, no part of the verdict',
      status: 'violated',
      all: report.clientViolations,
    },
  ] as const;
  const sentences = new Map(report.guarantees.map(({ id, sentence, section }) => [id, { sentence, section }]));
  return (
    <section id="violations" aria-labelledby="violations-title">
      {report.violations.length > 0 ? null : (
        <>
          <h2 id="violations-title">Violations</h2>
          <p>None was seen{report.knownViolations.length > 0 ? ' that is not in the baseline' : ''}.</p>
        </>
      )}
      {groups
        .filter(({ all }) => all.length > 0)
        .map(({ id, title, status, all }) => (
          <div key={id}>
            <h2 id={id === 'violated' ? 'violations-title' : undefined}>{title}</h2>
            {all.map((one, index) => (
              <Card
                key={`${id}-${index}`}
                id={`${id}-${index + 1}`}
                violation={one}
                status={status}
                {...sentences.get(one.guarantee)}
                script={one.counterexample === undefined ? undefined : scriptOf(one.counterexample)}
              />
            ))}
          </div>
        ))}
    </section>
  );
};

interface CardProps {
  readonly id: string;
  readonly violation: ViolationReport;
  readonly status: 'violated' | 'known';
  readonly sentence?: string;
  readonly section?: string;
  readonly script: string | undefined;
}

const Card = ({ id, violation, status, sentence, section, script }: CardProps) => (
  <article id={id} class={`card ${status}`} aria-labelledby={`${id}-title`} {...filterOf(violation.guarantee, status)}>
    <h3 id={`${id}-title`}>
      <StatusBadge status={status} /> <a href={`#${guaranteeId(violation.guarantee)}`}>{violation.guarantee}</a> on{' '}
      {violation.operation}
    </h3>
    <p>{sentence}</p>
    <p class="section">
      {section} · situation: {violation.situation} · seen in {counted(violation.count)}{' '}
      {violation.count === 1 ? 'program' : 'programs'}
      {violation.also.length === 0 ? '' : ` · breaks also ${violation.also.join(', ')}`}
    </p>
    <Steps steps={violation.explanation.steps} isMinimal={violation.shrinking === 'minimal'} />
    <h4>Allowed against observed</h4>
    <Diff lines={violation.explanation.diff} />
    {violation.timeline === undefined ? null : <TimelineFigure id={id} timeline={violation.timeline} />}
    <Wire id={id} violation={violation} />
    <h4>Again</h4>
    <p>{again(violation)}</p>
    <Code id={`${id}-replay`} label="the command that shows it again" text={violation.replay} />
    <p class="section">To be run in the folder of this report.</p>
    {script === undefined ? null : (
      <details>
        <summary>A script for a bug report, which stands alone</summary>
        <Code id={`${id}-script`} label="the script" text={script} />
      </details>
    )}
  </article>
);

const Steps = ({ steps, isMinimal }: { readonly steps: readonly string[]; readonly isMinimal: boolean }) =>
  steps.length === 0 ? null : (
    <>
      <h4>{isMinimal ? 'The smallest program that shows it' : 'A program that shows it'}</h4>
      <ol class="steps" start={Number.parseInt(steps[0] ?? '1', 10) || 1}>
        {steps.map((step) => (
          <li key={step}>
            <Raw text={step.replace(/^\d+\. /, '')} max={400} />
          </li>
        ))}
      </ol>
    </>
  );

const marks = { '- ': 'allowed', '+ ': 'observed' } as const;

const Diff = ({ lines }: { readonly lines: readonly string[] }) => (
  <ul class="diff">
    {lines.map((line) => {
      const mark = line.slice(0, 2);
      return (
        <li key={line} class={marks[mark as keyof typeof marks] ?? 'context'}>
          <Raw text={line} max={600} />
        </li>
      );
    })}
  </ul>
);

const Wire = ({ id, violation }: { readonly id: string; readonly violation: ViolationReport }) => {
  const { wire } = violation.explanation;
  if (wire === undefined) return null;
  const { answer } = wire;
  const request = `POST / HTTP/1.1\nx-amz-target: ${wire.target}\n\n${wire.body}`;
  const headers = Object.entries(answer?.headers ?? {}).map(([name, value]) => `${name}: ${value}\n`);
  const came =
    answer === undefined
      ? 'no answer'
      : `HTTP/1.1 ${answer.status}\n${headers.join('')}\n${answer.body || '(empty body)'}`;
  return (
    <>
      <h4>On the wire</h4>
      <div class="pair">
        <Code id={`${id}-request`} label={`the request, sent by ${wire.by}`} text={request} />
        <Code id={`${id}-answer`} label="the answer" text={came} />
      </div>
    </>
  );
};

const again = ({ reproduced, shrinking }: ViolationReport): string => {
  if (reproduced === undefined || reproduced.of === 0) return 'It was not tried again.';
  if (shrinking === 'not reproduced') return `Not reproduced in ${reproduced.of} tries: the history is the evidence.`;
  const size =
    shrinking === 'minimal' ? 'nothing can be left out of the program' : 'the program may not be the smallest';
  return `Reproduced ${reproduced.times} of ${reproduced.of} times; ${size}.`;
};
