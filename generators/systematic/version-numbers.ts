// create.retry, token.retry and their refusals are harmless to what comes next: after each of them a new version, of a new
// major version or of an old one, takes the next number, and those that are there keep theirs.
import { changed, type TemplateCreate, templateCreates, update } from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import { asFirst, merged, otherRequest, versionOf } from './start.ts';

const afterRetries = (template: TemplateCreate): Draft => {
  const operation = versionOf(template);
  const inFirst = { templateName: '{{name:a}}' };
  const script = new Script()
    .create('template', template, otherRequest(template))
    .create('first', operation, otherRequest(operation, merged(asFirst(operation), { set: inFirst })))
    .settle('first');
  const made = ['first'];
  const next = (): void => {
    for (const [kind, change] of [
      ['minor', {}],
      ['major', asFirst(operation)],
    ] as const) {
      const label = `${kind}${made.length}`;
      const set = { ...inFirst, clientToken: `{{token:${label}}}` };
      script.create(label, operation, otherRequest(operation, merged(change, { set })));
      made.push(label);
    }
  };
  script.retry('template').also(next);
  script.retry('template', { change: changed(template) }).also(next);
  script.retry('first').also(next);
  script.retry('first', { change: changed(operation) }).also(next);
  script.modify('template', update(template).operation, update(template).input).retry('template').also(next);
  for (const label of made) script.retry(label);
  return script
    .get('template', ...made)
    .list('first')
    .aimedAt(
      'create.retry',
      template,
      'interleaved',
      'versions made after retries and refusals, of it and of a version',
    );
};

export const versionNumbers: readonly Draft[] = templateCreates.map(afterRetries);
