// Finds the name IdempotentParameterMismatch in an error (guarantees token.mismatch-named, create.mismatch-named). The
// contract compares in lower case with everything but letters taken out, as AWS said "Idempotent parameter mismatch".
import type { Json } from '../program/types.ts';
import { printable } from './printable.ts';

const NAME = new RegExp([...'idempotentparametermismatch'].join('[^a-z]*'), 'i');
const MAX_SPELLING_CHARS = 80;

/** Bounds on what is searched of a hostile body; an error of any real endpoint is far smaller. */
const MAX_VALUES = 10_000;
const MAX_CHARS = 1_000_000;

/**
 * The first spelling of the name in any string or member name of the value, at any depth, cut to 80 characters and
 * printable; undefined where it is not named, or only beyond the first 10,000 values or 1,000,000 characters.
 */
export function mismatchNamed(value: Json): string | undefined {
  const left: Json[] = [value];
  let chars = 0;
  for (let seen = 0; left.length > 0 && seen < MAX_VALUES && chars < MAX_CHARS; seen++) {
    const next = left.pop();
    if (typeof next === 'string') {
      const text = next.slice(0, MAX_CHARS - chars);
      chars += text.length;
      const spelling = NAME.exec(text)?.[0];
      if (spelling !== undefined) return printable(spelling, MAX_SPELLING_CHARS);
    } else if (next !== null && typeof next === 'object') push(left, next);
  }
  return undefined;
}

/** Names and values in reverse, so that the stack yields them in the order of the text. */
function push(left: Json[], value: Json[] | { [member: string]: Json }): void {
  const inner = Array.isArray(value) ? value.slice(0, MAX_VALUES) : Object.entries(value).slice(0, MAX_VALUES).flat();
  for (let i = inner.length - 1; i >= 0; i--) left.push(inner[i] as Json);
}
