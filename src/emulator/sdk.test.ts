import {
  CreateEnvironmentCommand,
  CreateEnvironmentTemplateCommand,
  CreateEnvironmentTemplateVersionCommand,
  CreateServiceCommand,
  CreateServiceTemplateCommand,
  CreateServiceTemplateVersionCommand,
  DeleteServiceCommand,
  GetEnvironmentCommand,
  ProtonClient,
  paginateListEnvironmentTemplates,
  paginateListServiceInstances,
  ResourceNotFoundException,
  UpdateEnvironmentTemplateVersionCommand,
  UpdateServiceCommand,
  UpdateServiceTemplateVersionCommand,
  waitUntilEnvironmentDeployed,
  waitUntilEnvironmentTemplateVersionRegistered,
  waitUntilServiceCreated,
  waitUntilServiceDeleted,
  waitUntilServiceInstanceDeployed,
  waitUntilServiceTemplateVersionRegistered,
  waitUntilServiceUpdated,
} from '@aws-sdk/client-proton';
import { UndiciHttpHandler } from '@smithy/undici-http-handler';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator, emulatorDispatcher, startEmulator } from './index.ts';
import { account, environmentSpec, serviceSpec, source } from './testing/bench.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const protonServiceRoleArn = `arn:aws:iam::${account}:role/proton`;

let emulator: Emulator;
let client: ProtonClient;

beforeAll(async () => {
  emulator = await startEmulator({ asyncMs: 20 });
  client = new ProtonClient({ endpoint: emulator.url, region: 'us-east-1', credentials, maxAttempts: 1 });
});

afterAll(async () => {
  client.destroy();
  await emulator.close();
});

describe('the AWS SDK', () => {
  test('waits for everything on the way to a service and back', async () => {
    const wait = { client, maxWaitTime: 60, minDelay: 0.02, maxDelay: 0.05 };
    const version = { majorVersion: '1', minorVersion: '0' };
    await client.send(new CreateEnvironmentTemplateCommand({ name: 'env-template' }));
    await client.send(new CreateEnvironmentTemplateVersionCommand({ templateName: 'env-template', source }));
    await waitUntilEnvironmentTemplateVersionRegistered(wait, { templateName: 'env-template', ...version });
    await client.send(
      new UpdateEnvironmentTemplateVersionCommand({ templateName: 'env-template', ...version, status: 'PUBLISHED' }),
    );
    const environment = { name: 'env', templateName: 'env-template', templateMajorVersion: '1', protonServiceRoleArn };
    await client.send(new CreateEnvironmentCommand({ ...environment, spec: environmentSpec('one') }));
    await waitUntilEnvironmentDeployed(wait, { name: 'env' });

    const compatibleEnvironmentTemplates = [{ templateName: 'env-template', majorVersion: '1' }];
    await client.send(new CreateServiceTemplateCommand({ name: 'service-template' }));
    await client.send(
      new CreateServiceTemplateVersionCommand({
        templateName: 'service-template',
        source,
        compatibleEnvironmentTemplates,
      }),
    );
    await waitUntilServiceTemplateVersionRegistered(wait, { templateName: 'service-template', ...version });
    await client.send(
      new UpdateServiceTemplateVersionCommand({ templateName: 'service-template', ...version, status: 'PUBLISHED' }),
    );
    const service = { name: 'service', templateName: 'service-template', templateMajorVersion: '1' };
    await client.send(new CreateServiceCommand({ ...service, spec: serviceSpec('one') }));
    await waitUntilServiceCreated(wait, { name: 'service' });
    await waitUntilServiceInstanceDeployed(wait, { serviceName: 'service', name: 'one' });
    await client.send(new UpdateServiceCommand({ name: 'service', spec: serviceSpec('two') }));
    await waitUntilServiceUpdated(wait, { name: 'service' });
    await client.send(new DeleteServiceCommand({ name: 'service' }));
    expect((await waitUntilServiceDeleted(wait, { name: 'service' })).state).toBe('SUCCESS');
  });

  test('turns pages', async () => {
    for (let n = 0; n < 5; n++) await client.send(new CreateEnvironmentTemplateCommand({ name: `page${n}` }));
    const names: unknown[] = [];
    let pages = 0;
    for await (const page of paginateListEnvironmentTemplates({ client, pageSize: 2 }, {})) {
      names.push(...(page.templates ?? []).map(({ name }) => name));
      pages += 1;
    }
    expect(names.filter((name) => String(name).startsWith('page'))).toHaveLength(5);
    expect(pages).toBeGreaterThan(2);
    for await (const page of paginateListServiceInstances({ client, pageSize: 2 }, {}))
      expect(page.serviceInstances).toBeDefined();
  });

  test('knows the errors and the times', async () => {
    await expect(client.send(new GetEnvironmentCommand({ name: 'none' }))).rejects.toBeInstanceOf(
      ResourceNotFoundException,
    );
    const { environmentTemplate } = await client.send(new CreateEnvironmentTemplateCommand({ name: 'timed' }));
    expect(environmentTemplate?.createdAt).toBeInstanceOf(Date);
  });

  test('works in process, on a dispatcher', async () => {
    const dispatcher = emulatorDispatcher(createEmulator());
    const requestHandler = new UndiciHttpHandler({ dispatcher });
    const near = new ProtonClient({ endpoint: 'http://emulator', region: 'us-east-1', credentials, requestHandler });
    const { environmentTemplate } = await near.send(new CreateEnvironmentTemplateCommand({ name: 'near' }));
    expect(environmentTemplate?.name).toBe('near');
    near.destroy();
  });
});
