// create.modified and the silent points beside it: the original was updated, in each way that an update can, and the
// old request comes again. A refusal must leave the update as it is.
import type { Change, Input } from '../../src/program/types.ts';
import {
  type CreateOperation,
  changed,
  changedThroughout,
  type Deployed,
  deployedCreates,
  environmentSpec,
  type NameCreate,
  nameCreates,
  otherUpdate,
  role,
  serviceSpec,
  standardRequest,
  templateCreates,
  type Update,
  update,
} from '../requests.ts';
import type { Draft, Script } from '../script.ts';
import { redeployment } from '../updates.ts';
import { begun, nextSecondMs, otherRequest, publishOf, versionOf } from './start.ts';

const modified = (
  operation: CreateOperation,
  { operation: updated, input }: Update,
  script: Script = begun(operation).settle('first'),
): Script => script.modify('first', updated, input).settle('first');

/** Each update that changes a visible member, beside the plainest one. */
const updates: Readonly<Record<NameCreate, readonly Input[]>> = {
  CreateEnvironmentTemplate: [{ displayName: 'Modified' }, { description: 'One' }, { description: '' }],
  CreateServiceTemplate: [{ displayName: 'Modified' }, { description: 'One' }, { description: '' }],
  CreateEnvironment: [
    { deploymentType: 'NONE', description: 'One' },
    { deploymentType: 'NONE', description: '' },
    { deploymentType: 'CURRENT_VERSION', spec: environmentSpec('two') },
    { deploymentType: 'NONE', protonServiceRoleArn: role('other') },
    { deploymentType: 'MINOR_VERSION', templateMajorVersion: '1', templateMinorVersion: '1', spec: environmentSpec() },
    { deploymentType: 'MAJOR_VERSION', templateMajorVersion: '2', templateMinorVersion: '0', spec: environmentSpec() },
  ],
  CreateService: [
    { description: 'One' },
    { description: '' },
    { spec: serviceSpec('two') },
    { description: 'modified', spec: serviceSpec('three') },
  ],
};

const plain = (operation: CreateOperation): Draft[] => {
  const { operation: updated, input } = update(operation);
  const again = (value: string): Update => update(operation, value);
  const state = (script: Script): Script => script.get('first').list('first');
  return [
    modified(operation, update(operation))
      .modify('first', 'TagResource', { tags: [{ key: 'late', value: 'x' }] })
      .instances('first')
      .get('first')
      .listTags('first')
      .wait(nextSecondMs)
      .retry('first')
      .retry('first', { change: changedThroughout(operation) })
      .retry('first')
      .instances('first')
      .get('first')
      .listTags('first')
      .list('first')
      .modify('first', updated, otherUpdate(operation).input)
      .settle('first')
      .get('first')
      .listTags('first')
      .aimedAt('create.modified', operation, 'modified', 'refused, looked at, its tags too, and updated again'),
    modified(operation, again('twice'), modified(operation, update(operation)))
      .get('first')
      .retry('first')
      .get('first')
      .aimedAt('create.rejected-harmless', operation, 'modified', 'modified twice'),
    begun(operation)
      .retry('first')
      .settle('first')
      .retry('first', { change: changed(operation) })
      .modify('first', updated, input)
      .settle('first')
      .retry('first')
      .retry('first', { change: { drop: ['tags'] } })
      .get('first')
      .aimedAt('create.modified', operation, 'modified', 'after a retry and a refused one'),
    modified(operation, again('one'), modified(operation, update(operation)))
      .retry('first')
      .also(state)
      .aimedAt('create.modified', operation, 'modified', 'modified back'),
    modified(operation, again('one'))
      .retry('first')
      .also(state)
      .aimedAt('create.retry', operation, 'modified', 'an update to what is there'),
    modified(operation, update(operation))
      .retry('first', { change: { set: { description: 'modified' } } })
      .retry('first', { change: { set: { description: 'two' } } })
      .retry('first')
      .also(state)
      .aimedAt('create.modified', operation, 'modified', 'a request for what it was modified to'),
    begun(operation)
      .settle('first')
      .modify('first', 'TagResource', { tags: [{ key: 'late', value: 'x' }] })
      .modify('first', 'UntagResource', { tagKeys: ['team'] })
      .listTags('first')
      .retry('first')
      .listTags('first')
      .retry('first', { change: changedThroughout(operation) })
      .modify('first', 'UntagResource', { tagKeys: ['late'] })
      .retry('first')
      .listTags('first')
      .aimedAt('create.retry', operation, 'modified', 'tagged, its own tag taken off'),
  ];
};

/** Members that an update can set, whatever another one has set before. */
const settable = (operation: NameCreate): readonly string[] => {
  if (operation === 'CreateEnvironment') return ['description', 'protonServiceRoleArn'];
  return operation === 'CreateService' ? ['description', 'spec'] : ['description', 'displayName'];
};

/** Sets a member that `input` leaves alone to what it was made with: that undoes nothing, so that what `input` did still counts. */
const nothingMore = (script: Script, operation: NameCreate, input: Input): Script => {
  const member = settable(operation).find((one) => !(one in input));
  if (member === undefined) return script;
  const same = { [member]: standardRequest(operation)[member]! };
  const type: Input = operation === 'CreateEnvironment' ? { deploymentType: 'NONE' } : {};
  return script
    .modify('first', update(operation).operation, { ...type, ...same })
    .settle('first')
    .retry('first');
};

/** What is brought to another version is not there already. */
const ofEarliest = (operation: CreateOperation): Change =>
  operation === 'CreateEnvironment' ? { set: { templateMinorVersion: '0' } } : {};

const eachUpdate = (operation: NameCreate): Draft[] =>
  updates[operation].map((input) =>
    modified(
      operation,
      { operation: update(operation).operation, input },
      begun(operation, ofEarliest(operation)).settle('first'),
    )
      .get('first')
      .retry('first')
      .get('first')
      .also((script) => nothingMore(script, operation, input))
      .aimedAt('create.modified', operation, 'modified', Object.keys(input).join(', ')),
  );

const unfinished = (operation: Deployed): Draft =>
  begun(operation)
    .settle('first')
    .modify('first', update(operation).operation, redeployment(operation))
    .retry('first')
    .settle('first')
    .retry('first')
    .get('first')
    .aimedAt('create.modified', operation, 'modified', 'while the update is in progress');

const versionAdded = (operation: (typeof templateCreates)[number]): Draft => {
  const version = versionOf(operation);
  const change: Change = { drop: ['majorVersion'], set: { templateName: '{{name:a}}' } };
  return begun(operation)
    .create('version', version, otherRequest(version, change))
    .settle('version')
    .retry('first')
    .modify('version', publishOf(version), { status: 'PUBLISHED' })
    .retry('first')
    .get('first')
    .list('first')
    .aimedAt('create.retry', operation, 'modified', 'a version added and published');
};

const hidden = (member: string): Draft =>
  modified('CreateEnvironment', {
    operation: 'UpdateEnvironment',
    input: { deploymentType: 'NONE', [member]: role('late') },
  })
    .get('first')
    .retry('first')
    .get('first')
    .aimedAt('create.modified', 'CreateEnvironment', 'modified', member);

const child: Draft = begun('CreateService')
  .settle('first')
  .modify('first', 'UpdateServiceInstance', {
    name: '{{name:one}}',
    deploymentType: 'CURRENT_VERSION',
    spec: serviceSpec('two'),
  })
  .wait(300)
  .settle('first')
  .retry('first')
  .get('first')
  .aimedAt('create.retry', 'CreateService', 'modified', 'an instance of it updated');

export const createModified: readonly Draft[] = [
  ...nameCreates.flatMap(plain),
  ...nameCreates.flatMap(eachUpdate),
  ...deployedCreates.map(unfinished),
  ...templateCreates.map(versionAdded),
  hidden('componentRoleArn'),
  hidden('codebuildRoleArn'),
  child,
];
