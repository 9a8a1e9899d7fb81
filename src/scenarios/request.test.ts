import { describe, expect, test } from 'vitest';
import { expand, scenarios } from './load.ts';
import { bodyOf, type Context, contextOf, requestOf, resolve, symbols, type Told } from './request.ts';
import type { Step } from './types.ts';

const run = expand(scenarios.find((scenario) => scenario.id === 'token-retry')!)[0]!;
const told: Record<string, Told> = {
  first: {
    operation: 'CreateEnvironmentTemplateVersion',
    input: {
      templateName: 'pt',
      clientToken: 'ptoken1',
      source: { s3: { bucket: 'b', key: 'k' } },
      tags: [{ key: 'team', value: 'one' }],
    },
    sent: 12.5,
    json: { environmentTemplateVersion: { templateName: 'pt', majorVersion: '1', minorVersion: '3' } },
  },
};
const context: Context = contextOf(run, symbols('p', '123456789012'), told);

describe('values', () => {
  const cases: readonly [string, Parameters<typeof resolve>[0], unknown][] = [
    ['a name of the run', '$envTemplate', 'penvtemplate'],
    ['a name that begins with another', '$name-2', 'pname-2'],
    ['the account inside a text', 'arn:aws:iam::$managementAccount:role/one', 'arn:aws:iam::123456789012:role/one'],
    ['what an answer showed', '@first.environmentTemplateVersion.minorVersion', '3'],
    ['what a request had', '@first.input.source.s3.key', 'k'],
    ['when it was sent', '@first.sent', 12.5],
    ['a reference to nothing', '@second.input.name', null],
    ['a token padded to its length', { token: '$token1', length: 10, end: 'b' }, 'ptoken1xxb'],
    ['a token in capitals', { token: '$token1', upperCase: true }, 'PTOKEN1'],
    ['a token with an end', { token: '$token1', end: ' x' }, 'ptoken1 x'],
    ['lists and objects', [{ a: '$name' }], [{ a: 'pname' }]],
  ];
  test.each(cases)('%s', (_, value, made) => expect(resolve(value, context)).toEqual(made));
});

describe('requests', () => {
  const { input } = told.first!;
  const cases: readonly [string, Step, unknown][] = [
    ['again, as it was', { again: 'first' }, input],
    [
      'a member at a path',
      { again: 'first', with: { 'tags.0.value': 'two' } },
      { ...input, tags: [{ key: 'team', value: 'two' }] },
    ],
    [
      'a member left out',
      { again: 'first', without: ['tags'] },
      { templateName: 'pt', clientToken: 'ptoken1', source: input.source },
    ],
    [
      "the subject's change and another",
      { again: 'first', with: ['$other', { description: 'd' }] },
      { ...input, clientToken: 'ptoken2', description: 'd' },
    ],
    ['no members at all', { the: 'delete', bare: true }, {}],
    [
      'a standard call about a step',
      { the: 'get', of: 'first' },
      { templateName: 'pt', majorVersion: '1', minorVersion: '3' },
    ],
  ];
  test.each(cases)('%s', (_, step, made) => expect(requestOf(step, context).input).toEqual(made));

  test('a resent request leaves the first one as it was', () => {
    const before = structuredClone(told.first!.input);
    requestOf({ again: 'first', with: { 'source.s3.key': 'other' }, without: ['tags'] }, context);
    expect(told.first!.input).toEqual(before);
  });

  test('reordered: the same JSON value, members in reverse, more white space', () => {
    const plain = bodyOf(requestOf({ again: 'first' }, context));
    const reordered = bodyOf(requestOf({ again: 'first', body: 'reordered' }, context));
    expect(JSON.parse(reordered)).toEqual(JSON.parse(plain));
    expect(Object.keys(JSON.parse(reordered))).toEqual(Object.keys(JSON.parse(plain)).reverse());
    expect(reordered.length).toBeGreaterThan(plain.length);
  });

  test('a step or standard call that is not there is an error', () => {
    expect(() => requestOf({ again: 'nowhere' }, context)).toThrow('no such step: nowhere');
    expect(() => requestOf({ the: 'redeploy' }, context)).toThrow('no such standard call: redeploy');
  });
});
