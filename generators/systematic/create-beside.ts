// create.retry beside another of nearly the same name: whatever is done to the one is not done to the other, so that a
// retry still finds its own resource as it was made.
import { changed, type NameCreate, nameCreates, unlike, update } from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import { majorUpgrade } from '../updates.ts';
import { namesAlike } from './names-alike.ts';
import { begun, merged, otherRequest, prepared, serviceIn } from './start.ts';

const named = (name: string) => ({ set: { name } });

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
  .modify('environment', update('CreateEnvironment').operation, majorUpgrade)
  .retry('service')
  .settle('environment')
  .retry('service')
  .get('service')
  .aimedAt(
    'create.retry',
    'CreateService',
    'in use',
    'its environment modified, then moved to a new major version, also meanwhile',
  );

const besideAlike = nameCreates.flatMap((operation: NameCreate) =>
  namesAlike().map(([which, own, other]) =>
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
  const names = [...new Set(namesAlike().flatMap(([, own, other]) => [other, own]))];
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
