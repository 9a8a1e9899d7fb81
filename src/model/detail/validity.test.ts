import { expect, test } from 'vitest';
import type { Input } from '../../program/types.ts';
import { initial, type State, type Thing } from '../state.ts';
import { connection, line, shows, template, version, walk } from '../testing/build.ts';
import { accept, isAccepted, otherErrors, surelyValid } from './validity.ts';

const operation = 'CreateEnvironment';
const made = walk([
  line('CreateEnvironmentTemplate', { name: 'ns-t' }, shows(template('ns-t'))),
  line('CreateEnvironmentTemplateVersion', { templateName: 'ns-t', clientToken: 'a' }, shows(version('ns-t', '0'))),
  line(
    'CreateEnvironmentAccountConnection',
    { environmentName: 'ns-e', clientToken: 'a' },
    shows(connection('c1', 'ns-e')),
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
  ['one that is not', made, { ...template1, templateMinorVersion: '1' }, ['templateMinorVersion'], false, 'any'],
  ['one that is gone', gone, { ...template1, templateMinorVersion: '0' }, ['templateMinorVersion'], false, 'any'],
  ['a major version that is there', made, template1, ['templateMajorVersion'], true, 'none'],
  ['one that is not there', made, { ...template1, templateMajorVersion: '2' }, ['templateMajorVersion'], false, 'any'],
  ['a template that is not there', made, { ...template1, templateName: 'ns-u' }, ['templateName'], false, 'any'],
  ['a version’s own major version', made, { templateName: 'ns-t', majorVersion: '1' }, ['majorVersion'], true, 'none'],
  ['another one', made, { templateName: 'ns-t', majorVersion: '2' }, ['majorVersion'], false, 'any'],
  [
    'a connection that is there',
    made,
    { environmentAccountConnectionId: 'c1' },
    ['environmentAccountConnectionId'],
    true,
    'none',
  ],
  [
    'one that is gone',
    gone,
    { environmentAccountConnectionId: 'c1' },
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
        { templateName: 'ns-t', majorVersion: '2' },
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
