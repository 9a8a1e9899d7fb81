// Services: creates by name with the instances and the pipeline that come with them, updates, deletes that take time.
import { deploy } from '../core/deployment.ts';
import { showDetail } from '../core/detail.ts';
import { arn, make, tagsOf } from '../core/make.ts';
import { lagMs } from '../core/parts.ts';
import { nextUuid } from '../core/random.ts';
import { childrenOf } from '../core/relations.ts';
import { type InstanceSpec, readServiceSpec } from '../core/specs.ts';
import type { Resource } from '../core/state.ts';
import { applyAtOnce, changeOf } from '../core/update.ts';
import type { World } from '../core/world.ts';
import { createByName } from '../families/create-by-name.ts';
import { deleteInTime } from '../families/delete-async.ts';
import { conflict, invalid } from '../wire/errors.ts';
import { listOf, type Members, omit, pick, requiredText, textOf } from '../wire/json.ts';
import { answerOf, found, type Operate } from './answers.ts';
import { publishedVersion } from './references.ts';
import { strictly } from './strict-references.ts';

const repository = ['repositoryConnectionArn', 'repositoryId', 'branchName'];
const versionMembers = ['templateName', 'templateMajorVersion', 'templateMinorVersion'];
const finalStates = ['ACTIVE', 'UPDATE_FAILED'];

export const createService: Operate = (world, input) =>
  answerOf(
    world,
    strictly(
      world,
      input,
      () => makeService(world, input),
      (make) => createByName(world, 'service', input, () => make(input)),
    ),
  );

export const deleteService: Operate = (world, input) => deleteInTime(world, 'service', requiredText(input, 'name'));

export const updateService: Operate = (world, input) => {
  const service = found(world, world.store, 'service', requiredText(input, 'name'));
  if (service.work || !finalStates.includes(String(service.members.status)))
    throw conflict(`Service ${service.key} is busy`);
  const spec = textOf(input, 'spec');
  const instances = spec === undefined ? undefined : readServiceSpec(spec);
  if (instances) checkEnvironments(world, String(service.members.templateName), service.members, instances);
  const change = changeOf(world, service, pick(input, ['description', 'spec']));
  if (!instances) return { service: showDetail(world, applyAtOnce(world, service, change)) };
  const updated = deploy(world, service, change);
  redeployInstances(world, updated, instances);
  return { service: showDetail(world, updated) };
};

function makeService(world: World, input: Members): Resource {
  const [name, major] = [requiredText(input, 'name'), requiredText(input, 'templateMajorVersion')];
  const template = found(world, world.store, 'service-template', requiredText(input, 'templateName'));
  const templateMinorVersion = publishedVersion(world, template, major, textOf(input, 'templateMinorVersion'));
  const instances = readServiceSpec(requiredText(input, 'spec'));
  checkEnvironments(world, template.key, { templateMajorVersion: major, templateMinorVersion }, instances);
  const given = repository.filter((member) => input[member] !== undefined);
  if (given.length % repository.length !== 0) throw invalid(`${repository.join(', ')} go together`);
  if (given.length > 0 && template.members.pipelineProvisioning === 'CUSTOMER_MANAGED') {
    throw invalid(`${template.key} has no pipeline`);
  }
  const previous = world.store.get('service', name);
  for (const part of previous ? childrenOf(world.store, previous) : []) world.store.remove(part, world.now);

  const asked = requiredText(input, 'spec');
  const version = { ...pick(input, versionMembers), templateMinorVersion };
  for (const instance of instances) makeInstance(world, name, version, instance);
  if (given.length > 0) makePipeline(world, name, version, asked);
  return make(world, {
    kind: 'service',
    key: name,
    members: {
      ...omit(input, ['tags']),
      ...version,
      arn: arn(world, `service/${name}`),
      createdAt: world.now,
      lastModifiedAt: world.now,
    },
    parameters: input,
    defaults: { templateMinorVersion: template.numbering?.recommendedMinor[major] },
    tags: tagsOf(input),
    asked,
  });
}

/** Every instance goes to an environment that is there and made from a template that the service's version names. */
function checkEnvironments(world: World, templateName: string, version: Members, instances: InstanceSpec[]): void {
  const number = `${version.templateMajorVersion}.${version.templateMinorVersion}`;
  const serviceVersion = world.store.get('service-template-version', `${templateName}:${number}`);
  const compatible = listOf(serviceVersion?.members ?? {}, 'compatibleEnvironmentTemplates');
  for (const instance of instances) {
    const environment = found(world, world.store, 'environment', instance.environment);
    if (environment.work?.kind === 'delete') throw conflict(`Environment ${environment.key} is being deleted`);
    const { templateName: name, templateMajorVersion: major } = environment.members;
    if (!compatible.some((one) => one.templateName === name && one.majorVersion === major)) {
      throw invalid(`${templateName} ${number} is not compatible with environment ${environment.key}`);
    }
  }
}

function makeInstance(world: World, serviceName: string, version: Members, instance: InstanceSpec): Resource {
  const times = ['createdAt', 'lastDeploymentAttemptedAt', 'lastDeploymentSucceededAt'];
  return make(world, {
    kind: 'service-instance',
    key: `${serviceName}/${instance.name}`,
    members: {
      ...version,
      name: instance.name,
      serviceName,
      environmentName: instance.environment,
      spec: instance.spec,
      arn: arn(world, `service/${serviceName}/service-instance/${instance.name}`),
      ...Object.fromEntries(times.map((time) => [time, world.now])),
    },
    asked: instance.spec,
  });
}

function makePipeline(world: World, serviceName: string, version: Members, spec: string): Resource {
  const times = ['createdAt', 'lastDeploymentAttemptedAt', 'lastDeploymentSucceededAt'];
  const begins = world.now + lagMs(world, 'service-pipeline');
  return make(world, {
    kind: 'service-pipeline',
    key: serviceName,
    members: {
      ...version,
      serviceName,
      spec,
      arn: arn(world, `service/${serviceName}/pipeline/${nextUuid(world.store.state)}`),
      ...Object.fromEntries(times.map((time) => [time, begins])),
    },
    asked: spec,
  });
}

/** Brings the instances of a service in line with its new spec. */
function redeployInstances(world: World, service: Resource, instances: InstanceSpec[]): void {
  const parts = childrenOf(world.store, service).filter((part) => part.kind === 'service-instance');
  const names = instances.map(({ name }) => name);
  for (const part of parts) if (!names.includes(String(part.members.name))) world.store.remove(part, world.now);
  for (const instance of instances) {
    const part = parts.find(({ members }) => members.name === instance.name);
    const members = { spec: instance.spec, environmentName: instance.environment };
    if (part) deploy(world, part, changeOf(world, part, members));
    else makeInstance(world, service.key, pick(service.members, versionMembers), instance);
  }
}
