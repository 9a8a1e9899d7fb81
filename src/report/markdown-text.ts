// Text from outside within Markdown: in code only, where nothing of it is taken for Markdown, HTML or a mention.
import { printable } from '../wire/printable.ts';

const codeChars = 300;

/** Fit to stand between HTML tags. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const fence = (text: string, least: number): string =>
  '`'.repeat(Math.max(least, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));

/** A text in a line, as code, cut short. */
export const code = (text: string): string => {
  const shown = printable(text, codeChars);
  const quote = fence(shown, 1);
  const room = quote.length > 1 ? ' ' : '';
  return `${quote}${room}${shown}${room}${quote}`;
};

/** Lines as code. */
export const block = (text: string): string => {
  const quote = fence(text, 3);
  return `${quote}text\n${text}\n${quote}`;
};
