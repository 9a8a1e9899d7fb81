import { expect, test } from 'vitest';
import { bench, creates, identity, prepare } from './testing/bench.ts';

test.each(Object.entries(creates))('%s is answered alike before and after a restart', (operation, request) => {
  const on = bench();
  prepare(on);
  const first = on.detail(operation, request);
  on.pass(1000);
  const before = on.detail(operation, request);
  on.emulator.restart();
  expect(on.detail(operation, request)).toEqual(before);
  const noun = operation.slice('Create'.length);
  on.detail(`Delete${noun}`, identity(operation, first));
  on.emulator.restart();
  on.pass(1000);
  expect(on.outcome(`Delete${noun}`, identity(operation, first))).toBe('ok');
  expect(on.outcome(`Get${noun}`, identity(operation, first))).toBe('ResourceNotFoundException');
});
