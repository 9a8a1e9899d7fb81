// One text for each JSON value whatever the order of its members: for comparing, and as a key.
import type { Json } from '../program/types.ts';

/** Far above what requests and details hold, far below what would exhaust the stack. */
const MAX_DEPTH = 500;

/**
 * JSON text of the value with members in code-unit order; a member that is undefined is left out, as in JSON.
 * Throws RangeError for a value nested deeper than 500 levels.
 */
export function canonical(value: Json): string {
  return write(value, 0);
}

function write(value: Json, depth: number): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (depth >= MAX_DEPTH) throw new RangeError(`JSON nested deeper than ${MAX_DEPTH} levels`);
  let text = '';
  if (Array.isArray(value)) {
    for (const element of value) text += `${text === '' ? '' : ','}${write(element, depth + 1)}`;
    return `[${text}]`;
  }
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${write(member, depth + 1)}`;
  }
  return `{${text}}`;
}
