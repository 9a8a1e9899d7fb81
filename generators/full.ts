// Requests with every member that the standard one leaves out, as far as they don't exclude one another: what only such a
// resource has (a pipeline, a role of builds) may be kept, retried and deleted by code of its own. An endpoint may refuse them.
import type { Change, Input } from '../src/program/types.ts';
import { type CreateOperation, role, serviceSpec, specOfTwo, type Update } from './requests.ts';
import { pipelineUpdate } from './updates.ts';

export interface Full {
  readonly label: string;
  readonly change: Change;
  /** Updates of what only such a resource has. */
  readonly updates?: readonly Update[];
}

export const kmsKey = (id: string): string => `arn:aws:kms:us-east-1:{{account}}:key/${id}`;
export const repositoryLink = (name: string): string =>
  `arn:aws:codestar-connections:us-east-1:{{account}}:connection/${name}`;

const repository = { provider: 'GITHUB', name: 'owner/one', branch: 'main' };

/** Of an environment: provisioned by pull requests to a repository. */
export const provisioned: Change = {
  drop: ['protonServiceRoleArn'],
  set: { provisioningRepository: repository },
};

/** Of a service: in a repository, so that it has a pipeline. */
export const withPipeline: Change = {
  set: { branchName: 'main', repositoryId: 'owner/one', repositoryConnectionArn: repositoryLink('one') },
};

const ownKey = { encryptionKey: kmsKey('11111111-1111-4111-8111-111111111111') };
const roles = { set: { codebuildRoleArn: role('build'), componentRoleArn: role('component') } };
const components = { set: { supportedComponentSources: ['DIRECTLY_DEFINED'] } };

/** Of an environment, without deploying anything. */
const settings = (...inputs: readonly Input[]): Update[] =>
  inputs.map((input) => ({ operation: 'UpdateEnvironment', input: { ...input, deploymentType: 'NONE' } }));

/** By the create operation; a version of an environment template has no other members. */
export const fullRequests: Readonly<Record<CreateOperation, readonly Full[]>> = {
  CreateEnvironmentTemplate: [
    { label: 'a key and provisioning of its own', change: { set: { ...ownKey, provisioning: 'CUSTOMER_MANAGED' } } },
  ],
  CreateServiceTemplate: [
    {
      label: 'a key of its own and no pipeline',
      change: { set: { ...ownKey, pipelineProvisioning: 'CUSTOMER_MANAGED' } },
    },
  ],
  CreateEnvironmentTemplateVersion: [],
  CreateServiceTemplateVersion: [{ label: 'components', change: components }],
  CreateEnvironmentAccountConnection: [
    {
      label: 'every role',
      change: roles,
      updates: ['codebuildRoleArn', 'componentRoleArn'].map((member) => ({
        operation: 'UpdateEnvironmentAccountConnection',
        input: { [member]: role('another') },
      })),
    },
  ],
  CreateEnvironment: [
    {
      label: 'every role',
      change: roles,
      updates: settings({ codebuildRoleArn: role('builder') }, { componentRoleArn: role('components') }),
    },
    {
      label: 'a repository to provision it',
      change: provisioned,
      updates: settings(
        { provisioningRepository: { ...repository, branch: 'next' } },
        { provisioningRepository: { ...repository, name: 'owner/two' } },
      ),
    },
  ],
  CreateService: [
    {
      label: 'a pipeline',
      change: withPipeline,
      updates: [pipelineUpdate],
    },
    {
      label: 'two instances',
      change: { set: { spec: specOfTwo } },
      updates: [{ operation: 'UpdateService', input: { spec: serviceSpec() } }],
    },
  ],
};
