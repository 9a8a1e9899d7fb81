import { describe, expect, test } from 'vitest';
import { account, bench, creates, environmentSpec, prepare, source } from '../testing/bench.ts';
import type { Members } from './json.ts';

const invalid = 'ValidationException';
const unreadable = 'SerializationException';
const template = 'CreateEnvironmentTemplate';
const version = 'CreateEnvironmentTemplateVersion';
const environment = (change: Members) => ({ ...creates.CreateEnvironment, ...change });

describe('input is held to the API model', () => {
  test.each<[string, string, Members, string]>([
    ['a required member is missing', template, {}, invalid],
    ['null counts as missing', template, { name: null }, invalid],
    ['a number for a text', template, { name: 7 }, unreadable],
    ['a text for a list', template, { name: 'x', tags: 'x' }, unreadable],
    ['a name that begins with a dash', template, { name: '-x' }, invalid],
    ['a name of 100 characters', template, { name: 'x'.repeat(100) }, 'ok'],
    ['a name of 101 characters', template, { name: 'x'.repeat(101) }, invalid],
    ['an empty description', template, { name: 'x', description: '' }, 'ok'],
    ['an empty display name', template, { name: 'x', displayName: '' }, invalid],
    ['an unknown enumeration value', template, { name: 'x', provisioning: 'NOBODY' }, invalid],
    ['a nested member is missing', template, { name: 'x', tags: [{ key: 'a' }] }, invalid],
    [
      '51 tags',
      template,
      { name: 'x', tags: Array.from({ length: 51 }, (_, n) => ({ key: `k${n}`, value: '' })) },
      invalid,
    ],
    ['a member that the model does not know', template, { name: 'x', colour: 'blue' }, 'ok'],
    ['a member named like one of Object', template, { name: 'x', constructor: 'blue' }, 'ok'],
    ['a union without a member', version, { templateName: 'env-template', source: {} }, invalid],
    [
      'a bucket in capitals',
      version,
      { templateName: 'env-template', source: { s3: { bucket: 'ABC', key: 'k' } } },
      invalid,
    ],
    ['a version with a leading zero', version, { templateName: 'env-template', majorVersion: '01', source }, invalid],
    ['too many results', 'ListEnvironments', { maxResults: 101 }, invalid],
    ['half a result', 'ListEnvironments', { maxResults: 1.5 }, invalid],
    ['a page token from nowhere', 'ListEnvironments', { nextToken: 'abcd' }, invalid],
    ['a role that is none', 'CreateEnvironment', environment({ codebuildRoleArn: 'role' }), invalid],
    ['a spec without its header', 'CreateEnvironment', environment({ spec: 'size: one' }), invalid],
    ['a spec that is no YAML', 'CreateEnvironment', environment({ spec: 'a: [' }), invalid],
    [
      'two ways of provisioning',
      'CreateEnvironment',
      environment({ provisioningRepository: { provider: 'GITHUB', name: 'a/b', branch: 'c' } }),
      invalid,
    ],
    ['no way of provisioning', 'CreateEnvironment', environment({ protonServiceRoleArn: undefined }), invalid],
    [
      'a template that is not there',
      'CreateEnvironment',
      environment({ templateName: 'none' }),
      'ResourceNotFoundException',
    ],
    [
      'an update without deployment that has a spec',
      'UpdateEnvironment',
      { name: 'env', deploymentType: 'NONE', spec: environmentSpec('two') },
      invalid,
    ],
    ['a repository without its branch', 'CreateService', { ...creates.CreateService, repositoryId: 'a/b' }, invalid],
    ['a list without its required filter', 'ListEnvironmentAccountConnections', {}, invalid],
    [
      'an account of eleven digits',
      'CreateEnvironmentAccountConnection',
      { environmentName: 'x', managementAccountId: account.slice(1) },
      invalid,
    ],
  ])('%s', (_about, operation, input, expected) => {
    const { outcome, ...rest } = bench();
    prepare({ outcome, ...rest });
    expect(outcome(operation, input)).toBe(expected);
  });

  test('all faults are named at once', () => {
    const { body } = bench().call(template, { name: '', displayName: '' });
    expect(body.message).toMatch(/^3 validation errors detected: .*'displayName'.*'name'/);
  });
});
