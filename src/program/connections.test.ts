import { expect, test } from 'vitest';
import { connectionsNeeded } from './connections.ts';
import type { Sending, Step } from './types.ts';

const create = (clientToken: string): Extract<Sending, { do: 'create' }> => ({
  do: 'create',
  operation: 'CreateEnvironmentAccountConnection',
  input: { clientToken, environmentName: 'a' },
});
const copied = (clientToken: string): Step => ({ ...create(clientToken), fault: 'copied' });
const changed = (set: Record<string, string>): Step => ({ do: 'retry', of: 0, change: { set } });
const retry: Sending = { do: 'retry', of: 0 };
const remove: Step = { do: 'delete', of: 0 };
const advance = (seconds: number): Step => ({ do: 'advance', seconds });

test.each<[string, Step[], number]>([
  ['nothing', [], 0],
  ['other resources', [{ do: 'create', operation: 'CreateService', input: {} }, retry], 0],
  ['a retry, a mismatch', [create('t'), retry, changed({ environmentName: 'b' })], 1],
  ['another token', [create('t'), create('u'), changed({ clientToken: 'v' })], 3],
  ['one deleted before the next', [create('t'), remove, create('u')], 1],
  ['one deleted and made again', [create('t'), remove, retry, retry], 1],
  ['a deletion aimed elsewhere', [create('t'), { ...remove, change: { set: { id: 'x' } } }, create('u')], 2],
  ['an empty token, sent twice', [create(''), retry], 2],
  ['within the eight hours', [create('t'), advance(7200), retry], 1],
  ['after the eight hours', [create('t'), advance(28_800), retry, retry], 2],
  [
    'made again at 7 h, and sent at 8 h 30 min: by one reading once more',
    [create('t'), advance(25_200), remove, retry, advance(5_400), retry],
    2,
  ],
  ['several at the same time', [{ do: 'together', steps: [create('t'), create('u'), retry, retry] }], 2],
  ['a late copy of what was deleted', [copied('t'), remove, create('u'), { do: 'deliver' }], 2],
  ['a copy that comes at the end', [copied('t'), remove, create('u')], 2],
])('%s', (_, steps, expected) => {
  expect(connectionsNeeded({ steps })).toBe(expected);
});
