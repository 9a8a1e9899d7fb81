import { expect, test } from 'vitest';
import type { HistoryEvent } from '../history/types.ts';
import type { Json, Program } from '../program/types.ts';
import { explain } from './explanation.ts';

const program: Program = {
  index: 0,
  aim: { guarantee: 'create.retry', operation: 'CreateEnvironmentTemplate', situation: 'same parameters' },
  steps: [
    { do: 'create', operation: 'CreateEnvironmentTemplate', input: { name: '{{name:a}}' } },
    { do: 'retry', of: 0 },
    { do: 'get', of: 0 },
  ],
};

const exchange = (call: number, body: Json | string): HistoryEvent[] => [
  {
    event: 'invoke',
    call,
    at: call,
    step: call,
    operation: 'CreateEnvironmentTemplate',
    input: { name: 'pc1a' },
    lane: 'raw',
    attempt: 1,
  },
  {
    event: 'answer',
    call,
    at: call,
    status: 200,
    headers: { 'x-amzn-requestid': 'r\u001b[1m' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  },
];

const template = (more: Record<string, Json>) => ({
  environmentTemplate: { arn: 'arn:a', name: 'pc1a', createdAt: 1_700_000_000, lastModifiedAt: 1_700_000_000, ...more },
});

const violation = { call: 1, allowed: ['success with the original resource'], observed: 'success: {"arn":"arn:a"}' };

test('an answer is compared member by member with the one that it should have equalled', () => {
  const events = [...exchange(0, template({ description: 'one' })), ...exchange(1, template({ displayName: 'D' }))];
  expect(explain(program, violation, events).diff).toEqual([
    '- allowed success with the original resource',
    '+ observed success',
    '  against the answer to CreateEnvironmentTemplate (call 0):',
    '-   description: "one"',
    '+   displayName: "D"',
  ]);
});

test('steps end with the one that shows the violation', () => {
  const events = [...exchange(0, template({})), ...exchange(1, template({}))];
  expect(explain(program, violation, events).steps).toEqual([
    '1. CreateEnvironmentTemplate with name a',
    '2. the same request again',
  ]);
});

test('what a name of the steps is on the wire is told', () => {
  const header = { event: 'header', namespace: 'pcabcdef1010' } as HistoryEvent;
  expect(explain(program, violation, [header, ...exchange(0, template({}))]).names).toBe(
    'on the wire name a is pcabcdef1010a, and so with the others',
  );
});

test('hostile bytes of an answer are escaped and cut', () => {
  const events = [...exchange(0, template({})), ...exchange(1, `\u001b]0;x\u0007\u202e${'x'.repeat(9_999)}`)];
  const { wire } = explain(program, violation, events);
  expect(JSON.stringify(wire)).not.toMatch(/[\p{Cc}\p{Cf}]|\\u001b/u);
  expect(wire?.answer?.body.length).toBeLessThanOrEqual(1_500);
  expect(wire).toMatchObject({ target: 'AwsProton20200720.CreateEnvironmentTemplate', body: '{"name":"pc1a"}' });
});
