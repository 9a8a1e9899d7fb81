// biome-ignore-all lint/suspicious/noTemplateCurlyInString: text that must not be read as a template
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { comment, shWord, tsEscaped, tsString } from './quote.ts';

const hostile = [
  "it's",
  '$(touch /tmp/never); `id` "$HOME" \\',
  'a\nb\r\nc',
  '*/ process.exit() /*',
  '${process.exit(1)}',
  "\\'; x",
  '\u2028\u2029\u202e\u001b[2J\u0007',
  '-n',
  'ünï🎉',
  '!!',
];

test.each(hostile)('a shell word is itself: %j', (text) => {
  expect(execFileSync('bash', ['-c', `printf '%s' ${shWord(text)}`], { encoding: 'utf8' })).toBe(text);
});

test.each(hostile)('a TypeScript string is itself: %j', (text) => {
  // The code under test is code: only the engine can tell what it means.
  const evaluate = (code: string): unknown => new Function(`return ${code}`)();
  expect(evaluate(tsString(text))).toBe(text);
  expect(evaluate(`\`${tsEscaped(text, '`')}\``)).toBe(text);
  expect(tsString(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
});

test.each(hostile)('every line of a comment is one: %j', (text) => {
  for (const mark of ['#', '//'] as const)
    for (const line of comment(mark, text)) {
      expect(line.startsWith(mark)).toBe(true);
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }
});
