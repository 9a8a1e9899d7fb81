// Text for a terminal: lines of at most `columns` characters, with every character that could steer a terminal escaped,
// as parts of it come from the endpoint.
import { styleText } from 'node:util';
import { printable } from '../wire/printable.ts';

export const columns = 80;

export type Style = 'red' | 'green' | 'yellow' | 'dim' | 'bold';

/** Colours a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

export const painter = (colour: boolean): Paint =>
  colour ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;

/**
 * Breaks a text at spaces into lines of at most `columns` characters; what is longer than a line is cut apart.
 * @param first what the first line begins with; the others are indented by as much
 */
export const wrap = (first: string, text: string): string[] => {
  const room = columns - first.length;
  const lines: string[] = [];
  let line = '';
  for (const word of printable(text, Number.MAX_SAFE_INTEGER)
    .split(' ')
    .flatMap((one) => pieces(one, room))) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  const indent = ' '.repeat(first.length);
  return lines.map((one, index) => `${index === 0 ? first : indent}${one}`.trimEnd());
};

const pieces = (word: string, room: number): string[] => {
  const parts: string[] = [];
  for (let at = 0; at < word.length; at += room) parts.push(word.slice(at, at + room));
  return parts.length === 0 ? [''] : parts;
};
