// A status that moves on by itself, say from pending to connected: looks may lag behind that, too, and it does not go back.
import { expect, test } from 'vitest';
import { connection, type Line, line, lists, shows, template, version, walk } from '../testing/build.ts';

const id = '11111111-1111-4111-8111-111111111111';
const is = (status: string) => connection(id, 'ns-e', { status });
const connect = line(
  'CreateEnvironmentAccountConnection',
  { clientToken: 't', environmentName: 'ns-e', managementAccountId: '1', roleArn: 'r' },
  shows(is('PENDING')),
);
const get = (status: string, when: Partial<Line> = {}): Line =>
  line('GetEnvironmentAccountConnection', { id }, shows(is(status)), when);
const list = (status: string, when: Partial<Line> = {}): Line =>
  line('ListEnvironmentAccountConnections', { requestedBy: 'ENVIRONMENT_ACCOUNT' }, lists([is(status)]), when);
const register = line(
  'CreateEnvironmentTemplateVersion',
  { templateName: 'ns-t', clientToken: 't' },
  shows(version('ns-t', '0')),
);
const look = (status: string, when: Partial<Line> = {}): Line =>
  line(
    'GetEnvironmentTemplateVersion',
    { templateName: 'ns-t', majorVersion: '1', minorVersion: '0' },
    shows(version('ns-t', '0', { status })),
    when,
  );

const soon = { afterMs: 500 };
const sent = [connect, connect, get('PENDING')];
const listed = [connect, connect, list('PENDING')];
const registered = [
  line('CreateEnvironmentTemplate', { name: 'ns-t' }, shows(template('ns-t'))),
  register,
  look('DRAFT'),
  register,
];

test.each<[string, Line[], string]>([
  [
    'a connection is pending, connected, and pending a moment later',
    [...sent, get('CONNECTED'), get('PENDING', soon)],
    'excused',
  ],
  ['and pending some time later', [...sent, get('CONNECTED'), get('PENDING')], 'token.retry'],
  [
    'and pending some time later, whatever looks between have shown',
    [...sent, get('CONNECTED'), get('PENDING', soon), get('CONNECTED', soon), get('PENDING', { afterMs: 1500 })],
    'token.retry',
  ],
  ['in lists', [...listed, list('CONNECTED'), list('PENDING', soon)], 'right'],
  ['in lists some time later', [...listed, list('CONNECTED'), list('PENDING')], 'token.retry'],
  ['a list lags behind a Get', [...listed, get('CONNECTED'), list('PENDING', soon)], 'right'],
  ['a Get lags behind a list', [...sent, list('CONNECTED'), get('PENDING', soon)], 'right'],
  ['a version publishes itself, and a Get lags', [...registered, look('PUBLISHED'), look('DRAFT', soon)], 'excused'],
  ['it is a draft again', [...registered, look('PUBLISHED'), look('DRAFT')], 'token.retry'],
])('%s', (_, lines, verdict) => {
  const walked = walk(lines);
  expect(walked.verdict, walked.story).toBe(verdict);
});
