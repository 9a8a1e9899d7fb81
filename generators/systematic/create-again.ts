// create.after-delete: once a resource is gone its name is free, for the same or other parameters, and nothing of the
// old one shows: no description, no tag, no recommended version, no "was modified".
import {
  besideIt,
  type CreateOperation,
  changed,
  type NameCreate,
  nameCreates,
  ownTemplate,
  serviceSpec,
  templateCreates,
  type Update,
  update,
} from '../requests.ts';
import { type Draft, isAsynchronous, type Script } from '../script.ts';
import { furtherUpdates, majorUpgrade, modifyBy } from '../updates.ts';
import { begun, nextSecondMs, otherRequest, publishOf, versionOf } from './start.ts';
import { hour } from './token-time.ts';

const gone = (operation: CreateOperation, script: Script = begun(operation).settle('first')): Script =>
  script.delete('first').settle('first');

const again = (operation: CreateOperation): Draft[] => {
  const { operation: updated, input } = update(operation);
  return [
    gone(operation, begun(operation).settle('first').instances('first').wait(nextSecondMs))
      .get('first')
      .retry('first', { as: 'second' })
      .settle('second')
      .instances('second')
      .retry('first')
      .retry('first', { change: changed(operation) })
      .get('second')
      .listTags('second')
      .list('second')
      .aimedAt('create.after-delete', operation, 'recreated', 'the same parameters'),
    gone(operation)
      .retry('first', { change: changed(operation), as: 'second' })
      .settle('second')
      .get('second')
      .retry('second')
      .retry('first')
      .get('second')
      .modify('second', updated, input)
      .settle('second')
      .get('second')
      .retry('second')
      .aimedAt('create.after-delete', operation, 'recreated', 'other parameters, modified then'),
    gone(
      operation,
      begun(operation)
        .settle('first')
        .modify('first', 'TagResource', { tags: [{ key: 'late', value: 'x' }] })
        .listTags('first'),
    )
      .retry('first', { change: { drop: ['description', 'displayName', 'tags'] }, as: 'second' })
      .settle('second')
      .get('second')
      .listTags('second')
      .list('second')
      .retry('second')
      .aimedAt('create.after-delete', operation, 'recreated', 'without description and tags'),
    gone(operation, begun(operation).settle('first').modify('first', updated, input).settle('first'))
      .retry('first', { as: 'second' })
      .retry('first')
      .settle('second')
      .get('second')
      .modify('second', updated, input)
      .settle('second')
      .retry('first')
      .get('second')
      .aimedAt('create.after-delete', operation, 'recreated', 'the old one was modified, then the new one too'),
    ...[{}, changed(operation)].map((change) =>
      gone(operation)
        .advance(hour)
        .create('beside', operation, otherRequest(operation, besideIt(operation)))
        .retry('first', { change, as: 'second' })
        .settle('beside', 'second')
        .get('second')
        .aimedAt(
          'create.after-delete',
          operation,
          'recreated',
          `an hour later, after another${change.set === undefined ? '' : ', with other parameters'}`,
        ),
    ),
    gone(
      operation,
      begun(operation)
        .settle('first')
        .create('beside', operation, otherRequest(operation, besideIt(operation)))
        .wait(nextSecondMs),
    )
      .retry('first', { as: 'second' })
      .settle('second')
      .get('second')
      .aimedAt('create.after-delete', operation, 'recreated', 'some seconds later, another being there'),
    ...(isAsynchronous(operation) ? [dying(operation)] : []),
  ];
};

/** Whatever an update keeps of a resource elsewhere than in it must go with it. */
const afterEachUpdate = (operation: NameCreate): Draft => {
  const upgrade: Update[] =
    operation === 'CreateEnvironment' ? [{ operation: 'UpdateEnvironment', input: majorUpgrade }] : [];
  const script = begun(operation).settle('first');
  for (const one of [update(operation), ...furtherUpdates(operation), ...upgrade])
    modifyBy(script, 'first', [one]).settle('first');
  return gone(operation, script)
    .retry('first', { as: 'second' })
    .settle('second')
    .get('second')
    .listTags('second')
    .instances('second')
    .retry('second')
    .aimedAt('create.after-delete', operation, 'recreated', 'after updates of every kind of the old one');
};

const dying = (operation: CreateOperation): Draft =>
  begun(operation)
    .settle('first')
    .delete('first')
    .retry('first')
    .settle('first')
    .retry('first', { as: 'second' })
    .settle('second')
    .get('second')
    .list('second')
    .aimedAt('create.after-delete', operation, 'being deleted', 'sent while the old one is being deleted, and after');

const withVersions = (operation: (typeof templateCreates)[number]): Draft => {
  const version = versionOf(operation);
  const first = otherRequest(version, { drop: ['majorVersion'], set: { templateName: ownTemplate } });
  return begun(operation, { set: { name: ownTemplate } })
    .create('version', version, first)
    .settle('version')
    .modify('version', publishOf(version), { status: 'PUBLISHED' })
    .get('first')
    .delete('version')
    .delete('first')
    .retry('first', { as: 'second' })
    .get('second', 'version')
    .list('version')
    .retry('first')
    .aimedAt('create.after-delete', operation, 'recreated', 'the old one had a recommended version');
};

/** Its versions fall with the old one, where that can be deleted: the new one has none, and their requests make new ones. */
const withFallenVersions = (operation: (typeof templateCreates)[number]): Draft => {
  const version = versionOf(operation);
  const first = otherRequest(version, { drop: ['majorVersion'], set: { templateName: ownTemplate } });
  return begun(operation, { set: { name: ownTemplate } })
    .create('version', version, first)
    .settle('version')
    .get('version')
    .delete('first')
    .retry('first', { as: 'second' })
    .get('second', 'version')
    .list('version')
    .retry('version', { as: 'anew' })
    .settle('anew')
    .get('anew')
    .list('anew')
    .retry('version')
    .aimedAt('create.after-delete', operation, 'recreated', 'the old one had a version, which was not deleted');
};

/** The instances of the old one were others. */
const withOtherInstances: Draft = gone(
  'CreateService',
  begun('CreateService').settle('first').instances('first').wait(nextSecondMs),
)
  .retry('first', { change: { set: { spec: serviceSpec('one', '', 'two') } }, as: 'second' })
  .settle('second')
  .instances('second')
  .get('second')
  .retry('second')
  .aimedAt('create.after-delete', 'CreateService', 'recreated', 'with instances of other names');

export const createAgain: readonly Draft[] = [
  ...nameCreates.flatMap(again),
  ...nameCreates.map(afterEachUpdate),
  ...templateCreates.flatMap((operation) => [withVersions(operation), withFallenVersions(operation)]),
  withOtherInstances,
];
