// What is asserted without a model: a table of violations, each with the conditions that its words and the recorded answers
// come to.
import { expect, test } from 'vitest';
import type { History } from '../history/read.ts';
import type { HistoryEvent } from '../history/types.ts';
import type { Json, Step } from '../program/types.ts';
import type { Counterexample } from '../shrink/types.ts';
import { planOf } from './plan.ts';

interface Exchange {
  readonly operation: string;
  readonly status?: number;
  readonly body: Json;
}

const name = 'pcrun00111a';
const template = (more: Record<string, Json> = {}) => ({
  environmentTemplate: {
    arn: `arn:aws:proton:us-east-1:123456789012:environment-template/${name}`,
    name,
    createdAt: 1_700_000_000,
    lastModifiedAt: 1_700_000_000,
    ...more,
  },
});
const refusal = (type: string, message = 'no'): Exchange['body'] => ({ __type: type, message });
const create: Step = { do: 'create', operation: 'CreateEnvironmentTemplate', input: { name: '{{name:a}}' } };
const created: Exchange = { operation: 'CreateEnvironmentTemplate', body: template() };

const plan = (steps: readonly Step[], exchanges: readonly Exchange[], allowed: readonly string[], observed: string) => {
  const settings = { settleMs: 0, clockToleranceSeconds: 10 };
  const aim = { guarantee: 'create.retry', operation: 'CreateEnvironmentTemplate', situation: 'same parameters' };
  const program = { index: 0, aim, steps };
  const events = exchanges.flatMap(({ operation, status = 200, body }, call): HistoryEvent[] => [
    { event: 'invoke', call, at: call, step: call, operation, input: { name }, lane: 'raw', attempt: 1 },
    { event: 'answer', call, at: call, status, headers: {}, body: JSON.stringify(body) },
  ]);
  const namespace = 'pcrun00111';
  const history: History = [
    { event: 'header', schemaVersion: 1, run: 'run001', namespace, settings, program },
    ...events,
  ];
  const last = exchanges.length - 1;
  const violation = { ...aim, also: [], call: last, step: last, allowed, observed };
  return planOf({ program, violation, settings } as unknown as Counterexample, history).expectation;
};

const at = (answer: number, member: string) => ({ answer, path: ['environmentTemplate', member] });
const get: Step = { do: 'get', of: 0 };
const instances = (of: number): Step => ({ do: 'listInstances', of });

test.each<[string, Step, Exchange, readonly string[], string, unknown]>([
  [
    'an error where a success was allowed',
    { do: 'retry', of: 0 },
    { operation: 'CreateEnvironmentTemplate', status: 400, body: refusal('ConflictException') },
    ['success with the original resource'],
    'ConflictException: no',
    [[{ is: 'success', answer: 1 }]],
  ],
  [
    'a success where a refusal is documented',
    { do: 'retry', of: 0 },
    created,
    ['ConflictException', 'ValidationException that names IdempotentParameterMismatch'],
    'success: {}',
    [
      [{ is: 'error', answer: 1, types: ['ConflictException'] }],
      [{ is: 'error', answer: 1, types: ['ValidationException'] }],
    ],
  ],
  [
    'a refusal that names nothing',
    { do: 'retry', of: 0 },
    { operation: 'CreateEnvironmentTemplate', status: 400, body: refusal('ValidationException') },
    ['ValidationException that names IdempotentParameterMismatch'],
    'ValidationException: no',
    [
      [
        { is: 'error', answer: 1, types: ['ValidationException'] },
        { is: 'named', answer: 1, expected: true },
      ],
    ],
  ],
  [
    'what should be gone',
    get,
    { operation: 'GetEnvironmentTemplate', body: template() },
    ['ResourceNotFoundException'],
    'success: {}',
    [[{ is: 'error', answer: 1, types: ['ResourceNotFoundException'] }]],
  ],
  [
    'what is missing',
    get,
    { operation: 'GetEnvironmentTemplate', status: 400, body: refusal('ResourceNotFoundException') },
    ['the resource is there'],
    'ResourceNotFoundException: no',
    [[{ is: 'success', answer: 1 }]],
  ],
  [
    'a member that differs from what an earlier answer showed',
    get,
    { operation: 'GetEnvironmentTemplate', body: template({ lastModifiedAt: 1_700_000_009 }) },
    ['the resource unchanged'],
    'lastModifiedAt is 1700000009, was 1700000000 (success: {})',
    [
      [
        { is: 'success', answer: 1 },
        { is: 'one-of', at: at(1, 'lastModifiedAt'), values: [at(0, 'lastModifiedAt')], time: true },
      ],
    ],
  ],
  [
    'a value that nothing has set',
    get,
    { operation: 'GetEnvironmentTemplate', body: template({ description: 'two' }) },
    ['the resource unchanged'],
    'description is "two" (success: {})',
    [
      [
        { is: 'success', answer: 1 },
        { is: 'one-of', at: at(1, 'description'), values: [at(0, 'description')] },
      ],
    ],
  ],
  [
    'an error type that is not documented',
    get,
    { operation: 'GetEnvironmentTemplate', status: 400, body: refusal('NoSuchThing') },
    ['an error by the API model'],
    'GetEnvironmentTemplate does not list the error type NoSuchThing',
    [[expect.objectContaining({ is: 'documented', answer: 1 })]],
  ],
  [
    'words that say nothing',
    { do: 'retry', of: 0 },
    created,
    ['a token of its own'],
    'the token of an earlier call',
    undefined,
  ],
])('%s', (_, step, exchange, allowed, observed, expected) => {
  expect(plan([create, step], [created, exchange], allowed, observed)).toEqual(expected);
});

test.each<[string, string, unknown]>([
  ['is gone', 'instance one is gone', { is: 'missing', at: { answer: 2, path: [], item: 'one' }, expected: false }],
  [
    'is deployed again',
    'instance one is IN_PROGRESS, was SUCCEEDED',
    { is: 'one-of', at: { answer: 2, path: ['deploymentStatus'], item: 'one' }, values: [{ value: 'SUCCEEDED' }] },
  ],
  [
    'was deployed again',
    'instance one has lastDeploymentAttemptedAt 9, had 1',
    {
      is: 'one-of',
      at: { answer: 2, path: ['lastDeploymentAttemptedAt'], item: 'one' },
      values: [{ answer: 1, path: ['lastDeploymentAttemptedAt'], item: 'one' }],
      time: true,
    },
  ],
])('an instance that %s', (_, observed, expected) => {
  const arn = `arn:aws:proton:us-east-1:123456789012:service/${name}`;
  const service = { service: { name, arn, createdAt: 1, status: 'ACTIVE' } };
  const look = {
    operation: 'ListServiceInstances',
    body: { serviceInstances: [{ name: 'one', arn: `${arn}/service-instance/one`, deploymentStatus: 'SUCCEEDED' }] },
  };
  const steps: Step[] = [{ ...create, operation: 'CreateService' } as Step, ...[0, 0].map(instances)];
  const conditions = plan(
    steps,
    [{ operation: 'CreateService', body: service }, look, look],
    ['as they were'],
    observed,
  );
  const short = JSON.stringify(conditions)
    .replaceAll('"serviceInstances",', '')
    .replaceAll('["serviceInstances"]', '[]');
  expect(JSON.parse(short.replaceAll('{"name":"one"}', '"one"'))).toEqual([[expected]]);
});
