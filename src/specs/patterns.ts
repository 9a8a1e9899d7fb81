// The patterns of `--only`: guarantee ids and operation names, with `*`.

/** Whether `pattern`, in which `*` stands for any characters, matches all of `text`. Case counts. */
export function matches(pattern: string, text: string): boolean {
  const literal = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`).test(text);
}
