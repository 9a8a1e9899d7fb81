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
  if (Array.isArray(value)) return `[${value.map((element) => write(element, depth + 1)).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .flatMap((name) => {
      const member = value[name];
      return member === undefined ? [] : [`${JSON.stringify(name)}:${write(member, depth + 1)}`];
    });
  return `{${members.join(',')}}`;
}
