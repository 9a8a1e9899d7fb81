// token.retry, token.scope, token.distinct: the same request again, whatever was done to the original or beside it
// in the meantime, finds the original and does nothing.
import type { Change } from '../../src/program/types.ts';
import {
  besideIt,
  type CreateOperation,
  ownTemplate,
  tokenCreates,
  unlike,
  update,
  type VersionCreate,
  versionCreates,
} from '../requests.ts';
import type { Draft } from '../script.ts';
import { begun, begunAlone, nextSecondMs, otherRequest, prepared, requiredOnly, templateOf } from './start.ts';

/** The other request, with the first one's token. */
const asSecond = (operation: CreateOperation): Change => {
  const { clientToken: _, ...set } = unlike(operation).set ?? {};
  return { set };
};

const retries = (operation: CreateOperation): Draft[] => [
  begun(operation)
    .retry('first')
    .settle('first')
    .get('first')
    .wait(nextSecondMs)
    .retry('first', { reordered: true })
    .retry('first')
    .get('first')
    .list('first')
    .aimedAt('token.retry', operation, 'same parameters', 'retries a second later, one with its body reordered'),
  begunAlone(operation, requiredOnly(operation))
    .retry('first')
    .retry('first', { reordered: true })
    .list('first')
    .aimedAt('token.retry', operation, 'same parameters', 'only required members'),
  begun(operation)
    .create('second', operation, otherRequest(operation, unlike(operation)))
    .retry('first')
    .retry('second')
    .retry('first', { change: asSecond(operation) })
    .retry('first')
    .get('first', 'second')
    .list('first')
    .aimedAt('token.scope', operation, 'interleaved', 'two tokens in turn, one with the other’s request'),
  begunAlone(operation)
    .retry('first', { change: besideIt(operation), as: 'second' })
    .get('first', 'second')
    .retry('second')
    .list('first')
    .aimedAt('token.distinct', operation, 'first call', 'another token, the same parameters'),
];

const ofVersions = (operation: VersionCreate): Draft[] => {
  const { operation: updated, input } = update(operation);
  const parent = update(templateOf(operation));
  const noMajor = { drop: ['majorVersion'] };
  return [
    begunAlone(operation)
      .retry('first')
      .settleWhile('create', 'first')
      .retry('first')
      .list('first')
      .aimedAt('token.retry', operation, 'being created', 'a retry at every poll'),
    begun(operation)
      .settle('first')
      .modify('first', updated, input)
      .retry('first')
      .modify('first', updated, { status: 'PUBLISHED' })
      .retry('first')
      .get('first')
      .modify('first', updated, update(operation, 'twice').input)
      .retry('first')
      .modify('first', 'TagResource', { tags: [{ key: 'late', value: 'x' }] })
      .modify('template', parent.operation, parent.input)
      .retry('first')
      .listTags('first')
      .list('first')
      .delete('first')
      .get('first')
      .aimedAt(
        'token.retry',
        operation,
        'modified',
        'updated, published, updated again, tagged; its template updated; then deleted',
      ),
    begunAlone(operation)
      .settle('first')
      .create('second', operation, otherRequest(operation, { ...noMajor, set: { clientToken: '{{token:u}}' } }))
      .retry('first')
      .retry('second')
      .list('first')
      .list('second')
      .aimedAt('token.retry', operation, 'interleaved', 'a new major version between'),
    begun(operation)
      .create('second', operation, otherRequest(operation, besideIt(operation)))
      .settle('first', 'second')
      .delete('second')
      .retry('first')
      .get('first')
      .aimedAt('token.retry', operation, 'interleaved', 'a later version deleted between'),
    begun(operation)
      .create('second', operation, otherRequest(operation, besideIt(operation)))
      .settle('first', 'second')
      .modify('second', updated, { status: 'PUBLISHED' })
      .retry('first')
      .retry('base')
      .modify('base', updated, { status: 'PUBLISHED' })
      .retry('first')
      .get('first')
      .aimedAt('token.retry', operation, 'interleaved', 'a later version and an earlier one published between'),
    prepared(operation)
      .create('parent', templateOf(operation), { name: '{{name:parent}}' })
      .create('first', operation, otherRequest(operation, noMajor))
      .settle('first')
      .retry('first', { change: { set: { templateName: '{{name:parent}}' } }, as: 'there' })
      .retry('first')
      .retry('there')
      .retry('first')
      .list('first')
      .settle('there')
      .delete('first')
      .retry('there')
      .retry('first', { as: 'again' })
      .list('there')
      .aimedAt('token.scope', operation, 'interleaved', 'one token on two templates, and one of the two deleted'),
  ];
};

const connectionUpdates: readonly (readonly [string, object])[] = [
  ['UpdateEnvironmentAccountConnection', update('CreateEnvironmentAccountConnection').input],
  ['AcceptEnvironmentAccountConnection', {}],
  ['RejectEnvironmentAccountConnection', {}],
];

/** Each by itself, and each after each other. */
const ofConnections: readonly Draft[] = [
  ...connectionUpdates.map((one) => [one]),
  ...connectionUpdates.flatMap((one) => connectionUpdates.flatMap((next) => (next === one ? [] : [[one, next]]))),
].map((updates) => {
  const script = begun('CreateEnvironmentAccountConnection');
  for (const [operation, input] of updates) script.modify('first', operation, { ...input });
  return script
    .get('first')
    .retry('first')
    .retry('first', { reordered: true })
    .get('first')
    .list('first')
    .delete('first')
    .get('first')
    .aimedAt(
      'token.retry',
      'CreateEnvironmentAccountConnection',
      'modified',
      `${updates.map(([operation]) => operation).join(', ')}; then deleted`,
    );
});

/**
 * One token on all three operations, and one name for both templates, which have versions of the same numbers: it may count
 * for each by itself, or be refused; it never shows another's resource.
 */
const acrossOperations = (aim: CreateOperation): Draft => {
  const service = 'CreateServiceTemplateVersion';
  const script = prepared('CreateEnvironmentTemplateVersion')
    .create('serviceTemplate', 'CreateServiceTemplate', { name: ownTemplate })
    .create(
      'serviceBase',
      service,
      otherRequest(service, { drop: ['majorVersion'], set: { clientToken: '{{token:u}}' } }),
    )
    .settle('serviceBase')
    .create('serviceNext', service, otherRequest(service, { set: { clientToken: '{{token:v}}' } }));
  const order = [aim, ...tokenCreates.filter((operation) => operation !== aim)];
  for (const operation of order) script.create(operation, operation, otherRequest(operation));
  for (const operation of order) script.retry(operation);
  script
    .get(...order)
    .settle(aim)
    .delete(aim);
  for (const operation of order.slice(1)) script.retry(operation);
  return script.aimedAt('token.scope', aim, 'interleaved', 'one token on three operations, and one of three deleted');
};

export const tokenRetries: readonly Draft[] = [
  ...tokenCreates.flatMap(retries),
  ...versionCreates.flatMap(ofVersions),
  ...ofConnections,
  ...tokenCreates.map(acrossOperations),
];
