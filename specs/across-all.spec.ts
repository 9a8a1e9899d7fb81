import { expect, inject, test } from 'vitest';
import { guaranteeTests } from './guarantee-tests.ts';

guaranteeTests('once', 'durable');

test('everything that is required of the run was exercised and decided', () => {
  const { report } = inject('conformance');
  expect(report.inconclusive.filter((one) => one.decisive)).toEqual([]);
});
