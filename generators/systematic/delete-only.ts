// delete.only of versions, and of what is in use: numbers that look alike stay, and so do parents; and the silent points
// about what may fall with a deletion: children, users, recommended versions.
import { besideIt, ownTemplate, templateCreates, type VersionCreate, versionCreates } from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import {
  begun,
  begunAlone,
  deletionOf,
  environmentOn,
  otherRequest,
  prepared,
  publishOf,
  serviceIn,
  templateOf,
  versionOf,
} from './start.ts';

const connection = 'CreateEnvironmentAccountConnection';

const ofVersions = (operation: VersionCreate): Draft[] => {
  const deletion = deletionOf(operation);
  const otherKind = versionCreates.find((each) => each !== operation)!;
  const another = (token: string) => otherRequest(operation, besideIt(operation, token, token));
  const ten = begun(operation);
  for (let minor = 2; minor <= 13; minor++) ten.create(`minor${minor}`, operation, another(`minor${minor}`));
  const noMajor = { drop: ['majorVersion'] };
  for (let major = 2; major <= 11; major++) {
    const { set } = besideIt(operation, '', `major${major}`);
    ten.create(`major${major}`, operation, otherRequest(operation, { ...noMajor, set: { ...set } }));
  }
  return [
    ten
      .settle('first', 'minor10', 'minor11')
      .delete('minor10')
      .get('first', 'minor10', 'minor11')
      .listTags('minor11')
      .delete('first')
      .get('minor11')
      .listTags('minor11')
      .list('minor11')
      .delete('first')
      .delete('minor10')
      .get('minor11', 'major11')
      .retry('minor11')
      .retry('major11')
      .aimedAt('delete.only', deletion, 'deleted', '1.10 and 1.1, beside each other, those up to 1.13 and 11.0'),
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
      .create(
        'thereMajor',
        operation,
        otherRequest(operation, {
          ...noMajor,
          set: { templateName: '{{name:template}}-2', clientToken: '{{token:there2}}' },
        }),
      )
      .create('otherTemplate', templateOf(otherKind), { name: ownTemplate })
      .create('otherFirst', otherKind, otherRequest(otherKind, { ...noMajor, set: { clientToken: '{{token:other}}' } }))
      .create('otherMajor', otherKind, otherRequest(otherKind, { ...noMajor, set: { clientToken: '{{token:more}}' } }))
      .settle('first', 'major', 'there', 'thereMajor', 'otherFirst', 'otherMajor')
      .delete('major')
      .delete('major')
      .get('first', 'there', 'thereMajor', 'template', 'otherMajor', 'otherTemplate')
      .list('first')
      .list('there')
      .list('thereMajor')
      .list('otherMajor')
      .also((script) => {
        for (const kept of ['first', 'there', 'thereMajor', 'otherFirst', 'otherMajor']) script.retry(kept);
      })
      .delete('otherMajor')
      .get('otherMajor')
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
    begun(operation)
      .settle('first')
      .modify('base', publishOf(operation), { status: 'PUBLISHED' })
      .modify('first', publishOf(operation), { status: 'PUBLISHED' })
      .get('base', 'first', 'template')
      .delete('base')
      .get('base', 'first')
      .retry('first')
      .delete('first')
      .get('base', 'first', 'template')
      .list('first')
      .aimedAt('delete.only', deletion, 'deleted', 'two that are published, one after the other'),
    inUse(operation),
  ];
};

/** An environment or a service was made from the version; nothing else may fall but what was, and nothing with another major version. */
function inUse(operation: VersionCreate): Draft {
  const user = operation === 'CreateEnvironmentTemplateVersion' ? 'CreateEnvironment' : 'CreateService';
  return begunAlone(operation)
    .settle('first')
    .modify('first', publishOf(operation), { status: 'PUBLISHED' })
    .create('user', user, otherRequest(user, { set: { templateName: ownTemplate } }))
    .create(
      'major',
      operation,
      otherRequest(operation, { drop: ['majorVersion'], set: { clientToken: '{{token:major}}' } }),
    )
    .settle('user', 'major')
    .delete('major')
    .get('user')
    .delete('first')
    .get('first', 'user')
    .retry('first')
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
    .retry('first')
    .retry('version')
    .delete('version')
    .delete('first')
    .get('first')
    .aimedAt('delete.only', deletionOf(operation), 'in use', 'a template that has a version');
};

const connectionInUse = (): Draft => {
  const script = begun(connection).modify('first', 'AcceptEnvironmentAccountConnection');
  return script
    .create('user', 'CreateEnvironment', environmentOn(script, 'first'))
    .settle('user')
    .delete('first')
    .get('first', 'user')
    .retry('first')
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
  ...versionCreates.flatMap(ofVersions),
  ...templateCreates.map(withVersion),
  connectionInUse(),
  ...above,
];
