// create.retry beside another of nearly the same name: whatever is done to the one is not done to the other, so that a
// retry still finds its own resource as it was made.
import { changed, environmentSpec, type NameCreate, nameCreates, unlike, update } from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import { begun, merged, otherRequest, prepared, serviceIn } from './start.ts';

const long = `{{name:a}}${'x'.repeat(60)}`;

/** Names that a careless comparison takes for one another: by beginning, end or first part, or by what joins them. */
const alike: readonly (readonly [string, string, string])[] = [
  ['the longer of two names that begin alike', '{{name:a}}', '{{name:a}}-2'],
  ['the shorter of two names that begin alike', '{{name:a}}-2', '{{name:a}}'],
  ['the longer of two names that end alike', '{{name:b}}{{name:a}}', '{{name:a}}'],
  ['long names that differ at their ends', `${long}y`, `${long}z`],
  ['names with _ and with -', '{{name:a}}_x', '{{name:a}}-x'],
  ['names with - and with _', '{{name:a}}-x', '{{name:a}}_x'],
  ['names without and with -', '{{name:a}}x', '{{name:a}}-x'],
];

const named = (name: string) => ({ set: { name } });

const nextMajor = { deploymentType: 'MAJOR_VERSION', templateMajorVersion: '2', templateMinorVersion: '0' };

/** What one of the two is modified by is no modification of the other. */
const serviceAndEnvironment: Draft = new Script()
  .create('environment', 'CreateEnvironment', otherRequest('CreateEnvironment'))
  .settle('environment')
  .create('service', 'CreateService', serviceIn('{{name:a}}', { set: { name: '{{name:service}}' } }))
  .settle('service')
  .instances('service')
  .retry('environment')
  .instances('service')
  .modify('environment', update('CreateEnvironment').operation, update('CreateEnvironment').input)
  .settle('environment')
  .get('environment')
  .retry('service')
  .get('service')
  .instances('service')
  .modify('environment', update('CreateEnvironment').operation, { ...nextMajor, spec: environmentSpec() })
  .settle('environment')
  .retry('service')
  .get('service')
  .aimedAt('create.retry', 'CreateService', 'in use', 'its environment modified, then moved to a new major version');

const besideAlike = nameCreates.flatMap((operation: NameCreate) =>
  alike.map(([which, own, other]) =>
    begun(operation, named(own))
      .create('other', operation, otherRequest(operation, merged(unlike(operation), named(other))))
      .retry('first')
      .retry('other')
      .retry('first', { change: changed(operation) })
      .settle('first', 'other')
      .instances('first')
      .modify('other', update(operation).operation, update(operation).input)
      .settle('other')
      .retry('first')
      .get('first')
      .delete('other')
      .settle('other')
      .retry('first')
      .instances('first')
      .get('first')
      .list('first')
      .aimedAt('create.retry', operation, 'interleaved', `${which} modified and deleted`),
  ),
);

/** All but their names is the same, so that only by those can they be told apart. */
const sameButNamed = (operation: NameCreate): Draft => {
  const names = [...new Set(alike.flatMap(([, own, other]) => [other, own]))];
  const script = prepared(operation);
  for (const name of names) script.create(name, operation, otherRequest(operation, named(name)));
  for (const name of names) script.retry(name);
  return script
    .settle(...names)
    .get(...names)
    .list('{{name:a}}')
    .delete('{{name:a}}')
    .settle('{{name:a}}')
    .get(...names)
    .aimedAt('create.retry', operation, 'interleaved', 'names that are alike, all else the same');
};

export const createBeside: readonly Draft[] = [...besideAlike, ...nameCreates.map(sameButNamed), serviceAndEnvironment];
