// Updates of a service's instances and pipeline, each deployed by itself.
import { deploy } from '../core/deployment.ts';
import { showDetail } from '../core/detail.ts';
import type { Kind } from '../core/kinds.ts';
import { readServiceSpec } from '../core/specs.ts';
import type { Resource } from '../core/state.ts';
import { applyAtOnce, changeOf, leaveTrace } from '../core/update.ts';
import type { World } from '../core/world.ts';
import { conflict, invalid } from '../wire/errors.ts';
import { type Members, pick, requiredText, textOf } from '../wire/json.ts';
import { found, type Operate } from './answers.ts';
import { versionAsked } from './environments.ts';

export const updateServiceInstance: Operate = (world, input) => {
  const [service, name] = [requiredText(input, 'serviceName'), requiredText(input, 'name')];
  const spec = textOf(input, 'spec');
  if (spec !== undefined && !readServiceSpec(spec).some((instance) => instance.name === name)) {
    throw invalid(`The spec has no instance ${name}`);
  }
  return { serviceInstance: showDetail(world, updatePart(world, 'service-instance', `${service}/${name}`, input)) };
};

export const updateServicePipeline: Operate = (world, input) => {
  readServiceSpec(requiredText(input, 'spec'));
  const name = requiredText(input, 'serviceName');
  return { pipeline: showDetail(world, updatePart(world, 'service-pipeline', name, input)) };
};

function updatePart(world: World, kind: Kind, key: string, input: Members): Resource {
  const service = found(world, world.store, 'service', requiredText(input, 'serviceName'));
  const part = found(world, world.store, kind, key);
  if (service.work || part.work) throw conflict(`${key} is busy`);
  if (input.deploymentType === 'NONE' && input.spec !== undefined && kind === 'service-instance') {
    throw invalid('deploymentType NONE takes no spec');
  }
  const template = found(world, world.store, 'service-template', String(part.members.templateName));
  const version = input.deploymentType === 'NONE' ? {} : versionAsked(world, part, template, input);
  leaveTrace(world, service, 'children');
  const change = changeOf(world, part, { ...pick(input, ['spec']), ...version });
  return input.deploymentType === 'NONE' ? applyAtOnce(world, part, change) : deploy(world, part, change);
}
