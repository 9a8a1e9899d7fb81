import { describe, expect, test } from 'vitest';
import type { Step } from '../program/types.ts';
import { answer, failure, lost } from './testing/fake-endpoint.ts';
import { connection, environment, foreignConnections, invocations, setting, template } from './testing/setting.ts';

const settle: Step = { do: 'settle', of: 0 };
const version: Step = {
  do: 'create',
  operation: 'CreateEnvironmentTemplateVersion',
  input: { templateName: '{{name:a}}', clientToken: '{{token:t}}' },
};

describe('cleaning up', () => {
  test('follows the order of dependence, and finds versions that no answer showed', async () => {
    const { run, endpoint } = setting();
    endpoint.workMs = 500;
    endpoint.mood = ({ operation }, usual) => {
      if (operation !== 'CreateEnvironmentTemplateVersion') return undefined;
      usual();
      return answer({ environmentTemplateVersion: {} });
    };
    const result = await run([[template(), environment(), version, version]]);
    expect(result.leftBehind).toEqual([]);
    expect(endpoint.names).toEqual([]);
  });

  test.each<[string, Step]>([
    ['a name', environment()],
    ['a connection', connection()],
  ])('finds %s whose answer never came', async (_, create) => {
    const { run, endpoint } = setting();
    endpoint.mood = ({ operation }, usual) => {
      if (!operation.startsWith('Create')) return undefined;
      usual();
      return lost('timeout');
    };
    await run([[create]], { maxCalls: 2 });
    expect(endpoint.calls.map(({ operation }) => operation).some((operation) => operation.startsWith('Create'))).toBe(
      true,
    );
    expect(endpoint.names).toEqual([]);
  });

  test('is not deceived by a delete that only says so', async () => {
    const { run, endpoint } = setting();
    let lies = 0;
    endpoint.mood = ({ operation }) =>
      operation === 'DeleteEnvironmentTemplate' && lies++ < 3 ? answer({}) : undefined;
    const result = await run([[template(), { do: 'delete', of: 0 }]]);
    expect(result.leftBehind).toEqual([]);
    expect(endpoint.names).toEqual([]);
  });

  test('gives up on what will not go, in time, and tells it', async () => {
    const { run, endpoint, time } = setting();
    const begin = time.now();
    endpoint.mood = ({ operation }) =>
      operation === 'DeleteEnvironmentTemplate' ? failure('ConflictException') : undefined;
    const result = await run([[template()]]);
    expect(result.leftBehind).toMatchObject([
      { resource: 'environmentTemplate', key: expect.stringMatching(/^pcabc123/) },
    ]);
    expect(time.now() - begin).toBeLessThan(60_000);
  });

  test.each<[string, string, readonly Step[]]>([
    ['a template', 'DeleteEnvironmentTemplate', [template()]],
    ['a version', 'DeleteEnvironmentTemplateVersion', [template(), version]],
  ])('gives up in time on an endpoint whose delete of %s changes nothing', async (_, deletion, steps) => {
    const { run, endpoint, time } = setting();
    const begin = time.now();
    endpoint.mood = ({ operation }) => (operation === deletion ? answer({}) : undefined);
    expect((await run([steps])).leftBehind.length).toBeGreaterThan(0);
    expect(time.now() - begin).toBeLessThan(60_000);
  });

  test('works without lists, by what is known', async () => {
    const { run, endpoint } = setting();
    endpoint.mood = ({ operation }) => (operation.startsWith('List') ? answer({}, 501) : undefined);
    expect((await run([[template(), environment()], [connection()]])).leftBehind).toEqual([]);
    expect(endpoint.names).toEqual([]);
  });

  test('leaves nothing behind of a kind that is not implemented', async () => {
    const { run, endpoint, time } = setting();
    const begin = time.now();
    endpoint.mood = ({ operation }) => (operation.endsWith('EnvironmentTemplate') ? answer({}, 501) : undefined);
    expect((await run([[template()], [connection()]])).leftBehind).toEqual([]);
    expect(time.now() - begin).toBeLessThan(10_000);
  });

  test('bears with throttling and errors', async () => {
    const { run, endpoint } = setting();
    let calls = 0;
    endpoint.mood = () =>
      calls++ % 3 === 0 ? failure('ThrottlingException') : calls % 5 === 0 ? answer({}, 500) : undefined;
    expect((await run([[template(), version], [environment(), settle], [connection()]])).leftBehind).toEqual([]);
    expect(endpoint.names).toEqual([]);
  });

  test('never touches what is not ours, even if an answer shows it as ours', async () => {
    const { run, endpoint } = setting();
    foreignConnections(endpoint, 2);
    const shown = {
      id: 'other-0',
      environmentName: 'other0',
      arn: 'arn:x',
      status: 'PENDING',
      requestedAt: 1,
      lastModifiedAt: 1,
    };
    endpoint.mood = ({ operation }) =>
      operation === 'CreateEnvironmentAccountConnection' ? answer({ environmentAccountConnection: shown }) : undefined;
    await run([
      [
        connection(),
        { do: 'modify', of: 0, operation: 'UpdateEnvironmentAccountConnection', input: { roleArn: 'x' } },
        { do: 'delete', of: 0 },
      ],
    ]);
    expect(endpoint.names).toEqual(['environmentAccountConnection other-0', 'environmentAccountConnection other-1']);
    expect(endpoint.calls.map(({ operation }) => operation)).not.toContain('UpdateEnvironmentAccountConnection');
  });

  test('looks at a connection before it deletes it by an id of the endpoint’s choice', async () => {
    const { run, endpoint } = setting();
    foreignConnections(endpoint, 1);
    endpoint.mood = ({ operation, input }) =>
      operation === 'CreateEnvironmentAccountConnection'
        ? answer({
            environmentAccountConnection: {
              ...input,
              id: 'other-0',
              arn: 'arn:x',
              status: 'PENDING',
              requestedAt: 1,
              lastModifiedAt: 1,
            },
          })
        : undefined;
    await run([[connection()]]);
    expect(endpoint.names).toEqual(['environmentAccountConnection other-0']);
  });

  test('leaves an endpoint alone that is gone, and tells what it could not delete', async () => {
    const { run, endpoint, time } = setting();
    let gone = false;
    endpoint.mood = ({ operation }) => {
      gone ||= operation === 'GetEnvironmentTemplate';
      return gone ? lost('not-sent') : undefined;
    };
    const begin = time.now();
    const result = await run([[template(), { do: 'get', of: 0 }]]);
    expect(result).toMatchObject({ stopped: 'unreachable', leftBehind: [{ resource: 'environmentTemplate' }] });
    expect(time.now() - begin).toBeLessThan(120_000);
  });
});

describe('the management account', () => {
  test.each<[string, (endpoint: ReturnType<typeof setting>['endpoint']) => void, string]>([
    [
      'is read from what is there',
      (endpoint) => {
        endpoint.mood = ({ operation }) =>
          operation === 'ListEnvironmentTemplates'
            ? answer({
                templates: [
                  {
                    arn: 'arn:aws:proton:us-east-1:999988887777:environment-template/x',
                    name: 'x',
                    createdAt: 1,
                    lastModifiedAt: 1,
                  },
                ],
              })
            : undefined;
      },
      '999988887777',
    ],
    ['is read from a template made for it', () => undefined, '111122223333'],
    [
      'is an example where no ARN shows one',
      (endpoint) => {
        endpoint.mood = ({ operation }) =>
          operation === 'CreateEnvironmentTemplate' ? failure('ValidationException') : undefined;
      },
      '123456789012',
    ],
  ])('%s', async (_, prepare, expected) => {
    const { run, endpoint, of } = setting();
    prepare(endpoint);
    await run([[connection()]], { settings: { settleMs: 2_000, clockToleranceSeconds: 60 } });
    expect(invocations(of(0))[0]!.input.managementAccountId).toBe(expected);
    expect(of(0)[0].settings.managementAccount).toBe(expected);
    expect(endpoint.names).toEqual([]);
  });
});
