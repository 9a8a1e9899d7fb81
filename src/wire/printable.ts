// Text from outside, made fit for a terminal or a report. Control characters could move the cursor or forge a line,
// bidirectional overrides and invisible characters could make one text look like another.

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const DEFAULT_MAX_CHARS = 1_000;

/**
 * The text with control characters, bidirectional overrides and other unprintables escaped (`\n`, `\u{202e}`), cut to
 * `max` characters (UTF-16 units, the mark `…` of a cut included; 1,000 by default). Backslashes stay as they are: the
 * result is for reading, not for parsing.
 */
export function printable(text: string, max: number = DEFAULT_MAX_CHARS): string {
  if (text.length <= max && !UNPRINTABLE.test(text)) return text;
  const pieces: string[] = [];
  let length = 0;
  for (const character of text) {
    const piece = UNPRINTABLE.test(character) ? escaped(character) : character;
    pieces.push(piece);
    length += piece.length;
    if (length > max) return `${cut(pieces, length, max - 1)}…`;
  }
  return pieces.join('');
}

function escaped(character: string): string {
  return SHORT[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

/** Whole pieces only: half an escape or half a surrogate pair would be unprintable itself. */
function cut(pieces: string[], length: number, max: number): string {
  let left = length;
  while (left > max && pieces.length > 0) left -= pieces.pop()?.length ?? 0;
  return pieces.join('');
}
