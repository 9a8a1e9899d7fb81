// Pages of a list. A token names the last row shown, so that rows that come and go meanwhile are neither skipped nor
// shown twice.
import type { World } from '../core/world.ts';
import { invalid } from '../wire/errors.ts';
import { isMembers, type Json, type Members, textOf } from '../wire/json.ts';

const defaultPageSize = 100;

export interface Row {
  /** Where the row stands: rows come in the order of their serials. */
  serial: number;
  /** Worked out for the rows of the page only. */
  row: () => Json;
}

/**
 * The page that the input asks for.
 * @param list the member that holds the rows, and what a page token of this list is bound to
 */
export function page(world: World, input: Members, rows: Row[], list: { name: string; scope: string }): Members {
  const binding = `${world.operation} ${list.scope}`;
  const after = readToken(textOf(input, 'nextToken'), binding);
  const size = typeof input.maxResults === 'number' ? input.maxResults : defaultPageSize;
  const left = rows.filter(({ serial }) => serial > after);
  const shown = left.slice(0, size);
  const last = shown.at(-1);
  const more = last && left.length > shown.length ? { nextToken: writeToken(binding, last.serial) } : {};
  return { [list.name]: shown.map(({ row }) => row()), ...more };
}

function writeToken(binding: string, after: number): string {
  return Buffer.from(JSON.stringify({ binding, after })).toString('base64');
}

function readToken(token: string | undefined, binding: string): number {
  if (token === undefined) return Number.NEGATIVE_INFINITY;
  try {
    const read: unknown = JSON.parse(Buffer.from(token, 'base64').toString());
    if (isMembers(read) && read.binding === binding && typeof read.after === 'number') return read.after;
  } catch {
    // Refused below, like every other token that this list didn't give.
  }
  throw invalid('nextToken is not one that this list gave');
}
