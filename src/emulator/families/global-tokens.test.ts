import { describe, expect, test } from 'vitest';
import { type Bench, bench, creates, prepare, request, source } from '../testing/bench.ts';

const hour = 60 * 60 * 1000;
const version = creates.CreateEnvironmentTemplateVersion ?? {};
const connection = creates.CreateEnvironmentAccountConnection ?? {};
const nowhere = { ...version, templateName: 'nowhere' };

function furnished(readings: Record<string, string>, habits: object = {}): Bench {
  const on = bench({ habits: { globalTokens: true, ...habits }, readings });
  prepare(on);
  return on;
}

describe('the token of a failed request', () => {
  const spent = {
    'token.failed-request': 'spent',
    'token.other-operation': 'mismatch',
    'token.other-target': 'mismatch',
  };

  test.each([
    ['another template', 'CreateEnvironmentTemplateVersion', version],
    ['another operation', 'CreateEnvironmentAccountConnection', connection],
  ])('is spent for %s', (_, operation, input) => {
    const on = furnished(spent);
    expect(on.outcome('CreateEnvironmentTemplateVersion', nowhere)).toBe('ResourceNotFoundException');
    expect(on.call(operation, input).body.reason).toBe('IdempotentParameterMismatch');
  });

  test.each([
    ['is not valid', { ...version, majorVersion: 'one' }],
    ['is not readable', { ...version, majorVersion: 1 }],
  ])('is spent where that %s', (_, input) => {
    const on = furnished(spent);
    expect(on.call('CreateEnvironmentTemplateVersion', input).status).toBe(400);
    expect(on.call('CreateEnvironmentTemplateVersion', version).body.reason).toBe('IdempotentParameterMismatch');
  });

  test.each([{ 'token.other-operation': 'independent' }, { 'token.failed-request': 'free' }])(
    'is not with %j',
    (readings) => {
      const on = furnished({ ...spent, ...readings });
      on.call('CreateEnvironmentTemplateVersion', nowhere);
      on.call('CreateEnvironmentTemplateVersion', { ...nowhere, source: { s3: { ...source.s3, bucket: '' } } });
      expect(on.outcome('CreateEnvironmentAccountConnection', connection)).toBe('ok');
    },
  );
});

describe('the eight hours of a token', () => {
  const mismatched = { ...version, description: 'other' };
  const elsewhere = { ...connection, clientToken: version.clientToken };

  /** Whether the token still stands for its version nine hours after it was made, with this request in between. */
  async function isAlive(on: Bench, operation: string, input: object): Promise<boolean> {
    const made = on.detail('CreateEnvironmentTemplateVersion', version);
    on.pass(5 * hour);
    await on.emulator.respond(request(operation, { ...input }));
    on.pass(4 * hour);
    return on.detail('CreateEnvironmentTemplateVersion', version).arn === made.arn;
  }

  test.each([
    ['a mismatch', 'CreateEnvironmentTemplateVersion', mismatched],
    ['a request of another operation', 'CreateEnvironmentAccountConnection', elsewhere],
    ['a request that is not valid', 'CreateEnvironmentTemplateVersion', { clientToken: version.clientToken }],
  ])('are renewed by %s', async (_, operation, input) => {
    expect(await isAlive(furnished({ 'token.window': 'latest' }), operation, input)).toBe(true);
    expect(await isAlive(furnished({ 'token.window': 'first' }), operation, input)).toBe(false);
  });

  test('are renewed by a request that is throttled', async () => {
    const on = furnished({ 'token.window': 'latest' }, { throttleRate: 1 });
    expect(await isAlive(on, 'CreateEnvironmentTemplateVersion', version)).toBe(true);
  });
});
