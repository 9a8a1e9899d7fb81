// The standard request of each create operation, in symbols: the one that every program starts from, so that what it
// changes is all that differs. The values are those of the worked examples (specs/scenarios/given.json).
import type { Change, Input, Json } from '../src/program/types.ts';

export type CreateOperation =
  | 'CreateEnvironmentTemplate'
  | 'CreateServiceTemplate'
  | 'CreateEnvironment'
  | 'CreateService'
  | 'CreateEnvironmentTemplateVersion'
  | 'CreateServiceTemplateVersion'
  | 'CreateEnvironmentAccountConnection';

export const tokenCreates = [
  'CreateEnvironmentTemplateVersion',
  'CreateServiceTemplateVersion',
  'CreateEnvironmentAccountConnection',
] as const satisfies readonly CreateOperation[];
export const versionCreates = [
  'CreateEnvironmentTemplateVersion',
  'CreateServiceTemplateVersion',
] as const satisfies readonly CreateOperation[];
export const templateCreates = [
  'CreateEnvironmentTemplate',
  'CreateServiceTemplate',
] as const satisfies readonly CreateOperation[];
export const deployedCreates = ['CreateEnvironment', 'CreateService'] as const satisfies readonly CreateOperation[];
export const nameCreates = [...templateCreates, ...deployedCreates] as const satisfies readonly CreateOperation[];
export const allCreates: readonly CreateOperation[] = [...nameCreates, ...tokenCreates];

export const isDeployed = (operation: string): boolean => deployedCreates.some((deployed) => deployed === operation);

export const isByName = (operation: string): boolean => nameCreates.some((named) => named === operation);

export type Deployed = (typeof deployedCreates)[number];
export type VersionCreate = (typeof versionCreates)[number];
export type TemplateCreate = (typeof templateCreates)[number];
export type NameCreate = (typeof nameCreates)[number];

/** The ARN of a role in the management account, which is the one account that is surely there. */
export const role = (name: string): string => `arn:aws:iam::{{account}}:role/${name}`;

export const environmentSpec = (size = 'one', more = ''): string =>
  `proton: EnvironmentSpec\nspec:\n  size: ${size}\n${more}`;

/** The service has one instance, called `instance` in the program's own name space, so that no other program's is called so. */
export const serviceSpec = (size = 'one', more = '', instance = 'one'): string =>
  `proton: ServiceSpec\ninstances:\n${serviceInstance(instance, size)}${more}`;

/** The lines of a service's spec that are about one instance. */
export const serviceInstance = (name: string, size: string): string =>
  `  - name: {{name:${name}}}\n    environment: {{fixture:environment}}\n    spec:\n      size: ${size}\n`;

/** With an instance more than the standard one. */
export const specOfTwo = serviceSpec('one', serviceInstance('second', 'one'));

export const teamTag: Json = { key: 'team', value: 'one' };

/** The template that a program about versions makes for itself: fixtures are never added to. */
export const ownTemplate = '{{name:template}}';

export const versionSource = (key: string): Json => ({ s3: { bucket: 'bucket-one', key } });

export const compatibleWith = (template = '{{fixture:envTemplate}}', majorVersion = '1'): Json => ({
  templateName: template,
  majorVersion,
});

const standard: Readonly<Record<CreateOperation, Input>> = {
  CreateEnvironmentTemplate: { name: '{{name:a}}', displayName: 'One', description: 'one', tags: [teamTag] },
  CreateServiceTemplate: { name: '{{name:a}}', displayName: 'One', description: 'one', tags: [teamTag] },
  CreateEnvironmentTemplateVersion: {
    templateName: ownTemplate,
    majorVersion: '1',
    clientToken: '{{token:t}}',
    description: 'one',
    source: versionSource('one.tar.gz'),
    tags: [teamTag],
  },
  CreateServiceTemplateVersion: {
    templateName: ownTemplate,
    majorVersion: '1',
    clientToken: '{{token:t}}',
    description: 'one',
    source: versionSource('one.tar.gz'),
    compatibleEnvironmentTemplates: [compatibleWith()],
    tags: [teamTag],
  },
  CreateEnvironmentAccountConnection: {
    environmentName: '{{name:a}}',
    managementAccountId: '{{account}}',
    clientToken: '{{token:t}}',
    roleArn: role('one'),
    tags: [teamTag],
  },
  CreateEnvironment: {
    name: '{{name:a}}',
    templateName: '{{fixture:envTemplate}}',
    templateMajorVersion: '1',
    spec: environmentSpec(),
    protonServiceRoleArn: role('proton'),
    description: 'one',
    tags: [teamTag],
  },
  CreateService: {
    name: '{{name:a}}',
    templateName: '{{fixture:serviceTemplate}}',
    templateMajorVersion: '1',
    spec: serviceSpec(),
    description: 'one',
    tags: [teamTag],
  },
};

/** The standard request of a create `operation`; a version's names a template of the program's own that has version 1.0. */
export const standardRequest = (operation: CreateOperation): Input => standard[operation];

const needed = new Set([
  ...['name', 'templateName', 'templateMajorVersion', 'spec', 'protonServiceRoleArn', 'source', 'clientToken'],
  ...['compatibleEnvironmentTemplates', 'environmentName', 'managementAccountId', 'roleArn', 'majorVersion'],
]);

/** The members of `request` that can be left out without another taking their place. */
export const optionalMembers = (request: Input): string[] => Object.keys(request).filter((name) => !needed.has(name));

/** A request for another resource beside the standard one, with all else the same. */
export function besideIt(operation: CreateOperation, name = 'b', token = 'u'): Change {
  if (operation === 'CreateEnvironmentAccountConnection') {
    return { set: { clientToken: `{{token:${token}}}`, environmentName: `{{name:${name}}}` } };
  }
  return operation in versionNames
    ? { set: { clientToken: `{{token:${token}}}` } }
    : { set: { name: `{{name:${name}}}` } };
}

const versionNames = { CreateEnvironmentTemplateVersion: true, CreateServiceTemplateVersion: true };

/** As `besideIt`, with values of its own in the other members too, so that whatever is mixed up between the two shows. */
export const unlike = (operation: CreateOperation): Change => ({
  set: { ...eachMember(operation, 'beside'), ...besideIt(operation).set },
});

/** Every member of the standard request that says what the resource is like, made of `word`. */
function eachMember(operation: CreateOperation, word: string): Input {
  const own: Input = {
    displayName: word,
    description: word,
    tags: [{ key: 'team', value: word }],
    source: versionSource(`${word}.tar.gz`),
    roleArn: role(word),
    protonServiceRoleArn: role(word),
    spec: operation === 'CreateService' ? serviceSpec(word, '', word) : environmentSpec(word),
  };
  const request = standardRequest(operation);
  return Object.fromEntries(Object.entries(own).filter(([member]) => member in request));
}

/** One parameter changed, so that no endpoint can take it for the standard request. */
export const changed = (operation: CreateOperation): Change =>
  operation === 'CreateEnvironmentAccountConnection'
    ? { set: { environmentName: '{{name:elsewhere}}' } }
    : { set: { description: 'two' } };

/** As `changed`, in every other member too, so that whatever is taken over from a refused request shows. */
export const changedThroughout = (operation: CreateOperation): Change => ({
  set: {
    ...changed(operation).set,
    ...eachMember(operation, 'refused'),
    tags: [{ key: 'team', value: 'refused' }, refusedTag],
  },
});

const refusedTag: Json = { key: 'refused', value: 'x' };

export interface Update {
  readonly operation: string;
  readonly input: Input;
}

const described = (description: string, more: Input = {}): Input => ({ ...more, description });

/** The plainest update of what a create makes: it sets a visible member to `value`. */
export function update(operation: CreateOperation, value = 'modified'): Update {
  switch (operation) {
    case 'CreateEnvironmentTemplate':
      return { operation: 'UpdateEnvironmentTemplate', input: described(value) };
    case 'CreateServiceTemplate':
      return { operation: 'UpdateServiceTemplate', input: described(value) };
    case 'CreateEnvironmentTemplateVersion':
      return { operation: 'UpdateEnvironmentTemplateVersion', input: described(value) };
    case 'CreateServiceTemplateVersion':
      return { operation: 'UpdateServiceTemplateVersion', input: described(value) };
    case 'CreateEnvironmentAccountConnection':
      return { operation: 'UpdateEnvironmentAccountConnection', input: { roleArn: role(value) } };
    case 'CreateEnvironment':
      return { operation: 'UpdateEnvironment', input: described(value, { deploymentType: 'NONE' }) };
    case 'CreateService':
      return { operation: 'UpdateService', input: described(value) };
  }
}

/** An update that leaves alone what the plainest one sets. */
export function otherUpdate(operation: CreateOperation): Update {
  switch (operation) {
    case 'CreateEnvironmentTemplate':
    case 'CreateServiceTemplate':
      return { operation: update(operation).operation, input: { displayName: 'Modified' } };
    case 'CreateEnvironmentTemplateVersion':
    case 'CreateServiceTemplateVersion':
      return { operation: update(operation).operation, input: { status: 'PUBLISHED' } };
    case 'CreateEnvironmentAccountConnection':
      return { operation: 'AcceptEnvironmentAccountConnection', input: {} };
    case 'CreateEnvironment':
      return { operation: 'UpdateEnvironment', input: { deploymentType: 'NONE', protonServiceRoleArn: role('other') } };
    case 'CreateService':
      return { operation: 'UpdateService', input: { spec: serviceSpec('two') } };
  }
}
