// A report fit for the page: every text in it, wherever it came from, without characters that steer the reader's eye
// (control characters, bidirectional overrides), and with a limit. What is in it is escaped later, when it is written.
import { printable } from '../../wire/printable.ts';

const MAX_TEXT_CHARS = 2_000;
const MAX_KEY_CHARS = 200;

export const clean = <T>(value: T): T => cleaned(value) as T;

const cleaned = (value: unknown): unknown => {
  if (typeof value === 'string') return printable(value, MAX_TEXT_CHARS);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [printable(name, MAX_KEY_CHARS), cleaned(member)]),
  );
};
