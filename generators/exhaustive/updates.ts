// The updates of each resource, one for each member that an update can change, beside the plainest one, which is a core
// letter (requests.ts).
import type { Input } from '../../src/program/types.ts';
import { type CreateOperation, compatibleWith, environmentSpec, role, serviceSpec, type Update } from '../requests.ts';

const of = (operation: string, ...inputs: readonly Input[]): Update[] => inputs.map((input) => ({ operation, input }));

/** Deployment types that take effect without a template version, and with one. */
const settings: Input = { deploymentType: 'NONE' };
const redeployed: Input = { deploymentType: 'CURRENT_VERSION' };

export const updates: Readonly<Record<CreateOperation, readonly Update[]>> = {
  CreateEnvironmentTemplate: of('UpdateEnvironmentTemplate', { displayName: 'Modified' }),
  CreateServiceTemplate: of('UpdateServiceTemplate', { displayName: 'Modified' }),
  CreateEnvironmentTemplateVersion: of('UpdateEnvironmentTemplateVersion', { status: 'PUBLISHED' }),
  CreateServiceTemplateVersion: of(
    'UpdateServiceTemplateVersion',
    { status: 'PUBLISHED' },
    { compatibleEnvironmentTemplates: [compatibleWith('{{fixture:otherEnvTemplate}}')] },
    { supportedComponentSources: ['DIRECTLY_DEFINED'] },
  ),
  CreateEnvironmentAccountConnection: [
    ...of('UpdateEnvironmentAccountConnection', { codebuildRoleArn: role('late') }, { componentRoleArn: role('late') }),
    ...of('AcceptEnvironmentAccountConnection', {}),
    ...of('RejectEnvironmentAccountConnection', {}),
  ],
  CreateEnvironment: of(
    'UpdateEnvironment',
    { ...settings, protonServiceRoleArn: role('other') },
    { ...settings, codebuildRoleArn: role('late') },
    { ...settings, componentRoleArn: role('late') },
    { ...redeployed, spec: environmentSpec('two') },
    { deploymentType: 'MINOR_VERSION', templateMajorVersion: '1', templateMinorVersion: '1', spec: environmentSpec() },
    { deploymentType: 'MAJOR_VERSION', templateMajorVersion: '2', templateMinorVersion: '0', spec: environmentSpec() },
  ),
  CreateService: [
    ...of('UpdateService', { spec: serviceSpec('two') }),
    ...of('UpdateServiceInstance', { ...redeployed, name: 'one', spec: serviceSpec('two') }),
  ],
};
