// Every operation that the emulator has, by its name on the wire.
import type { Operate } from './answers.ts';
import {
  acceptConnection,
  createConnection,
  deleteConnection,
  rejectConnection,
  updateConnection,
} from './connections.ts';
import { createEnvironment, deleteEnvironment, updateEnvironment } from './environments.ts';
import { updateServiceInstance, updateServicePipeline } from './instances.ts';
import {
  byId,
  byInstance,
  byName,
  getOperation,
  listConnections,
  listEnvironments,
  listInstances,
  listOperation,
  listVersions,
} from './reads.ts';
import { createService, deleteService, updateService } from './services.ts';
import { getAccountSettings, updateAccountSettings } from './settings.ts';
import { listTags, tagResource, untagResource } from './tags.ts';
import { templateOperations } from './templates.ts';
import { keyOf, versionOperations } from './versions.ts';

const environmentTemplates = templateOperations('environment-template');
const serviceTemplates = templateOperations('service-template');
const environmentVersions = versionOperations('environment-template-version');
const serviceVersions = versionOperations('service-template-version');

export const operations: Readonly<Record<string, Operate>> = {
  CreateEnvironmentTemplate: environmentTemplates.create,
  UpdateEnvironmentTemplate: environmentTemplates.update,
  DeleteEnvironmentTemplate: environmentTemplates.delete,
  GetEnvironmentTemplate: getOperation('environment-template', byName),
  ListEnvironmentTemplates: listOperation('environment-template', 'templates'),

  CreateServiceTemplate: serviceTemplates.create,
  UpdateServiceTemplate: serviceTemplates.update,
  DeleteServiceTemplate: serviceTemplates.delete,
  GetServiceTemplate: getOperation('service-template', byName),
  ListServiceTemplates: listOperation('service-template', 'templates'),

  CreateEnvironmentTemplateVersion: environmentVersions.create,
  UpdateEnvironmentTemplateVersion: environmentVersions.update,
  DeleteEnvironmentTemplateVersion: environmentVersions.delete,
  GetEnvironmentTemplateVersion: getOperation('environment-template-version', keyOf),
  ListEnvironmentTemplateVersions: listVersions('environment-template-version'),

  CreateServiceTemplateVersion: serviceVersions.create,
  UpdateServiceTemplateVersion: serviceVersions.update,
  DeleteServiceTemplateVersion: serviceVersions.delete,
  GetServiceTemplateVersion: getOperation('service-template-version', keyOf),
  ListServiceTemplateVersions: listVersions('service-template-version'),

  CreateEnvironment: createEnvironment,
  UpdateEnvironment: updateEnvironment,
  DeleteEnvironment: deleteEnvironment,
  GetEnvironment: getOperation('environment', byName),
  ListEnvironments: listEnvironments,

  CreateService: createService,
  UpdateService: updateService,
  DeleteService: deleteService,
  GetService: getOperation('service', byName),
  ListServices: listOperation('service', 'services'),
  GetServiceInstance: getOperation('service-instance', byInstance),
  ListServiceInstances: listInstances,
  UpdateServiceInstance: updateServiceInstance,
  UpdateServicePipeline: updateServicePipeline,

  CreateEnvironmentAccountConnection: createConnection,
  UpdateEnvironmentAccountConnection: updateConnection,
  AcceptEnvironmentAccountConnection: acceptConnection,
  RejectEnvironmentAccountConnection: rejectConnection,
  DeleteEnvironmentAccountConnection: deleteConnection,
  GetEnvironmentAccountConnection: getOperation('environment-account-connection', byId),
  ListEnvironmentAccountConnections: listConnections,

  TagResource: tagResource,
  UntagResource: untagResource,
  ListTagsForResource: listTags,
  GetAccountSettings: getAccountSettings,
  UpdateAccountSettings: updateAccountSettings,
};
