// Specs with the documented header: of an environment, and of a service with one instance or two in the environment that
// is there. Values are short; a few specs are long, so that what differs late in them is met too.
import fc from 'fast-check';
import { environmentSpec, serviceSpec } from '../requests.ts';

const value = fc.oneof(
  { arbitrary: fc.constantFrom('one', 'two', 'One', 'yes', 'true', '1.1', '1.10'), weight: 3 },
  { arbitrary: fc.string({ unit: fc.constantFrom(...'abcxyz'), minLength: 1, maxLength: 10 }), weight: 1 },
);

/** Lines of further values, as many as make a spec of up to some 10 kB, well below the 51,200 that are allowed. */
const notes = fc.oneof(
  { arbitrary: fc.constant<string[]>([]), weight: 4 },
  { arbitrary: fc.array(value, { maxLength: 3 }), weight: 2 },
  { arbitrary: fc.array(value, { minLength: 100, maxLength: 500, size: 'max' }), weight: 1 },
);

const lines = (values: readonly string[], indent: string): string =>
  values.map((each, n) => `${indent}note${n}: ${each}\n`).join('');

export const specOfEnvironment = fc.tuple(value, notes).map(([size, more]) => environmentSpec(size, lines(more, '  ')));

export const specOfService = fc
  .tuple(value, notes, fc.constantFrom('one', 'two'))
  .map(([size, more, instance]) => serviceSpec(size, lines(more, '      '), instance));
