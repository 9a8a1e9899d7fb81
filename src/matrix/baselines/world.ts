// The resources that a careful engineer's tests are about: requests that work on the emulator, keys of what they make.
import type { Input, Json } from '../../program/types.ts';
import { type Answer, type Client, detailIn, Failed } from './client.ts';

const account = '123456789012';
const role = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
const environmentSpec = (size: string): string => `proton: EnvironmentSpec\nspec:\n  size: ${size}\n`;
const serviceSpec = (size: string): string =>
  `proton: ServiceSpec\ninstances:\n  - name: one\n    environment: base-environment\n    spec:\n      size: ${size}\n`;
const source = (key: string): Json => ({ s3: { bucket: 'bucket-one', key } });
const tags: Json = [{ key: 'team', value: 'one' }];

export interface Kind {
  readonly create: string;
  readonly get: string;
  readonly list: string;
  readonly delete: string;
  readonly update: string;
  /** Whether its creates carry a client token. */
  readonly token: boolean;
  /** Whether creation and deletion take their time. */
  readonly slow: boolean;
  /** Members that tell one resource from another. */
  readonly identity: readonly string[];
  /** A complete request; `name` becomes the name, or for token creates the token too. */
  request(name: string): Input;
  /** Members to change one at a time, each with another value. */
  readonly others: Readonly<Record<string, Json>>;
  readonly changed: Input;
  /** The key members of what an answer shows. */
  keys(detail: Input): Input;
}

const templates = (kind: 'Environment' | 'Service'): Kind => ({
  create: `Create${kind}Template`,
  get: `Get${kind}Template`,
  list: `List${kind}Templates`,
  delete: `Delete${kind}Template`,
  update: `Update${kind}Template`,
  token: false,
  slow: false,
  identity: ['name', 'arn', 'createdAt'],
  request: (name) => ({ name, displayName: 'One', description: 'one', tags }),
  others: { displayName: 'Two', description: 'two', tags: [{ key: 'team', value: 'two' }] },
  changed: { description: 'changed' },
  keys: ({ name }) => ({ name: name! }),
});

const versions = (kind: 'Environment' | 'Service'): Kind => ({
  create: `Create${kind}TemplateVersion`,
  get: `Get${kind}TemplateVersion`,
  list: `List${kind}TemplateVersions`,
  delete: `Delete${kind}TemplateVersion`,
  update: `Update${kind}TemplateVersion`,
  token: true,
  slow: false,
  identity: ['templateName', 'majorVersion', 'minorVersion', 'createdAt'],
  request: (name) => ({
    templateName: `versions-${kind.toLowerCase()}`,
    majorVersion: '1',
    clientToken: name,
    description: 'one',
    source: source('one.tar.gz'),
    tags,
    ...(kind === 'Service'
      ? { compatibleEnvironmentTemplates: [{ templateName: 'base-environment', majorVersion: '1' }] }
      : {}),
  }),
  others: { description: 'two', source: source('two.tar.gz'), tags: [{ key: 'team', value: 'two' }] },
  changed: { description: 'changed' },
  keys: ({ templateName, majorVersion, minorVersion }) => ({
    templateName: templateName!,
    majorVersion: majorVersion!,
    minorVersion: minorVersion!,
  }),
});

const connections: Kind = {
  create: 'CreateEnvironmentAccountConnection',
  get: 'GetEnvironmentAccountConnection',
  list: 'ListEnvironmentAccountConnections',
  delete: 'DeleteEnvironmentAccountConnection',
  update: 'UpdateEnvironmentAccountConnection',
  token: true,
  slow: false,
  identity: ['id', 'arn', 'requestedAt'],
  request: (name) => ({
    environmentName: name.slice(0, 40),
    managementAccountId: account,
    clientToken: name,
    roleArn: role('one'),
    tags,
  }),
  others: { roleArn: role('two'), environmentName: 'another', tags: [{ key: 'team', value: 'two' }] },
  changed: { roleArn: role('changed') },
  keys: ({ id }) => ({ id: id! }),
};

const deployed = (kind: 'Environment' | 'Service'): Kind => {
  const spec = kind === 'Environment' ? environmentSpec : serviceSpec;
  return {
    create: `Create${kind}`,
    get: `Get${kind}`,
    list: `List${kind}s`,
    delete: `Delete${kind}`,
    update: `Update${kind}`,
    token: false,
    slow: true,
    identity: ['name', 'arn', 'createdAt'],
    request: (name) => ({
      name,
      templateName: kind === 'Environment' ? 'base-environment' : 'base-service',
      templateMajorVersion: '1',
      spec: spec('one'),
      description: 'one',
      tags,
      ...(kind === 'Environment' ? { protonServiceRoleArn: role('proton') } : {}),
    }),
    others: { description: 'two', spec: spec('two'), tags: [{ key: 'team', value: 'two' }] },
    changed: { description: 'changed', ...(kind === 'Environment' ? { deploymentType: 'NONE' } : {}) },
    keys: ({ name }) => ({ name: name! }),
  };
};

export const kinds: readonly Kind[] = [
  templates('Environment'),
  templates('Service'),
  versions('Environment'),
  versions('Service'),
  connections,
  deployed('Environment'),
  deployed('Service'),
];

/** Creates one and waits until it is there. @throws Failed if that is refused */
export const make = async (client: Client, kind: Kind, request: Input): Promise<Input> => {
  const answer = await client.call(kind.create, request);
  const detail = detailIn(answer);
  if (detail === undefined) throw new Failed('create', kind.create, said(answer));
  return (await client.settled(kind.get, kind.keys(detail))) ?? detail;
};

export const said = ({ ok, error, message, body }: Answer): string =>
  ok ? `success with ${JSON.stringify(body)}` : `${error}: ${message}`;

/** Templates with a published version, and an environment, that the others are made from. */
export const setUp = async (client: Client): Promise<void> => {
  for (const [family, name] of [
    ['Environment', 'base-environment'],
    ['Service', 'base-service'],
  ] as const) {
    const [template, version] = [templates(family), versions(family)];
    await make(client, template, template.request(name));
    await make(client, template, template.request(`versions-${family.toLowerCase()}`));
    for (const templateName of [name, `versions-${family.toLowerCase()}`]) {
      const { majorVersion: _, ...first } = version.request(`first-of-${templateName}`);
      const made = await make(client, version, { ...first, templateName });
      await client.call(version.update, { ...version.keys(made), status: 'PUBLISHED' });
    }
    if (family === 'Environment') {
      const environment = deployed('Environment');
      await make(client, environment, environment.request(name));
    }
  }
};
