// delete.only, of all seven deletes: what is beside, above, or merely called alike stays as it was; and the silent points
// about what may fall with a deletion: children, users, recommended versions.
import {
  allCreates,
  besideIt,
  type CreateOperation,
  nameCreates,
  ownTemplate,
  templateCreates,
  unlike,
  type VersionCreate,
  versionCreates,
} from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import {
  begun,
  begunAlone,
  deletionOf,
  isVersion,
  otherRequest,
  prepared,
  publishOf,
  serviceIn,
  templateOf,
  versionOf,
} from './start.ts';

const sibling = (operation: CreateOperation): Draft =>
  begun(operation)
    .create('second', operation, otherRequest(operation, unlike(operation)))
    .settle('first', 'second')
    .get('second')
    .listTags('second')
    .wait(1100)
    .delete('first')
    .delete('first')
    .settle('first')
    .get('second')
    .listTags('second')
    .also((script) => isVersion(operation) && script.get('template', 'base'))
    .retry('second')
    .list('second')
    .aimedAt('delete.only', deletionOf(operation), 'deleted', 'one beside it, its tags and its parent');

const prefixes = (operation: CreateOperation): Draft[] =>
  (
    [
      ['first', 'longer'],
      ['longer', 'first'],
    ] as const
  ).map(([deleted, kept]) =>
    begun(operation)
      .create('longer', operation, otherRequest(operation, { set: { name: '{{name:a}}-2' } }))
      .settle('first', 'longer')
      .delete(deleted)
      .settle(deleted)
      .get(kept)
      .list(kept)
      .delete(deleted)
      .get(kept)
      .aimedAt(
        'delete.only',
        deletionOf(operation),
        'deleted',
        `the ${deleted === 'first' ? 'shorter' : 'longer'} of two names that begin alike`,
      ),
  );

/** All four types share the name. */
const otherType = (operation: CreateOperation): Draft => {
  const others = nameCreates.filter((other) => other !== operation);
  const script = begun(operation);
  for (const other of others) script.create(other, other, otherRequest(other));
  return script
    .settle('first', ...others)
    .delete('first')
    .settle('first')
    .delete('first')
    .get(...others)
    .aimedAt('delete.only', deletionOf(operation), 'deleted', 'other types of the same name');
};

const ofVersions = (operation: VersionCreate): Draft[] => {
  const deletion = deletionOf(operation);
  const another = (token: string) => otherRequest(operation, besideIt(operation, token, token));
  const ten = begun(operation);
  for (let minor = 2; minor <= 10; minor++) ten.create(`minor${minor}`, operation, another(`minor${minor}`));
  const noMajor = { drop: ['majorVersion'] };
  return [
    ten
      .settle('first', 'minor10')
      .delete('first')
      .get('minor10')
      .list('minor10')
      .delete('first')
      .get('minor10')
      .aimedAt('delete.only', deletion, 'deleted', '1.1, beside 1.10'),
    begunAlone(operation)
      .create('major', operation, otherRequest(operation, { ...noMajor, set: { clientToken: '{{token:major}}' } }))
      .create('template2', templateOf(operation), { name: '{{name:template}}-2' })
      .create(
        'there',
        operation,
        otherRequest(operation, {
          ...noMajor,
          set: { templateName: '{{name:template}}-2', clientToken: '{{token:there}}' },
        }),
      )
      .settle('first', 'major', 'there')
      .delete('major')
      .delete('major')
      .get('first', 'there', 'template')
      .list('first')
      .list('there')
      .aimedAt('delete.only', deletion, 'deleted', 'the same number elsewhere'),
    prepared(operation)
      .modify('base', publishOf(operation), { status: 'PUBLISHED' })
      .create('first', operation, otherRequest(operation))
      .settle('first')
      .get('template')
      .delete('base')
      .get('base', 'first', 'template')
      .list('first')
      .aimedAt('delete.only', deletion, 'in use', 'the recommended version of a template that has another'),
    inUse(operation),
  ];
};

/** An environment or a service was made from the version; nothing else may fall but what was. */
function inUse(operation: VersionCreate): Draft {
  const user = operation === 'CreateEnvironmentTemplateVersion' ? 'CreateEnvironment' : 'CreateService';
  return begunAlone(operation)
    .settle('first')
    .modify('first', publishOf(operation), { status: 'PUBLISHED' })
    .create('user', user, otherRequest(user, { set: { templateName: ownTemplate } }))
    .settle('user')
    .delete('first')
    .get('first', 'user')
    .delete('template')
    .get('template', 'user')
    .aimedAt(
      'delete.only',
      deletionOf(operation),
      'in use',
      'a version that something was made from, and its template',
    );
}

const withVersion = (operation: (typeof templateCreates)[number]): Draft => {
  const version = versionOf(operation);
  return begun(operation)
    .create('version', version, otherRequest(version, { drop: ['majorVersion'], set: { templateName: '{{name:a}}' } }))
    .settle('version')
    .delete('first')
    .get('first', 'version')
    .delete('version')
    .delete('first')
    .get('first')
    .aimedAt('delete.only', deletionOf(operation), 'in use', 'a template that has a version');
};

const connection = 'CreateEnvironmentAccountConnection';

const connectionInUse = (): Draft => {
  const script = begun(connection).modify('first', 'AcceptEnvironmentAccountConnection');
  const request = otherRequest('CreateEnvironment', {
    drop: ['protonServiceRoleArn'],
    set: { environmentAccountConnectionId: script.made('first', 'id') },
  });
  return script
    .create('user', 'CreateEnvironment', request)
    .settle('user')
    .delete('first')
    .get('first', 'user')
    .retry('user')
    .aimedAt('delete.only', deletionOf(connection), 'in use', 'a connection that an environment uses');
};

/** The parents and the place of what is deleted. */
const above: readonly Draft[] = [
  new Script()
    .create('environment', 'CreateEnvironment', otherRequest('CreateEnvironment'))
    .settle('environment')
    .create('first', 'CreateService', serviceIn('{{name:a}}'))
    .settle('first')
    .get('environment')
    .delete('first')
    .settle('first')
    .delete('first')
    .get('environment')
    .retry('environment')
    .aimedAt('delete.only', 'DeleteService', 'deleted', 'the environment that it was in'),
];

export const deleteOnly: readonly Draft[] = [
  ...allCreates.map(sibling),
  ...nameCreates.flatMap(prefixes),
  ...nameCreates.map(otherType),
  ...versionCreates.flatMap(ofVersions),
  ...templateCreates.map(withVersion),
  connectionInUse(),
  ...above,
];
