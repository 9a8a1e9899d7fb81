// Stands in for `vitest` while mutants are tried: the tests are collected once, and each can then be called again and
// again in one process. Starting vitest anew for each of thousands of mutants would take hours instead of minutes.

import { format } from 'node:util';
import { ASYMMETRIC_MATCHERS_OBJECT, chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect';

/** What has been collected; the module is loaded twice, by Node and by Vite. */
globalThis.__collectedTests ??= { tests: [], path: [] };
const collected = globalThis.__collectedTests;

/** @returns {{ id: string, name: string, run: () => unknown }[]} */
export const collectedTests = () => collected.tests;

/** The tests that `load` defines get names that begin with `file`. */
export async function collect(file, load) {
  collected.path = [file];
  await load();
}

export function describe(name, define) {
  collected.path.push(name);
  define();
  collected.path.pop();
}

export function test(name, run) {
  const full = [...collected.path, name].join(' > ');
  collected.tests.push({ id: `${collected.tests.length} ${full}`, name: full, run });
}

const each = (define) => (table) => (name, run) => {
  for (const row of table) {
    const values = Array.isArray(row) ? row : [row];
    const placeholders = name.split('%s').length - 1;
    define(format(name, ...values.slice(0, placeholders)), () => run(...values));
  }
};
test.each = each(test);
describe.each = each(describe);

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
export const expect = Object.assign(
  (...given) => chai.expect(...given),
  chai.expect,
  globalThis[ASYMMETRIC_MATCHERS_OBJECT],
);
