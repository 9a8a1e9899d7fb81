// Values as they travel: plain JSON, compared by meaning (the order of members doesn't count).

export type Json = null | boolean | number | string | Json[] | { [member: string]: Json | undefined };

/** Members of a request, a resource or an answer. */
export type Members = { [member: string]: Json | undefined };

export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that is the same for values that differ only in the order of members, or in members that are undefined. */
export function canonical(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isMembers(value)) return JSON.stringify(value ?? null);
  const names = Object.keys(value).filter((name) => value[name] !== undefined);
  return `{${names
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)
    .join(',')}}`;
}

export function equal(left: Json | undefined, right: Json | undefined): boolean {
  return canonical(left) === canonical(right);
}

/** The members named, those that are there. */
export function pick(members: Members, names: readonly string[]): Members {
  return Object.fromEntries(names.filter((name) => members[name] !== undefined).map((name) => [name, members[name]]));
}

/** All members but those named. */
export function omit(members: Members, names: readonly string[]): Members {
  return Object.fromEntries(
    Object.entries(members).filter(([name, value]) => value !== undefined && !names.includes(name)),
  );
}

/** The text of a member, or undefined where it is left out. */
export function textOf(members: Members, name: string): string | undefined {
  const value = members[name];
  return typeof value === 'string' ? value : undefined;
}

/** The text of a member that validation has made sure of. */
export function requiredText(members: Members, name: string): string {
  const value = members[name];
  if (typeof value !== 'string') throw new Error(`member ${name} was not validated`);
  return value;
}

/** A list member's elements that are objects; none where it is left out. */
export function listOf(members: Members, name: string): Members[] {
  const value = members[name];
  return Array.isArray(value) ? value.filter(isMembers) : [];
}
