// Text in generated code. Inputs and answers may hold anything: nothing of them may end a string, a shell word or a comment,
// and no invisible character stands in the code itself.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: code in another file
import { printable } from './printable.ts';

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

const codePoint = (character: string): number => character.codePointAt(0) ?? 0;

/** The inside of a TypeScript string between `quote`s, a template's `${` disarmed as well. */
export const tsEscaped = (text: string, quote: "'" | '`'): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll('${', '\\${')
    .replace(UNPRINTABLE, (character) => `\\u{${codePoint(character).toString(16)}}`);

export const tsString = (text: string): string => `'${tsEscaped(text, "'").replaceAll('\\${', '${')}'`;

/** One shell word. A NUL ends a word of any program, and is left out. */
export const shWord = (text: string): string => {
  const words = text.replaceAll('\0', '');
  UNPRINTABLE.lastIndex = 0;
  if (!UNPRINTABLE.test(words)) return `'${words.replaceAll("'", `'\\''`)}'`;
  const escaped = words
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replace(UNPRINTABLE, (character) =>
      [...Buffer.from(character)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join(''),
    );
  return `$'${escaped}'`;
};

/** Whether a text means itself between double quotes of a shell. */
export const isPlain = (text: string): boolean => /^[\w./:@%+=, -]*$/.test(text);

/** One shell word, without quotes where it needs none. */
export const shArgument = (text: string): string =>
  text !== '' && isPlain(text) && !text.includes(' ') ? text : shWord(text);

/** Comment lines, each a line of the file whatever the text holds; long words stay whole, long texts are cut. */
export const comment = (mark: '#' | '//', text: string, indent = '', maxChars = 600): string[] => {
  const words = printable(text, maxChars).split(' ');
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && line.length + word.length > 96 - indent.length) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((one, index) => `${mark} ${index === 0 ? indent : ' '.repeat(indent.length)}${one}`.trimEnd());
};
