// What is fixed about each kind of resource: how it is called on the wire, where its status stands and which words it
// uses for it, how its ARN is made.

export const kinds = [
  'environment-template',
  'service-template',
  'environment-template-version',
  'service-template-version',
  'environment',
  'service',
  'service-instance',
  'service-pipeline',
  'environment-account-connection',
] as const;

export type Kind = (typeof kinds)[number];

/** The words of a kind for its states; a kind without work of its own has none. */
export interface Statuses {
  member: string;
  creating: string;
  created: string;
  createFailed: string;
  updating: string;
  updateFailed: string;
  deleting: string;
  deleteFailed: string;
  /** For the silent point wire.unknown-enum: a word that the model doesn't know, early in a creation. */
  unknown: string;
}

export interface KindFacts {
  /** The shape that Get shows, and the member that holds it. */
  shape: string;
  detail: string;
  /** How people read it in messages. */
  label: string;
  statuses?: Statuses;
}

const deployment: Statuses = {
  member: 'deploymentStatus',
  creating: 'IN_PROGRESS',
  created: 'SUCCEEDED',
  createFailed: 'FAILED',
  updating: 'IN_PROGRESS',
  updateFailed: 'FAILED',
  deleting: 'DELETE_IN_PROGRESS',
  deleteFailed: 'DELETE_FAILED',
  unknown: 'QUEUED_IN_PROGRESS',
};

const registration: Statuses = {
  ...deployment,
  member: 'status',
  creating: 'REGISTRATION_IN_PROGRESS',
  created: 'DRAFT',
  createFailed: 'REGISTRATION_FAILED',
  updating: 'REGISTRATION_IN_PROGRESS',
  unknown: 'REGISTRATION_QUEUED_IN_PROGRESS',
};

const service: Statuses = {
  member: 'status',
  creating: 'CREATE_IN_PROGRESS',
  created: 'ACTIVE',
  createFailed: 'CREATE_FAILED',
  updating: 'UPDATE_IN_PROGRESS',
  updateFailed: 'UPDATE_FAILED',
  deleting: 'DELETE_IN_PROGRESS',
  deleteFailed: 'DELETE_FAILED',
  unknown: 'CREATE_QUEUED_IN_PROGRESS',
};

const facts = (shape: string, label: string, statuses?: Statuses): KindFacts => ({
  shape,
  detail: shape.charAt(0).toLowerCase() + shape.slice(1),
  label,
  ...(statuses && { statuses }),
});

export const kindFacts: Record<Kind, KindFacts> = {
  'environment-template': facts('EnvironmentTemplate', 'Environment template'),
  'service-template': facts('ServiceTemplate', 'Service template'),
  'environment-template-version': facts('EnvironmentTemplateVersion', 'Environment template version', registration),
  'service-template-version': facts('ServiceTemplateVersion', 'Service template version', registration),
  environment: facts('Environment', 'Environment', deployment),
  service: facts('Service', 'Service', service),
  'service-instance': facts('ServiceInstance', 'Service instance', deployment),
  'service-pipeline': { ...facts('ServicePipeline', 'Service pipeline', deployment), detail: 'pipeline' },
  'environment-account-connection': facts('EnvironmentAccountConnection', 'Environment account connection'),
};

export type TemplateKind = 'environment-template' | 'service-template';
export type VersionKind = 'environment-template-version' | 'service-template-version';

export const versionKindOf = (template: TemplateKind): VersionKind => `${template}-version`;

export const templateKindOf = (version: VersionKind): TemplateKind =>
  version === 'environment-template-version' ? 'environment-template' : 'service-template';

export const isVersionKind = (kind: Kind): kind is VersionKind => kind.endsWith('-version');

/** The key of a version within its kind. */
export const versionKey = (templateName: string, major: string, minor: string) => `${templateName}:${major}.${minor}`;
