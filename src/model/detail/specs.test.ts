import { expect, test } from 'vitest';
import { canonical } from '../../wire/canonical.ts';
import { compare, isSameInOtherForm } from './parameters.ts';

const of = (size: string): string => `proton: EnvironmentSpec\nspec:\n  size: ${size}\n`;

/** Of two requests, and of one value requested and another shown. */
test.each<[string, string, string, 'open' | 'different', boolean]>([
  ['quotes', 'one', '"one"', 'open', true],
  ['a number written otherwise', '1.10', '1.1', 'open', true],
  ['a whole number with a point', '2.0', '2', 'open', true],
  ['integers of twenty digits', '12345678901234567890', '12345678901234567891', 'different', true],
  ['negative ones', '-12345678901234567890', '-12345678901234567891', 'different', true],
  ['the greatest that a double holds', '9007199254740991', '9007199254740990', 'different', false],
  ['a digit of a text', 'v1.10', 'v1.1', 'different', false],
  ['a truth of YAML 1.1', 'yes', 'true', 'different', true],
  ['a number in quotes', '"1"', '1', 'different', false],
  ['another value', 'one', 'two', 'different', false],
])('%s', (_, a, b, relation, isShown) => {
  expect(compare({ spec: of(a) }, { spec: of(b) }).relation).toBe(relation);
  expect(isSameInOtherForm('spec', canonical(of(a)), canonical(of(b)))).toBe(isShown);
});

test('what is no YAML is compared as it is', () => {
  expect(compare({ spec: '{' }, { spec: '{ ' }).relation).toBe('different');
});
