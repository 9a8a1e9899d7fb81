// delete.only: what stands beside a deleted resource stays as it is, with its status, tags, children and users, however
// alike the two are: a name that begins with the other, another type, the same pair of environment name and account.
import {
  allCreates,
  type CreateOperation,
  type NameCreate,
  nameCreates,
  role,
  type TemplateCreate,
  templateCreates,
  unlike,
  update,
} from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import { tagging } from '../updates.ts';
import { begun, deletionOf, isVersion, nextSecondMs, otherRequest, publishOf, serviceIn, versionOf } from './start.ts';

const connection = 'CreateEnvironmentAccountConnection' as const satisfies CreateOperation;

/** Brings those beside it out of their first state, which a careless deletion might restore; a version has one on either side. */
const moved = (operation: CreateOperation, script: Script): Script => {
  if (isVersion(operation)) {
    for (const version of ['base', 'second']) script.modify(version, publishOf(operation), { status: 'PUBLISHED' });
    return script;
  }
  if (operation === connection) return script.modify('second', 'AcceptEnvironmentAccountConnection');
  return script.modify('second', update(operation).operation, update(operation).input).settle('second');
};

const sibling = (operation: CreateOperation): Draft =>
  begun(operation)
    .create('second', operation, otherRequest(operation, unlike(operation)))
    .settle('first', 'second')
    .also((script) => moved(operation, script))
    .modify('second', tagging.operation, tagging.input)
    .instances('second')
    .get('second')
    .also((script) => {
      if (!isVersion(operation)) return;
      script.modify('template', tagging.operation, tagging.input).get('template', 'base').listTags('template');
    })
    .listTags('second')
    .wait(nextSecondMs)
    .delete('first')
    .delete('first')
    .settle('first')
    .instances('second')
    .get('second')
    .listTags('second')
    .also((script) => isVersion(operation) && script.get('template', 'base').listTags('template'))
    .retry('second')
    .list('second')
    .aimedAt('delete.only', deletionOf(operation), 'deleted', 'one beside it, its status, its tags and its parent');

const isTemplate = (operation: NameCreate): boolean => templateCreates.some((template) => template === operation);

/** A shorter template is deleted beside one that has versions. */
const prefixes = (operation: NameCreate): Draft[] =>
  ([...(isTemplate(operation) ? [] : [['first', 'longer'] as const]), ['longer', 'first']] as const).map(
    ([deleted, kept]) =>
      begun(operation)
        .create('longer', operation, otherRequest(operation, { set: { name: '{{name:a}}-2' } }))
        .settle('first', 'longer')
        .instances(kept)
        .listTags(kept)
        .delete(deleted)
        .settle(deleted)
        .instances(kept)
        .get(kept)
        .listTags(kept)
        .list(kept)
        .delete(deleted)
        .get(kept)
        .retry(kept)
        .aimedAt(
          'delete.only',
          deletionOf(operation),
          'deleted',
          `the ${deleted === 'first' ? 'shorter' : 'longer'} of two names that begin alike`,
        ),
  );

/** All types share the name, a connection has it as its environment's; a template, of the other kind if there is one, has a version. */
const otherType = (operation: NameCreate): Draft => {
  const others = [...nameCreates, connection].filter((other) => other !== operation);
  const script = begun(operation);
  for (const other of others) script.create(other, other, otherRequest(other));
  const version = versionOf(templateCreates.find((each) => each !== operation)!);
  const tagsOfOthers = (each: Script): void => {
    for (const other of [...others, 'version']) each.listTags(other);
  };
  return script
    .create('version', version, otherRequest(version, { drop: ['majorVersion'], set: { templateName: '{{name:a}}' } }))
    .settle('first', ...others, 'version')
    .also(tagsOfOthers)
    .delete('first')
    .settle('first')
    .delete('first')
    .get(...others, 'version')
    .also(tagsOfOthers)
    .list('version')
    .also((each) => {
      for (const other of [...others, 'version']) each.retry(other);
    })
    .aimedAt('delete.only', deletionOf(operation), 'deleted', 'other types of the same name, and a version');
};

/** The sibling's name begins with the deleted one's, so that a key cut too short finds its versions. */
const versionsBeside = (operation: TemplateCreate): Draft => {
  const kept = '{{name:a}}-2';
  const version = versionOf(operation);
  return begun(operation)
    .create('kept', operation, otherRequest(operation, { set: { name: kept } }))
    .create('version', version, otherRequest(version, { drop: ['majorVersion'], set: { templateName: kept } }))
    .settle('version')
    .modify('version', publishOf(version), { status: 'PUBLISHED' })
    .get('kept', 'version')
    .listTags('kept')
    .listTags('version')
    .delete('first')
    .delete('first')
    .get('kept', 'version')
    .listTags('kept')
    .listTags('version')
    .list('version')
    .retry('version')
    .aimedAt('delete.only', deletionOf(operation), 'deleted', 'versions of a template whose name begins alike');
};

const servicesBeside: Draft = new Script()
  .create('first', 'CreateEnvironment', otherRequest('CreateEnvironment'))
  .create('kept', 'CreateEnvironment', otherRequest('CreateEnvironment', { set: { name: '{{name:a}}-2' } }))
  .settle('first', 'kept')
  .create('service', 'CreateService', serviceIn('{{name:a}}-2'))
  .settle('service')
  .instances('service')
  .delete('first')
  .settle('first')
  .delete('first')
  .instances('service')
  .get('kept', 'service')
  .listTags('service')
  .retry('service')
  .list('service')
  .aimedAt('delete.only', 'DeleteEnvironment', 'deleted', 'a service in another environment');

/** Only one that was rejected leaves the place to another. */
const samePair: readonly Draft[] = (
  [
    ['first', 'second'],
    ['second', 'first'],
  ] as const
).map(([deleted, kept]) =>
  begun(connection)
    .modify('first', 'RejectEnvironmentAccountConnection')
    .retry('first', { change: { set: { clientToken: '{{token:u}}', roleArn: role('beside') } }, as: 'second' })
    .create('environment', 'CreateEnvironment', otherRequest('CreateEnvironment'))
    .settle('environment')
    .get(kept)
    .delete(deleted)
    .delete(deleted)
    .get(kept, 'environment')
    .listTags(kept)
    .retry(kept)
    .list(kept)
    .aimedAt(
      'delete.only',
      deletionOf(connection),
      'deleted',
      `${deleted === 'first' ? 'the rejected one' : 'the other one'} of a pair, beside the environment of its name`,
    ),
);

export const deleteBeside: readonly Draft[] = [
  ...allCreates.map(sibling),
  ...nameCreates.flatMap(prefixes),
  ...nameCreates.map(otherType),
  ...templateCreates.map(versionsBeside),
  servicesBeside,
  ...samePair,
];
