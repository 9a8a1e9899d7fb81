// Environments: creates by name, updates that deploy or not, deletes that take time.
import { deploy } from '../core/deployment.ts';
import { showDetail } from '../core/detail.ts';
import { arn, make, tagsOf } from '../core/make.ts';
import { checkQuota } from '../core/quotas.ts';
import { checkEnvironmentSpec } from '../core/specs.ts';
import type { Resource } from '../core/state.ts';
import { applyAtOnce, type Change, changeOf } from '../core/update.ts';
import type { World } from '../core/world.ts';
import { createByName } from '../families/create-by-name.ts';
import { deleteInTime } from '../families/delete-async.ts';
import { conflict, invalid } from '../wire/errors.ts';
import { isMembers, type Members, omit, pick, requiredText, textOf } from '../wire/json.ts';
import { answerOf, found, type Operate } from './answers.ts';
import { publishedVersion } from './references.ts';
import { repositoryBranch } from './repositories.ts';
import { strictly } from './strict-references.ts';

const ways = ['protonServiceRoleArn', 'environmentAccountConnectionId', 'provisioningRepository'] as const;
const metadata = ['description', 'codebuildRoleArn', 'componentRoleArn', ...ways];

export const createEnvironment: Operate = (world, input) =>
  answerOf(
    world,
    strictly(
      world,
      input,
      () => makeEnvironment(world, input),
      (make) => createByName(world, 'environment', input, () => make(input)),
    ),
  );

export const deleteEnvironment: Operate = (world, input) =>
  deleteInTime(world, 'environment', requiredText(input, 'name'));

export const updateEnvironment: Operate = (world, input) => {
  const environment = found(world, world.store, 'environment', requiredText(input, 'name'));
  if (environment.work) throw conflict(`Environment ${environment.key} is busy`);
  const change = updateOf(world, environment, input);
  const updated =
    input.deploymentType === 'NONE' ? applyAtOnce(world, environment, change) : deploy(world, environment, change);
  return { environment: showDetail(world, updated) };
};

function makeEnvironment(world: World, input: Members): Resource {
  checkQuota(world, 'environments', () => world.store.all('environment').length);
  const [name, major] = [requiredText(input, 'name'), requiredText(input, 'templateMajorVersion')];
  const template = found(world, world.store, 'environment-template', requiredText(input, 'templateName'));
  const templateMinorVersion = publishedVersion(world, template, major, textOf(input, 'templateMinorVersion'));
  const spec = requiredText(input, 'spec');
  checkEnvironmentSpec(spec);
  const given = ways.filter((way) => input[way] !== undefined);
  if (given.length > 1 || (given.length === 0 && template.members.provisioning !== 'CUSTOMER_MANAGED')) {
    throw invalid(`Exactly one of ${ways.join(', ')} must be given`);
  }
  const times = ['createdAt', 'lastDeploymentAttemptedAt', 'lastDeploymentSucceededAt'];
  return make(world, {
    kind: 'environment',
    key: name,
    members: {
      ...omit(input, ['tags', 'provisioningRepository']),
      ...provisioning(world, input, name),
      ...pick(template.members, ['provisioning']),
      templateMinorVersion,
      arn: arn(world, `environment/${name}`),
      ...Object.fromEntries(times.map((time) => [time, world.now])),
    },
    parameters: input,
    defaults: { templateMinorVersion: template.numbering?.recommendedMinor[major] },
    tags: tagsOf(input),
    asked: spec,
  });
}

/** The members that come of the way of provisioning. */
function provisioning(world: World, input: Members, environmentName: string): Members {
  if (input.codebuildRoleArn !== undefined && input.protonServiceRoleArn === undefined) {
    throw invalid('codebuildRoleArn goes with protonServiceRoleArn');
  }
  if (isMembers(input.provisioningRepository)) {
    return { provisioningRepository: repositoryBranch(world, input.provisioningRepository) };
  }
  const id = textOf(input, 'environmentAccountConnectionId');
  if (id === undefined) return { environmentAccountId: world.settings.account };
  const connection = found(world, world.store, 'environment-account-connection', id);
  if (connection.members.status !== 'CONNECTED') throw invalid(`Connection ${id} is not connected`);
  if (connection.members.environmentName !== environmentName)
    throw invalid(`Connection ${id} is for another environment`);
  return pick(connection.members, ['environmentAccountId']);
}

function updateOf(world: World, environment: Resource, input: Members): Change {
  const { key } = environment;
  const given = ways.filter((way) => input[way] !== undefined);
  if (given.some((way) => environment.members[way] === undefined))
    throw invalid(`${key} is provisioned in another way`);
  const repository = isMembers(input.provisioningRepository)
    ? { provisioningRepository: repositoryBranch(world, input.provisioningRepository) }
    : {};
  const deployment = input.deploymentType === 'NONE' ? metadataOnly(input) : deployed(world, environment, input);
  const members = { ...pick(input, metadata), ...repository, ...deployment };
  return changeOf(world, environment, members, { ...pick(input, metadata), ...deployment });
}

function metadataOnly(input: Members): Members {
  const more = ['spec', 'templateMajorVersion', 'templateMinorVersion'].filter((name) => input[name] !== undefined);
  if (more.length > 0) throw invalid(`deploymentType NONE takes no ${more.join(', ')}`);
  return {};
}

/** The spec and the template version that an update deploys. */
function deployed(world: World, environment: Resource, input: Members): Members {
  const spec = textOf(input, 'spec');
  if (spec !== undefined) checkEnvironmentSpec(spec);
  const template = found(world, world.store, 'environment-template', String(environment.members.templateName));
  return { ...pick(input, ['spec']), ...versionAsked(world, environment, template, input) };
}

/** The template version that an update of this deployment type asks for; none where it stays. */
export function versionAsked(world: World, deployed: Resource, template: Resource, input: Members): Members {
  const [major, minor] = [textOf(input, 'templateMajorVersion'), textOf(input, 'templateMinorVersion')];
  const present = String(deployed.members.templateMajorVersion);
  const type = input.deploymentType;
  if (type === 'MAJOR_VERSION' && major === undefined) throw invalid('MAJOR_VERSION needs a templateMajorVersion');
  if (type !== 'MAJOR_VERSION' && major !== undefined && major !== present) {
    throw invalid(`${type} doesn't change the major version`);
  }
  if (type === 'CURRENT_VERSION') {
    const other = minor !== undefined && minor !== deployed.members.templateMinorVersion;
    if (other) throw invalid("CURRENT_VERSION doesn't change the minor version");
    return {};
  }
  const templateMajorVersion = major ?? present;
  return { templateMajorVersion, templateMinorVersion: publishedVersion(world, template, templateMajorVersion, minor) };
}
