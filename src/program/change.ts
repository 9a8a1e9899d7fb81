// What a changed request is: members left out first, then members set at their paths. One reading of `Change`, for
// whoever writes programs and whoever runs them.
import type { Change, Input, Json } from './types.ts';

/** A path of a change leads through something that the request does not have. */
export class NoSuchPath extends Error {
  override readonly name = 'NoSuchPath';
}

/**
 * `request` with `change` made; `request` itself stays as it is. Paths are member names and list positions joined by
 * dots (`source.s3.key`, `tags.0.value`). Throws `NoSuchPath` if a path leads through something
 * that is not there.
 */
export function changedInput(request: Input, { set = {}, drop = [] }: Change): Input {
  const result = structuredClone(request);
  for (const path of drop) {
    const [holder, last] = place(result, path);
    if (Array.isArray(holder)) holder.splice(Number(last), 1);
    else delete holder[last];
  }
  for (const [path, value] of Object.entries(set)) {
    const [holder, last] = place(result, path);
    if (Array.isArray(holder)) holder[Number(last)] = structuredClone(value);
    else holder[last] = structuredClone(value);
  }
  return result;
}

function place(request: Input, path: string): [holder: Json[] | Input, last: string] {
  const parts = path.split('.');
  const last = parts.pop()!;
  let holder: Json[] | Input = request;
  for (const part of parts) {
    const inner: Json | undefined = Object.hasOwn(holder, part) ? (holder as Input)[part] : undefined;
    if (typeof inner !== 'object' || inner === null) throw new NoSuchPath(`the path ${path} leads nowhere`);
    holder = inner;
  }
  return [holder, last];
}

/** As `changedInput`; undefined if a path leads nowhere, as it may in a program that was cut. */
export function changedIfPossible(request: Input, change: Change): Input | undefined {
  try {
    return changedInput(request, change);
  } catch (error) {
    if (error instanceof NoSuchPath) return undefined;
    throw error;
  }
}
