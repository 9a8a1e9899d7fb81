// Requests with every member that the standard one leaves out, as far as they don't exclude one another: what only such a
// resource has (a pipeline, a role of builds) may be kept, retried and deleted by code of its own. An endpoint may refuse them.
import type { Change } from '../src/program/types.ts';
import { type CreateOperation, role } from './requests.ts';

export interface Full {
  readonly label: string;
  readonly change: Change;
}

export const kmsKey = (id: string): string => `arn:aws:kms:us-east-1:{{account}}:key/${id}`;
export const repositoryLink = (name: string): string =>
  `arn:aws:codestar-connections:us-east-1:{{account}}:connection/${name}`;

/** Of an environment: provisioned by pull requests to a repository. */
export const provisioned: Change = {
  drop: ['protonServiceRoleArn'],
  set: { provisioningRepository: { provider: 'GITHUB', name: 'owner/one', branch: 'main' } },
};

/** Of a service: in a repository, so that it has a pipeline. */
export const withPipeline: Change = {
  set: { branchName: 'main', repositoryId: 'owner/one', repositoryConnectionArn: repositoryLink('one') },
};

const ownKey = { encryptionKey: kmsKey('11111111-1111-4111-8111-111111111111') };
const roles = { set: { codebuildRoleArn: role('build'), componentRoleArn: role('component') } };
const components = { set: { supportedComponentSources: ['DIRECTLY_DEFINED'] } };

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
  CreateEnvironmentAccountConnection: [{ label: 'every role', change: roles }],
  CreateEnvironment: [
    { label: 'every role', change: roles },
    { label: 'a repository to provision it', change: provisioned },
  ],
  CreateService: [{ label: 'a pipeline', change: withPipeline }],
};
