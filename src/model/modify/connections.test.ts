// Which status a connection has left after it was accepted, rejected or updated: the answer may show the one from before, and
// an update may ask for its acceptance anew.
import { expect, test } from 'vitest';
import type { Detail } from '../../wire/types.ts';
import { connection, type Line, line, type Reply, shows, walk } from '../testing/build.ts';

const id = { id: 'i' };
const is = (status: string, more: Detail = {}): Reply => shows(connection('i', 'ns-e', { status, ...more }));
const create = (reply: Reply): Line =>
  line(
    'CreateEnvironmentAccountConnection',
    { environmentName: 'ns-e', managementAccountId: '1', clientToken: 'a' },
    reply,
  );
const look = (reply: Reply): Line => line('GetEnvironmentAccountConnection', id, reply);
const accept = (reply: Reply): Line => line('AcceptEnvironmentAccountConnection', id, reply);
const reject = (reply: Reply): Line => line('RejectEnvironmentAccountConnection', id, reply);
const role = { roleArn: 'arn:aws:iam::123456789012:role/q' };
const update = (reply: Reply): Line => line('UpdateEnvironmentAccountConnection', { ...id, ...role }, reply);
const rejected = [create(is('PENDING')), reject(is('REJECTED')), look(is('REJECTED')), create(is('REJECTED'))];
const connected = [create(is('PENDING')), accept(is('CONNECTED')), look(is('CONNECTED')), create(is('CONNECTED'))];
const again = create(is('CONNECTED'));

test.each<[string, Line[], string]>([
  ['accepted, after an answer from before', [...rejected, accept(is('REJECTED')), look(is('CONNECTED'))], 'right'],
  ['accepted, as answered', [...rejected, accept(is('CONNECTED')), again, look(is('CONNECTED'))], 'right'],
  [
    'pending anew, as it was updated',
    [...connected, update(is('CONNECTED', role)), look(is('PENDING', role))],
    'right',
  ],
  ['pending anew, as it was sent again', [...connected, look(is('PENDING'))], 'token.retry'],
  [
    'pending anew, though the answer showed it accepted',
    [...rejected, accept(is('CONNECTED')), again, look(is('PENDING'))],
    'token.retry',
  ],
  [
    'pending anew, once a look showed it accepted',
    [...rejected, accept(is('REJECTED')), look(is('CONNECTED')), again, look(is('PENDING'))],
    'token.retry',
  ],
])('a connection is %s', (_, lines, verdict) => {
  const seen = walk(lines);
  expect(seen.verdict, seen.story).toBe(verdict);
});
