import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { which } from 'zx';
import type { Answer, Invocation } from '../history/types.ts';
import type { Json } from '../program/types.ts';
import { decode } from '../wire/index.ts';
import { formExpectation } from './expectation-form.ts';
import { jqFilter } from './jq.ts';
import type { Expectation } from './types.ts';

const jq = await which('jq', { nothrow: true });
const arn = 'arn:aws:proton:us-east-1:123456789012:environment-template/a';
const right = { name: 'a', arn, createdAt: 1_700_000_000, lastModifiedAt: 1_700_000_000 };
const get = (more: Json): Json => ({ environmentTemplate: { ...right, ...(more as object) } });

const expectationFor = (operation: string, body: string): Expectation | undefined => {
  const invocation = { operation } as Invocation;
  const answer = { event: 'answer', call: 0, at: 0, status: 200, headers: {}, body } satisfies Answer;
  const recorded = { invocation, answer, outcome: decode(operation, answer) };
  const violation = { allowed: [], observed: '', situation: '', guarantee: 'wire.response' };
  return formExpectation({ violation, recorded: [recorded], actions: [], checked: 0, namespace: '' }, recorded);
};

/** As the `raw` helper of a script reads an answer. */
const read = (text: string, status = 200): Json => {
  const value: Json = (() => {
    try {
      return JSON.parse(text) as Json;
    } catch {
      return null;
    }
  })();
  const members = typeof value === 'object' && !Array.isArray(value) ? value : {};
  return { ...members, status, text, error: status < 400 ? null : 'ThrottlingException' };
};

const holds = (expectation: Expectation, answer: Json): boolean => {
  const args = ['-n', '--argjson', 'a0', JSON.stringify(answer), jqFilter(expectation)];
  return execFileSync('jq', args, { encoding: 'utf8' }).trim() === 'true';
};

test.skipIf(!jq).each<[string, string, string, string]>([
  ['no JSON', 'GetEnvironmentTemplate', '{environmentTemplate', JSON.stringify(get({}))],
  ['a list', 'GetEnvironmentTemplate', '[]', JSON.stringify(get({}))],
  ['words after a deletion', 'DeleteEnvironmentTemplate', 'OK', ''],
  ['no body', 'GetEnvironmentTemplate', '', JSON.stringify(get({}))],
  ['a text for a time', 'GetEnvironmentTemplate', JSON.stringify(get({ createdAt: '2026' })), JSON.stringify(get({}))],
  ['milliseconds', 'GetEnvironmentTemplate', JSON.stringify(get({ createdAt: 1.7e12 })), JSON.stringify(get({}))],
  ['a list for a text', 'GetEnvironmentTemplate', JSON.stringify(get({ description: [] })), JSON.stringify(get({}))],
  ['a name of another form', 'GetEnvironmentTemplate', JSON.stringify(get({ name: '-a' })), JSON.stringify(get({}))],
  ['a text that is too long', 'GetEnvironmentTemplate', JSON.stringify(get({ description: 'x'.repeat(501) })), '{}'],
  ['no ARN', 'GetEnvironmentTemplate', JSON.stringify({ environmentTemplate: { name: 'a' } }), JSON.stringify(get({}))],
  [
    'no ARN in one of a list',
    'ListEnvironmentTemplates',
    JSON.stringify({ templates: [right, { name: 'b', createdAt: 1.7e9, lastModifiedAt: 1.7e9 }] }),
    JSON.stringify({ templates: [right] }),
  ],
])('%s: a script says so, and passes a right answer and a refusal of its own kind', (_, operation, wrong, good) => {
  const expectation = expectationFor(operation, wrong);
  expect(expectation).toBeDefined();
  expect(holds(expectation!, read(wrong))).toBe(false);
  expect(holds(expectation!, read(good))).toBe(true);
  expect(holds(expectation!, read('{"__type":"ThrottlingException"}', 400))).toBe(true);
});
