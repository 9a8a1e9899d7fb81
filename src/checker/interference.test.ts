import { expect, test } from 'vitest';
import {
  conflict,
  connection,
  empty,
  type Line,
  line,
  notFound,
  type Reply,
  shows,
  template,
  version,
} from '../model/testing/build.ts';
import { broken, watch } from './testing/watch.ts';

const named = (name: string): Line => line('CreateEnvironmentTemplate', { name }, shows(template(name)));
const connect = (token: string, environmentName: string, reply: Reply): Line =>
  line(
    'CreateEnvironmentAccountConnection',
    { clientToken: token, environmentName, managementAccountId: '123456789012' },
    reply,
  );
const one = shows(connection('11111111-1111-4111-8111-111111111111', 'ns-e'));
const make = (templateName: string, reply: Reply, more = {}): Line =>
  line('CreateServiceTemplateVersion', { templateName, clientToken: 't', ...more }, reply);
const compatible = { compatibleEnvironmentTemplates: [{ templateName: 'ns-a', majorVersion: '1' }] };
const update = line('UpdateEnvironmentTemplate', { name: 'ns-a', description: 'u' }, 'lost');

test.each<[string, Line[], string]>([
  ['of its own pair', [connect('t', 'ns-e', one), connect('u', 'ns-e', 'lost'), connect('t', 'ns-e', conflict)], ''],
  [
    'of a connection that it does not name, and may be about',
    [
      connect('t', 'ns-e', one),
      line('RejectEnvironmentAccountConnection', { id: '11111111-1111-4111-8111-111111111111' }, 'lost'),
      connect('t', 'ns-e', conflict),
    ],
    '',
  ],
  [
    'of another pair',
    [connect('t', 'ns-e', one), connect('u', 'ns-f', 'lost'), connect('t', 'ns-e', conflict)],
    '2 token.retry',
  ],
  ['of another pair, the first of its token', [connect('u', 'ns-f', 'lost'), connect('t', 'ns-e', conflict)], ''],
  [
    'of a template that its request names anywhere',
    [named('ns-a'), make('ns-s', shows(version('ns-s', '0')), compatible), update, make('ns-s', conflict, compatible)],
    '',
  ],
])('a conflict with an unanswered request %s', (_, lines, expected) => {
  const { verdict, story } = watch(lines);
  expect(broken(verdict), story).toBe(expected);
});

const get = (name: string, reply: Reply): Line => line('GetEnvironmentTemplate', { name }, reply);
const drop = (reply: Reply): Line => line('DeleteEnvironmentTemplate', { name: 'ns-a' }, reply);
const two = [named('ns-a'), named('ns-b'), get('ns-b', shows(template('ns-b')))];
const numbered = (minorVersion: string, reply: Reply, operation = 'GetEnvironmentTemplateVersion'): Line =>
  line(operation, { templateName: 'ns-a', majorVersion: '1', minorVersion }, reply);
const versions = ['0', '1'].map((minor) =>
  line(
    'CreateEnvironmentTemplateVersion',
    { templateName: 'ns-a', ...(minor === '0' ? {} : { majorVersion: '1' }), clientToken: minor },
    shows(version('ns-a', minor)),
  ),
);
const siblings = [named('ns-a'), ...versions, numbered('0', shows(version('ns-a', '0')))];
const dropOne = numbered('1', 'lost', 'DeleteEnvironmentTemplateVersion');

test.each<[string, Line[], string]>([
  ['and another thing', [...two, drop('lost'), get('ns-a', notFound), get('ns-b', notFound)], '5 delete.only'],
  ['or another thing in its place', [...two, drop('lost'), get('ns-b', notFound)], '4 delete.only'],
  ['as an answered one does', [...two, drop(empty), get('ns-b', notFound)], '4 delete.only'],
  ['and nothing else', [...two, drop('lost'), get('ns-a', notFound), get('ns-b', shows(template('ns-b')))], ''],
  [
    'and a version beside it',
    [...siblings, dropOne, numbered('0', notFound), numbered('0', notFound)],
    '6 delete.only',
  ],
  ['and what belongs to it', [...siblings, drop('lost'), numbered('0', notFound), get('ns-a', notFound)], ''],
])('an unanswered delete removes its thing %s', (_, lines, expected) => {
  const { verdict, story } = watch(lines);
  expect(broken(verdict), story).toBe(expected);
});

test('a delete of one thing without an answer does not bind the answers to that of another', () => {
  const other = line('DeleteEnvironmentTemplate', { name: 'ns-b' }, conflict, { afterMs: 20_000 });
  expect(broken(watch([...two, drop('lost'), other]).verdict)).toBe('');
});
