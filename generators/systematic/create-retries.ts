// create.retry, create.namespace: the same request again finds the resource of that name and does nothing, whatever
// was done beside it; resources of other types and other names are others.
import type { Change } from '../../src/program/types.ts';
import {
  besideIt,
  type CreateOperation,
  changed,
  compatibleWith,
  deployedCreates,
  isDeployed,
  nameCreates,
  ownTemplate,
  serviceSpec,
  specOfTwo,
  type TemplateCreate,
  update,
} from '../requests.ts';
import { type Draft, Script } from '../script.ts';
import { furtherUpdates, modifyBy } from '../updates.ts';
import { begun, nextSecondMs, otherRequest, publishOf, serviceIn, versionOf } from './start.ts';
import { muchLater } from './token-time.ts';

/** More than a client with backoff sends. */
const manyRetries = 10;

/** What is deployed once more by a retry need not be the first of them. */
const twoInstances: Change = { set: { spec: specOfTwo } };

const retries = (operation: CreateOperation): Draft[] => [
  begun(operation, operation === 'CreateService' ? twoInstances : {})
    .settle('first')
    .instances('first')
    .get('first')
    .wait(nextSecondMs)
    .retry('first')
    .retry('first', { reordered: true })
    .retry('first')
    .instances('first')
    .get('first')
    .list('first')
    .aimedAt('create.retry', operation, 'same parameters', 'retries a second later, one with its body reordered'),
  begun(operation, { drop: ['description', 'displayName', 'tags'] })
    .also((script) => {
      for (let n = 0; n < manyRetries; n++) script.retry('first');
    })
    .retry('first', { reordered: true })
    .list('first')
    .aimedAt('create.retry', operation, 'same parameters', 'only required members, many retries'),
  begun(operation)
    .settle('first')
    .advance(muchLater[0])
    .retry('first')
    .retry('first', { change: changed(operation) })
    .retry('first', { reordered: true })
    .get('first')
    .aimedAt('create.retry', operation, 'same parameters', 'more than a year later'),
];

const inProgress = (operation: CreateOperation): Draft[] => [
  begun(operation)
    .retry('first')
    .get('first')
    .retry('first')
    .settleWhile('create', 'first')
    .retry('first')
    .get('first')
    .list('first')
    .aimedAt('create.retry', operation, 'being created', 'a retry at every poll'),
];

/** The four types share one name; each is retried after the others were modified or deleted. */
const namespace = (operation: CreateOperation): Draft[] => {
  const others = nameCreates.filter((other) => other !== operation);
  // Under a name of its own the request succeeds: a refusal can then only be due to the shared one.
  const script = new Script().create('alone', operation, otherRequest(operation, besideIt(operation)));
  for (const other of others) script.create(other, other, otherRequest(other));
  script.create('first', operation, otherRequest(operation)).retry('first');
  for (const other of others) script.retry(other);
  script.get('first').settle(...others);
  const modified = new Script();
  for (const other of others) modified.create(other, other, otherRequest(other));
  modified
    .create('first', operation, otherRequest(operation))
    .settle('first', ...others)
    .listTags('first');
  for (const other of others)
    modified
      .modify(other, 'TagResource', { tags: [{ key: 'late', value: 'x' }] })
      .modify(other, update(other).operation, update(other).input);
  modified
    .listTags('first')
    .retry('first')
    .settle(...others);
  for (const other of others) modified.delete(other);
  return [
    script.aimedAt('create.namespace', operation, 'first call', 'one name for several types'),
    modified
      .settle(...others)
      .retry('first')
      // Of what is deployed the wait has looked already.
      .get('first', ...others.filter((other) => !isDeployed(other)))
      .aimedAt('create.namespace', operation, 'interleaved', 'others of the name modified and deleted'),
  ];
};

const deployedAnew = { spec: serviceSpec('two').replace('{{fixture:environment}}', '{{name:a}}') };

/** What is made in, or of, a resource is no modification of it, and no reason to let it wait. */
const used: readonly Draft[] = [
  begun('CreateEnvironment')
    .settle('first')
    .create('service', 'CreateService', serviceIn('{{name:a}}', { set: { name: '{{name:service}}' } }))
    .retry('first')
    .settle('service')
    .retry('first')
    .modify('service', update('CreateService').operation, deployedAnew)
    .retry('first')
    .settle('service')
    .delete('service')
    .retry('first')
    .settle('service')
    .retry('first')
    .get('first')
    .aimedAt('create.retry', 'CreateEnvironment', 'in use', 'a service made in it, deployed anew and deleted'),
];

/** The version goes with other environment templates for a while than that of the environment that the service is in. */
const goingWithOthers = (script: Script): void => {
  for (const template of ['{{fixture:otherEnvTemplate}}', '{{fixture:envTemplate}}'])
    script
      .modify('version', 'UpdateServiceTemplateVersion', { compatibleEnvironmentTemplates: [compatibleWith(template)] })
      .retry('first');
};

/** The minor version that the endpoint chose at the first request is no parameter, whatever is published later. */
const published = (operation: 'CreateEnvironment' | 'CreateService'): Draft => {
  const template: TemplateCreate =
    operation === 'CreateEnvironment' ? 'CreateEnvironmentTemplate' : 'CreateServiceTemplate';
  const version = versionOf(template);
  const publish = publishOf(version);
  const request = otherRequest(version, { drop: ['majorVersion'] });
  return new Script()
    .create('template', template, { name: ownTemplate })
    .create('version', version, request)
    .settle('version')
    .modify('version', publish, { status: 'PUBLISHED' })
    .create('first', operation, otherRequest(operation, { set: { templateName: ownTemplate } }))
    .create('next', version, { ...request, majorVersion: '1', clientToken: '{{token:next}}' })
    .settle('first', 'next')
    .modify('next', publish, { status: 'PUBLISHED' })
    .retry('first')
    .get('first')
    .retry('version')
    .modify('version', publish, update(version).input)
    .retry('first')
    .retry('version')
    .also((script) => modifyBy(script, 'template', [update(template), ...furtherUpdates(template)]))
    .retry('first')
    .also((script) => {
      if (operation === 'CreateService') goingWithOthers(script);
    })
    .modify('first', update(operation).operation, update(operation).input)
    .settle('first')
    .retry('first')
    .aimedAt(
      'create.retry',
      operation,
      'interleaved',
      'a newer version of its template published, its own and the template updated',
    );
};

export const createRetries: readonly Draft[] = [
  ...nameCreates.flatMap(retries),
  ...deployedCreates.flatMap(inProgress),
  ...nameCreates.flatMap(namespace),
  ...used,
  ...deployedCreates.map(published),
];
