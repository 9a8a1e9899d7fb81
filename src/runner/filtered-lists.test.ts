// Lists that are narrowed by a filter, or asked for by the other account.
import { expect, test } from 'vitest';
import type { Step } from '../program/types.ts';
import { answer, failure } from './testing/fake-endpoint.ts';
import { endOf, invocations, setting } from './testing/setting.ts';

const LIST = 'ListEnvironmentAccountConnections';
const create = (name: string): Step => ({
  do: 'create',
  operation: 'CreateEnvironmentAccountConnection',
  input: {
    environmentName: `{{name:${name}}}`,
    managementAccountId: '111122223333',
    clientToken: `{{token:${name}}}`,
    roleArn: 'arn:aws:iam::111122223333:role/one',
  },
});
const asManagement: Step = { do: 'list', of: 0, filter: { requestedBy: 'MANAGEMENT_ACCOUNT' } };
const list: Step = { do: 'list', of: 0 };

test('the list of the management account is asked for with its credentials', async () => {
  const { run, endpoint } = setting();
  await run([[create('a'), list, asManagement]]);
  const lists = endpoint.calls.filter(({ operation, input }) => operation === LIST && input.maxResults === undefined);
  expect(lists.map(({ input, account }) => [input.requestedBy, account]).slice(0, 2)).toEqual([
    ['ENVIRONMENT_ACCOUNT', undefined],
    ['MANAGEMENT_ACCOUNT', 'management'],
  ]);
});

test.each([
  ['not permitted', failure('AccessDeniedException')],
  ['not implemented', answer({}, 501)],
])('a filter that is %s ends no program, and leaves the lists without one to the others', async (_, refusal) => {
  const { run, of, endpoint } = setting();
  endpoint.mood = ({ input }) => (input.requestedBy === 'MANAGEMENT_ACCOUNT' ? refusal : undefined);
  await run([
    [create('a'), asManagement, list],
    [create('b'), list],
  ]);
  expect([0, 1].map((index) => endOf(of(index))?.reason)).toEqual(['done', 'done']);
  expect(invocations(of(0)).map(({ operation }) => operation)).toEqual([
    'CreateEnvironmentAccountConnection',
    LIST,
    LIST,
  ]);
});
