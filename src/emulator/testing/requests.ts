// Where each mutant of a comparison differs from a right emulator: two requests that it takes for one, or for two.
import type { Members } from '../wire/json.ts';
import { account, environmentSpec, serviceSpec } from './bench.ts';

const long = 'x'.repeat(63);
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const source = (bucket: string, key: string) => ({ source: { s3: { bucket, key } } });
const tag = (key: string, value: string) => ({ key, value });
const compatible = (...majors: string[]) => ({
  compatibleEnvironmentTemplates: majors.map((majorVersion) => ({ templateName: 'env-template', majorVersion })),
});
/** In a repository, so that a service has a pipeline. */
export const repository = {
  repositoryConnectionArn: 'arn:aws:codestar-connections:us-east-1:123456789012:connection/one',
  repositoryId: 'owner/one',
  branchName: 'main',
};

/** Mutant, kind of resource, the first request's own members, and those that a second one changes. */
export const compared: readonly [mutant: string, noun: string, first: Members, second: Members][] = [
  ['token-mismatch-without-key', 'EnvironmentTemplateVersion', {}, source('bucket-one', 'two.tar.gz')],
  ['token-mismatch-outer-members-only', 'ServiceTemplateVersion', {}, source('bucket-one', 'two.tar.gz')],
  ['token-mismatch-without-tags', 'ServiceTemplateVersion', {}, { tags: [tag('z', '9')] }],
  ['token-mismatch-compatible-name-only', 'ServiceTemplateVersion', {}, compatible('2')],
  ['token-mismatch-first-compatible-only', 'ServiceTemplateVersion', {}, compatible('1', '2')],
  [
    'token-mismatch-first-100',
    'EnvironmentTemplateVersion',
    { description: `${long}${long}a` },
    { description: `${long}${long}b` },
  ],
  ['token-mismatch-folds-case', 'ServiceTemplateVersion', { description: 'one' }, { description: 'oNe' }],
  ['token-mismatch-by-length', 'ServiceTemplateVersion', { description: 'one' }, { description: 'oak' }],
  ['token-mismatch-without-major', 'EnvironmentTemplateVersion', {}, { majorVersion: '2' }],
  ['token-mismatch-major-given-or-not', 'ServiceTemplateVersion', {}, { majorVersion: '2' }],
  [
    'names-cut-at-90',
    'EnvironmentTemplate',
    { name: `${long}${long.slice(36)}y` },
    { name: `${long}${long.slice(36)}z` },
  ],
  ['create-retry-of-capitals-refused', 'Environment', { name: 'One' }, {}],
  ['token-mismatch-without-account', 'EnvironmentAccountConnection', {}, { managementAccountId: '210987654321' }],
  [
    'token-mismatch-without-component-role',
    'EnvironmentAccountConnection',
    { componentRoleArn: role('a') },
    { componentRoleArn: role('b') },
  ],
  [
    'token-mismatch-roles-exchanged',
    'EnvironmentAccountConnection',
    { roleArn: role('a'), componentRoleArn: role('b') },
    { roleArn: role('b'), componentRoleArn: role('a') },
  ],
  ['token-mismatch-without-last-tag', 'EnvironmentTemplateVersion', {}, { tags: [tag('a', '1'), tag('b', '3')] }],
  ['token-mismatch-added-member', 'EnvironmentTemplateVersion', {}, { description: 'added' }],
  ['token-mismatch-left-out-member', 'EnvironmentTemplateVersion', { description: 'one' }, { description: undefined }],
  ['create-mismatch-without-display-name', 'ServiceTemplate', {}, { displayName: 'Two' }],
  ['create-mismatch-without-branch', 'Service', repository, { branchName: 'next' }],
  ['create-mismatch-without-tag-values', 'Environment', {}, { tags: [tag('a', '1'), tag('b', '3')] }],
  [
    'create-mismatch-spec-first-200',
    'Environment',
    { spec: environmentSpec(`${long}${long}${long}a`) },
    { spec: environmentSpec(`${long}${long}${long}b`) },
  ],
  ['create-mismatch-trimmed', 'EnvironmentTemplate', { description: 'one' }, { description: 'one ' }],
  [
    'create-mismatch-without-encryption-key',
    'EnvironmentTemplate',
    {},
    { encryptionKey: `arn:aws:kms:us-east-1:${account}:key/one` },
  ],
  [
    'create-mismatch-without-pipeline-provisioning',
    'ServiceTemplate',
    {},
    { pipelineProvisioning: 'CUSTOMER_MANAGED' },
  ],
  ['create-mismatch-without-codebuild-role', 'Environment', {}, { codebuildRoleArn: role('build') }],
  [
    'create-mismatch-roles-exchanged',
    'Environment',
    { protonServiceRoleArn: role('a'), componentRoleArn: role('b') },
    { protonServiceRoleArn: role('b'), componentRoleArn: role('a') },
  ],
  ['create-mismatch-without-minor-version', 'Service', {}, { templateMinorVersion: '1' }],
  ['create-mismatch-without-template', 'Environment', {}, { templateName: 'another-template' }],
  [
    'create-mismatch-without-added-tag',
    'EnvironmentTemplate',
    {},
    { tags: [tag('a', '1'), tag('b', '2'), tag('c', '3')] },
  ],
  ['create-mismatch-longer-accepted', 'ServiceTemplate', { description: 'one' }, { description: 'one more' }],
  ['create-retry-line-ends-refused', 'Service', { spec: serviceSpec('one').replaceAll('\n', '\r\n') }, {}],
  ['create-mismatch-spec-folds-case', 'Service', { spec: serviceSpec('one') }, { spec: serviceSpec('One') }],
  [
    'create-mismatch-spec-without-digits',
    'Environment',
    { spec: environmentSpec('1') },
    { spec: environmentSpec('2') },
  ],
  [
    'create-mismatch-description-first-200',
    'Service',
    { description: `${long.repeat(4)}a` },
    { description: `${long.repeat(4)}b` },
  ],
];

/** Mutant, kind of resource, and tokens of requests that are equal otherwise. */
export const tokens: readonly [mutant: string, noun: string, ...tokens: string[]][] = [
  ['token-folds-case', 'EnvironmentTemplateVersion', 'token', 'tOKEN'],
  ['token-folds-case-of-connections', 'EnvironmentAccountConnection', 'token', 'tOKEN'],
  ['token-folds-first-letter', 'ServiceTemplateVersion', 'token', 'Token'],
  ['connection-replaces-pair', 'EnvironmentAccountConnection', 'one', 'two'],
  ['token-cut-at-32', 'EnvironmentTemplateVersion', `${long}a`, `${long}b`],
  ['token-cut-at-63', 'EnvironmentTemplateVersion', `${long}a`, `${long}b`],
  ['token-65-cut', 'EnvironmentTemplateVersion', `${long}ab`],
  ['token-65-refused-once', 'EnvironmentTemplateVersion', `${long}ab`, `${long}ab`],
  ['token-128-allowed', 'ServiceTemplateVersion', `${long}ab`],
  ['token-65-refused-too-late', 'EnvironmentTemplateVersion', `${long}ab`],
  ['token-65-conflict', 'EnvironmentAccountConnection', `${long}ab`],
  ['token-64-refused', 'EnvironmentAccountConnection', `${long}a`],
  ['token-any-character', 'EnvironmentTemplateVersion', 'tokén'],
  ['token-latin-letters', 'ServiceTemplateVersion', 'tokén'],
  ['token-stripped', 'EnvironmentAccountConnection', 'tokén'],
  ['token-anagram', 'EnvironmentTemplateVersion', 'token', 'tonek'],
  ['token-without-punctuation', 'EnvironmentTemplateVersion', 'token', 'token-'],
  ['token-as-number', 'EnvironmentTemplateVersion', '7', '07'],
  ['token-last-16', 'EnvironmentTemplateVersion', 'a-0123456789abcdef', 'b-0123456789abcdef'],
];
