import { expect, test } from 'vitest';
import { runOptions } from './run.ts';
import { toldOf } from './told.ts';

test('options are told as data, and as the words that give them again; the seed is told by the run', () => {
  const given = {
    endpoint: 'http://127.0.0.1:1/',
    seed: 1,
    only: ['token.*', 'DeleteService'],
    shrink: false,
    credentials: true,
    reportDir: '/home/me/reports',
  };
  expect(toldOf(given, runOptions)).toEqual({
    configuration: {
      endpoint: 'http://127.0.0.1:1/',
      only: ['token.*', 'DeleteService'],
      shrink: false,
      credentials: true,
    },
    arguments: ['--endpoint', 'http://127.0.0.1:1/', '--only', "'token.*'", 'DeleteService', '--no-shrink'],
  });
});

test('what runs in a shell may hold secrets, and is not told', () => {
  const given = { clock: 'command:curl -H secret' as const, restartCommand: 'PASSWORD=secret restart' };
  expect(JSON.stringify(toldOf(given, runOptions))).not.toContain('secret');
});

test('a value with anything in it is one word of a shell', () => {
  expect(toldOf({ implementation: "it's; rm -rf@1" }, runOptions).arguments[1]).toBe(`'it'\\''s; rm -rf@1'`);
});
