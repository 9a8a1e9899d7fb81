import { describe, expect, test } from 'vitest';
import { account, bench, creates, environmentSpec, prepare, serviceSpec, source } from '../testing/bench.ts';
import { isMembers, type Members } from '../wire/json.ts';

function prepared(options = {}) {
  const on = bench(options);
  prepare(on);
  const rows = (operation: string, input: Members) => {
    const list = Object.values(on.call(operation, input).body).find(Array.isArray) ?? [];
    return list.filter(isMembers);
  };
  return { ...on, rows };
}

const version = { templateName: 'env-template', majorVersion: '1', minorVersion: '0' };

describe('versions', () => {
  test('register, are published, and are recommended', () => {
    const { detail, pass } = prepared();
    const made = detail('CreateEnvironmentTemplateVersion', { templateName: 'env-template', source });
    expect(made).toMatchObject({ majorVersion: '2', minorVersion: '0', status: 'REGISTRATION_IN_PROGRESS' });
    pass(1000);
    const second = { ...version, majorVersion: '2' };
    expect(detail('GetEnvironmentTemplateVersion', second).status).toBe('DRAFT');
    detail('UpdateEnvironmentTemplateVersion', { ...second, status: 'PUBLISHED' });
    expect(detail('GetEnvironmentTemplate', { name: 'env-template' }).recommendedVersion).toBe('2.0');
    expect(detail('GetEnvironmentTemplateVersion', second).recommendedMinorVersion).toBe('0');
  });

  test('can not be published before they are registered, nor taken back', () => {
    const { detail, outcome, pass } = prepared();
    detail('CreateEnvironmentTemplateVersion', { templateName: 'env-template', majorVersion: '1', source });
    const next = { ...version, minorVersion: '1' };
    expect(outcome('UpdateEnvironmentTemplateVersion', { ...next, status: 'PUBLISHED' })).toBe('ConflictException');
    pass(1000);
    expect(outcome('UpdateEnvironmentTemplateVersion', { ...next, status: 'PUBLISHED' })).toBe('ok');
    expect(outcome('UpdateEnvironmentTemplateVersion', { ...next, status: 'DRAFT' })).toBe('ValidationException');
  });

  test.each([
    ['version.minor-reuse', 'no', '1', '1.2'],
    ['version.minor-reuse', 'yes', '1', '1.1'],
    ['version.major-reuse', 'no', undefined, '3.0'],
    ['version.major-reuse', 'yes', undefined, '2.0'],
  ])('%s: %s', (point, reading, majorVersion, expected) => {
    const { detail } = prepared({ readings: { [point]: reading } });
    const request = { templateName: 'env-template', majorVersion, source };
    detail('DeleteEnvironmentTemplateVersion', {
      ...version,
      ...deletable(detail('CreateEnvironmentTemplateVersion', request)),
    });
    const made = detail('CreateEnvironmentTemplateVersion', request);
    expect(`${made.majorVersion}.${made.minorVersion}`).toBe(expected);
  });

  test('are listed by major version; without one, one line for each', () => {
    const { detail, rows } = prepared();
    for (const majorVersion of ['1', '1', undefined, '2']) {
      detail('CreateEnvironmentTemplateVersion', { templateName: 'env-template', majorVersion, source });
    }
    const numbers = (input: Members) =>
      rows('ListEnvironmentTemplateVersions', { templateName: 'env-template', ...input }).map(
        (row) => `${row.majorVersion}.${row.minorVersion}`,
      );
    expect(numbers({ majorVersion: '1' })).toEqual(['1.0', '1.1', '1.2']);
    expect(numbers({})).toEqual(['1.0', '2.0']);
  });
});

const deletable = ({ majorVersion, minorVersion }: Members) => ({ majorVersion, minorVersion });

describe('services', () => {
  test('come with their instances and, with a repository, a pipeline', () => {
    const { detail, pass, rows } = prepared();
    const repositoryConnectionArn = `arn:aws:codestar-connections:us-east-1:${account}:connection/x`;
    detail('CreateService', {
      ...creates.CreateService,
      repositoryConnectionArn,
      repositoryId: 'a/b',
      branchName: 'main',
    });
    pass(1000);
    const service = detail('GetService', { name: 'one' });
    expect(service).toMatchObject({ status: 'ACTIVE', pipeline: { deploymentStatus: 'SUCCEEDED' } });
    const instance = detail('GetServiceInstance', { serviceName: 'one', name: 'one' });
    expect(instance).toMatchObject({
      environmentName: 'env',
      deploymentStatus: 'SUCCEEDED',
      templateMinorVersion: '0',
    });
    expect(rows('ListServiceInstances', { serviceName: 'one' })).toHaveLength(1);
    const filters = [{ key: 'environmentName', value: 'elsewhere' }];
    expect(rows('ListServiceInstances', { filters })).toHaveLength(0);
    const update = { serviceName: 'one', deploymentType: 'CURRENT_VERSION', spec: serviceSpec('two') };
    expect(detail('UpdateServicePipeline', update).deploymentStatus).toBe('IN_PROGRESS');
    expect(detail('UpdateServiceInstance', { ...update, name: 'one' }).deploymentStatus).toBe('IN_PROGRESS');
  });

  test('are updated in time, and not while they are busy', () => {
    const { detail, outcome, pass } = prepared();
    detail('CreateService', creates.CreateService);
    expect(outcome('UpdateService', { name: 'one', description: 'x' })).toBe('ConflictException');
    pass(1000);
    expect(detail('UpdateService', { name: 'one', spec: serviceSpec('two') }).status).toBe('UPDATE_IN_PROGRESS');
    pass(1000);
    expect(detail('GetService', { name: 'one' })).toMatchObject({ status: 'ACTIVE', spec: serviceSpec('two') });
  });

  test('an update that fails leaves the spec as it was', () => {
    const { detail, pass } = prepared();
    detail('CreateService', creates.CreateService);
    pass(1000);
    detail('UpdateService', { name: 'one', spec: serviceSpec('fail-update') });
    pass(1000);
    expect(detail('GetService', { name: 'one' })).toMatchObject({ status: 'UPDATE_FAILED', spec: serviceSpec('one') });
  });
});

describe('environments', () => {
  test('deploy another version when they are told to', () => {
    const { detail, pass } = prepared();
    detail('CreateEnvironmentTemplateVersion', { templateName: 'env-template', majorVersion: '1', source });
    pass(1000);
    detail('UpdateEnvironmentTemplateVersion', { ...version, minorVersion: '1', status: 'PUBLISHED' });
    const request = { name: 'env', deploymentType: 'MINOR_VERSION', spec: environmentSpec('two') };
    expect(detail('UpdateEnvironment', request)).toMatchObject({
      deploymentStatus: 'IN_PROGRESS',
      templateMinorVersion: '0',
    });
    pass(1000);
    expect(detail('GetEnvironment', { name: 'env' })).toMatchObject({
      deploymentStatus: 'SUCCEEDED',
      templateMinorVersion: '1',
    });
  });

  test('are listed by template', () => {
    const { rows } = prepared();
    const by = (majorVersion: string) =>
      rows('ListEnvironments', { environmentTemplates: [{ templateName: 'env-template', majorVersion }] });
    expect([by('1').length, by('2').length]).toEqual([1, 0]);
  });
});

describe('connections', () => {
  const request = creates.CreateEnvironmentAccountConnection;

  test.each([
    [['Accept', 'Accept'], 'ok', 'CONNECTED'],
    [['Reject', 'Reject'], 'ok', 'REJECTED'],
    [['Accept', 'Reject'], 'ConflictException', 'CONNECTED'],
    [['Reject', 'Accept'], 'ConflictException', 'REJECTED'],
  ])('%j', (calls, last, status) => {
    const { detail, outcome } = bench();
    const { id } = detail('CreateEnvironmentAccountConnection', request);
    const outcomes = calls.map((call) => outcome(`${call}EnvironmentAccountConnection`, { id }));
    expect(outcomes).toEqual(['ok', last]);
    expect(detail('GetEnvironmentAccountConnection', { id }).status).toBe(status);
  });

  test('are listed by side, environment and status', () => {
    const { detail, rows } = prepared();
    detail('CreateEnvironmentAccountConnection', request);
    const count = (input: Members) =>
      rows('ListEnvironmentAccountConnections', { requestedBy: 'MANAGEMENT_ACCOUNT', ...input }).length;
    expect(count({})).toBe(1);
    expect(count({ environmentName: 'one', statuses: ['PENDING'] })).toBe(1);
    expect(count({ environmentName: 'two' })).toBe(0);
    expect(count({ statuses: ['CONNECTED'] })).toBe(0);
  });
});

describe('tags and settings', () => {
  test('every resource with an ARN can be tagged', () => {
    const { detail, rows, outcome } = prepared();
    const { arn: resourceArn } = detail('CreateServiceTemplate', { name: 'tagged', tags: [{ key: 'a', value: '1' }] });
    detail('TagResource', { resourceArn, tags: [{ key: 'b', value: '2' }] });
    detail('UntagResource', { resourceArn, tagKeys: ['a'] });
    expect(rows('ListTagsForResource', { resourceArn })).toEqual([{ key: 'b', value: '2' }]);
    const version = detail('GetEnvironmentTemplateVersion', {
      templateName: 'env-template',
      majorVersion: '1',
      minorVersion: '0',
    });
    expect(outcome('TagResource', { resourceArn: version.arn, tags: [] })).toBe('ok');
    expect(outcome('TagResource', { resourceArn: `${resourceArn}x`, tags: [] })).toBe('ResourceNotFoundException');
  });

  test('settings are kept member by member', () => {
    const { detail } = bench();
    const pipelineServiceRoleArn = `arn:aws:iam::${account}:role/pipeline`;
    const branch = { provider: 'GITHUB', name: 'owner/repository', branch: 'main' };
    detail('UpdateAccountSettings', { pipelineServiceRoleArn });
    detail('UpdateAccountSettings', { pipelineProvisioningRepository: branch });
    expect(detail('GetAccountSettings')).toMatchObject({
      pipelineServiceRoleArn,
      pipelineProvisioningRepository: branch,
    });
    expect(detail('UpdateAccountSettings', { deletePipelineProvisioningRepository: true })).toEqual({
      pipelineServiceRoleArn,
    });
  });
});

describe('pages', () => {
  test('hold every row once, though rows come and go', () => {
    const { call, detail } = bench();
    const names = Array.from({ length: 7 }, (_, n) => `t${n}`);
    for (const name of names) detail('CreateEnvironmentTemplate', { name });
    const seen: unknown[] = [];
    for (let nextToken: unknown, n = 0; n === 0 || nextToken; n++) {
      const { body } = call('ListEnvironmentTemplates', {
        maxResults: 3,
        ...(nextToken ? { nextToken: String(nextToken) } : {}),
      });
      seen.push(...(body.templates as Members[]).map(({ name }) => name));
      nextToken = body.nextToken;
      if (n === 0) detail('DeleteEnvironmentTemplate', { name: 't1' });
    }
    expect(seen).toEqual(names);
  });

  test('a token of another list is refused', () => {
    const { call, detail, outcome } = bench();
    for (const name of ['a', 'b']) detail('CreateEnvironmentTemplate', { name });
    const { nextToken } = call('ListEnvironmentTemplates', { maxResults: 1 }).body;
    expect(nextToken).toMatch(/^[A-Za-z0-9+=/]+$/);
    expect(outcome('ListServiceTemplates', { nextToken })).toBe('ValidationException');
  });
});
