import { expect, test } from 'vitest';
import { checkOptions } from './check-options.ts';
import type { RunOptions } from './types.ts';

test.each<[string, RunOptions]>([
  ['seed', { seed: -1.5 }],
  ['concurrency', { concurrency: 0 }],
  ['minExercised', { minExercised: 0 }],
  ['endpoint', { endpoint: 'nonsense' }],
  ['only', { only: ['token.length', 'tokn.case'] }],
  ['require', { require: ['token.lenght'] }],
  ['require', { require: ['token.sdk-default'] }],
  ['profile', { profile: ['servces'] }],
  ['shard', { shard: { nth: 5, of: 4 } }],
  ['baseline', { baseline: [{ guarantee: 'token.retry', operation: 'Nope', reason: '' }] }],
])('%s: %j is refused by name', (name, options) => {
  expect(() => checkOptions(options)).toThrow(new RegExp(`^${name} takes `));
});

test('what there is passes', () => {
  const options: RunOptions = {
    seed: 0,
    exhaustive: 0,
    runs: 0,
    only: ['token.*', 'DeleteService'],
    require: ['once*'],
    profile: ['services', 'emulator'],
    shard: { nth: 4, of: 4 },
    baseline: [{ guarantee: 'wire.error', operation: 'GetService', reason: '' }],
  };
  expect(() => checkOptions(options)).not.toThrow();
});
