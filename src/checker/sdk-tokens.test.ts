import { expect, test } from 'vitest';
import type { Invocation } from '../history/types.ts';
import { SdkTokens } from './sdk-tokens.ts';

const invocation = (call: number, more: Partial<Invocation> = {}): Invocation => ({
  event: 'invoke',
  call,
  step: 0,
  at: 0,
  operation: 'CreateServiceTemplateVersion',
  input: { templateName: 't' },
  lane: 'sdk',
  attempt: 1,
  ...more,
});

test.each<[string, Partial<Invocation>[], { shown: number; broken: string[] }]>([
  ['one call shows nothing yet', [{ filledToken: 'a' }], { shown: 0, broken: [] }],
  ['two calls, two tokens', [{ filledToken: 'a' }, { filledToken: 'b' }], { shown: 1, broken: [] }],
  [
    'two calls, one token',
    [{ filledToken: 'a' }, { filledToken: 'a' }],
    { shown: 0, broken: ['1: the token of an earlier call'] },
  ],
  ['no token on the wire', [{}], { shown: 0, broken: ['0: no token on the wire'] }],
  ['the raw lane fills in nothing', [{ lane: 'raw' }], { shown: 0, broken: [] }],
  ['a token that the caller gave', [{ input: { clientToken: 't' } }], { shown: 0, broken: [] }],
  ['an empty one is one', [{ input: { clientToken: '' } }], { shown: 0, broken: [] }],
  ['an operation without tokens', [{ operation: 'CreateService' }], { shown: 0, broken: [] }],
  [
    'the SDK sends a request again with its token',
    [{ filledToken: 'a' }, { filledToken: 'a', attempt: 2, resent: true }],
    { shown: 1, broken: [] },
  ],
  [
    'the SDK sends a request again with another token',
    [{ filledToken: 'a' }, { filledToken: 'b', attempt: 2, resent: true }],
    { shown: 0, broken: ['1: another token'] },
  ],
  [
    'the SDK sends a request again with none',
    [{ filledToken: 'a' }, { attempt: 2, resent: true }],
    { shown: 0, broken: ['1: no token on the wire'] },
  ],
  [
    'the SDK sends a request again with that of another step',
    [{ filledToken: 'a' }, { filledToken: 'b', step: 1 }, { filledToken: 'a', step: 1, attempt: 2, resent: true }],
    { shown: 1, broken: ['2: another token'] },
  ],
  [
    'a copy of which the client knows nothing',
    [{ filledToken: 'a' }, { filledToken: 'a', copy: true }],
    { shown: 0, broken: [] },
  ],
])('%s', (_, calls, expected) => {
  const tokens = new SdkTokens();
  calls.forEach((more, n) => {
    tokens.see(invocation(n, more));
  });
  expect({ shown: tokens.shown.length, broken: tokens.violations.map((v) => `${v.call}: ${v.observed}`) }).toEqual(
    expected,
  );
  for (const one of [...tokens.shown, ...tokens.violations]) expect(one.guarantee).toBe('token.sdk-default');
});
