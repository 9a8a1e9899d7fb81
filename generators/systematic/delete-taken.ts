// delete.retry, async-delete.complete: the deletion comes again when its name or number is taken by others, or one that
// begins alike is: it is still known to have happened, and takes none of them.
import {
  besideIt,
  type CreateOperation,
  isDeployed,
  type NameCreate,
  nameCreates,
  ownTemplate,
  type VersionCreate,
  versionCreates,
} from '../requests.ts';
import type { Draft } from '../script.ts';
import { begun, begunAlone, deletionOf, otherRequest, templateOf } from './start.ts';

const guarantee = (operation: CreateOperation): string =>
  isDeployed(operation) ? 'async-delete.complete' : 'delete.retry';

/** Every other type takes the name; a shorter and a longer one of its own type are made. */
const nameTaken = (operation: NameCreate): Draft => {
  const name = '{{name:a}}-2';
  const others = nameCreates.filter((other) => other !== operation);
  const script = begun(operation, { set: { name } }).settle('first').delete('first').settle('first');
  for (const other of others) script.create(other, other, otherRequest(other, { set: { name } }));
  return script
    .create('shorter', operation, otherRequest(operation))
    .create('longer', operation, otherRequest(operation, { set: { name: `${name}-3` } }))
    .delete('first')
    .get(...others, 'shorter', 'longer')
    .aimedAt(guarantee(operation), deletionOf(operation), 'recreated', 'its name taken by every other type');
};

/** The same number in the template of its name of the other kind, and in one whose name begins alike. */
const numberTaken = (operation: VersionCreate): Draft => {
  const otherKind = versionCreates.find((each) => each !== operation)!;
  const longer = `${ownTemplate}-2`;
  const drop = ['majorVersion'];
  return begunAlone(operation)
    .create('longer', templateOf(operation), { name: longer })
    .create('namesake', templateOf(otherKind), { name: ownTemplate })
    .settle('first')
    .delete('first')
    .create('inLonger', operation, otherRequest(operation, { drop, set: { templateName: longer } }))
    .create('inNamesake', otherKind, otherRequest(otherKind, { drop, ...besideIt(otherKind) }))
    .delete('first')
    .get('inLonger', 'inNamesake')
    .retry('inNamesake')
    .aimedAt('delete.retry', deletionOf(operation), 'recreated', 'its number taken in templates of like names');
};

export const deleteTaken: readonly Draft[] = [...nameCreates.map(nameTaken), ...versionCreates.map(numberTaken)];
