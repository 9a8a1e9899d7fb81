// The updates of what a create makes, beside the plainest one: each goes its own way through an endpoint, and what one
// of them heeds (a deletion, another update) may be lost by the next.
import type { Input } from '../src/program/types.ts';
import {
  type CreateOperation,
  compatibleWith,
  type Deployed,
  environmentSpec,
  otherUpdate,
  role,
  serviceSpec,
  type Update,
  update,
} from './requests.ts';
import type { Script } from './script.ts';

export const tagging: Update = { operation: 'TagResource', input: { tags: [{ key: 'late', value: 'x' }] } };

/** Those that are done at once: nothing is in progress after them. */
export const immediateUpdates = (operation: CreateOperation): readonly Update[] =>
  operation === 'CreateService' ? [tagging] : [otherUpdate(operation), tagging];

/** A new spec, which is deployed: for a while the update is in progress. */
export const redeployment = (operation: Deployed, size = 'two'): Input =>
  operation === 'CreateEnvironment'
    ? { deploymentType: 'CURRENT_VERSION', spec: environmentSpec(size) }
    : { spec: serviceSpec(size) };

export const deployment = (operation: Deployed): Update => ({
  operation: update(operation).operation,
  input: redeployment(operation),
});

/** Of the instance that a service has by the standard request. */
export const instanceUpdate: Update = {
  operation: 'UpdateServiceInstance',
  input: { deploymentType: 'CURRENT_VERSION', name: '{{name:one}}', spec: serviceSpec('two') },
};

/** Of a service that has a pipeline (`withPipeline`). */
export const pipelineUpdate: Update = {
  operation: 'UpdateServicePipeline',
  input: { deploymentType: 'CURRENT_VERSION', spec: serviceSpec('two') },
};

/** One of each kind, but for the rejection of a connection, which was accepted then. */
export function furtherUpdates(operation: CreateOperation): readonly Update[] {
  if (operation !== 'CreateEnvironment' && operation !== 'CreateService') return immediateUpdates(operation);
  return [
    ...immediateUpdates(operation),
    deployment(operation),
    ...(operation === 'CreateService' ? [instanceUpdate] : []),
  ];
}

const rejection: Update = { operation: 'RejectEnvironmentAccountConnection', input: {} };

/** One of every kind, the plainest too, in sequences in which none stands in the way of the next. */
export const updateSequences = (operation: CreateOperation): readonly (readonly Update[])[] =>
  operation === 'CreateEnvironmentAccountConnection'
    ? [
        [update(operation), otherUpdate(operation)],
        [rejection, tagging],
      ]
    : [[update(operation), ...furtherUpdates(operation)]];

/** Sends one update of the resource of that label after the other. */
export const modifyBy = (script: Script, label: string, updates: readonly Update[]): Script => {
  for (const { operation, input } of updates) script.modify(label, operation, input);
  return script;
};

const of = (operation: string, ...inputs: readonly Input[]): Update[] => inputs.map((input) => ({ operation, input }));

/** Changes settings alone, and deploys nothing. */
const settings: Input = { deploymentType: 'NONE' };

/** Moves an environment to the next major version of its template. */
export const majorUpgrade: Input = {
  deploymentType: 'MAJOR_VERSION',
  templateMajorVersion: '2',
  templateMinorVersion: '0',
  spec: environmentSpec(),
};

/** One for each member that an update can change, beside the plainest one (`update`). */
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
    rejection,
  ],
  CreateEnvironment: of(
    'UpdateEnvironment',
    { ...settings, protonServiceRoleArn: role('other') },
    { ...settings, codebuildRoleArn: role('late') },
    { ...settings, componentRoleArn: role('late') },
    redeployment('CreateEnvironment'),
    { deploymentType: 'MINOR_VERSION', templateMajorVersion: '1', templateMinorVersion: '1', spec: environmentSpec() },
    majorUpgrade,
  ),
  CreateService: [deployment('CreateService'), instanceUpdate],
};
