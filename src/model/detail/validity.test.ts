import { expect, test } from 'vitest';
import type { Input } from '../../program/types.ts';
import { initial, type State, type Thing } from '../state.ts';
import { connection, line, shows, template, version, walk } from '../testing/build.ts';
import { accept, isAccepted, otherErrors, surelyValid } from './validity.ts';

const operation = 'CreateEnvironment';
const made = walk([
  line('CreateEnvironmentTemplate', { name: 'ns-t' }, shows(template('ns-t'))),
  ...[
    ['1', '0'],
    ['1', '1'],
    ['2', '0'],
    ['3', '0'],
  ].map(([majorVersion = '', minor = '']) =>
    line(
      'CreateEnvironmentTemplateVersion',
      { templateName: 'ns-t', clientToken: majorVersion + minor, ...(minor === '0' ? {} : { majorVersion }) },
      shows(version('ns-t', minor, { majorVersion, arn: `arn:${majorVersion}.${minor}` })),
    ),
  ),
  ...[
    ['1', '0'],
    ['1', '1'],
    ['2', '0'],
  ].map(([majorVersion = '', minorVersion = '']) =>
    line(
      'UpdateEnvironmentTemplateVersion',
      { templateName: 'ns-t', majorVersion, minorVersion, status: 'PUBLISHED' },
      shows(
        version('ns-t', minorVersion, {
          majorVersion,
          arn: `arn:${majorVersion}.${minorVersion}`,
          status: 'PUBLISHED',
        }),
      ),
    ),
  ),
  ...['ns-e', 'ns-f', 'ns-g'].map((environmentName, n) =>
    line(
      'CreateEnvironmentAccountConnection',
      { environmentName, clientToken: environmentName },
      shows(connection(`c${n + 1}`, environmentName, { status: n === 2 ? 'PENDING' : 'CONNECTED' })),
    ),
  ),
]).states[0] as State;
const gone: State = { ...made, things: made.things.map((t): Thing => ({ ...t, life: 'gone' })) };
const accepted = accept(made, operation, { protonServiceRoleArn: 'role-a' });
const template1 = { templateName: 'ns-t', templateMajorVersion: '1' };

test.each<[string, State, Input, string[], boolean, 'none' | 'not-found' | 'any']>([
  ['a free member', made, { description: 'x' }, ['description'], true, 'none'],
  ['a free member left out', made, {}, ['description'], true, 'none'],
  ['a role never tried', made, { protonServiceRoleArn: 'role-b' }, ['protonServiceRoleArn'], false, 'not-found'],
  ['a role accepted before', accepted, { protonServiceRoleArn: 'role-a' }, ['protonServiceRoleArn'], true, 'none'],
  [
    'another role than that',
    accepted,
    { protonServiceRoleArn: 'role-b' },
    ['protonServiceRoleArn'],
    false,
    'not-found',
  ],
  ['a role left out', accepted, {}, ['protonServiceRoleArn'], false, 'none'],
  ['an enumeration', made, { provisioning: 'CUSTOMER_MANAGED' }, ['provisioning'], false, 'none'],
  [
    'a minor version that is there',
    made,
    { ...template1, templateMinorVersion: '0' },
    ['templateMinorVersion'],
    true,
    'none',
  ],
  ['one that is not', made, { ...template1, templateMinorVersion: '2' }, ['templateMinorVersion'], false, 'any'],
  ['one that is gone', gone, { ...template1, templateMinorVersion: '0' }, ['templateMinorVersion'], false, 'any'],
  ['a major version that is there', made, template1, ['templateMajorVersion'], true, 'none'],
  ['one that is not there', made, { ...template1, templateMajorVersion: '4' }, ['templateMajorVersion'], false, 'any'],
  [
    'one that is no more than a draft',
    made,
    { ...template1, templateMajorVersion: '3' },
    ['templateMajorVersion'],
    false,
    'any',
  ],
  [
    'one without that minor version',
    made,
    { templateName: 'ns-t', templateMajorVersion: '2', templateMinorVersion: '1' },
    ['templateMajorVersion'],
    false,
    'any',
  ],
  [
    'one accepted in another template',
    accept(made, operation, { templateName: 'ns-u', templateMajorVersion: '4' }),
    { ...template1, templateMajorVersion: '4' },
    ['templateMajorVersion'],
    false,
    'any',
  ],
  [
    'one accepted in this one',
    accept(made, operation, { ...template1, templateMajorVersion: '4' }),
    { ...template1, templateMajorVersion: '4' },
    ['templateMajorVersion'],
    true,
    'none',
  ],
  ['one accepted, but gone', accept(gone, operation, template1), template1, ['templateMajorVersion'], false, 'any'],
  ['a template that is not there', made, { ...template1, templateName: 'ns-u' }, ['templateName'], false, 'any'],
  [
    'a connection that is there',
    made,
    { name: 'ns-e', environmentAccountConnectionId: 'c1' },
    ['environmentAccountConnectionId'],
    true,
    'none',
  ],
  [
    'one for another environment',
    made,
    { name: 'ns-e', environmentAccountConnectionId: 'c2' },
    ['environmentAccountConnectionId'],
    false,
    'any',
  ],
  [
    'one that nobody has accepted',
    made,
    { name: 'ns-g', environmentAccountConnectionId: 'c3' },
    ['environmentAccountConnectionId'],
    false,
    'any',
  ],
  [
    'a connection beside a role',
    made,
    { name: 'ns-e', environmentAccountConnectionId: 'c1', protonServiceRoleArn: 'role-a' },
    ['environmentAccountConnectionId'],
    false,
    'none',
  ],
  [
    'another member than these two',
    made,
    { name: 'ns-e', environmentAccountConnectionId: 'c1', protonServiceRoleArn: 'role-a', description: 'x' },
    ['description'],
    true,
    'none',
  ],
  [
    'one that is gone',
    gone,
    { name: 'ns-e', environmentAccountConnectionId: 'c1' },
    ['environmentAccountConnectionId'],
    false,
    'any',
  ],
  [
    'compatible templates that are there',
    made,
    { compatibleEnvironmentTemplates: [{ templateName: 'ns-t', majorVersion: '1' }] },
    ['compatibleEnvironmentTemplates'],
    true,
    'none',
  ],
  [
    'one of them is not',
    made,
    {
      compatibleEnvironmentTemplates: [
        { templateName: 'ns-t', majorVersion: '1' },
        { templateName: 'ns-t', majorVersion: '4' },
      ],
    },
    ['compatibleEnvironmentTemplates'],
    false,
    'any',
  ],
  [
    'one free, one doubtful',
    made,
    { description: 'x', protonServiceRoleArn: 'b' },
    ['description', 'protonServiceRoleArn'],
    false,
    'not-found',
  ],
])('%s', (_, state, params, changed, valid, others) => {
  expect(surelyValid(state, operation, params, changed)).toBe(valid);
  expect(otherErrors(state, operation, params, changed)).toBe(others);
});

test('what one operation accepted says nothing of another', () => {
  expect(isAccepted(accepted, operation)).toBe(true);
  expect(isAccepted(accepted, 'CreateService')).toBe(false);
  expect(isAccepted(accept(initial, `${operation}TemplateVersion`, { a: 1 }), operation)).toBe(false);
  expect(surelyValid(accepted, 'CreateService', { protonServiceRoleArn: 'role-a' }, ['protonServiceRoleArn'])).toBe(
    false,
  );
});

test('the same evidence is kept once', () => {
  expect(accept(accepted, operation, { protonServiceRoleArn: 'role-a' })).toBe(accepted);
});

const ofVersion = (majorVersion: string): Input => ({ templateName: 'ns-t', majorVersion });
const ofVersions = 'CreateEnvironmentTemplateVersion';
const inside = (name: string): Input => ({ spec: `instances:\n  - name: i\n    environment: ${name}\n` });
const withEnvironment = accept(made, 'CreateService', inside('ns-e'));
const link = { repositoryConnectionArn: 'c', repositoryId: 'r', branchName: 'b' };
const linked = accept(made, 'CreateService', link);

test.each<[string, State, string, Input, string, boolean, 'none' | 'not-found' | 'any']>([
  ['a major version that is there', made, ofVersions, ofVersion('1'), 'majorVersion', true, 'none'],
  ['one that is not', made, ofVersions, ofVersion('4'), 'majorVersion', false, 'any'],
  [
    'one accepted, all of which is gone',
    accept(gone, ofVersions, ofVersion('1')),
    ofVersions,
    ofVersion('1'),
    'majorVersion',
    false,
    'any',
  ],
  [
    'one accepted in another template',
    accept(made, ofVersions, { templateName: 'ns-u', majorVersion: '4' }),
    ofVersions,
    ofVersion('4'),
    'majorVersion',
    false,
    'any',
  ],
  ['a spec that names no environment', made, 'CreateService', { spec: 's' }, 'spec', true, 'none'],
  ['one that names one nobody knows', made, 'CreateService', inside('ns-e'), 'spec', false, 'any'],
  ['one that names one accepted before', withEnvironment, 'CreateService', inside('ns-e'), 'spec', true, 'none'],
  ['one that names another', withEnvironment, 'CreateService', inside('ns-f'), 'spec', false, 'any'],
  ['a spec of no service', made, operation, inside('ns-e'), 'spec', true, 'none'],
  ['a branch beside its repository', linked, 'CreateService', link, 'branchName', true, 'none'],
  ['a branch alone', linked, 'CreateService', { branchName: 'b' }, 'branchName', false, 'none'],
])('of other requests: %s', (_, state, of, params, changed, valid, others) => {
  expect(surelyValid(state, of, params, [changed])).toBe(valid);
  expect(otherErrors(state, of, params, [changed])).toBe(others);
});
