// What is made is one, and puts out nothing that is there: neither what other tokens have made, nor what bears its name in
// another type.
import { expect, test } from 'vitest';
import type { Detail } from '../wire/types.ts';
import {
  conflict,
  connection,
  type Line,
  line,
  lists,
  MADE,
  notFound,
  type Reply,
  shows,
  template,
  walk,
} from './testing/build.ts';
import { create, first, key, made } from './testing/versions.ts';

const [one, two] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
const of = (id: string, more: Detail = {}): Detail => connection(id, 'ns-e', more);
const connect = (clientToken: string, reply: Reply): Line =>
  line(
    'CreateEnvironmentAccountConnection',
    { clientToken, environmentName: 'ns-e', managementAccountId: '123456789012', roleArn: 'arn:aws:iam::1:role/r' },
    reply,
  );
const connected = [connect('a', shows(of(one)))];
const beside = [...connected, connect('b', shows(of(two, { requestedAt: MADE + 3 })))];
const look = (reply: Reply): Line => line('GetEnvironmentAccountConnection', { id: one }, reply);
const listed = (...items: Detail[]): Line =>
  line('ListEnvironmentAccountConnections', { requestedBy: 'ENVIRONMENT_ACCOUNT' }, lists(items));

const versionsListed = (...minors: string[]): Line =>
  line(
    'ListEnvironmentTemplateVersions',
    { templateName: 'ns-t', majorVersion: '1' },
    lists(minors.map((minor) => (made(minor) as { detail: Detail }).detail)),
  );
const seen = line('GetEnvironmentTemplateVersion', key, made('0', { status: 'DRAFT' }));

const ofEnvironments = line('CreateEnvironmentTemplate', { name: 'ns-t' }, shows(template('ns-t')));
const ofServices = line('CreateServiceTemplate', { name: 'ns-t' }, shows(template('ns-t', { arn: 'arn:service' })));
const lookAtTemplate = (reply: Reply): Line => line('GetEnvironmentTemplate', { name: 'ns-t' }, reply);

test.each<[string, Line[], string]>([
  ['a second connection replaces the first', [...beside, look(notFound)], 'token.distinct'],
  ['it leaves the first', [...beside, look(shows(of(one)))], 'right'],
  ['the first is accepted meanwhile', [...beside, look(shows(of(one, { status: 'CONNECTED' })))], 'right'],
  [
    'a version replaces its sibling',
    [...first, seen, create('b', made('1')), { ...seen, reply: notFound }],
    'token.distinct',
  ],
  ['two tokens make two versions', [...first, create('b', made('1')), versionsListed('0', '1')], 'right'],
  ['one request makes two versions', [...first, versionsListed('0', '1')], 'once'],
  ['one request makes two connections', [...connected, listed(of(one), of(two))], 'once'],
  [
    'what it makes beside it is said to have failed',
    [
      ...first,
      line(
        'ListEnvironmentTemplateVersions',
        { templateName: 'ns-t', majorVersion: '1' },
        lists([{ ...(made('1') as { detail: Detail }).detail, status: 'REGISTRATION_FAILED' }]),
      ),
    ],
    'right',
  ],
  ['a lost request may have made the second', [...first, create('b', 'lost'), versionsListed('0', '1')], 'right'],
  [
    'a refused second connection is made all the same',
    [...connected, connect('b', conflict), listed(of(one), of(two))],
    'token.distinct',
  ],
  ['a refused second connection is not made', [...connected, connect('b', conflict), listed(of(one))], 'right'],
  [
    'a service template puts out its namesake',
    [ofEnvironments, ofServices, lookAtTemplate(notFound)],
    'create.namespace',
  ],
  ['it leaves its namesake', [ofEnvironments, ofServices, lookAtTemplate(shows(template('ns-t')))], 'right'],
])('%s', (_, lines, verdict) => {
  const walked = walk(lines);
  expect(walked.verdict, walked.story).toBe(verdict);
});

test('a list after one request has not exercised that no more comes of many', () => {
  const walked = walk([...first, versionsListed('0')]);
  expect(walked.shown, walked.story).not.toContain('once');
});
