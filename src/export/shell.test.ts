// biome-ignore-all lint/suspicious/noTemplateCurlyInString: code of another language
import { expect, test } from 'vitest';
import { jqValue } from './jq.ts';
import { word } from './shell.ts';
import { pieces, RUN, RUN_DIGITS, RUN_END, RUN_UPPER } from './values.ts';
import { tsValue } from './vitest.ts';

const live = '{{answer:3.environmentTemplateVersion.minorVersion}}';

test.each([
  ['plain', `"plain"`, "'plain'", '"plain"'],
  [`${RUN}-t`, '"${RUN}-t"', '`${run}-t`', '($run + "-t")'],
  [`${RUN_UPPER}-T`, '"${RUN_UPPER}-T"', '`${run.toUpperCase()}-T`', '(($run | ascii_upcase) + "-T")'],
  [RUN_DIGITS, '"${RUN_DIGITS}"', 'runDigits', '$digits'],
  [`af-${RUN_END}`, '"af-${RUN_DIGITS:4}"', '`af-${runDigits.slice(4)}`', '("af-" + $digits[4:])'],
  [
    live,
    `"$(value "$a3" '.environmentTemplateVersion.minorVersion')"`,
    'answer3?.environmentTemplateVersion?.minorVersion',
    '$a3.environmentTemplateVersion.minorVersion',
  ],
  [`${RUN}$(id)'`, `"\${RUN}"'$(id)'\\'''`, "`${run}$(id)'`", `($run + "$(id)'")`],
  ['', `""`, "''", '""'],
])('%j in each language', (text, shell, typescript, jq) => {
  expect(word(text)).toBe(shell);
  expect(tsValue(text)).toBe(typescript);
  expect(jqValue(text)).toBe(jq);
});

test('tokens keep their relations: length, case and end', () => {
  const long = `${RUN}-t`.padEnd(63, 'x');
  expect(pieces(`${long}a`).map((piece) => ('text' in piece ? piece.text.length : 'run'))).toEqual(['run', 56]);
});

test('a member named __proto__ is a member like any other', () => {
  expect(tsValue(JSON.parse('{"__proto__": 1}'))).toBe("{ ['__proto__']: 1 }");
});
